//! 自检: what the office asks a member to read out.

mod facts;
mod ways;

use crate::{
    domain::lang::Lang,
    i18n::{fill, outbox::outbox, words},
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::{Health, Outlook},
        telling::Tone,
    },
    ui::{
        head::page_below,
        notice::notice,
        tree::{View, button, el},
    },
};
use facts::facts;
use leptos::prelude::*;
use ways::ways;

/// Where the text stands that could not be copied.
const TEXT: &str = "checked";

/// The page; `more` stands below.
pub fn doctor(lang: Lang, at: At, more: View) -> View {
    let (w, own) = (words(lang), outbox(lang));
    let lead = el("p").class("hint").child(own.check_lead).into();
    let inside = View::all([lead, read_out(lang, at), more]);
    page_below((Route::Me, w.me), w.check, View::none(), inside)
}

/// What was found, to be read out or copied.
pub fn read_out(lang: Lang, at: At) -> View {
    let (w, own) = (words(lang), outbox(lang));
    let look = RwSignal::new(Outlook::default());
    let examine = move || at.asks.ask(Ask::Outbox(OutboxAsk::Examine, look));
    examine();
    let found = Memo::new(move |_| {
        let health = look.with(|it| it.health.clone());
        health.map(|health| facts(lang, at, &health))
    });
    let list = move || {
        let Some(found) = found.get() else {
            return el("p").class("hint").child(w.loading).into();
        };
        let fact = |(label, text): (&str, String)| {
            el("div")
                .child(el("dt").child(label))
                .child(el("dd").child(text))
                .into()
        };
        let facts: Vec<View> = found.into_iter().map(fact).collect();
        el("dl").class("facts").child(facts).into()
    };
    let lacking = Memo::new(move |_| {
        let lacks = |health: &Health| (health.lacks.clone(), health.here.clone());
        look.with(|it| it.health.as_ref().map(lacks))
    });
    let ways = move || match lacking.get() {
        Some((lacks, here)) => ways(lang, at, &lacks, here),
        None => View::none(),
    };
    let text = move || {
        let lines = found.get().unwrap_or_default().into_iter();
        let lines = lines.map(|(label, text)| fill(own.of, &[("act", label), ("title", &text)]));
        lines.collect::<Vec<String>>().join("\n")
    };
    let copy = move || {
        at.asks.ask(Ask::Outbox(
            OutboxAsk::Copy {
                text: untrack(text),
                shown_by: TEXT,
            },
            look,
        ))
    };
    let copied = Memo::new(move |_| look.with(|it| it.copied));
    let said = move || match copied.get() {
        None => View::none(),
        Some(true) => notice(Tone::Done, own.copied, None),
        Some(false) => notice(Tone::Wait, own.copy_by_hand, None),
    };
    let by_hand = move || {
        let area = || {
            el("textarea")
                .class("in")
                .attr("id", TEXT)
                .attr("readonly", "")
                .attr("autocomplete", "off")
                .attr("aria-label", own.check_text)
                .prop("value", move || text().into())
        };
        (copied.get() == Some(false)).then(area).into()
    };
    View::all([
        el("div").live(list).into(),
        el("div")
            .class("stack acts")
            .child(button("go", own.check_copy, copy))
            .child(el("div").attr("role", "status").live(said))
            .live(by_hand)
            .child(button("btn", own.check_again, examine))
            .into(),
        el("div").live(ways).into(),
    ])
}
