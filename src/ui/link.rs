//! A way to another screen.

use super::tree::{View, el};
use crate::{
    route::Route,
    state::ask::{Ask, Asks},
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::MouseEvent};

/// An anchor with the screen's address. A plain press goes there through our own guard; any other press is the browser's.
pub fn link(route: Route, class: &str, current: bool, inside: impl Into<View>) -> View {
    let asks = use_context::<Asks>();
    let address = asks.map(|asks| asks.address(&route));
    let anchor = el("a")
        .maybe("href", address.as_deref())
        .class(class)
        .maybe("aria-current", current.then_some("page"));
    let go = move |event: leptos::web_sys::Event| {
        if let (true, Some(asks)) = (event.dyn_ref().is_some_and(is_plain), asks) {
            event.prevent_default();
            asks.ask(Ask::Go(route.clone()));
        }
    };
    anchor.on("click", go).child(inside).into()
}

fn is_plain(press: &MouseEvent) -> bool {
    press.button() == 0
        && !press.meta_key()
        && !press.ctrl_key()
        && !press.shift_key()
        && !press.alt_key()
}
