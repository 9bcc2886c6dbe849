//! The camera looks for a QR code, where the browser can read one by itself (`BarcodeDetector`).

use super::{clock::PhoneClock, wiring::Wiring};
use crate::{runtime::ports::Clock, state::ask::Scan, storage::idb::field};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The element that shows what the camera sees.
const CAMERA: &str = "camera";
/// Between two looks.
const LOOK_MS: u32 = 200;

/// Says whether a code can be looked for; asked again, looks until one was read or the page ends it.
pub(super) async fn scan(w: &Wiring, into: RwSignal<Scan>) {
    let Some(detector) = detector() else { return };
    if into.try_get_untracked() == Some(Scan::Unable) {
        into.set(Scan::Idle);
        return;
    }
    into.set(Scan::Looking);
    let Ok(stream) = camera().await else {
        into.try_set(Scan::Failed);
        return;
    };
    let found = look(w, &detector, &stream, into).await;
    end(&stream);
    match found {
        Ok(Some(text)) => into.try_set(Scan::Read(text)),
        Ok(None) => None,
        Err(_) => into.try_set(Scan::Failed),
    };
}

fn detector() -> Option<JsValue> {
    let window: JsValue = web_sys::window()?.into();
    let make: Function = field(&window, "BarcodeDetector").dyn_into().ok()?;
    let how = Object::new();
    Reflect::set(&how, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&make, &Array::of1(&how)).ok()
}

/// The camera at the back, after the person agreed.
async fn camera() -> Result<JsValue, JsValue> {
    let navigator: JsValue = web_sys::window()
        .map(|window| window.navigator().into())
        .unwrap_or_default();
    let devices = field(&navigator, "mediaDevices");
    let ask: Function = field(&devices, "getUserMedia").dyn_into()?;
    let (wanted, video) = (Object::new(), Object::new());
    Reflect::set(&video, &"facingMode".into(), &"environment".into())?;
    Reflect::set(&wanted, &"video".into(), &video)?;
    let promise: Promise = ask.call1(&devices, &wanted)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Looks at the picture again and again; `None` where the page ended it.
async fn look(
    w: &Wiring,
    detector: &JsValue,
    stream: &JsValue,
    into: RwSignal<Scan>,
) -> Result<Option<String>, JsValue> {
    let detect: Function = field(detector, "detect").dyn_into()?;
    let mut shown = false;
    while into.try_get_untracked() == Some(Scan::Looking) {
        PhoneClock.wait(LOOK_MS).await;
        let Some(video) = w.find(CAMERA) else {
            continue;
        };
        if !shown {
            Reflect::set(&video, &"srcObject".into(), stream)?;
            let play: Function = field(&video, "play").dyn_into()?;
            if let Ok(played) = play.call0(&video)?.dyn_into::<Promise>() {
                // A page that is left in between ends it, which is no fault.
                spawn_local(async { drop(JsFuture::from(played).await) });
            }
            shown = true;
        }
        let promise: Promise = detect.call1(detector, &video)?.dyn_into()?;
        // A picture that is not there yet shows nothing.
        let Ok(codes) = JsFuture::from(promise).await else {
            continue;
        };
        let text = field(&Array::from(&codes).get(0), "rawValue").as_string();
        if text.is_some() {
            return Ok(text);
        }
    }
    Ok(None)
}

/// The camera's light goes out.
fn end(stream: &JsValue) {
    let Ok(tracks) = field(stream, "getTracks").dyn_into::<Function>() else {
        return;
    };
    let tracks = tracks.call0(stream).unwrap_or_default();
    for track in Array::from(&tracks).iter() {
        if let Ok(stop) = field(&track, "stop").dyn_into::<Function>() {
            // A track that has ended already stays ended.
            let _ = stop.call0(&track);
        }
    }
}
