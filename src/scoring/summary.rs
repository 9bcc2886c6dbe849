//! The year in figures: the sum of the ledger.

use super::{
    decimal::Decimal,
    deed::DeedRef,
    ledger::{Ledger, Row, RowKey},
    rules::{Bounds, Closed, Label},
    words::Words,
};
use crate::domain::record::KindId;
use std::{collections::BTreeMap, sync::Arc};

/// A year of a member.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Every point with its reason.
    pub ledger: Ledger,
    /// Their sums.
    pub summary: Summary,
    /// What came after the office closed the year; it is not in the ledger.
    pub corrections: Option<Corrections>,
}

/// The sums of a ledger.
#[derive(Clone, PartialEq, Debug)]
pub struct Summary {
    /// The year.
    pub year: u16,
    /// The rules that say what is of the whole year.
    pub version: u32,
    /// In the order of the file.
    pub categories: Vec<CategorySum>,
    /// All of it.
    pub total: Decimal,
    /// What the total can be.
    pub bounds: Bounds,
    /// None where the total is below every grade, or there are none.
    pub grade: Option<Arc<Label>>,
    /// What is owed.
    pub targets: Vec<TargetState>,
    /// When the office closed the year.
    pub closed: Option<Closed>,
}

/// The sum of a category.
#[derive(Clone, PartialEq, Debug)]
pub struct CategorySum {
    /// Which.
    pub label: Arc<Label>,
    /// Its points.
    pub points: Decimal,
    /// What they can be.
    pub bounds: Bounds,
}

/// Where a member stands with what is owed.
#[derive(Clone, PartialEq, Debug)]
pub struct TargetState {
    /// Which.
    pub label: Arc<Label>,
    /// Its measure word; none of a share.
    pub measure: Option<Words>,
    /// The kinds that it counts; none of a share, or where it counts every kind.
    pub kinds: Vec<KindId>,
    /// The village, where each has its own.
    pub village: Option<String>,
    /// What there is: units, or of a share a part of one.
    pub have: Decimal,
    /// What is asked for.
    pub least: Decimal,
    /// What is missing; zero where it is met.
    pub owed: Decimal,
    /// Attended, of so many; of a share alone.
    pub share: Option<(u64, u64)>,
    /// What was counted.
    pub deeds: Vec<Arc<DeedRef>>,
}

/// What came after the office closed the year.
#[derive(Clone, PartialEq, Debug)]
pub struct Corrections {
    /// What the total would be with it.
    pub total: Decimal,
    /// The rows that differ.
    pub changes: Vec<RowChange>,
}

/// A row as it is and as it would be.
#[derive(Clone, PartialEq, Debug)]
pub struct RowChange {
    /// Before.
    pub before: Option<Row>,
    /// After.
    pub after: Option<Row>,
}

/// A number of the summary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Figure<'a> {
    /// The total.
    Total,
    /// The points of a category, by its id.
    Category(&'a str),
    /// The points of a rule, by its id.
    Rule(&'a str),
    /// What a deed gave, by its id.
    Deed(&'a str),
}

impl Ledger {
    /// 为什么是这个分: the rows that make a number.
    pub fn why<'a>(&'a self, figure: Figure<'a>) -> impl Iterator<Item = &'a Row> {
        let is = |label: &Option<Arc<Label>>, id: &str| {
            label.as_ref().is_some_and(|label| label.id == id)
        };
        self.rows.iter().filter(move |row| match figure {
            Figure::Total => true,
            Figure::Category(id) => is(&row.category, id),
            Figure::Rule(id) => is(&row.rule, id),
            Figure::Deed(id) => row.deed().is_some_and(|deed| deed.id == id),
        })
    }
}

/// The rows in which two ledgers of a year differ.
pub(super) fn changes(before: &Ledger, after: &Ledger) -> Vec<RowChange> {
    let (before, after) = apart(&before.rows, &after.rows);
    let mut olds = by_key(before);
    let mut changes = Vec::new();
    for (key, new) in by_key(after) {
        let old = olds.remove(&key);
        if old != Some(new) {
            changes.push(RowChange {
                before: old.cloned(),
                after: Some(new.clone()),
            });
        }
    }
    changes.extend(olds.into_values().map(|old| RowChange {
        before: Some(old.clone()),
        after: None,
    }));
    changes
}

/// Without what both begin with and what both end with: most of a long year is neither keyed nor sorted.
fn apart<'a>(one: &'a [Row], other: &'a [Row]) -> (&'a [Row], &'a [Row]) {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let rest = |rows: &'a [Row]| rows.get(same..).unwrap_or_default();
    let (one, other) = (rest(one), rest(other));
    let ends = one.iter().rev().zip(other.iter().rev());
    let same = ends.take_while(|(a, b)| a == b).count();
    let rest = |rows: &'a [Row]| rows.get(..rows.len() - same).unwrap_or_default();
    (rest(one), rest(other))
}

fn by_key(rows: &[Row]) -> BTreeMap<RowKey, &Row> {
    rows.iter().map(|row| (row.key(), row)).collect()
}
