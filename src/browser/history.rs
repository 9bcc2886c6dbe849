//! Moves between screens through the address bar.

use super::{clock::painted, host, wiring::Wiring};
use crate::route::Route;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The screen that the address bar names.
pub(super) fn here() -> Route {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    Route::parse(&path.unwrap_or_default())
}

/// Goes to a screen by a press. A page is made in one turn, which a slow phone feels: what was pressed is seen to be pressed before it.
pub(super) fn go_once_painted(wiring: &Rc<Wiring>, route: Route) {
    let w = Rc::clone(wiring);
    spawn_local(async move {
        painted().await;
        go(&w, route);
    });
}

/// Goes to a screen, at its top.
pub(super) fn go(wiring: &Wiring, route: Route) {
    wiring.handles.status.clear();
    if wiring.handles.address.0.get_untracked() == route {
        return;
    }
    if steered(wiring, &route, false) {
        return wiring.handles.address.0.set(route);
    }
    let Some(window) = web_sys::window() else {
        return;
    };
    let history = window.history();
    // Browsers refuse where it happens too often: then the screen moves alone.
    let _ =
        history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&route.path())));
    wiring.handles.address.0.set(route);
    window.scroll_to_with_x_and_y(0.0, 0.0);
}

/// Whether a page around the app keeps the address bar: it is told of the path, and whether that is `instead` of the last.
fn steered(wiring: &Wiring, route: &Route, instead: bool) -> bool {
    let path = JsValue::from(route.path());
    host::call(&wiring.given, "steer", &path, &instead.into()).is_some()
}

/// Gives the screen that is open another address, for a reload, without moving.
pub(super) fn rename(wiring: &Wiring, route: &Route) {
    if steered(wiring, route, true) {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Refused where it happens too often: then a reload opens the older address.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.path()));
    }
}
