//! The service worker: registered under a Trusted Types policy of ours, asked to keep the later pages once the first is
//! painted, and updated by the member's press alone. Everything works without one.

use super::wiring::Wiring;
use crate::storage::idb::field;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

const SCRIPT: &str = "/sw.js";

/// Registers the worker after the first paint, and says when a new version waits.
pub(super) fn register(wiring: &Rc<Wiring>) {
    let w = Rc::clone(wiring);
    spawn_local(async move {
        // Refused or missing: the app goes on without.
        let _ = follow(&w).await;
    });
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    field(&navigator, "serviceWorker").dyn_into().ok()
}

async fn follow(w: &Rc<Wiring>) -> Result<(), JsValue> {
    let Some(container) = container() else {
        return Ok(());
    };
    let register: Function = field(container.as_ref(), "register").dyn_into()?;
    let promise: Promise = register.call1(&container, &trusted(SCRIPT)?)?.dyn_into()?;
    let registration: ServiceWorkerRegistration = JsFuture::from(promise).await?.dyn_into()?;
    watch(w, &registration);
    let ready: ServiceWorkerRegistration = JsFuture::from(container.ready()?).await?.dyn_into()?;
    if let Some(active) = ready.active() {
        post(&active, "precache")?;
    }
    Ok(())
}

/// Says so when a version waits now or later.
fn watch(w: &Rc<Wiring>, registration: &ServiceWorkerRegistration) {
    let update = w.handles.session.update;
    if registration.waiting().is_some() {
        update.set(true);
    }
    let watched = registration.clone();
    let found = Closure::<dyn FnMut()>::new(move || {
        let Some(new) = watched.installing() else {
            return;
        };
        let worker = new.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let has_older = container().is_some_and(|container| container.controller().is_some());
            if worker.state() == ServiceWorkerState::Installed && has_older {
                update.set(true);
            }
        });
        new.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

/// Takes the waiting version: the page is opened anew when it is in charge. Drafts are on disk by then.
pub(super) fn update() {
    spawn_local(async {
        let Some(container) = container() else {
            return reload();
        };
        let taken = Closure::once_into_js(reload);
        container.set_oncontrollerchange(taken.dyn_ref());
        let Ok(found) = JsFuture::from(container.get_registration()).await else {
            return reload();
        };
        let waiting = found
            .dyn_into::<ServiceWorkerRegistration>()
            .ok()
            .and_then(|found| found.waiting());
        match waiting {
            Some(waiting) if post(&waiting, "activate").is_ok() => {}
            Some(_) | None => reload(),
        }
    });
}

/// The backend speaks a newer version: asks for the app's.
pub(super) fn look_for_update() {
    spawn_local(async {
        let Some(container) = container() else { return };
        if let Ok(found) = JsFuture::from(container.get_registration()).await
            && let Ok(found) = found.dyn_into::<ServiceWorkerRegistration>()
        {
            // Offline there is none; the next start looks again.
            let _ = found.update().map(JsFuture::from);
        }
    });
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

fn post(worker: &ServiceWorker, what: &str) -> Result<(), JsValue> {
    let message = Object::new();
    Reflect::set(&message, &"type".into(), &what.into())?;
    worker.post_message(&message)
}

/// The script's address as Trusted Types wants it; as plain text where the browser does not know them.
fn trusted(address: &'static str) -> Result<JsValue, JsValue> {
    let window: JsValue = web_sys::window().map(JsValue::from).unwrap_or_default();
    let factory = field(&window, "trustedTypes");
    let Ok(create) = field(&factory, "createPolicy").dyn_into::<Function>() else {
        return Ok(address.into());
    };
    let rules = Object::new();
    // The one address that this policy ever lets through.
    let pass = Closure::once_into_js(move || JsValue::from_str(address));
    Reflect::set(&rules, &"createScriptURL".into(), &pass)?;
    let policy = create.call2(&factory, &"dajuan".into(), &rules)?;
    let make: Function = field(&policy, "createScriptURL").dyn_into()?;
    make.call1(&policy, &address.into())
}
