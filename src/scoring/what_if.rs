//! 再记一次会怎样: the year with one more deed.

use super::{
    decimal::Decimal,
    deed::{Deed, Source, Stands},
    rules::Rules,
    score::{Asked, ScoreError, score},
    summary::{RowChange, Summary, changes},
};
use crate::domain::{day::Day, record::KindId};
use std::collections::BTreeMap;

/// What one more deed changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// Points more, or fewer where it is below zero.
    pub points: Decimal,
    /// As it is.
    pub before: Summary,
    /// As it would be.
    pub after: Summary,
    /// The rows that differ: that of the deed, and those that it moves.
    pub changes: Vec<RowChange>,
}

/// Scores a year as it is and with one more deed.
///
/// # Errors
/// [`ScoreError`]
pub fn what_if(
    rules: &Rules,
    asked: &Asked,
    deeds: &[Deed],
    more: Deed,
) -> Result<Difference, ScoreError> {
    let before = score(rules, asked, deeds)?;
    let after = score(rules, asked, &[deeds, &[more]].concat())?;
    let points = after.summary.total.minus(before.summary.total);
    Ok(Difference {
        points: points.ok_or_else(|| ScoreError::TooLarge(String::new()))?,
        changes: changes(&before.ledger, &after.ledger),
        before: before.summary,
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
