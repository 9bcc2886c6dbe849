//! A year of a member, scored.

use super::{
    deed::Deed,
    evaluation::evaluate,
    fuel::Fuel,
    rules::Rules,
    summary::{Corrections, Sheet, changes},
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
    score_of(rules, asked, deeds.iter().collect(), fuel)
}

/// As [`score_within`], of deeds that lie in several places.
pub(super) fn score_of(
    rules: &Rules,
    asked: &Asked,
    deeds: Vec<&Deed>,
    fuel: &mut Fuel,
) -> Result<Sheet, ScoreError> {
    let closed = rules.closed(asked.year);
    let in_time = |deed: &&Deed| {
        closed.is_none_or(|closed| deed.arrived.is_none_or(|arrived| arrived <= closed.on))
    };
    let (early, late): (Vec<&Deed>, Vec<&Deed>) = deeds.into_iter().partition(in_time);
    let year = |deeds| counted_once(deeds, asked.year);
    let (ledger, summary) = evaluate(rules, asked, &year(early.clone()), fuel)?;
    let mut sheet = Sheet {
        ledger,
        summary,
        corrections: None,
    };
    if !late.is_empty() {
        let all = [early, late].concat();
        let (ledger, summary) = evaluate(rules, asked, &year(all), fuel)?;
        let changes = changes(&sheet.ledger, &ledger);
        let differs = !changes.is_empty();
        sheet.corrections = differs.then_some(Corrections {
            total: summary.total,
            changes,
        });
    }
    Ok(sheet)
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

/// Whether two ids may be the same, by their sums (FNV-1a): sorting numbers is quicker than sorting ids.
fn may_repeat(deeds: &[&Deed]) -> bool {
    let sum = |deed: &&Deed| {
        deed.id
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
                (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
    };
    let mut sums: Vec<u64> = deeds.iter().map(sum).collect();
    sums.sort_unstable();
    sums.windows(2).any(|pair| pair.first() == pair.last())
}
