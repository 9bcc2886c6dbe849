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
pub enum FormsFile {
    /// What can be logged.
    Logged {
        /// The catalog.
        text: String,
        /// The file of lists beside it, where it could be fetched.
        lists: Option<String>,
        /// Who can be named, where the backend tells.
        members: Option<Vec<Person>>,
    },
    /// The forms of what is done about an event.
    Acts(String),
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
        let (into, catalog) = match file {
            FormsFile::Logged {
                text,
                lists,
                members,
            } => {
                let file = lists.and_then(|lists| List::parse_file(&lists).ok());
                let mut lists: Vec<Arc<List>> = Vec::new();
                lists.extend(members.map(|members| List::of_people(&members)));
                lists.extend(file.into_iter().flatten());
                let catalog = Catalog::parse_arranged(&text, &lists, &Known::new());
                (self.logged, catalog)
            }
            FormsFile::Acts(text) => (self.acts, Catalog::parse(&text)),
        };
        let Ok(catalog) = catalog else { return false };
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
