//! What can be known of this phone and of the queue, measured; what can't be known stays unknown.

use super::{clock::wall, line, wiring::Wiring};
use crate::{
    state::outlook::{Contact, Health, Outlook, Version},
    storage::{idb::field, quota},
    transport::http::last_contact,
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// When each item is tried next, and what the backend lets members do.
pub(super) async fn look(w: &Rc<Wiring>, into: RwSignal<Outlook>) {
    let Some(partition) = w.open() else { return };
    let tries = partition.runtime.next_tries();
    // A page that was left hears nothing more.
    let _ = into.try_update(|look| {
        look.tries = tries;
        look.as_of = wall();
    });
    if let Some(client) = line::client(w, &partition).await {
        let takes_changes = client.profile().takes_changes();
        let takes_withdrawals = client.profile().takes_withdrawals();
        let _ = into.try_update(|look| {
            look.takes_changes = takes_changes;
            look.takes_withdrawals = takes_withdrawals;
        });
    }
}

/// What the phone knows at once, then what the backend says.
pub(super) async fn examine(w: &Rc<Wiring>, into: RwSignal<Outlook>) {
    let Some(partition) = w.open() else { return };
    let space = quota::estimate().await;
    let navigator = web_sys::window().map(|window| window.navigator());
    let navigator = navigator.map(JsValue::from).unwrap_or_default();
    let health = Health {
        persisted: quota::persisted().await,
        space: space.map(quota::Estimate::space),
        contact: contact(),
        backend: Version::Asking,
        worker: field(&field(&navigator, "serviceWorker"), "controller").is_object(),
        online: field(&navigator, "onLine").is_truthy(),
    };
    let show = |health: Health| {
        if w.is_open(&partition) {
            let _ = into.try_update(|look| look.health = Some(health));
        }
    };
    show(health.clone());
    let version = match line::client(w, &partition).await {
        Some(client) => client.health().await.ok(),
        None => None,
    };
    show(Health {
        contact: contact(),
        backend: version.map_or(Version::Unknown, Version::Told),
        ..health
    });
}

fn contact() -> Option<Contact> {
    last_contact().map(|contact| Contact {
        at: contact.at,
        status: contact.status,
        ahead_ms: contact.date.map(|(there, here)| here.since(there)),
    })
}
