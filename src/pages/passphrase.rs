//! 本机口令: the field that sets one at sign-in, and the screen that asks for it.

use crate::{
    domain::lang::Lang,
    i18n::{fill, later, words},
    route::Route,
    state::{
        ask::{Ask, Asks, is_short},
        session::{Attempt, Phase, Session},
        telling::{self, Tone},
    },
    ui::{
        field::{Marks, Text, Typing, line},
        icon::rings,
        notice::notice,
        tree::{View, button, el, focus_on, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// Sets one, or leaves it empty. It shows as it is typed: nobody finds a slip in what can't be read.
pub fn field(lang: Lang, value: RwSignal<String>, tried: RwSignal<bool>) -> View {
    let l = later(lang);
    let short = move || tried.get() && value.with(|value| is_short(value));
    let fault = live(move || short().then(|| l.passphrase_short.to_owned()));
    let marks = Marks {
        optional: Some(l.passphrase_optional),
        hint: Some(l.passphrase_hint.to_owned()),
        ..Marks::new("passphrase", l.passphrase, fault)
    };
    line(text(marks, value), live(|| typing("text")), None)
}

/// What is on this phone is locked; the passphrase opens it, or a sign-in.
pub fn unlock(lang: Lang, session: Session, asks: Asks) -> View {
    let (w, l) = (words(lang), later(lang));
    let value = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = move || session.attempt.with(|attempt| *attempt == Attempt::Busy);
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        tried.set(true);
        let passphrase = value.get_untracked();
        if passphrase.trim().is_empty() {
            focus_on("passphrase");
        } else if !untrack(busy) {
            value.set(String::new());
            tried.set(false);
            asks.ask(Ask::Unlock { passphrase });
        }
    };
    let empty = move || tried.get() && value.with(|value| value.trim().is_empty());
    let marks = Marks::new(
        "passphrase",
        l.passphrase,
        live(move || empty().then(|| l.passphrase_empty.to_owned())),
    );
    let fault = move || {
        let said = session
            .attempt
            .with(|attempt| telling::attempt(w, attempt, l.passphrase_wrong));
        said.map(|text| notice(Tone::Due, text, None)).into()
    };
    let name = move || if busy() { w.loading } else { l.unlock }.to_owned();
    let go = el("button")
        .class("go")
        .bind("aria-disabled", move || busy().then(|| "true".to_owned()))
        .live_text(name);
    let form = el("form")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(line(text(marks, value), live(|| typing("password")), None))
        .child(el("div").attr("role", "alert").live(fault))
        .child(go);
    let sign_in = button("quiet", l.passphrase_forgot, move || {
        session.attempt.set(Attempt::Idle);
        asks.ask(Ask::Go(Route::SignIn));
    });
    let title = el("div")
        .class("empty")
        .child(rings())
        .child(el("h1").child(w.app_name))
        .child(el("p").child(l.passphrase_lead));
    el("main")
        .class("page signin")
        .attr("id", "main")
        .child(title)
        .live(move || count(lang, session))
        .child(form)
        .child(el("div").class("pair").child(sign_in))
        .child(el("p").class("hint").child(l.passphrase_forgot_hint))
        .into()
}

/// What waits behind it by number, never a word of it.
fn count(lang: Lang, session: Session) -> View {
    let locked = session.phase.with(|phase| match phase {
        Phase::Locked { locked } => *locked,
        Phase::Starting | Phase::Broken { .. } | Phase::SignedOut { .. } | Phase::Open(_) => 0,
    });
    let said = |n: u32| fill(later(lang).passphrase_count, &[("n", &n.to_string())]);
    (locked > 0)
        .then(|| notice(Tone::Wait, said(locked), None))
        .into()
}

fn text(marks: Marks, value: RwSignal<String>) -> Text {
    Text {
        marks,
        value: live(move || value.get()),
        placeholder: String::new(),
        below: View::none(),
        typed: Rc::new(move |text| value.set(text)),
    }
}

fn typing(kind: &'static str) -> Typing {
    Typing {
        kind,
        keyboard: "text",
        capitals: "none",
        complete: "off",
    }
}
