//! Whether the app may report its own faults: asked only where somebody takes such reports, and off at first.

use crate::{
    domain::lang::Lang,
    i18n::{fill, reports::reports as own_words},
    state::{
        ask::{Ask, Asks, SheetAsk},
        reports::Reports,
    },
    ui::tree::{View, el},
};
use leptos::prelude::*;

/// The section, where the profile names an address.
pub(super) fn reports(lang: Lang, asks: Asks) -> View {
    let known = RwSignal::new(Reports::default());
    asks.ask(Ask::Sheet(SheetAsk::Reports(known, None)));
    let to = Memo::new(move |_| known.with(|it| it.to.clone()));
    View::live(move || match to.get() {
        Some(host) => untrack(|| switch(lang, asks, known, &host)),
        None => View::none(),
    })
}

fn switch(lang: Lang, asks: Asks, known: RwSignal<Reports>, host: &str) -> View {
    let own = own_words(lang);
    let choose = move |event| {
        let wanted = event_target_checked(&event);
        asks.ask(Ask::Sheet(SheetAsk::Reports(known, Some(wanted))));
    };
    let input = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || known.with(|it| it.on).into())
        .on("change", choose);
    let hint = el("small").child(fill(own.what, &[("host", host)]));
    let label = el("label")
        .class("check")
        .child(input)
        .child(el("span").child(own.on).child(hint));
    View::all([el("h2").class("sec").child(own.title).into(), label.into()])
}
