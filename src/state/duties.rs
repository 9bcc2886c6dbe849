//! The kinds of duty that this body logs.

use super::letters::Known;
use crate::{
    domain::{person::Person, record::KindId},
    forms::{
        catalog::{Catalog, Kind},
        list::List,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// A catalog as it was fetched.
pub struct FormsFile {
    /// Whether these are the forms of what is done about events and records; else what can be logged.
    pub of_acts: bool,
    /// The catalog.
    pub text: String,
    /// The file of lists beside it, where it could be fetched.
    pub lists: Option<String>,
    /// Who can be named, where the backend tells.
    pub members: Option<Vec<Person>>,
}

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

    /// Reads a catalog whole; false where it can't be used. Code of the later module.
    pub fn read(self, file: FormsFile) -> bool {
        let beside = file.lists.and_then(|lists| List::parse_file(&lists).ok());
        let mut lists: Vec<Arc<List>> = Vec::new();
        lists.extend(file.members.map(|members| List::of_people(&members)));
        lists.extend(beside.into_iter().flatten());
        let Ok(catalog) = Catalog::parse_arranged(&file.text, &lists, &Known::new()) else {
            return false;
        };
        let into = if file.of_acts { self.acts } else { self.logged };
        into.set(Some(Arc::new(catalog)));
        true
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
