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

/// Each deed of the year in its last version, by day and id.
fn counted_once(mut deeds: Vec<&Deed>, year: u16) -> Vec<&Deed> {
    if may_repeat(&deeds) {
        deeds.sort_unstable_by(|one, other| {
            let by_id = one.id.cmp(&other.id);
            by_id
                .then_with(|| other.arrived.cmp(&one.arrived))
                .then_with(|| other.cmp(one))
        });
        deeds.dedup_by(|later, first| later.id == first.id);
    }
    deeds.retain(|deed| deed.day.year() == year);
    by_day_and_id(deeds)
}

/// By day and id, which are told apart by numbers for the most part: comparing those needs no look at the deeds themselves.
fn by_day_and_id(deeds: Vec<&Deed>) -> Vec<&Deed> {
    let mut keyed: Vec<(u32, u64, &Deed)> = deeds
        .into_iter()
        .map(|deed| (number_of(deed.day), beginning(&deed.id), deed))
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, deed)| deed).collect()
}

/// In the order of the days.
fn number_of(day: Day) -> u32 {
    u32::from(day.year()) << 9 | u32::from(day.month()) << 5 | u32::from(day.day())
}

/// The first eight bytes, in the order of the texts.
fn beginning(id: &str) -> u64 {
    let bytes = id.bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// So many sums may lie in each other's way before they are taken for the same.
const CROWDED: usize = 64;

/// Whether two ids may be the same: each sum takes the next free place of a table from its own on.
fn may_repeat(deeds: &[&Deed]) -> bool {
    let size = (deeds.len() * 2).next_power_of_two();
    let mut taken = vec![0; size];
    deeds.iter().any(|deed| {
        let sum = sum_of(&deed.id).max(1);
        // The low half is mixed least.
        let first = usize::try_from(sum >> 33).unwrap_or_default();
        for step in 0..CROWDED {
            match taken.get_mut((first + step) & (size - 1)) {
                Some(place) if *place == 0 => {
                    *place = sum;
                    return false;
                }
                Some(place) if *place == sum => return true,
                Some(_) | None => {}
            }
        }
        true
    })
}

/// FNV-1a over eight bytes at a time.
fn sum_of(id: &str) -> u64 {
    let (words, rest) = id.as_bytes().as_chunks();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let all = words.chain(rest.iter().map(|byte| u64::from(*byte)));
    all.fold(0xcbf2_9ce4_8422_2325, |sum, part| {
        (sum ^ part).wrapping_mul(0x0100_0000_01b3)
    })
}
