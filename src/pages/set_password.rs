//! 首次使用，或忘记密码

use crate::{
    i18n::Words,
    route::Route,
    state::{
        ask::{Ask, Asks},
        session::{Attempt, Session},
        telling::{self, Tone},
    },
    ui::{
        field::{Marks, Typing, line},
        head::page_below,
        link::link,
        notice::notice,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The fewest characters of a password.
const SHORTEST: usize = 10;

/// The page on which the office's one-time code becomes a password.
pub fn set_password(words: &'static Words, session: Session, asks: Asks) -> AnyView {
    let identity = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let short = move || password.with(|password| password.chars().count() < SHORTEST);
    let busy = move || session.attempt.with(|attempt| *attempt == Attempt::Busy);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let who = identity.get_untracked().trim().to_owned();
        // Codes are read out by telephone: blanks and case don't count.
        let read = code
            .get_untracked()
            .split_whitespace()
            .collect::<String>()
            .to_uppercase();
        if !busy() && !who.is_empty() && !read.is_empty() && !short() {
            asks.ask(Ask::SetPassword {
                identity: who,
                code: read,
                password: password.get_untracked(),
            });
        }
    };
    let said = move |wrong: Signal<bool>, text: &'static str| {
        Signal::derive(move || (tried.get() && wrong.get()).then(|| text.to_owned()))
    };
    let blank = move |value: RwSignal<String>| {
        Signal::derive(move || value.with(|value| value.trim().is_empty()))
    };
    let field = move |id: &str,
                      label: &'static str,
                      complete: &'static str,
                      value: RwSignal<String>,
                      fault| {
        let kind = if complete == "new-password" {
            "password"
        } else {
            "text"
        };
        let typing = Typing {
            kind,
            keyboard: "text",
            capitals: "none",
            complete,
        };
        let marks = Marks {
            id: id.to_owned(),
            label: label.to_owned(),
            optional: None,
            hint: None,
            fault,
        };
        let below = ().into_any();
        line(
            marks,
            Signal::stored(typing),
            String::new(),
            value.into(),
            None,
            below,
            move |text| value.set(text),
        )
    };
    let done = move || {
        session
            .attempt
            .with(|attempt| *attempt == Attempt::PasswordSet)
    };
    let form = move || {
        if done() {
            let go = link(Route::SignIn, "go", false, words.sign_in);
            return view! { {notice(Tone::Done, words.set_password_done, None)} {go} }.into_any();
        }
        view! {
            <p>{words.set_password_lead}</p>
            <form novalidate={true} on:submit={submit}>
                {field("identity", words.identity, "username", identity, said(blank(identity), words.fault_identity))}
                {field("code", words.code, "one-time-code", code, said(blank(code), words.fault_code_empty))}
                {field("new", words.new_password, "new-password", password,
                    said(Signal::derive(short), words.fault_short_password))}
                <div role={"alert"}>
                    {move || {
                        let said = session.attempt.with(|attempt| telling::attempt(words, attempt, words.fault_code));
                        said.map(|text| notice(Tone::Due, text, None))
                    }}
                </div>
                <button class={"go"} aria-disabled={move || busy().then_some("true")}>{words.set_password_go}</button>
            </form>
        }
        .into_any()
    };
    page_below((Route::SignIn, words.sign_in), words.set_password, (), form)
}
