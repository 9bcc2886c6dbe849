//! What the backend holds: shown from the phone first, refreshed behind.

use super::{
    clock::wall, incidents, line, partition::Partition, renewing, sending, wiring::Wiring,
};
use crate::{
    domain::{client_ref::ClientRef, moment::Moment, record::Record},
    profile::fault::Fault,
    runtime::ports::Store,
    state::shelf::{Reading, YearList},
    stored::kept::KeptYear,
};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// A list that was read this short a time ago is not asked for again by opening a page.
const FRESH_MS: i64 = 10_000;

/// Reads a year: what the phone kept at once, what the backend says behind it.
pub(super) async fn refresh(w: &Rc<Wiring>, year: u16) {
    let shelf = w.handles.shelf;
    let known = shelf
        .years
        .with_untracked(|years| years.get(&year).map(|list| list.as_of));
    let reading = shelf
        .reading
        .with_untracked(|reading| reading.get(&year).copied().unwrap_or_default());
    if is_due(reading, known) {
        read(w, year).await;
    }
}

/// Whether a list is to be asked for: not while it is, nor shortly after.
pub(super) fn is_due(reading: Reading, as_of: Option<Moment>) -> bool {
    let lately = as_of.is_some_and(|at| (0..FRESH_MS).contains(&wall().since(at)));
    reading != Reading::Busy && !(reading == Reading::Fresh && lately)
}

/// What the phone kept of a list.
pub(super) async fn kept(partition: &Partition, key: &str) -> Option<String> {
    partition.runtime.store().cached(key).await.ok().flatten()
}

/// Keeps a list; whether it is on the phone.
pub(super) async fn keep(partition: &Partition, key: &str, text: &str) -> bool {
    let runtime = &partition.runtime;
    let kept = runtime.store().cache(runtime.epoch(), key, text).await;
    kept.is_ok()
}

/// Only a list that is on the phone takes the place of the items.
pub(super) fn shows(w: &Rc<Wiring>, partition: &Partition, ids: Vec<ClientRef>) {
    if !ids.is_empty() {
        partition.runtime.list_shows(ids);
        sending::kick(w);
    }
}

/// How the reading of what a backend may lack ended.
pub(super) fn ended(fault: &Fault) -> Reading {
    match fault {
        Fault::Absent => Reading::Absent,
        Fault::NoAnswer
        | Fault::Busy { .. }
        | Fault::SignInLost
        | Fault::Refused { .. }
        | Fault::Upgrade
        | Fault::NotBackend(_) => Reading::Failed,
    }
}

/// The list after something arrived: it shows the record, and the item may go.
pub(super) async fn relist(w: &Rc<Wiring>) {
    let year = untrack(|| w.handles.clock.today()).year();
    read(w, year).await;
}

async fn read(w: &Rc<Wiring>, year: u16) {
    let Some(partition) = w.open() else { return };
    let shelf = w.handles.shelf;
    let key = format!("records:{year}");
    let say = |state: Reading| {
        shelf.reading.update(|reading| {
            reading.insert(year, state);
        });
    };
    say(Reading::Busy);
    if shelf
        .years
        .with_untracked(|years| years.get(&year).is_none())
    {
        let kept = kept(&partition, &key).await;
        // A list that can't be read any more is fetched anew.
        let kept = kept.and_then(|text| KeptYear::decode(&text).ok());
        if let Some(kept) = kept.filter(|_| w.is_open(&partition)) {
            put(w, year, kept);
        }
    }
    let unknown = shelf
        .years
        .with_untracked(|years| years.get(&year).is_none());
    // The first page is enough to look at; drawing every page would take longer than reading it.
    let show = |records: &[Record]| {
        if unknown
            && shelf
                .coming
                .with_untracked(|it| it.as_ref().is_none_or(|(of, _)| *of != year))
            && w.is_open(&partition)
        {
            shelf.coming.set(Some((year, Arc::new(records.to_vec()))));
        }
    };
    let read = match line::client(w, &partition).await {
        Some(client) => client.list_year_by_pages(year, show).await,
        None => Err(Fault::NoAnswer),
    };
    match read {
        Ok(read) => {
            incidents::note_odd("records", read.unreadable);
            let kept = KeptYear {
                records: read.records,
                as_of: wall(),
                odd: read.unreadable,
            };
            let ids: Vec<ClientRef> = kept
                .records
                .iter()
                .map(|record| record.client_ref.clone())
                .collect();
            let cached = keep(&partition, &key, &kept.encode()).await;
            if w.is_open(&partition) {
                put(w, year, kept);
                say(Reading::Fresh);
                if cached {
                    shows(w, &partition, ids);
                }
            }
        }
        Err(_) if !w.is_open(&partition) => {}
        Err(fault) => {
            say(Reading::Failed);
            renewing::heed(w, &fault);
        }
    }
}

fn put(w: &Rc<Wiring>, year: u16, kept: KeptYear) {
    let list = YearList {
        records: kept.records,
        as_of: kept.as_of,
        odd: kept.odd,
    };
    w.handles
        .shelf
        .years
        .update(|years| years.insert(year, Arc::new(list)));
    w.handles.shelf.coming.set(None);
}

/// Gives a photo an address: from the phone, else from the backend.
pub(super) async fn show_photo(w: &Rc<Wiring>, id: ClientRef) {
    let Some(partition) = w.open() else { return };
    let shelf = w.handles.shelf;
    let shown = shelf
        .photos
        .with_untracked(|photos| matches!(photos.get(&id), Some(Some(_))));
    if shown {
        return;
    }
    let kept = partition.runtime.store().blob(&id).await.ok().flatten();
    let found = match kept {
        Some(bytes) => Some((bytes, "image/jpeg")),
        None => match line::client(w, &partition).await {
            Some(client) => client.attachment(&id).await.ok(),
            None => None,
        }
        .map(|photo| (photo.bytes, photo.mime)),
    };
    if w.is_open(&partition) {
        show_bytes(w, id, found);
    }
}

/// Shows bytes that are at hand.
pub(super) fn show_bytes(w: &Rc<Wiring>, id: ClientRef, found: Option<(Vec<u8>, &str)>) {
    let address = found.and_then(|(bytes, mime)| {
        let kind = web_sys::BlobPropertyBag::new();
        kind.set_type(mime);
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
        web_sys::Url::create_object_url_with_blob(&blob).ok()
    });
    w.handles
        .shelf
        .photos
        .update(|photos| photos.insert(id, address));
}

/// Takes every photo's bytes out of the page's memory.
pub(super) fn hide_photos(w: &Wiring) {
    let shown = w
        .handles
        .shelf
        .photos
        .try_update(std::mem::take)
        .unwrap_or_default();
    for address in shown.into_values().flatten() {
        // An address that is gone already needs nothing.
        let _ = web_sys::Url::revoke_object_url(&address);
    }
}
