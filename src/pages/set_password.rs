//! 首次使用，或忘记密码

use crate::{
    domain::lang::Lang,
    i18n::{later, words},
    route::Route,
    state::{
        ask::{Ask, Asks},
        session::{Attempt, Session},
        telling::{self, Tone},
    },
    ui::{
        field::{Marks, Text, Typing, line},
        head::page_below,
        link::link,
        notice::notice,
        tree::{View, el, focus_on, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The fewest characters of a password.
const SHORTEST: usize = 10;

/// The page on which the office's one-time code becomes a password.
pub fn set_password(lang: Lang, session: Session, asks: Asks) -> View {
    let (w, l) = (words(lang), later(lang));
    let done = move || {
        session
            .attempt
            .with(|attempt| *attempt == Attempt::PasswordSet)
    };
    let inside = move || {
        if done() {
            let way = link(Route::SignIn, "go", false, w.sign_in);
            return View::all([notice(Tone::Done, l.set_password_done, None), way]);
        }
        if session.no_code.get() {
            return notice(Tone::Wait, l.no_code, None);
        }
        untrack(|| form(lang, session, asks))
    };
    page_below(
        (Route::SignIn, w.sign_in),
        w.set_password,
        View::none(),
        View::live(inside),
    )
}

fn form(lang: Lang, session: Session, asks: Asks) -> View {
    let (w, l) = (words(lang), later(lang));
    let (identity, code, password) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let tried = RwSignal::new(false);
    let short = move || password.with(|password| password.chars().count() < SHORTEST);
    let busy = move || session.attempt.with(|attempt| *attempt == Attempt::Busy);
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        tried.set(true);
        let who = identity.get_untracked().trim().to_owned();
        // Codes are read out by telephone: blanks and case don't count.
        let read = code
            .get_untracked()
            .split_whitespace()
            .collect::<String>()
            .to_uppercase();
        if who.is_empty() {
            focus_on("identity");
        } else if read.is_empty() {
            focus_on("code");
        } else if untrack(short) {
            focus_on("new");
        } else if !untrack(busy) {
            asks.ask(Ask::SetPassword {
                identity: who,
                code: read,
                password: password.get_untracked(),
            });
        }
    };
    let field = |id: &str,
                 label: &str,
                 complete: &'static str,
                 value: RwSignal<String>,
                 empty: &'static str| {
        let secret = complete == "new-password";
        let wrong = move || {
            if secret {
                short()
            } else {
                value.with(|value| value.trim().is_empty())
            }
        };
        let kind = if secret { "password" } else { "text" };
        let typing = Typing {
            kind,
            keyboard: "text",
            capitals: "none",
            complete,
        };
        let text = Text {
            marks: Marks::new(
                id,
                label,
                live(move || (tried.get() && wrong()).then(|| empty.to_owned())),
            ),
            value: live(move || value.get()),
            placeholder: String::new(),
            below: View::none(),
            typed: Rc::new(move |text| value.set(text)),
        };
        line(text, live(move || typing), None)
    };
    let fault = move || {
        let said = session
            .attempt
            .with(|attempt| telling::attempt(w, attempt, l.fault_code));
        said.map(|text| notice(Tone::Due, text, None)).into()
    };
    let go = el("button")
        .class("go")
        .bind("aria-disabled", move || busy().then(|| "true".to_owned()));
    let form = el("form")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(field(
            "identity",
            w.identity,
            "username",
            identity,
            w.fault_identity,
        ))
        .child(field(
            "code",
            l.code,
            "one-time-code",
            code,
            l.fault_code_empty,
        ))
        .child(field(
            "new",
            l.new_password,
            "new-password",
            password,
            l.fault_short_password,
        ))
        .child(el("div").attr("role", "alert").live(fault))
        .child(go.child(l.set_password_go));
    View::all([el("p").child(l.set_password_lead).into(), form.into()])
}
