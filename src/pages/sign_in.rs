//! 登录

use crate::{
    i18n::{Words, fill},
    route::Route,
    state::{
        ask::{Ask, Asks},
        session::{Attempt, Keeping, Phase, Session},
        settings::Settings,
        telling::{self, Tone},
    },
    ui::{
        field::{Marks, Typing, line},
        icon::rings,
        link::link,
        notice::notice,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The sign-in page.
pub fn sign_in(words: &'static Words, session: Session, settings: Settings, asks: Asks) -> AnyView {
    let identity = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let keep = RwSignal::new(false);
    let shown = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let busy = move || session.attempt.with(|attempt| *attempt == Attempt::Busy);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (who, word) = (
            identity.get_untracked().trim().to_owned(),
            password.get_untracked(),
        );
        if !busy() && !who.is_empty() && !word.is_empty() {
            asks.ask(Ask::SignIn {
                identity: who,
                password: word,
                keep: keep.get_untracked(),
            });
        }
    };
    let empty = move |value: RwSignal<String>, text: &'static str| {
        Signal::derive(move || {
            (tried.get() && value.with(|value| value.trim().is_empty())).then(|| text.to_owned())
        })
    };
    let visit_only = move || session.keeping.get() == Keeping::Visit;
    view! {
        <main class={"page signin"} id={"main"}>
            <div class={"empty"}>{rings()} <h1>{words.app_name}</h1> <p>{words.app_purpose}</p></div>
            {move || locked(words, session)}
            <form id={"sign-in"} novalidate={true} on:submit={submit}>
                {line(
                    marks("identity", words.identity, empty(identity, words.fault_identity)),
                    Signal::stored(Typing { kind: "text", keyboard: "email", capitals: "none", complete: "username" }),
                    String::new(),
                    identity.into(),
                    None,
                    ().into_any(),
                    move |text| identity.set(text),
                )}
                {line(
                    marks("password", words.password, empty(password, words.fault_password)),
                    Signal::derive(move || Typing {
                        kind: if shown.get() { "text" } else { "password" },
                        keyboard: "text",
                        capitals: "none",
                        complete: "current-password",
                    }),
                    String::new(),
                    password.into(),
                    None,
                    ().into_any(),
                    move |text| password.set(text),
                )}
                {check(words.password_show, None, shown)}
                {move || (!visit_only()).then(|| {
                    let hint = if keep.get() { words.keep_hint } else { words.keep_not_hint };
                    check(words.keep, Some(hint), keep)
                })}
                {move || visit_only().then(|| notice(Tone::Wait, words.no_keep, None))}
                <div role={"alert"}>
                    {move || {
                        let said = session.attempt.with(|attempt| telling::attempt(words, attempt, words.fault_wrong));
                        said.map(|text| notice(Tone::Due, text, None))
                    }}
                </div>
                <button class={"go"} aria-disabled={move || busy().then_some("true")}>
                    {move || if busy() { words.sign_in_busy } else { words.sign_in }}
                </button>
            </form>
            <div class={"pair"}>
                {link(Route::SetPassword, "quiet", false, words.forgot)}
                <button type={"button"} class={"quiet"} lang={words.other_tag} on:click={move |_| settings.switch()}>
                    {words.other_name}
                </button>
            </div>
        </main>
    }
    .into_any()
}

fn marks(id: &str, label: &'static str, fault: Signal<Option<String>>) -> Marks {
    Marks {
        id: id.to_owned(),
        label: label.to_owned(),
        optional: None,
        hint: None,
        fault,
    }
}

fn check(label: &'static str, hint: Option<&'static str>, on: RwSignal<bool>) -> AnyView {
    view! {
        <label class={"check"}>
            <input type={"checkbox"} prop:checked={on} on:change={move |event| on.set(event_target_checked(&event))}/>
            <span>{label} {hint.map(|hint| view! { <small>{hint}</small> })}</span>
        </label>
    }
    .into_any()
}

/// What waits behind the sign-in: this member's items by number, others' too, never a word of them.
fn locked(words: &'static Words, session: Session) -> AnyView {
    let locked = session.phase.with(|phase| match phase {
        Phase::SignedOut { locked } => *locked,
        Phase::Starting | Phase::Broken { .. } | Phase::Open(_) => 0,
    });
    let others = session.others.get();
    let count = |pattern, n: u32| {
        (n > 0).then(|| notice(Tone::Wait, fill(pattern, &[("n", &n.to_string())]), None))
    };
    view! { {count(words.locked_unsent, locked)} {count(words.others_unsent, others)} }.into_any()
}
