//! The last words of a page whose program stopped: where, kept for the next start. Only while the member wants faults reported.
//!
//! The browser tells it, not Rust's own panic hook, which costs the first form 849 bytes (decision 21).

use super::preferences::shelf;
use crate::{domain::incident::frames, route::Route, storage::idb::field};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

const KEY: &str = "dajuan-fault";

thread_local! {
    static ARMED: Cell<bool> = const { Cell::new(false) };
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// From here on a place is kept, or none is.
pub(super) fn arm(armed: bool) {
    ARMED.set(armed);
    if armed && !LISTENS.replace(true) {
        listen("error", "error");
        listen("unhandledrejection", "reason");
    }
}

/// The place and the page of the last stop, which is told once.
pub(super) fn take() -> Option<(String, String)> {
    let kept = shelf()?.get_item(KEY).ok()??;
    // What can't be removed is told again.
    let _ = shelf()?.remove_item(KEY);
    let (place, page) = kept.split_once(' ')?;
    Some((place.to_owned(), page.to_owned()))
}

/// The name of the page that is open; nothing of what it shows.
pub(super) fn page() -> &'static str {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    Route::parse(&path.unwrap_or_default()).name()
}

/// Keeps the place where the error of such an event came from the program itself. Its message stays where it is: it may quote.
fn listen(event: &str, holds: &'static str) {
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let error = field(&event, holds);
        let is_stop = field(&error, "name").as_string().as_deref() == Some("RuntimeError");
        let at = field(&error, "stack")
            .as_string()
            .map(|stack| frames(&stack));
        if let (true, true, Some(at)) = (ARMED.get(), is_stop, at)
            && let Some(shelf) = shelf()
        {
            // Full or forbidden: it is not told.
            let _ = shelf.set_item(KEY, &format!("{at} {}", page()));
        }
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, heard.as_ref().unchecked_ref());
    }
    heard.forget();
}
