//! Where the phone is: asked of the browser once for each press, which asks the person.

use crate::{domain::spot::Spot, state::ask::Locating, storage::idb::field};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// So long the phone may look, from when it may.
const PATIENCE_MS: u32 = 20_000;

/// Says where the phone is; a page that was left meanwhile hears nothing.
pub(super) async fn locate(into: RwSignal<Locating>) {
    into.try_set(Locating::Looking);
    let found = match look().await {
        Ok(position) => spot(&position).map_or(Locating::Unknown, Locating::Found),
        Err(why) => match field(&why, "code").as_f64() {
            Some(1.0) => Locating::Refused,
            Some(3.0) => Locating::Late,
            Some(_) | None => Locating::Unknown,
        },
    };
    into.try_set(found);
}

/// The browser's `GeolocationPosition`, else its `GeolocationPositionError`.
async fn look() -> Result<JsValue, JsValue> {
    let navigator: JsValue = web_sys::window()
        .map(|window| window.navigator().into())
        .unwrap_or_default();
    let geolocation = field(&navigator, "geolocation");
    let ask: Function = field(&geolocation, "getCurrentPosition").dyn_into()?;
    let how = Object::new();
    Reflect::set(&how, &"enableHighAccuracy".into(), &true.into())?;
    Reflect::set(&how, &"timeout".into(), &PATIENCE_MS.into())?;
    let position = Promise::new(&mut |found, failed| {
        if let Err(why) = ask.call3(&geolocation, &found, &failed, &how) {
            // A function of the browser's own takes any value.
            let _ = failed.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(position).await
}

fn spot(position: &JsValue) -> Option<Spot> {
    let coords = field(position, "coords");
    let number = |name| field(&coords, name).as_f64();
    Spot::new(
        number("latitude")?,
        number("longitude")?,
        number("accuracy")?,
    )
}
