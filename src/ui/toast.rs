//! The line that says what just happened.

use super::tree::{View, button, el};
use crate::{
    i18n::Words,
    state::{
        ask::{Ask, Asks},
        status::Status,
    },
};
use leptos::prelude::*;

/// A live region that is always there, so that what appears in it is read aloud.
pub fn toast(words: &'static Words, status: Status) -> View {
    let asks = use_context::<Asks>();
    let undo = move |undo: fn() -> Ask| {
        button("", words.undo, move || {
            status.clear();
            if let Some(asks) = asks {
                asks.ask(undo());
            }
        })
    };
    let line = move || {
        status.0.get().map_or_else(View::none, |line| {
            let dismiss = button("", words.dismiss, move || status.clear());
            let text = el("p").child(line.text);
            el("div")
                .class("toast")
                .child(text)
                .child(line.undo.map(undo))
                .child(dismiss)
                .into()
        })
    };
    el("div")
        .class("live")
        .attr("role", "status")
        .live(line)
        .into()
}
