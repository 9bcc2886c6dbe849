//! A year of a member, scored.

use super::{
    deed::Deed,
    evaluation::{Evaluated, evaluate},
    fuel::Fuel,
    ledger::{Ledger, LeftOut},
    rules::Rules,
    summary::{Corrections, Sheet, Summary, changes},
};
use crate::domain::day::Day;
use std::cmp::Ordering;

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The year.
    pub year: u16,
    /// The member's villages, for targets that each of them has.
    pub villages: Vec<String>,
}

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// No edition of the rules holds in the year.
    #[error("no rules for this year")]
    NoEdition,
    /// The rules ask for more steps than the deeds may take.
    #[error("the rules take too many steps")]
    OutOfFuel,
    /// A number that does not fit.
    #[error("too large a number, rule {0}")]
    TooLarge(String),
}

/// Scores a year. Deeds of other years are passed over; of versions of one deed the latest counts; their order says nothing.
/// What arrived after the office closed the year is told apart.
///
/// # Errors
/// [`ScoreError`]
pub fn score(rules: &Rules, asked: &Asked, deeds: &[Deed]) -> Result<Sheet, ScoreError> {
    let mut fuel = Fuel::for_deeds(deeds.len());
    score_within(rules, asked, deeds, &mut fuel)
}

/// As [`score`], with what steps there are.
///
/// # Errors
/// [`ScoreError`]
pub fn score_within(
    rules: &Rules,
    asked: &Asked,
    deeds: &[Deed],
    fuel: &mut Fuel,
) -> Result<Sheet, ScoreError> {
    let (now, late) = worked_out(rules, asked, deeds.iter().collect(), fuel)?;
    let (ledger, summary) = now.told();
    let corrections = late.and_then(|all| corrections(&ledger, all));
    Ok(Sheet {
        ledger,
        summary,
        corrections,
    })
}

/// What a year comes to, without the rows: for a long year a part of what [`score`] takes.
#[derive(Clone, PartialEq, Debug)]
pub struct Sums {
    /// As in the sheet.
    pub summary: Summary,
    /// As in the sheet's ledger.
    pub left_out: Vec<LeftOut>,
    /// Whether a row comes of something that happened: an absence too.
    pub of_deeds: bool,
    /// As in the sheet.
    pub corrections: Option<Corrections>,
}

/// The sums of what [`score`] gives.
///
/// # Errors
/// [`ScoreError`]
pub fn sums(rules: &Rules, asked: &Asked, deeds: &[Deed]) -> Result<Sums, ScoreError> {
    let mut fuel = Fuel::for_deeds(deeds.len());
    let (now, late) = worked_out(rules, asked, deeds.iter().collect(), &mut fuel)?;
    let of_deeds = now.rows.iter().any(|made| made.deed().is_some());
    let Some(all) = late else {
        return Ok(Sums {
            summary: now.summary,
            left_out: now.left_out,
            of_deeds,
            corrections: None,
        });
    };
    let (ledger, summary) = now.told();
    Ok(Sums {
        summary,
        corrections: corrections(&ledger, all),
        left_out: ledger.left_out,
        of_deeds,
    })
}

/// The year, and where something arrived after the office closed it, the year with that.
pub(super) fn worked_out<'a>(
    rules: &'a Rules,
    asked: &'a Asked,
    deeds: Vec<&'a Deed>,
    fuel: &mut Fuel,
) -> Result<(Evaluated<'a>, Option<Evaluated<'a>>), ScoreError> {
    let closed = rules.closed(asked.year);
    let in_time = |deed: &&Deed| {
        closed.is_none_or(|closed| deed.arrived.is_none_or(|arrived| arrived <= closed.on))
    };
    let (early, late): (Vec<&Deed>, Vec<&Deed>) = deeds.into_iter().partition(in_time);
    let all = (!late.is_empty()).then(|| [early.as_slice(), &late].concat());
    let mut year = |deeds| evaluate(rules, asked, &counted_once(deeds, asked.year), fuel);
    Ok((year(early)?, all.map(year).transpose()?))
}

/// What differs with what came late.
fn corrections(ledger: &Ledger, all: Evaluated<'_>) -> Option<Corrections> {
    let (with_late, summary) = all.told();
    let changes = changes(ledger, &with_late);
    (!changes.is_empty()).then_some(Corrections {
        total: summary.total,
        changes,
    })
}

/// Each deed of the year in its last version, by day and id. What is compared stands beside each: a deed lies elsewhere.
fn counted_once(deeds: Vec<&Deed>, year: u16) -> Vec<&Deed> {
    let mut keyed: Vec<(u64, Day, &Deed)> = deeds
        .into_iter()
        .map(|deed| (beginning(&deed.id), deed.day, deed))
        .collect();
    keyed.sort_unstable_by(|(start, _, one), (other_start, _, other)| {
        let by_start = start.cmp(other_start);
        by_start.then_with(|| by_id_latest_first(one, other))
    });
    keyed.dedup_by(|(start, _, later), (first_start, _, first)| {
        start == first_start && later.id == first.id
    });
    let mut days = vec![Vec::new(); DAYS];
    for (_, day, deed) in keyed {
        if let Some(of_day) = days.get_mut(day.place_in_year())
            && day.year() == year
        {
            of_day.push(deed);
        }
    }
    days.concat()
}

fn by_id_latest_first(one: &Deed, other: &Deed) -> Ordering {
    let by_id = one.id.cmp(&other.id);
    by_id
        .then_with(|| other.arrived.cmp(&one.arrived))
        .then_with(|| other.cmp(one))
}

/// The first eight bytes, in the order of the texts: comparing these tells most apart without a look at the deeds.
fn beginning(id: &str) -> u64 {
    if let Some(first) = id.as_bytes().first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let bytes = id.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// So many has the longest year.
const DAYS: usize = 366;
