//! The number on the app's icon: what its member has not sent. Nobody signed in, no number.

use super::{host, wiring::Wiring};
use crate::storage::idb::field;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

/// Shows how many items wait, where the browser shows such a thing. A page around the app has an icon of its own.
pub(super) fn show(w: &Wiring) {
    if host::origin(w).is_some() {
        return;
    }
    let unsent = w.open().map_or(0, |_| w.unsent());
    let navigator: JsValue = web_sys::window()
        .map(|window| window.navigator().into())
        .unwrap_or_default();
    let name = match unsent {
        0 => "clearAppBadge",
        _ => "setAppBadge",
    };
    let Ok(set) = field(&navigator, name).dyn_into::<Function>() else {
        return;
    };
    let shown = match unsent {
        0 => set.call0(&navigator),
        n => set.call1(&navigator, &n.into()),
    };
    // A number that the system does not show is missed by nobody, but a promise that fails unheard is told in the console.
    if let Ok(promise) = shown.and_then(|it| it.dyn_into::<js_sys::Promise>()) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
