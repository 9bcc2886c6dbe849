//! What the page around the app gives: `window.dajuan` (`docs/backends.md`).

use super::clock::PhoneClock;
use crate::{
    profile::reading::{Session, is_token},
    runtime::{beside, ports::Clock as _},
    storage::idb::field,
};
use js_sys::{Function, JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where a profile of the host's own stands, as its mistakes name it.
pub(super) const PROFILE: &str = "window.dajuan.profile";

/// A host that has not answered by then gives nothing.
const PATIENCE_MS: u32 = 30_000;

fn given(name: &str) -> JsValue {
    field(&field(&js_sys::global(), "dajuan"), name)
}

/// The profile that the host gives, as JSON; what is none is as good as broken. `None` where it gives nothing.
pub(super) fn profile() -> Option<String> {
    let profile = given("profile");
    if profile.is_undefined() || profile.is_null() {
        return None;
    }
    let text = JSON::stringify(&profile).ok();
    Some(text.and_then(|text| text.as_string()).unwrap_or_default())
}

/// The token that the host gives; `refused`: the backend does not take the one that it gave before.
pub(super) async fn token(refused: bool) -> Option<Session> {
    let ask: Function = given("token").dyn_into().ok()?;
    let answer = ask.call1(&JsValue::UNDEFINED, &refused.into()).ok()?;
    let came = async {
        let token = JsFuture::from(Promise::resolve(&answer)).await;
        token.ok()?.as_string()
    };
    let late = async {
        PhoneClock.wait(PATIENCE_MS).await;
        None
    };
    let token = beside(came, late).await.filter(|token| is_token(token))?;
    Some(Session {
        token,
        subject: None,
    })
}
