//! A line that can be filled with where the phone is. Nothing is asked of the phone without a press.

use super::controls::{Slot, text};
use crate::{
    domain::lang::Lang,
    forms::field::Field,
    i18n::{fields::fields, fill},
    state::ask::{Ask, Asks, Locating},
    ui::{
        field::{Typing, line},
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The line, the press below it, and what came of that.
pub(super) fn location(lang: Lang, asks: Asks, field: &Field, slot: Slot) -> View {
    let l = fields(lang);
    let look = RwSignal::new(Locating::default());
    let (value, typed) = (Rc::clone(&slot.value), Rc::clone(&slot.typed));
    Effect::new(move |_| {
        if let Locating::Found(spot) = look.get() {
            typed(spot.put_into(&untrack(|| value())));
        }
    });
    let said = move || match look.get() {
        Locating::Idle => String::new(),
        Locating::Looking => l.locate_looking.to_owned(),
        Locating::Found(spot) => fill(l.locate_done, &[("n", &spot.metres().to_string())]),
        Locating::Refused => l.locate_refused.to_owned(),
        Locating::Unknown => l.locate_unknown.to_owned(),
        Locating::Late => l.locate_late.to_owned(),
    };
    let ask = move || {
        if look.get_untracked() != Locating::Looking {
            asks.ask(Ask::Locate(look));
        }
    };
    let way = el("div")
        .class("chips")
        .child(button("chip", l.locate, ask));
    let said = el("p").class("hint").attr("role", "status").live_text(said);
    View::all([
        line(text(lang, field, slot), live(|| Typing::TEXT), None),
        way.into(),
        said.into(),
    ])
}
