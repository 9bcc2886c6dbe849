//! What the backend holds of the member's records, as last read.

use crate::domain::{client_ref::ClientRef, moment::Moment, record::Record};
use leptos::prelude::*;
use std::collections::BTreeMap;

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
}

/// The shelf's signals.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Lists by year.
    pub years: RwSignal<BTreeMap<u16, YearList>>,
    /// How the last reading went, by year.
    pub reading: RwSignal<BTreeMap<u16, Reading>>,
    /// Addresses of photos that can be shown, by key; `None` where a photo is not to be had now.
    pub photos: RwSignal<BTreeMap<ClientRef, Option<String>>>,
}

impl Shelf {
    /// An empty shelf.
    pub fn new() -> Self {
        Self {
            years: RwSignal::new(BTreeMap::new()),
            reading: RwSignal::new(BTreeMap::new()),
            photos: RwSignal::new(BTreeMap::new()),
        }
    }

    /// One record, by its key.
    pub fn record(&self, client_ref: &ClientRef) -> Option<Record> {
        self.years.with(|years| {
            years.values().flat_map(|list| &list.records).find(|record| record.client_ref == *client_ref).cloned()
        })
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}
