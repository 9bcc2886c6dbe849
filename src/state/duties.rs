//! The kinds of duty that this body logs.

use crate::{
    domain::record::KindId,
    forms::catalog::{Catalog, Kind},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The catalog's signal; empty until it was read.
#[derive(Clone, Copy)]
pub struct Duties(pub RwSignal<Option<Arc<Catalog>>>);

impl Duties {
    /// A kind by its id.
    pub fn kind(&self, id: &KindId) -> Option<Kind> {
        self.0.with(|catalog| {
            catalog
                .as_ref()
                .and_then(|catalog| catalog.kind(id).cloned())
        })
    }

    /// All kinds, in the catalog's order.
    pub fn kinds(&self) -> Vec<Kind> {
        self.0.with(|catalog| {
            catalog
                .as_ref()
                .map(|catalog| catalog.kinds().to_vec())
                .unwrap_or_default()
        })
    }
}
