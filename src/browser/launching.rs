//! A file that the system opens with the app: an export, which the page of the outbox takes in.

use super::{exporting, history, wiring::Wiring};
use crate::{route::Route, state::outlook::Outlook, storage::idb::field};
use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// Listens for files from here on, where the browser hands any over.
pub(super) fn listen(w: &Rc<Wiring>) {
    let queue = field(&js_sys::global(), "launchQueue");
    let Ok(set) = field(&queue, "setConsumer").dyn_into::<Function>() else {
        return;
    };
    let wiring = Rc::downgrade(w);
    let consume = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        let Some(w) = wiring.upgrade() else { return };
        spawn_local(async move {
            if let Some(file) = first(&launch).await {
                w.launched.replace(Some(file));
                // The page that stands already looks again; whoever must sign in first finds it after that.
                history::go(&w, Route::Home);
                history::go(&w, Route::Outbox);
            }
        });
    });
    // Asked of the browser's own queue with a function: never refused.
    let _ = set.call1(&queue, consume.as_ref());
    consume.forget();
}

/// The file that it was opened with.
async fn first(launch: &JsValue) -> Option<File> {
    let files: Array = field(launch, "files").dyn_into().ok()?;
    let handle = files.get(0);
    let open: Function = field(&handle, "getFile").dyn_into().ok()?;
    let promise: Promise = open.call0(&handle).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Takes in the file that was handed over, for the member whose page of the outbox stands.
pub(super) async fn take_in(w: &Rc<Wiring>, into: RwSignal<Outlook>) {
    if w.open().is_some()
        && let Some(file) = w.launched.take()
    {
        exporting::import_file(w, file, into).await;
    }
}
