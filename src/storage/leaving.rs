//! What is under way when the page is put away.
//!
//! Such a page may be kept as it is, in the middle of a transaction (WebKit): every later page would wait for it. So it gives up what it has not asked for in
//! whole, and begins nothing more. Engines that tell a page when it is frozen (Chromium) throw it away once another one waits for it.

use super::idb::{Running, field};
use js_sys::Function;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = addEventListener)]
    fn listen(name: &str, then: &Function);
}

thread_local! {
    /// Those that wait for this page to go on.
    static OPEN: RefCell<Vec<Running>> = {
        let give_up = Closure::<dyn Fn()>::new(|| {
            AWAY.set(true);
            for running in OPEN.take() {
                let _ = running.abort();
            }
        });
        let go_on = Closure::<dyn Fn()>::new(|| AWAY.set(false));
        if field(&field(&js_sys::global(), "document"), "onfreeze").is_undefined() {
            listen("pagehide", give_up.into_js_value().unchecked_ref());
            listen("pageshow", go_on.into_js_value().unchecked_ref());
        }
        RefCell::default()
    };

    static AWAY: Cell<bool> = const { Cell::new(false) };
}

/// Whether the page is put away. What fails then was given up: it is not tried again.
pub(super) fn is_away() -> bool {
    AWAY.get()
}

pub(super) fn began(running: &Running) {
    OPEN.with_borrow_mut(|open| open.push(running.clone()));
}

/// It ends by itself from now on.
pub(super) fn ended(running: &Running) {
    OPEN.with_borrow_mut(|open| open.retain(|it| it != running));
}
