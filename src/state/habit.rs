//! Which kinds of duty a member logs.

use super::at::At;
use crate::domain::{order::largest_first, record::KindId};
use leptos::prelude::*;

/// The kinds that were logged last, newest first, each once; then those that come first in the catalog.
pub fn lately(at: At, most: usize) -> Vec<KindId> {
    let known = known(at);
    let mut found: Vec<KindId> = Vec::new();
    for id in logged(at).into_iter().chain(known.iter().cloned()) {
        if found.len() < most && known.contains(&id) && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The kinds that were logged twice or more, most often first.
pub fn often(at: At, most: usize) -> Vec<KindId> {
    let logged = logged(at);
    let times = |id: &KindId| logged.iter().map(|other| i64::from(other == id)).sum();
    let mut found = known(at);
    found.retain(|id| times(id) > 1);
    let mut found = largest_first(found, times);
    found.truncate(most);
    found
}

/// The kinds that can be logged, in the catalog's order.
fn known(at: At) -> Vec<KindId> {
    at.duties.logged.with(|catalog| {
        let kinds = catalog.iter().flat_map(|catalog| catalog.kinds());
        kinds.map(|kind| kind.id().clone()).collect()
    })
}

/// The kind of everything that is on the phone: what is being written and on its way first, then what was received.
fn logged(at: At) -> Vec<KindId> {
    let mut kinds: Vec<KindId> = at.desk.rows.with(|rows| {
        let kinds = rows.iter().rev();
        kinds.map(|row| row.entry.kind.clone()).collect()
    });
    at.shelf.years.with(|years| {
        let records = years.values().rev().flat_map(|list| &list.records);
        kinds.extend(records.map(|record| record.kind.clone()));
    });
    kinds
}
