//! Which deeds a rule counts.

use super::{
    decimal::Decimal,
    deed::{Came, Deed, Field, Source, Stands},
};
use crate::domain::record::KindId;
use std::collections::BTreeMap;

/// Which deeds a rule counts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Counted {
    /// None: every kind.
    pub(super) kinds: Vec<KindId>,
    /// What is co-signed only where that is said.
    pub(super) sources: Vec<Source>,
    /// None: whoever was there, late or not, and records.
    pub(super) came: Vec<Came>,
    pub(super) must: Option<bool>,
    pub(super) stands: Vec<Stands>,
    pub(super) when: Vec<Condition>,
}

/// What a field must hold.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Condition {
    pub(super) field: String,
    pub(super) test: Test,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Test {
    OneOf(Vec<Field>),
    NoneOf(Vec<Field>),
    Between(Option<Decimal>, Option<Decimal>),
    There(bool),
}

impl Counted {
    /// Steps that [`Counted::has`] takes at most.
    pub(super) fn cost(&self) -> usize {
        let tests = self.when.iter().map(|condition| match &condition.test {
            Test::OneOf(values) | Test::NoneOf(values) => values.len() + 1,
            Test::Between(..) | Test::There(_) => 1,
        });
        tests.sum::<usize>() + 1
    }

    /// The kind is looked up in an [`Index`] before.
    pub(super) fn has(&self, deed: &Deed) -> bool {
        let came = match deed.came {
            None => self.came.is_empty(),
            Some(came) if self.came.is_empty() => matches!(came, Came::Attended | Came::Late),
            Some(came) => self.came.contains(&came),
        };
        came && self.sources.contains(&deed.source)
            && self.must.is_none_or(|must| must == deed.must)
            && (self.stands.is_empty() || self.stands.contains(&deed.stands))
            && self.when.iter().all(|condition| condition.holds(deed))
    }
}

impl Condition {
    fn holds(&self, deed: &Deed) -> bool {
        let field = deed.fields.get(&self.field);
        match &self.test {
            Test::OneOf(values) => field.is_some_and(|field| holds_any(field, values)),
            Test::NoneOf(values) => !field.is_some_and(|field| holds_any(field, values)),
            Test::Between(least, most) => field.and_then(Field::number).is_some_and(|number| {
                least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most)
            }),
            Test::There(there) => field.is_some() == *there,
        }
    }
}

/// Whether a field, or one of those that it lists, is among the values.
pub(super) fn holds_any(field: &Field, values: &[Field]) -> bool {
    match field {
        Field::List(items) => items.iter().any(|item| values.contains(item)),
        Field::Flag(_) | Field::Number(_) | Field::Text(_) => values.contains(field),
    }
}

/// What counts deeds of a kind, by its place in an edition.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Places {
    /// Rules that count deeds one by one.
    pub(super) by_deed: Vec<usize>,
    /// Rules over the deeds of a year.
    pub(super) by_year: Vec<usize>,
    pub(super) targets: Vec<usize>,
}

/// Which of the [`Places`].
#[derive(Clone, Copy)]
pub(super) enum By {
    Deed,
    Year,
    Target,
}

/// What counts by the kinds that it counts, so that a deed is shown to it alone.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Index {
    /// Of each kind that is named somewhere: what names it, then what counts every kind.
    by_kind: BTreeMap<KindId, Places>,
    any: Places,
}

impl Index {
    pub(super) fn new<'a>(all: impl Iterator<Item = (By, usize, &'a Counted)>) -> Self {
        let mut index = Self::default();
        for (by, place, counted) in all {
            if counted.kinds.is_empty() {
                index.any.of(by).push(place);
            }
            for kind in &counted.kinds {
                let named = index.by_kind.entry(kind.clone()).or_default();
                named.of(by).push(place);
            }
        }
        for named in index.by_kind.values_mut() {
            named.by_deed.extend(&index.any.by_deed);
            named.by_year.extend(&index.any.by_year);
            named.targets.extend(&index.any.targets);
        }
        index
    }

    /// What may count a kind.
    pub(super) fn of(&self, kind: &KindId) -> &Places {
        self.by_kind.get(kind).unwrap_or(&self.any)
    }
}

impl Places {
    fn of(&mut self, by: By) -> &mut Vec<usize> {
        match by {
            By::Deed => &mut self.by_deed,
            By::Year => &mut self.by_year,
            By::Target => &mut self.targets,
        }
    }
}
