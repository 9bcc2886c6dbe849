//! 再记一次会怎样: the year with one more deed.

use super::{
    decimal::Decimal,
    deed::{Deed, Source, Stands},
    fuel::Fuel,
    rules::Rules,
    score::{Asked, ScoreError, score_of},
    summary::{RowChange, Sheet, Summary, changes},
};
use crate::domain::{day::Day, record::KindId};
use std::collections::BTreeMap;

/// What one more deed changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// Points more, or fewer where it is below zero.
    pub points: Decimal,
    /// As it would be.
    pub after: Summary,
    /// The rows that differ: that of the deed, and those that it moves.
    pub changes: Vec<RowChange>,
}

/// Scores a year with one more deed than the sheet comes from.
///
/// # Errors
/// [`ScoreError`]
pub fn what_if(
    rules: &Rules,
    asked: &Asked,
    (sheet, deeds): (&Sheet, &[Deed]),
    more: &Deed,
) -> Result<Difference, ScoreError> {
    let deeds: Vec<&Deed> = deeds.iter().chain([more]).collect();
    let mut fuel = Fuel::for_deeds(deeds.len());
    let after = score_of(rules, asked, deeds, &mut fuel)?;
    let points = after.summary.total.minus(sheet.summary.total);
    Ok(Difference {
        points: points.ok_or_else(|| ScoreError::TooLarge(String::new()))?,
        changes: changes(&sheet.ledger, &after.ledger),
        after: after.summary,
    })
}

impl Deed {
    /// A record that is not written yet, as the office would review it. No record has its id.
    pub fn imagined(kind: KindId, day: Day) -> Self {
        Self {
            day,
            id: "?".to_owned(),
            arrived: None,
            source: Source::Record,
            kind,
            stands: Stands::Reviewed,
            came: None,
            must: false,
            fields: BTreeMap::new(),
        }
    }
}
