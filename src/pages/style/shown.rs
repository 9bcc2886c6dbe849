//! What a person reads, and what asks them something.

use super::{Look, Sheet};
use crate::{
    domain::{client_ref::ClientRef, file::File},
    i18n::{style::style, words},
    route::Route,
    state::{
        outlook::Outlook,
        status::Status,
        telling::{Told, Tone},
    },
    ui::{
        copying::{copied, copying, held},
        dialog::{Question, dialog},
        each::each,
        facts::facts,
        files::{Acts, list},
        row::{inside, long, rows, told},
        toast::toast,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;
use std::{ops::Range, rc::Rc, sync::Arc};

pub(super) const SHEETS: &[Sheet] = &[
    ("rows, long, told, inside, each", lists),
    ("facts, .steps", read),
    ("files::list", attached),
    ("copying, held, copied", copies),
    ("toast", toasts),
    ("dialog", dialogs),
    ("progress", waits),
];

fn row(look: Look, day: &str, tag: (Tone, &'static str)) -> Told {
    let own = style(look.lang);
    Told {
        route: Route::Records,
        day: Some((day.to_owned(), "11".to_owned())),
        title: own.book_value.to_owned(),
        detail: own.place.to_owned(),
        tag,
    }
}

fn lists(look: Look) -> View {
    let w = words(look.lang);
    let waiting = [
        row(look, "22", (Tone::Wait, w.state_queued)),
        row(look, "21", (Tone::Due, w.state_needs_fix)),
    ];
    let received = [row(look, "15", (Tone::Done, w.state_received))];
    let count = received.len();
    let tell = move |places: Range<usize>| received.get(places).unwrap_or_default().to_vec();
    let without_day = Told {
        day: None,
        ..row(look, "", (Tone::Plain, w.state_draft))
    };
    let bare = move |title: &'static str| {
        let inside = inside(None, title.to_owned(), String::new(), View::none());
        el("li").child(el("div").class("row").child(inside))
    };
    let own = style(look.lang);
    View::all([
        rows(waiting.into()),
        long(count, RwSignal::new(0), Arc::new(tell)),
        told(without_day),
        each("rows", move || vec![own.book_value, own.book_other], bare),
    ])
}

fn read(look: Look) -> View {
    let own = style(look.lang);
    let all = [
        (own.book, own.book_value),
        (own.thoughts, own.thoughts_value),
    ];
    let steps = el("ol")
        .class("steps")
        .child(el("li").class("past").child(own.step_past))
        .child(el("li").attr("aria-current", "step").child(own.step_now));
    let all = all.map(|(name, text)| (name.to_owned(), text.to_owned()));
    View::all([facts(all), steps.into()])
}

fn attached(look: Look) -> View {
    let file = File {
        id: ClientRef::from_chance([3; 16]),
        name: style(look.lang).file_name.to_owned(),
        size: 1_258_291,
    };
    let shown = live(move || vec![(file.clone(), "1.2 MB".to_owned())]);
    let acts = Acts {
        hand: Rc::new(|_| {}),
        remove: Some(Rc::new(|_| {})),
    };
    list(look.lang, shown, acts)
}

fn copies(look: Look) -> View {
    let own = style(look.lang);
    let by_hand = Outlook {
        copied: Some(false),
        ..Outlook::default()
    };
    let id = look.one_of(["copying-light", "copying-dark"]);
    let text = own.book_value;
    View::all([
        copying(
            look.lang,
            look.asks,
            (id, own.copy, own.copied),
            move || text.to_owned(),
        ),
        held(&look.id("held"), own.copied, text.to_owned()).into(),
        copied(look.lang, RwSignal::new(by_hand)).into(),
    ])
}

fn toasts(look: Look) -> View {
    let (w, own) = (words(look.lang), style(look.lang));
    let status = Status::new();
    let say = move || status.say(own.said);
    say();
    View::all([button("btn", own.say, say).into(), toast(w, status)])
}

fn dialogs(look: Look) -> View {
    let (w, own) = (words(look.lang), style(look.lang));
    let open = RwSignal::new(false);
    let acts = View::all([
        button("go", w.submit, move || open.set(false)).into(),
        button("btn", w.cancel, move || open.set(false)).into(),
    ]);
    let id = look.one_of(["dialog-light", "dialog-dark"]);
    let question = Question {
        id,
        open: Rc::new(move || open.get()),
        title: Rc::new(|| own.ask_title.to_owned()),
        body: el("p").child(own.ask_body).into(),
        acts,
        close: Rc::new(move || open.set(false)),
    };
    View::all([
        button("btn", own.ask, move || open.set(true)).into(),
        dialog(question),
    ])
}

fn waits(look: Look) -> View {
    let name = words(look.lang).photo_working;
    let bar = || el("progress").attr("aria-label", name);
    View::all([
        bar().into(),
        bar().attr("max", "100").attr("value", "60").into(),
    ])
}
