//! What the backend holds of the member's records, as last read.

use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    moment::Moment,
    record::{KindId, Record, Standing},
    table::Table,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The list of a year.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct YearList {
    /// Newest first.
    pub records: Vec<Record>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
}

/// How the reading of a year goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reading {
    /// Nothing was asked yet.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// The list is what the backend says now.
    Fresh,
    /// The backend could not be read; what is shown is older.
    Failed,
    /// The backend has no such list.
    Absent,
}

impl Reading {
    fn is_over(self) -> bool {
        !matches!(self, Self::Idle | Self::Busy)
    }
}

/// Whether the reading of a year ended, well or not, since this was made: how an earlier one ended says nothing of the one that was just asked for.
pub fn ended(
    all: RwSignal<Table<u16, Reading>>,
    year: u16,
) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    let of = move |all: &Table<u16, Reading>| all.get(&year).copied().unwrap_or_default();
    let before = StoredValue::new(all.with_untracked(of).is_over());
    move || {
        let now = all.with(of);
        if !now.is_over() {
            before.set_value(false);
        }
        now.is_over() && !before.get_value()
    }
}

/// The shelf's signals.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Lists by year.
    pub years: RwSignal<Table<u16, Arc<YearList>>>,
    /// What has come of a year that was never read before, until all of it is there.
    pub coming: RwSignal<Option<(u16, Arc<Vec<Record>>)>>,
    /// How the last reading went, by year.
    pub reading: RwSignal<Table<u16, Reading>>,
    /// Addresses of photos that can be shown, by key; `None` where a photo is not to be had now.
    pub photos: RwSignal<Table<ClientRef, Option<String>>>,
}

impl Shelf {
    /// An empty shelf.
    pub fn new() -> Self {
        Self {
            years: RwSignal::new(Table::default()),
            coming: RwSignal::new(None),
            reading: RwSignal::new(Table::default()),
            photos: RwSignal::new(Table::default()),
        }
    }

    /// Nothing of a member stays.
    pub fn clear(&self) {
        self.years.set(Table::default());
        self.coming.set(None);
        self.reading.set(Table::default());
        self.photos.set(Table::default());
    }

    /// One record, by its key.
    pub fn record(&self, client_ref: &ClientRef) -> Option<Record> {
        self.years.with(|years| {
            years
                .values()
                .flat_map(|list| &list.records)
                .find(|record| record.client_ref == *client_ref)
                .cloned()
        })
    }

    /// The latest records of duties of all years that were read.
    pub fn latest(&self, most: usize) -> Vec<Record> {
        self.years.with(|years| {
            years
                .values()
                .rev()
                .flat_map(|list| &list.records)
                .filter(|record| record.kind.is_duty())
                .take(most)
                .cloned()
                .collect()
        })
    }

    /// The answers of every record of a kind, newest first.
    pub fn of_kind(&self, kind: &KindId) -> Vec<Answer> {
        let answers = |record: &Record| (record.kind == *kind).then(|| record.answers.clone());
        self.years.with(|years| {
            years
                .values()
                .rev()
                .flat_map(|list| &list.records)
                .filter_map(answers)
                .collect()
        })
    }

    /// Photos by their keys, each with the address that shows it.
    pub fn shown(&self, keys: &[ClientRef]) -> Vec<(ClientRef, Option<String>)> {
        self.photos.with(|photos| {
            let address = |id: &ClientRef| photos.get(id).cloned().flatten();
            keys.iter().map(|id| (id.clone(), address(id))).collect()
        })
    }

    /// Records of duties that the office returned.
    pub fn returned(&self) -> Vec<Record> {
        let is_returned = |record: &&Record| matches!(record.standing, Standing::Returned { .. });
        self.years.with(|years| {
            years
                .values()
                .flat_map(|list| &list.records)
                .filter(|record| is_returned(record) && record.kind.is_duty())
                .cloned()
                .collect()
        })
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}
