//! What can be done now: one main action, small ones beside it, and a question before what takes something away.

use super::seen::Seen;
use crate::{
    domain::{
        event::{Act, Event, EventId, LeaveState},
        lang::Lang,
        record::KindId,
    },
    i18n::{events::events, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        attending::{Absence, Presence, Stand},
    },
    ui::{
        dialog::{Question, dialog},
        link::link,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// What is asked again before it is done.
#[derive(Clone, Copy, PartialEq)]
enum Sure {
    Cancel,
    LeaveLine,
    TakeBack,
    Decline,
    WithdrawLeave,
}

impl Sure {
    /// The question, its body, and the press that does it.
    fn words(self, lang: Lang) -> (&'static str, &'static str) {
        let own = events(lang);
        match self {
            Self::Cancel => (own.cancel_sign_up, own.cancel_ask),
            Self::LeaveLine => (own.leave_line, own.leave_line_ask),
            Self::TakeBack => (own.unwish, own.unwish_ask),
            Self::Decline => (own.decline, own.decline_ask),
            Self::WithdrawLeave => (own.leave_withdraw, own.leave_withdraw_ask),
        }
    }

    fn act(self) -> Act {
        match self {
            Self::Cancel | Self::LeaveLine | Self::TakeBack | Self::Decline => Act::Cancel,
            Self::WithdrawLeave => Act::LeaveWithdraw,
        }
    }
}

/// The main action and the small ones.
pub(super) fn acts(lang: Lang, at: At, seen: Memo<Option<Seen>>) -> View {
    let sure = RwSignal::new(None::<Sure>);
    let foot = move || {
        let Some(seen) = seen.get() else {
            return View::none();
        };
        let small = small(lang, at, &seen, sure);
        let (hint, main) = main(lang, at, &seen);
        let hint = hint.map(|hint| el("p").child(hint));
        let small = (!small.is_empty()).then(|| el("div").class("does").child(small));
        View::all([
            small.into(),
            main.map(|main| el("div").class("foot").child(hint).child(main))
                .into(),
        ])
    };
    View::all([View::live(foot), question(lang, at, seen, sure)])
}

/// The one thing to do now, with what is to be known before.
fn main(lang: Lang, at: At, seen: &Seen) -> (Option<&'static str>, Option<View>) {
    let own = events(lang);
    let event = &seen.event;
    if event.cancelled.is_some() {
        return (None, None);
    }
    if seen.checks_in() && seen.presence == Presence::None {
        let way = Route::CheckIn(event.id.clone());
        return (None, Some(link(way, "go", false, own.check_in_go)));
    }
    if seen.is_over() {
        let came = event.mine.attended == Some(true) || matches!(seen.presence, Presence::In(_));
        let speech = KindId(SPEECH.to_owned());
        let suggest = came.then(|| begin(at, "go", own.suggest, speech, event.id.clone()));
        return (None, suggest);
    }
    let sign_up = |name: &'static str| {
        let press = match &event.form {
            Some(form) => begin(at, "go", name, form.clone(), event.id.clone()),
            None => act(at, "go", name, Act::SignUp, event.id.clone()),
        };
        (Some(own.sign_up_hint), Some(press))
    };
    match seen.stand.all_the_same() {
        Stand::Open => sign_up(own.sign_up),
        Stand::Full => sign_up(own.sign_up_line),
        Stand::Cancelled { open: true } => sign_up(own.sign_up_again),
        Stand::Lapsed if !seen.has_begun() => sign_up(own.sign_up_line),
        Stand::Offered(_) => (
            None,
            Some(act(at, "go", own.accept, Act::Accept, event.id.clone())),
        ),
        Stand::Must
        | Stand::Closed
        | Stand::NotForMe
        | Stand::Noted
        | Stand::ChangeNoted
        | Stand::CancelNoted
        | Stand::AcceptNoted
        | Stand::Confirmed { .. }
        | Stand::InLine(_)
        | Stand::Lapsed
        | Stand::Cancelled { open: false }
        | Stand::Submitted
        | Stand::Refused(_) => (None, None),
    }
}

/// The kind of a suggestion about an event.
const SPEECH: &str = "speech";

/// The small actions: to change, and to take back.
fn small(lang: Lang, at: At, seen: &Seen, sure: RwSignal<Option<Sure>>) -> Vec<View> {
    let own = events(lang);
    let event: &Event = &seen.event;
    if event.cancelled.is_some() || seen.is_over() {
        return Vec::new();
    }
    let ask = |about: Sure| -> View {
        let (name, _) = about.words(lang);
        button("quiet", name, move || sure.set(Some(about))).into()
    };
    let mut small = Vec::new();
    if let (Stand::Confirmed { .. }, Some(form)) = (seen.stand.all_the_same(), &event.form)
        && seen.may_change()
    {
        small.push(begin(
            at,
            "quiet",
            own.change_sign_up,
            form.clone(),
            event.id.clone(),
        ));
    }
    match seen.stand.all_the_same() {
        Stand::Confirmed { .. } | Stand::ChangeNoted | Stand::Submitted if seen.may_cancel() => {
            small.push(ask(Sure::Cancel));
        }
        Stand::Noted => small.push(ask(Sure::TakeBack)),
        Stand::InLine(_) => small.push(ask(Sure::LeaveLine)),
        Stand::Offered(_) => small.push(ask(Sure::Decline)),
        Stand::Must
        | Stand::Open
        | Stand::Full
        | Stand::Closed
        | Stand::NotForMe
        | Stand::Confirmed { .. }
        | Stand::ChangeNoted
        | Stand::Submitted
        | Stand::CancelNoted
        | Stand::AcceptNoted
        | Stand::Lapsed
        | Stand::Cancelled { .. }
        | Stand::Refused(_) => {}
    }
    if matches!(
        seen.absence,
        Absence::Noted | Absence::Asked(LeaveState::Pending)
    ) {
        small.push(ask(Sure::WithdrawLeave));
    }
    small
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
fn question(lang: Lang, at: At, seen: Memo<Option<Seen>>, sure: RwSignal<Option<Sure>>) -> View {
    let (w, own) = (words(lang), events(lang));
    let title = move || sure.get().map_or("", |about| about.words(lang).0);
    let body = move || sure.get().map_or("", |about| about.words(lang).1);
    let yes = move || {
        let event = seen.with_untracked(|seen| seen.as_ref().map(|seen| seen.event.id.clone()));
        if let (Some(about), Some(event)) = (sure.get_untracked(), event) {
            sure.set(None);
            at.asks.ask(done(about.act(), event));
        }
    };
    let name = move || match sure.get() {
        Some(Sure::Cancel) | None => own.cancel_yes,
        Some(about) => about.words(lang).0,
    };
    let yes = button("btn danger", View::none(), yes).live_text(move || name().to_owned());
    dialog(Question {
        id: "sure",
        open: live(move || sure.get().is_some()),
        title: live(move || title().to_owned()),
        body: el("p").live_text(move || body().to_owned()).into(),
        acts: View::all([
            yes.into(),
            button("go", w.cancel, move || sure.set(None)).into(),
        ]),
        close: live(move || sure.set(None)),
    })
}
