//! 再记一次会怎样: the year with one more deed.

use super::{
    decimal::Decimal,
    deed::{Deed, DeedRef, Fields, Source, Stands},
    evaluation::Made,
    fuel::Fuel,
    ledger::Row,
    rules::Rules,
    score::{Asked, ScoreError, worked_out},
    summary::Summary,
};
use crate::domain::{day::Day, record::KindId};

/// What one more deed changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// Points more, or fewer where it is below zero.
    pub points: Decimal,
    /// As it would be.
    pub after: Summary,
    /// What the deed itself gives, with what cuts it.
    pub rows: Vec<Row>,
}

/// Scores a year with one more deed than the summary comes from.
///
/// # Errors
/// [`ScoreError`]
pub fn what_if(
    rules: &Rules,
    asked: &Asked,
    (before, deeds): (&Summary, &[Deed]),
    more: &Deed,
) -> Result<Difference, ScoreError> {
    let deeds: Vec<&Deed> = deeds.iter().chain([more]).collect();
    let mut fuel = Fuel::for_deeds(deeds.len());
    let (after, _) = worked_out(rules, asked, deeds, &mut fuel)?;
    let points = after.summary.total.minus(before.total);
    let own = |made: &Made<'_>| made.deed().is_some_and(|deed| deed.id == more.id);
    Ok(Difference {
        points: points.ok_or_else(|| ScoreError::TooLarge(String::new()))?,
        rows: after.rows.into_iter().filter(own).map(Made::told).collect(),
        after: after.summary,
    })
}

impl Deed {
    /// A record that is not written yet, as the office would review it. No record has its id.
    pub fn imagined(kind: KindId, day: Day) -> Self {
        let of = DeedRef {
            day,
            id: "?".to_owned(),
            source: Source::Record,
            kind,
        };
        Self::written(of, Stands::Reviewed, Fields::default())
    }
}
