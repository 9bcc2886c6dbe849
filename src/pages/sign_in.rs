//! 登录

use crate::{
    i18n::{Words, fill},
    route::Route,
    state::{
        ask::{Ask, Asks, Keep, is_short},
        session::{Attempt, Keeping, Phase, Session},
        settings::Settings,
        telling::{self, Tone},
    },
    ui::{
        elder::elder_switch,
        field::{Marks, Text, Typing, line},
        icon::rings,
        link::link,
        notice::notice,
        tree::{Live, View, button, el, focus_on, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The field that sets a passphrase, of what stands in it and whether the form was tried.
pub type PassphraseField = Rc<dyn Fn(RwSignal<String>, RwSignal<bool>) -> View>;

/// The sign-in page.
pub fn sign_in(
    words: &'static Words,
    session: Session,
    settings: Settings,
    asks: Asks,
    passphrase_field: PassphraseField,
) -> View {
    let identity = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let passphrase = RwSignal::new(String::new());
    let (keep, shown, tried) = (
        RwSignal::new(false),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let busy = move || session.attempt.with(|attempt| *attempt == Attempt::Busy);
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        tried.set(true);
        let (who, word) = (
            identity.get_untracked().trim().to_owned(),
            password.get_untracked(),
        );
        let phrase = passphrase.get_untracked();
        let keeps = keep.get_untracked() && !settings.shared.get_untracked();
        let typed = !session.elsewhere.get_untracked();
        if typed && who.is_empty() {
            focus_on("identity");
        } else if typed && word.is_empty() {
            focus_on("password");
        } else if keeps && is_short(&phrase) {
            focus_on("passphrase");
        } else if !untrack(busy) {
            asks.ask(Ask::SignIn {
                identity: who,
                password: word,
                keep: match phrase.trim() {
                    _ if !keeps => Keep::No,
                    "" => Keep::Open,
                    _ => Keep::Passphrase(phrase),
                },
            });
        }
    };
    let text = |id: &str, label: &str, empty: &'static str, value: RwSignal<String>| Text {
        marks: Marks::new(id, label, blank(tried, value, empty)),
        value: live(move || value.get()),
        placeholder: String::new(),
        below: View::none(),
        typed: Rc::new(move |text| value.set(text)),
    };
    let who = Typing {
        kind: "text",
        keyboard: "email",
        capitals: "none",
        complete: "username",
    };
    let secret = move || {
        // A password that shows is text: the browser would write it into its files to restore the tab.
        let (kind, complete) = if shown.get() {
            ("text", "off")
        } else {
            ("password", "current-password")
        };
        Typing {
            kind,
            keyboard: "text",
            capitals: "none",
            complete,
        }
    };
    let keeping = move || {
        // Who signs in again goes on as was chosen at the start.
        if session.is_open() {
            return View::none();
        }
        if session.keeping.get() == Keeping::Visit {
            return notice(Tone::Wait, words.no_keep, None);
        }
        let shared = settings.shared;
        let hint = move || {
            if keep.get() {
                words.keep_hint
            } else {
                words.keep_not_hint
            }
            .to_owned()
        };
        let keeps = move || match shared.get() {
            true => View::none(),
            false => check(words.keep, Some(live(hint)), keep),
        };
        let field = Rc::clone(&passphrase_field);
        let locks = move || match keep.get() && !shared.get() {
            true => untrack(|| field(passphrase, tried)),
            false => View::none(),
        };
        let told = move || match shared.get() {
            true => words.keep_not_hint.to_owned(),
            false => String::new(),
        };
        View::all([
            View::live(keeps),
            View::live(locks),
            check(words.shared, Some(live(told)), shared),
        ])
    };
    let fault = move || {
        let said = session
            .attempt
            .with(|attempt| telling::attempt(words, attempt, words.fault_wrong));
        said.map(|text| notice(Tone::Due, text, None)).into()
    };
    let name = move || {
        if busy() {
            words.sign_in_busy
        } else if session.elsewhere.get() {
            words.sign_in_elsewhere
        } else {
            words.sign_in
        }
        .to_owned()
    };
    let go = el("button")
        .class("go")
        .bind("aria-disabled", move || busy().then(|| "true".to_owned()))
        .live_text(name);
    // Where members sign in elsewhere nothing is typed here.
    let typed = || el("div").bind("hidden", move || session.elsewhere.get().then(String::new));
    let form = el("form")
        .attr("id", "sign-in")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(
            typed()
                .child(line(
                    text("identity", words.identity, words.fault_identity, identity),
                    live(move || who),
                    None,
                ))
                .child(line(
                    text("password", words.password, words.fault_password, password),
                    live(secret),
                    None,
                ))
                .child(check(words.password_show, None, shown)),
        )
        .live(keeping)
        .child(el("div").attr("role", "alert").live(fault))
        .child(go);
    let other =
        button("quiet", words.other_name, move || settings.switch()).attr("lang", words.other_tag);
    let forgot = move || {
        let none = session.no_code.get() || session.elsewhere.get();
        (!none)
            .then(|| link(Route::SetPassword, "quiet", false, words.forgot))
            .into()
    };
    let ways = el("div")
        .class("pair")
        .live(forgot)
        .child(link(Route::Help, "quiet", false, words.help))
        .child(other);
    let title = el("div")
        .class("empty")
        .child(rings())
        .child(el("h1").child(words.app_name));
    el("main")
        .class("page signin")
        .attr("id", "main")
        .child(elder_switch(words, settings))
        .child(title.child(el("p").child(words.app_purpose)))
        .live(move || locked(words, session))
        .child(form)
        .child(ways)
        .into()
}

fn blank(
    tried: RwSignal<bool>,
    value: RwSignal<String>,
    text: &'static str,
) -> Live<Option<String>> {
    live(move || {
        (tried.get() && value.with(|value| value.trim().is_empty())).then(|| text.to_owned())
    })
}

fn check(label: &str, hint: Option<Live<String>>, on: RwSignal<bool>) -> View {
    let input = el("input")
        .attr("type", "checkbox")
        .prop("checked", move || on.get().into())
        .on("change", move |event| on.set(event_target_checked(&event)));
    let hint = hint.map(|hint| el("small").live_text(move || hint()));
    el("label")
        .class("check")
        .child(input)
        .child(el("span").child(label).child(hint))
        .into()
}

/// What waits behind the sign-in: this member's items by number, others' too, never a word of them.
fn locked(words: &'static Words, session: Session) -> View {
    let locked = session.phase.with(|phase| match phase {
        Phase::SignedOut { locked } | Phase::Locked { locked } => *locked,
        Phase::Starting | Phase::Broken { .. } | Phase::Open(_) => 0,
    });
    let count = |pattern, n: u32| {
        (n > 0).then(|| notice(Tone::Wait, fill(pattern, &[("n", &n.to_string())]), None))
    };
    let (mine, others) = (
        count(words.locked_unsent, locked),
        count(words.others_unsent, session.others.get()),
    );
    View::all([mine.into(), others.into()])
}
