//! The rules of a body, as its office wrote them. Only [`Rules::parse`] makes them.

use super::{
    counting::{Counted, Index},
    decimal::Decimal,
    deed::Field,
    words::Words,
};
use crate::domain::day::Day;
use std::{collections::BTreeSet, sync::Arc};

/// A rules file.
#[derive(Clone, PartialEq, Debug)]
pub struct Rules {
    pub(super) id: String,
    pub(super) name: Words,
    pub(super) note: Option<Words>,
    pub(super) late_after: Option<u32>,
    pub(super) closed: Vec<Closed>,
    /// By their first day; no two hold on one day.
    pub(super) editions: Vec<Edition>,
    /// How many rules there are by id, over all editions.
    pub(super) rule_slots: usize,
    /// The fields that any of them looks at.
    pub(super) looked_at: BTreeSet<Arc<str>>,
}

/// A year that the office closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Closed {
    /// Which.
    pub year: u16,
    /// The last day on which something could arrive for it.
    pub on: Day,
}

impl Rules {
    /// The file's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whose rules they are.
    pub fn name(&self) -> &Words {
        &self.name
    }

    /// What the office says of them.
    pub fn note(&self) -> Option<&Words> {
        self.note.as_ref()
    }

    /// After how many minutes one is late; `None`: nobody is.
    pub fn late_after(&self) -> Option<u32> {
        self.late_after
    }

    /// The name of the field where a rule of any edition looks at it; what none looks at need not be carried along.
    pub fn look_at(&self, field: &str) -> Option<Arc<str>> {
        self.looked_at.get(field).cloned()
    }

    /// When a year was closed.
    pub fn closed(&self, year: u16) -> Option<Closed> {
        self.closed.iter().find(|it| it.year == year).copied()
    }

    /// The edition that holds on a day.
    pub(super) fn on(&self, day: Day) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.days.has(day))
    }

    /// The edition that holds at the end of a year, or the last that held in it: it says what is of the whole year, that is
    /// base points, shares, targets, bounds of categories and of the sum, and grades.
    pub(super) fn of_year(&self, year: u16) -> Option<&Edition> {
        let meets = |edition: &&Edition| {
            let days = edition.days;
            days.from.is_none_or(|from| from.year() <= year)
                && days.to.is_none_or(|to| to.year() >= year)
        };
        self.editions.iter().rfind(meets)
    }
}

/// From a day to a day, both counted in; none is without end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Days {
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
}

impl Days {
    pub(super) fn has(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The rules that hold over some days.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Edition {
    pub(super) version: u32,
    pub(super) days: Days,
    pub(super) bounds: Bounds,
    pub(super) categories: Vec<Category>,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) rules: Vec<Rule>,
    pub(super) targets: Vec<Target>,
    /// Highest first.
    pub(super) grades: Vec<Grade>,
    pub(super) index: Index,
}

/// The least and the most that a sum can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bounds {
    /// The floor.
    pub least: Option<Decimal>,
    /// The cap.
    pub most: Option<Decimal>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Category {
    pub(super) label: Arc<Label>,
    pub(super) bounds: Bounds,
}

/// What something is called, in the file and to people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Its id in the file.
    pub id: String,
    /// The version of the rules that it stands in.
    pub version: u32,
    /// What it is called.
    pub words: Words,
}

/// Of several scores for one thing only the highest counts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Alternative {
    pub(super) label: Arc<Label>,
    pub(super) of: Of,
}

/// What one thing is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Of {
    /// A deed.
    Deed,
    /// All deeds whose field holds the same.
    Field(String),
    /// The whole year.
    Year,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Rule {
    /// The same over editions where the id is the same.
    pub(super) slot: usize,
    pub(super) label: Arc<Label>,
    /// Its place among the categories of its edition.
    pub(super) category: usize,
    pub(super) days: Days,
    pub(super) gives: Gives,
    pub(super) bounds: Bounds,
    /// Its place among the alternatives of its edition.
    pub(super) alternative: Option<usize>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Gives {
    /// Points that everybody starts with.
    Base(Decimal),
    /// Points for each deed.
    Each(Each),
    /// Points by the share that was attended.
    Share(Share, Scale),
    /// Points where all of these targets are met.
    Met(Vec<usize>, Decimal),
    /// Points, mostly below zero, for each unit owed of these targets.
    Owed(Vec<usize>, Decimal),
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Each {
    pub(super) counted: Counted,
    pub(super) points: Decimal,
    pub(super) per: Option<Per>,
    pub(super) takes: Takes,
    pub(super) factors: Vec<Factor>,
    /// Bounds of what one deed gives.
    pub(super) bounds: Bounds,
}

/// Units by a field.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Per {
    pub(super) field: String,
    /// Whole steps of this count; without it the number itself.
    pub(super) step: Option<Decimal>,
    /// Where the field holds no number.
    pub(super) missing: Decimal,
}

/// Which of the deeds, in their order, give points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Takes {
    All,
    /// The first so many.
    First(u64),
    /// From this one on.
    From(u64),
    /// The so many that give most.
    Best(u64),
}

/// A factor by what a field holds.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Factor {
    pub(super) field: Arc<str>,
    pub(super) cases: Vec<(Vec<Field>, Decimal)>,
    pub(super) otherwise: Decimal,
}

/// A share of what was attended.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Share {
    /// All of it.
    pub(super) counted: Counted,
    /// What of it was attended.
    pub(super) came: Vec<super::deed::Came>,
    /// What the share is where there was nothing to attend.
    pub(super) if_none: Decimal,
}

/// Points by a share.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Scale {
    /// Points times the share.
    Times(Decimal),
    /// From a share on; highest first.
    Bands(Vec<(Decimal, Decimal)>),
}

/// What is owed in a year.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Target {
    pub(super) label: Arc<Label>,
    pub(super) measure: Option<Words>,
    pub(super) least: Decimal,
    pub(super) owes: Owes,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Owes {
    Units {
        counted: Counted,
        per: Option<Per>,
        /// One target for each village of the member, by this field.
        for_each: Option<String>,
    },
    Share(Share),
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Grade {
    pub(super) label: Arc<Label>,
    pub(super) from: Option<Decimal>,
    /// Places of targets that must be met as well.
    pub(super) needs: Vec<usize>,
}
