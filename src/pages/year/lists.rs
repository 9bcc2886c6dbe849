//! What the phone has of a year, told anew only where it differs.

use crate::{
    domain::{event::Event, record::Record},
    state::{at::At, calendar::EventList, shelf::YearList},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The lists of a year; none of what was not had yet.
#[derive(Clone, Default)]
pub(super) struct Lists {
    records: Option<Arc<YearList>>,
    events: Option<Arc<EventList>>,
}

impl Lists {
    /// As they are.
    pub fn of(at: At, year: u16) -> Self {
        Self {
            records: at.shelf.years.with(|years| years.get(&year).cloned()),
            events: at
                .calendar
                .dates()
                .years
                .with(|years| years.get(&year).cloned()),
        }
    }

    /// Followed: a list that was read again and says the same moves nothing, nor do the lists of other years.
    pub fn followed(at: At, year: u16) -> Memo<Self> {
        Memo::new_with_compare(
            move |_| Self::of(at, year),
            |before, now| match (before, now) {
                (Some(before), Some(now)) => !before.say_the_same(now),
                (None, _) | (_, None) => true,
            },
        )
    }

    /// The records, where they were had.
    pub fn records(&self) -> Option<&[Record]> {
        self.records.as_ref().map(|list| list.records.as_slice())
    }

    /// The events that are known.
    pub fn events(&self) -> &[Arc<Event>] {
        self.events.as_ref().map_or(&[], |list| &list.events)
    }

    fn say_the_same(&self, other: &Self) -> bool {
        let records = match (&self.records, &other.records) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one.records == other.records,
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        records && self.events() == other.events()
    }
}
