//! What is held and what is to be decided, as last read.
//!
//! The signals are made when a page of the events or the answer to its ask first needs them: the first form carries no
//! part of them.

use super::{clock::Clock, cosigning::Cosigning, shelf::Reading};
use crate::{
    agenda::{listing, standing::Time},
    domain::{
        event::{Event, EventId, Request},
        moment::Moment,
        table::Table,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The events of a year.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct EventList {
    /// As the backend orders them.
    pub events: Vec<Arc<Event>>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
}

/// The leaves that the member is to decide about, and those decided lately.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RequestList {
    /// As the backend orders them.
    pub requests: Vec<Request>,
    /// When the backend said so.
    pub as_of: Moment,
}

/// The signals.
#[derive(Clone, Copy)]
pub struct Dates {
    /// Events by year.
    pub years: RwSignal<Table<u16, Arc<EventList>>>,
    /// How the last reading went, by year.
    pub reading: RwSignal<Table<u16, Reading>>,
    /// What is to be decided; none before the first reading.
    pub requests: RwSignal<Option<RequestList>>,
    /// How the last reading of it went.
    pub asking: RwSignal<Reading>,
    /// What the member co-signs, where a year that is scored asked for it.
    pub cosigning: RwSignal<Cosigning>,
    /// How far the phone's clock is ahead of the backend's; none while that is not known.
    pub ahead_ms: RwSignal<Option<i64>>,
}

impl Dates {
    fn new() -> Self {
        Self {
            years: RwSignal::new(Table::default()),
            reading: RwSignal::new(Table::default()),
            requests: RwSignal::new(None),
            asking: RwSignal::new(Reading::Idle),
            cosigning: RwSignal::new(None),
            ahead_ms: RwSignal::new(None),
        }
    }

    /// The time by which deadlines are judged.
    pub fn time(&self, clock: Clock) -> Time {
        let ahead = self.ahead_ms.get();
        Time {
            now: clock.0.get().plus_ms(-ahead.unwrap_or_default()),
            sure: ahead.is_some(),
        }
    }

    /// One event, by its id.
    pub fn event(&self, id: &EventId) -> Option<Arc<Event>> {
        self.years.with(|years| {
            let mut all = years.values().flat_map(|list| &list.events);
            all.find(|event| event.id == *id).cloned()
        })
    }

    /// All events that were read, by start.
    pub fn all(&self) -> Vec<Arc<Event>> {
        let mut all: Vec<Arc<Event>> = self.years.with(|years| {
            let all = years.values().flat_map(|list| &list.events);
            all.cloned().collect()
        });
        all.sort_by(|one, other| listing::in_order(one, other));
        all
    }
}

/// The way to the signals.
#[derive(Clone, Copy)]
pub struct Calendar {
    dates: StoredValue<Option<Dates>>,
    /// Outlives every page.
    owner: StoredValue<Option<Owner>, LocalStorage>,
}

impl Calendar {
    /// Nothing was read yet; what is read lives as long as the owner of now.
    pub fn new() -> Self {
        Self {
            dates: StoredValue::new(None),
            owner: StoredValue::new_local(Owner::current()),
        }
    }

    /// The signals, made at the first call.
    pub fn dates(&self) -> Dates {
        if let Some(dates) = self.dates.get_value() {
            return dates;
        }
        let dates = match self.owner.get_value() {
            Some(owner) => owner.with(Dates::new),
            None => Dates::new(),
        };
        self.dates.set_value(Some(dates));
        dates
    }

    /// Nothing of a member stays.
    pub fn clear(&self) {
        if let Some(dates) = self.dates.get_value() {
            dates.years.set(Table::default());
            dates.reading.set(Table::default());
            dates.requests.set(None);
            dates.asking.set(Reading::Idle);
            dates.cosigning.set(None);
        }
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new()
    }
}
