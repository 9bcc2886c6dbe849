//! The kinds of duty that this body logs.

use crate::{
    domain::record::KindId,
    forms::catalog::{Catalog, Kind},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The catalogs' signals; empty until they were read.
#[derive(Clone, Copy)]
pub struct Duties {
    /// What can be logged.
    pub logged: RwSignal<Option<Arc<Catalog>>>,
    /// The forms of what is done about an event.
    pub acts: RwSignal<Option<Arc<Catalog>>>,
}

impl Duties {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self {
            logged: RwSignal::new(None),
            acts: RwSignal::new(None),
        }
    }

    /// A kind by its id.
    pub fn kind(&self, id: &KindId) -> Option<Kind> {
        let found = |catalog: &Option<Arc<Catalog>>| catalog.as_ref()?.kind(id).cloned();
        self.logged.with(found).or_else(|| self.acts.with(found))
    }

    /// All kinds that can be logged, in the catalog's order.
    pub fn kinds(&self) -> Vec<Kind> {
        self.logged.with(|catalog| {
            catalog
                .as_ref()
                .map(|catalog| catalog.kinds().to_vec())
                .unwrap_or_default()
        })
    }
}

impl Default for Duties {
    fn default() -> Self {
        Self::new()
    }
}
