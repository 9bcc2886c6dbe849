//! What the page around the app gives, and what it is told: `window.dajuan` of a page that is the app's own
//! (`docs/backends.md`), else what `embed.js` hands over with the place (`docs/embedding.md`).

use super::{clock::PhoneClock, wiring::Wiring};
use crate::{
    profile::reading::{Session, is_token},
    runtime::{beside, ports::Clock as _},
    storage::idb::field,
};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where a profile of the host's own stands, as its mistakes name it.
pub(super) const PROFILE: &str = "window.dajuan.profile";

/// A host that has not answered by then gives nothing.
const PATIENCE_MS: u32 = 30_000;

/// What the host of a page that is the app's own gives.
pub(super) fn of_own_page() -> JsValue {
    field(&js_sys::global(), "dajuan")
}

/// Whether it gives such a thing.
pub(super) fn gives(w: &Wiring, name: &str) -> bool {
    field(&w.given, name).is_function()
}

/// Calls what the host gives under this name; `None` where it gives no such thing, or that fails.
pub(super) fn call(given: &JsValue, name: &str, one: &JsValue, two: &JsValue) -> Option<JsValue> {
    let told: Function = field(given, name).dyn_into().ok()?;
    told.call2(given, one, two).ok()
}

/// Tells the host what happened; what it does with that is its own business.
pub(super) fn tell(w: &Wiring, name: &str, what: &[(&str, JsValue)]) {
    let detail = Object::new();
    for (name, value) in what {
        // A plain object takes everything.
        let _ = Reflect::set(&detail, &(*name).into(), value);
    }
    let _ = call(&w.given, "tell", &name.into(), &detail);
}

/// Tells the host that something was queued or sent, and how much waits now.
pub(super) fn tell_unsent(w: &Wiring, name: &str) {
    tell(w, name, &[("unsent", w.unsent().into())]);
}

/// Whether the page has a service worker of the app's: its own page has, a portal where it says so.
pub(super) fn has_worker(w: &Wiring) -> bool {
    origin(w).is_none() || field(&w.given, "worker").is_truthy()
}

/// Where what the profile names without an origin lies, inside a portal.
pub(super) fn origin(w: &Wiring) -> Option<String> {
    field(&w.given, "origin").as_string()
}

/// The profile that the host gives, as JSON; what is none is as good as broken. `None` where it gives nothing.
pub(super) fn profile(w: &Wiring) -> Option<String> {
    let profile = field(&w.given, "profile");
    if profile.is_undefined() || profile.is_null() {
        return None;
    }
    let text = JSON::stringify(&profile).ok();
    Some(text.and_then(|text| text.as_string()).unwrap_or_default())
}

/// What a host says that is asked for the token.
pub(super) enum Answer {
    /// This is it.
    Given(Session),
    /// Nobody is signed in to it.
    Nobody,
    /// It can't say now, or says what is no token.
    Silent,
}

/// Asks the host for the token; `refused`: the backend does not take the one that it gave before.
pub(super) async fn ask(w: &Wiring, refused: bool) -> Answer {
    let came = async {
        let ask: Function = field(&w.given, "token").dyn_into().ok()?;
        let answer = ask.call1(&JsValue::UNDEFINED, &refused.into()).ok()?;
        JsFuture::from(Promise::resolve(&answer)).await.ok()
    };
    let late = async {
        PhoneClock.wait(PATIENCE_MS).await;
        None
    };
    let Some(came) = beside(came, late).await else {
        return Answer::Silent;
    };
    match came.as_string().filter(|token| is_token(token)) {
        Some(token) => Answer::Given(Session {
            token,
            subject: None,
        }),
        None if came.is_falsy() => Answer::Nobody,
        None => Answer::Silent,
    }
}
