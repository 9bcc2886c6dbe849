//! What can be done now: one main action, small ones beside it, and a question before what takes something away.

use super::seen::Seen;
use crate::{
    agenda::choices::Choice,
    domain::{
        event::{Act, EventId},
        lang::Lang,
        record::KindId,
    },
    i18n::{events::events, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
    },
    ui::{
        dialog::{Question, dialog},
        link::link,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// The question that is asked before something is taken away, where there is one: its title, which is the press, and
/// its body.
fn sure(lang: Lang, choice: Choice) -> Option<(&'static str, &'static str)> {
    let own = events(lang);
    Some(match choice {
        Choice::Cancel => (own.cancel_sign_up, own.cancel_ask),
        Choice::TakeBack => (own.unwish, own.unwish_ask),
        Choice::LeaveLine => (own.leave_line, own.leave_line_ask),
        Choice::Decline => (own.decline, own.decline_ask),
        Choice::WithdrawLeave => (own.leave_withdraw, own.leave_withdraw_ask),
        Choice::Acknowledge
        | Choice::CheckIn
        | Choice::SignUp
        | Choice::JoinLine
        | Choice::SignUpAgain
        | Choice::Accept
        | Choice::Change
        | Choice::AskLeave
        | Choice::Suggest => return None,
    })
}

/// What can be pressed. The presses are drawn anew only when this changes, so that none goes from under a finger or loses
/// the focus while the event is read again.
#[derive(Clone, PartialEq)]
struct Offered {
    event: EventId,
    form: Option<KindId>,
    choices: Vec<Choice>,
}

impl Offered {
    fn of(seen: &Seen) -> Self {
        Self {
            event: seen.event.id.clone(),
            form: seen.event.form.clone(),
            choices: seen.choices.clone(),
        }
    }
}

/// The main action and the small ones.
pub(super) fn acts(lang: Lang, at: At, seen: Memo<Option<Seen>>) -> View {
    let asking = RwSignal::new(None::<Choice>);
    let offered = Memo::new(move |_| seen.with(|seen| seen.as_ref().map(Offered::of)));
    let foot = move || {
        let Some(offered) = offered.get() else {
            return View::none();
        };
        let small = offered.choices.iter();
        let small: Vec<View> = small
            .filter_map(|choice| small_press(lang, at, &offered, *choice, asking))
            .collect();
        let small = (!small.is_empty()).then(|| el("div").class("does").child(small));
        let main = offered.choices.iter();
        let main = main
            .filter_map(|choice| main_press(lang, at, &offered, *choice))
            .next();
        let signs_up = |choice: &Choice| matches!(choice, Choice::SignUp | Choice::JoinLine);
        let hint = offered.choices.iter().any(signs_up);
        let hint = hint.then(|| el("p").child(events(lang).sign_up_hint));
        let foot = main.map(|main| el("div").class("foot").child(hint).child(main));
        View::all([small.into(), foot.into()])
    };
    View::all([View::live(foot), question(lang, at, seen, asking)])
}

/// The one thing to do now.
fn main_press(lang: Lang, at: At, offered: &Offered, choice: Choice) -> Option<View> {
    let own = events(lang);
    let id = offered.event.clone();
    Some(match choice {
        Choice::CheckIn => link(Route::CheckIn(id), "go", false, own.check_in_go),
        Choice::SignUp => sign_up(at, "go", own.sign_up, offered),
        Choice::JoinLine => sign_up(at, "go", own.sign_up_line, offered),
        Choice::SignUpAgain => sign_up(at, "go", own.sign_up_again, offered),
        Choice::Accept => act(at, "go", own.accept, Act::Accept, id),
        Choice::Suggest => begin(at, "go", own.suggest, KindId(SPEECH.to_owned()), id),
        Choice::Acknowledge
        | Choice::Change
        | Choice::Cancel
        | Choice::TakeBack
        | Choice::LeaveLine
        | Choice::Decline
        | Choice::AskLeave
        | Choice::WithdrawLeave => return None,
    })
}

/// The kind of a suggestion about an event.
const SPEECH: &str = "speech";

/// To change, and to take back after a question.
fn small_press(
    lang: Lang,
    at: At,
    offered: &Offered,
    choice: Choice,
    asking: RwSignal<Option<Choice>>,
) -> Option<View> {
    if choice == Choice::Change {
        return Some(sign_up(at, "quiet", events(lang).change_sign_up, offered));
    }
    let (name, _) = sure(lang, choice)?;
    Some(button("quiet", name, move || asking.set(Some(choice))).into())
}

/// By the event's form, else by the press itself.
fn sign_up(at: At, class: &str, name: &str, offered: &Offered) -> View {
    let id = offered.event.clone();
    match &offered.form {
        Some(form) => begin(at, class, name, form.clone(), id),
        None => act(at, class, name, Act::SignUp, id),
    }
}

/// A press that opens a form.
fn begin(at: At, class: &str, name: &str, kind: KindId, event: EventId) -> View {
    button(class, name, move || {
        at.asks.ask(Ask::Event(EventAsk::Begin {
            kind: kind.clone(),
            event: event.clone(),
        }))
    })
    .into()
}

/// A press that needs no form.
fn act(at: At, class: &str, name: &str, act: Act, event: EventId) -> View {
    button(class, name, move || at.asks.ask(done(act, event.clone()))).into()
}

fn done(act: Act, event: EventId) -> Ask {
    Ask::Event(EventAsk::Do {
        act,
        event,
        answers: Vec::new(),
    })
}

/// What takes something away is asked again; the safe answer is the large one.
fn question(
    lang: Lang,
    at: At,
    seen: Memo<Option<Seen>>,
    asking: RwSignal<Option<Choice>>,
) -> View {
    let about = move || asking.get().and_then(|choice| sure(lang, choice));
    let yes = move || {
        let event = seen.with_untracked(|seen| seen.as_ref().map(|seen| seen.event.id.clone()));
        if let (Some(choice), Some(event)) = (asking.get_untracked(), event) {
            asking.set(None);
            let act = if choice == Choice::WithdrawLeave {
                Act::LeaveWithdraw
            } else {
                Act::Cancel
            };
            at.asks.ask(done(act, event));
        }
    };
    let title = move || about().map_or("", |(title, _)| title).to_owned();
    let body = move || about().map_or("", |(_, body)| body).to_owned();
    let yes = button("btn danger", View::none(), yes).live_text(title);
    dialog(Question {
        id: "sure",
        open: live(move || asking.get().is_some()),
        title: live(title),
        body: el("p").live_text(body).into(),
        acts: View::all([
            yes.into(),
            button("go", words(lang).cancel, move || asking.set(None)).into(),
        ]),
        close: live(move || asking.set(None)),
    })
}
