//! What this browser can't do that the app makes use of, by what is there and never by its name: the one place for all that then goes another way.

use crate::{
    state::outlook::Ability,
    storage::{directory, idb::field},
};
use leptos::prelude::document;
use wasm_bindgen::JsValue;

/// What an app around the page puts into it whose browser lets no file through, though it says that it could.
const HOLDS_FILES_BACK: [&str; 2] = ["WeixinJSBridge", "__wxjs_environment"];

/// All of it.
pub(super) async fn lacks() -> Vec<Ability> {
    let page: JsValue = js_sys::global().into();
    let navigator = field(&page, "navigator");
    let there = [
        (
            Ability::Worker,
            field(&navigator, "serviceWorker").is_object(),
        ),
        // There, and it opens.
        (Ability::Store, directory::current().await.is_ok()),
        (
            Ability::Cipher,
            field(&field(&page, "crypto"), "subtle").is_object(),
        ),
        (
            Ability::Clipboard,
            field(&navigator, "clipboard").is_object(),
        ),
        (Ability::Download, saves_files()),
    ];
    let missing = there.into_iter().filter(|(_, there)| !there);
    missing.map(|(ability, _)| ability).collect()
}

/// Whether a file that is handed to the browser comes to its member.
pub(super) fn saves_files() -> bool {
    let page: JsValue = js_sys::global().into();
    let anchor = document().create_element("a").map(JsValue::from);
    anchor.is_ok_and(|anchor| field(&anchor, "download").is_string())
        && !HOLDS_FILES_BACK
            .iter()
            .any(|name| !field(&page, name).is_undefined())
}
