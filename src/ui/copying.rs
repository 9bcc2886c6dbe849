//! A text that is copied; without a clipboard it is shown, selected, to be copied by hand.

use super::{
    notice::notice,
    tree::{El, View, button, el},
};
use crate::{
    domain::lang::Lang,
    i18n::outbox::outbox,
    state::{
        ask::{Ask, Asks, OutboxAsk},
        outlook::Outlook,
        telling::Tone,
    },
};
use leptos::prelude::*;

/// The press, and once it was pressed the text under its label; `id` is the text's own in the page.
pub fn copying(
    lang: Lang,
    asks: Asks,
    (id, press, label): (&'static str, &'static str, &'static str),
    make: impl Fn() -> String + 'static,
) -> View {
    let look = RwSignal::new(Outlook::default());
    let text = RwSignal::new(None::<String>);
    let copy = move || {
        let made = untrack(&make);
        text.set(Some(made.clone()));
        let ask = OutboxAsk::Copy {
            text: made,
            shown_by: id,
        };
        asks.ask(Ask::Outbox(ask, look));
    };
    let field = move |text: String| held(id, label, text);
    el("div")
        .class("stack acts")
        .child(button("btn", press, copy))
        .live(move || text.get().map(field).into())
        .child(copied(lang, look))
        .into()
}

/// A text under its label, to be read and selected.
pub fn held(id: &str, label: &str, text: String) -> El {
    let area = el("textarea")
        .class("in low")
        .attr("id", id)
        .attr("readonly", "")
        // Else browsers write what stands in it into their session files.
        .attr("autocomplete", "off")
        .prop("value", move || text.as_str().into());
    el("div")
        .class("field")
        .child(el("label").attr("for", id).child(label))
        .child(area)
}

/// Whether the clipboard took it.
pub fn copied(lang: Lang, look: RwSignal<Outlook>) -> El {
    let w = outbox(lang);
    let copied = Memo::new(move |_| look.with(|look| look.copied));
    let said = move || match copied.get() {
        None => View::none(),
        Some(true) => notice(Tone::Done, w.copied, None),
        Some(false) => notice(Tone::Wait, w.copy_by_hand, None),
    };
    el("div").attr("role", "status").live(said)
}
