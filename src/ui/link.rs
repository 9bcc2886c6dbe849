//! A way to another screen.

use crate::{
    route::Route,
    state::ask::{Ask, Asks},
};
use leptos::{ev::MouseEvent, prelude::*};

/// An anchor with the screen's address. A plain press goes there through our own guard; any other press is the browser's.
pub fn link(
    route: Route,
    class: &'static str,
    current: bool,
    inside: impl IntoView + 'static,
) -> AnyView {
    let asks = use_context::<Asks>();
    let href = route.path();
    let go = move |event: MouseEvent| {
        let plain = event.button() == 0
            && !event.meta_key()
            && !event.ctrl_key()
            && !event.shift_key()
            && !event.alt_key();
        if let (true, Some(asks)) = (plain, asks) {
            event.prevent_default();
            asks.ask(Ask::Go(route.clone()));
        }
    };
    view! {
        <a href={href} class={class} aria-current={current.then_some("page")} on:click={go}>
            {inside.into_any()}
        </a>
    }
    .into_any()
}
