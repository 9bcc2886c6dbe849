//! A sheet as somebody else worked it out, beside our own: the shape that [`super::summary::Sheet::to_json`] writes.

use super::{
    decimal::Decimal,
    ledger::{Ledger, RowKey},
    words::Words,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is read of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// All of it.
    pub total: Decimal,
    /// The grade's words, where there is one.
    pub grade: Option<Words>,
    /// Points by row; of a backend that tells none, none.
    pub rows: Option<BTreeMap<RowKey, Decimal>>,
}

/// A row that is not the same on both sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Differs {
    /// Which.
    pub row: RowKey,
    /// Ours; none where we have no such row.
    pub ours: Option<Decimal>,
    /// Theirs.
    pub theirs: Option<Decimal>,
}

impl Told {
    /// Reads it; `None` where it is of another shape.
    pub fn parse(text: &str) -> Option<Self> {
        let sheet: Value = serde_json::from_str(text).ok()?;
        let summary = sheet.get("summary")?;
        let rows = match sheet.get("rows") {
            None | Some(Value::Null) => None,
            Some(rows) => Some(rows.as_array()?.iter().map(row).collect::<Option<_>>()?),
        };
        Some(Self {
            total: decimal(summary.get("total")?)?,
            grade: summary
                .get("grade")
                .and_then(|grade| words(grade.get("words")?)),
            rows,
        })
    }

    /// Where they part from our ledger, row by row.
    pub fn differences(&self, ours: &Ledger) -> Vec<Differs> {
        let Some(theirs) = &self.rows else {
            return Vec::new();
        };
        let ours: BTreeMap<RowKey, Decimal> = ours
            .rows
            .iter()
            .map(|row| (row.key(), row.points))
            .collect();
        let keys: BTreeSet<&RowKey> = ours.keys().chain(theirs.keys()).collect();
        let both = keys.into_iter().map(|key| Differs {
            row: key.clone(),
            ours: ours.get(key).copied(),
            theirs: theirs.get(key).copied(),
        });
        // A row of no points is as good as none.
        let worth = |it: Option<Decimal>| it.unwrap_or(Decimal::ZERO);
        both.filter(|it| worth(it.ours) != worth(it.theirs))
            .collect()
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    Decimal::parse(&value.as_number()?.to_string())
}

fn words(value: &Value) -> Option<Words> {
    let word = |tag| value.get(tag).and_then(Value::as_str).map(str::to_owned);
    Some(Words {
        zh: word("zh-CN")?,
        en: word("en")?,
    })
}

fn row(row: &Value) -> Option<(RowKey, Decimal)> {
    let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
    let id = |name| text(name).unwrap_or_default();
    let origin = match row.get("from")?.as_str()? {
        "deed" => ("deed", row.get("deed")?.get("id")?.as_str()?.to_owned()),
        "owed" => ("owed", format!("{} {}", id("target"), id("village"))),
        "floor" => ("floor", id("level")),
        "share" => ("share", String::new()),
        "met" => ("met", String::new()),
        "base" => ("base", String::new()),
        _ => return None,
    };
    let key = RowKey {
        category: text("category"),
        rule: text("rule"),
        origin,
    };
    Some((key, decimal(row.get("points")?)?))
}
