//! The ledger: every point with its reason.

use super::{
    decimal::Decimal,
    deed::{DeedRef, Field},
    rules::Label,
};
use std::{fmt, sync::Arc};

/// Every row that makes a sum, and what made none. Rows without a deed come first, then by day and id, and last what floors
/// gave.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    /// The rows.
    pub rows: Vec<Row>,
    /// Deeds of the year that no rule counts.
    pub left_out: Vec<LeftOut>,
}

/// Points with their reason. `points` is `before` less what the cuts took.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// The rule; none of what a floor of a category or of the whole sum gave.
    pub rule: Option<Arc<Label>>,
    /// The category; none of what a floor of the whole sum gave.
    pub category: Option<Arc<Label>>,
    /// Where it comes from.
    pub origin: Origin,
    /// How many: 1 for a deed, its hours where the rule counts hours.
    pub units: Decimal,
    /// Points for one.
    pub each: Decimal,
    /// What it was multiplied by.
    pub factors: Vec<Applied>,
    /// Points before any cut.
    pub before: Decimal,
    /// What took of it.
    pub cuts: Vec<Cut>,
    /// Points that count.
    pub points: Decimal,
}

/// Where a row comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// Everybody has it.
    Base,
    /// A deed.
    Deed(Arc<DeedRef>),
    /// A share of the year: attended, of so many.
    Share {
        /// Attended.
        came: u64,
        /// Of so many.
        of: u64,
    },
    /// Targets that are all met, by their ids.
    Met(Vec<String>),
    /// A target that is not met.
    Owed {
        /// Its id.
        target: String,
        /// Of which village, where each has its own.
        village: Option<String>,
    },
    /// A floor lifted the sum.
    Floor(Level),
}

/// Of what a bound is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// What one deed gives.
    Deed,
    /// What a rule gives in a year.
    Rule,
    /// What a category gives.
    Category,
    /// All of it.
    Total,
}

/// A factor that was applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applied {
    /// The field.
    pub field: Arc<str>,
    /// What it held.
    pub held: Option<Field>,
    /// The factor.
    pub times: Decimal,
}

/// What took points of a row, and how many; below zero where it spared a loss.
#[derive(Clone, PartialEq, Debug)]
pub struct Cut {
    /// What.
    pub by: CutBy,
    /// How many.
    pub points: Decimal,
}

/// What cuts a row.
#[derive(Clone, PartialEq, Debug)]
pub enum CutBy {
    /// The rule counts from a later one on.
    Before {
        /// Which one this is, from 1.
        nth: u64,
        /// From which on it counts.
        from: u64,
    },
    /// The rule counts the first so many.
    Past {
        /// Which one this is, from 1.
        nth: u64,
        /// How many count.
        first: u64,
    },
    /// The rule counts the best so many.
    NotBest(u64),
    /// Another score for the same thing is higher.
    Alternative {
        /// The alternatives.
        of: Arc<Label>,
        /// The rule that counts instead.
        winner: Arc<Label>,
        /// And its deed.
        deed: String,
    },
    /// A cap.
    Most(Level, Decimal),
    /// A floor, under a row below zero.
    Least(Level, Decimal),
}

/// A deed that gives no row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// Which.
    pub deed: Arc<DeedRef>,
    /// Why.
    pub why: Why,
}

/// Why a deed gives no row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// It was returned.
    Returned,
    /// No rules hold on its day.
    NoEdition,
    /// No rule counts it.
    NoRule,
}

/// What tells one row of a ledger from another, the same over two ledgers of a year.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RowKey {
    /// The category's id.
    pub category: Option<String>,
    /// The rule's id.
    pub rule: Option<String>,
    /// The kind of origin, and the deed's or target's id.
    pub origin: (&'static str, String),
}

impl fmt::Display for RowKey {
    /// `category/rule/origin/id`, as a dispute names the row.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let (category, rule) = (part(&self.category), part(&self.rule));
        write!(to, "{category}/{rule}/{}/{}", self.origin.0, self.origin.1)
    }
}

impl Row {
    /// What tells it from the others.
    pub fn key(&self) -> RowKey {
        let origin = match &self.origin {
            Origin::Base => ("base", String::new()),
            Origin::Deed(deed) => ("deed", deed.id.clone()),
            Origin::Share { .. } => ("share", String::new()),
            Origin::Met(_) => ("met", String::new()),
            Origin::Owed { target, village } => {
                let village = village.as_deref().unwrap_or_default();
                ("owed", format!("{target} {village}"))
            }
            Origin::Floor(level) => ("floor", level.name().to_owned()),
        };
        RowKey {
            category: self.category.as_ref().map(|it| it.id.clone()),
            rule: self.rule.as_ref().map(|rule| rule.id.clone()),
            origin,
        }
    }

    /// The deed that it comes from.
    pub fn deed(&self) -> Option<&DeedRef> {
        match &self.origin {
            Origin::Deed(deed) => Some(deed),
            Origin::Base
            | Origin::Share { .. }
            | Origin::Met(_)
            | Origin::Owed { .. }
            | Origin::Floor(_) => None,
        }
    }
}

impl Level {
    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deed => "deed",
            Self::Rule => "rule",
            Self::Category => "category",
            Self::Total => "total",
        }
    }
}

impl CutBy {
    /// What it is called in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Before { .. } => "from_nth",
            Self::Past { .. } => "first",
            Self::NotBest(_) => "best",
            Self::Alternative { .. } => "alternative",
            Self::Most(..) => "most",
            Self::Least(..) => "least",
        }
    }
}

impl Why {
    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::NoEdition => "no_edition",
            Self::NoRule => "no_rule",
        }
    }
}
