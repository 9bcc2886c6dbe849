//! What can be known of this phone and of the queue, measured; what can't be known stays unknown.

use super::{clock::wall, lacking::lacks, line, wiring::Wiring};
use crate::{
    domain::incident::family,
    forms::door::answer_from_json,
    profile::{Profile, fault::Fault},
    state::outlook::{Build, Contact, Described, Health, Live, Outlook, Reach},
    storage::{idb::field, quota},
    transport::{
        client::Client,
        http::{Http, file, last_contact},
    },
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

/// What the phone knows at once, then what the site and the backend say.
pub(super) async fn examine(w: &Rc<Wiring>, into: RwSignal<Outlook>) {
    let partition = w.open();
    let space = quota::estimate().await;
    let navigator = web_sys::window().map(|window| window.navigator());
    let navigator = navigator.map(JsValue::from).unwrap_or_default();
    let mut health = Health {
        persisted: quota::persisted().await,
        space: space.map(quota::Estimate::space),
        contact: contact(),
        build: Build {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            id: build(),
        },
        live: Live::Asking,
        described: None,
        reach: Reach::Asking,
        worker: field(&field(&navigator, "serviceWorker"), "controller").is_object(),
        online: field(&navigator, "onLine").is_truthy(),
        browser: family(
            &field(&navigator, "userAgent")
                .as_string()
                .unwrap_or_default(),
        ),
        lacks: lacks().await,
        here: here(),
    };
    let show = |health: &Health| {
        let same = match &partition {
            Some(partition) => w.is_open(partition),
            None => w.open().is_none(),
        };
        if same {
            let _ = into.try_update(|look| look.health = Some(health.clone()));
        }
    };
    show(&health);
    // Nobody need be signed in to ask how the backend is.
    let client = match &partition {
        Some(partition) => line::client(w, partition).await.cloned(),
        None => line::profile(w)
            .await
            .map(|profile| Client::new(profile, Http)),
    };
    health.described = client.as_ref().map(|client| described(client.profile()));
    show(&health);
    health.reach = match &client {
        Some(client) if client.profile().tells_health() => reach(client.health().await),
        Some(_) => Reach::NoQuestion,
        None => Reach::NoProfile,
    };
    health.contact = contact();
    show(&health);
    health.live = live().await;
    show(&health);
}

/// The id of the build that runs, as its page carries it; empty where it carries none.
pub(super) fn build() -> String {
    let page = document().document_element();
    let id = page.and_then(|page| page.get_attribute("data-build"));
    id.unwrap_or_default()
}

/// The build that the site has now.
async fn live() -> Live {
    let Ok(text) = file("/version.json").await else {
        return Live::Unknown;
    };
    let said = answer_from_json(&text).unwrap_or_default();
    let text = |name: &str| Some(said.field(name)?.text()?.to_owned());
    match text("version").zip(text("build")) {
        Some((version, id)) => Live::Told(Build { version, id }),
        None => Live::Unknown,
    }
}

fn here() -> String {
    window().location().origin().unwrap_or_default()
}

fn described(profile: &Profile) -> Described {
    let base = profile.base();
    let elsewhere = base.starts_with("http");
    Described {
        name: profile.name().to_owned(),
        file: profile.file.clone(),
        backend: match elsewhere {
            true => base.to_owned(),
            false => here() + base,
        },
    }
}

fn reach(said: Result<Option<String>, Fault>) -> Reach {
    match said {
        Ok(version) => Reach::Well(version),
        Err(Fault::NoAnswer) => Reach::Silent,
        Err(Fault::Busy { .. }) => Reach::Busy,
        Err(Fault::SignInLost | Fault::Refused { .. } | Fault::Absent | Fault::Upgrade) => {
            Reach::Refused
        }
        Err(Fault::NotBackend(_)) => Reach::Stranger,
    }
}

fn contact() -> Option<Contact> {
    last_contact().map(|contact| Contact {
        at: contact.at,
        status: contact.status,
        good: contact.good,
        ahead_ms: contact.date.map(|(there, here)| here.since(there)),
    })
}
