//! 请假: what it does to the points, whom it goes to, how it stands.

use super::{seen::Seen, told};
use crate::{
    domain::{
        event::{Act, Event, LeaveState},
        lang::Lang,
    },
    i18n::{events::events, fill},
    state::{
        ask::{Ask, EventAsk},
        at::At,
        attending::Absence,
        telling::{Tone, isolated},
    },
    ui::{
        notice::notice,
        tree::{View, button, el},
    },
};

/// The section, where a leave can be asked for.
pub(super) fn asking(lang: Lang, at: At, seen: Option<Seen>) -> View {
    let own = events(lang);
    let Some(seen) = seen.filter(Seen::may_ask_leave) else {
        return View::none();
    };
    let id = seen.event.id.clone();
    let name = if seen.absence == Absence::Asked(LeaveState::Refused) {
        own.leave_again
    } else {
        own.leave
    };
    let press = move || {
        at.asks.ask(Ask::Event(EventAsk::Begin {
            kind: Act::Leave.kind(),
            event: id.clone(),
        }))
    };
    View::all([
        el("h2").class("sec").child(own.leave_title).into(),
        effect(lang, &seen.event),
        el("p")
            .class("acts")
            .child(button("btn", name, press))
            .into(),
    ])
}

/// What a leave does, before it is sent.
pub(super) fn effect(lang: Lang, event: &Event) -> View {
    let own = events(lang);
    let effect = if event.leave_effect.is_empty() {
        own.leave_effect_none.to_owned()
    } else {
        let effect = isolated(&event.leave_effect);
        fill(own.leave_effect, &[("effect", &effect)])
    };
    let to = (!event.approver.is_empty()).then(|| {
        let approver = isolated(&event.approver);
        el("p")
            .class("hint")
            .child(fill(own.leave_to, &[("approver", &approver)]))
    });
    View::all([el("p").child(effect).into(), to.into()])
}

/// How a leave stands, as a sentence.
pub(super) fn standing(lang: Lang, seen: &Seen) -> Option<View> {
    let own = events(lang);
    let (tone, text) = match &seen.absence {
        Absence::None | Absence::Refused(_) => return None,
        Absence::Noted => (Tone::Wait, own.leave_noted.to_owned()),
        Absence::WithdrawNoted => (Tone::Wait, own.leave_withdraw_noted.to_owned()),
        Absence::Asked(LeaveState::Withdrawn) => return None,
        Absence::Asked(LeaveState::Pending) if seen.event.approver.is_empty() => {
            (Tone::Wait, own.leave_pending.to_owned())
        }
        Absence::Asked(LeaveState::Pending) => {
            let approver = isolated(&seen.event.approver);
            (
                Tone::Wait,
                fill(own.leave_pending_by, &[("approver", &approver)]),
            )
        }
        Absence::Asked(LeaveState::Granted) => (Tone::Done, own.leave_granted.to_owned()),
        Absence::Asked(LeaveState::Refused) => (Tone::Due, own.leave_refused.to_owned()),
    };
    let mut said = vec![text];
    said.extend(words(lang, seen));
    Some(notice(tone, told::joined(lang, &said), None))
}

/// The approver's words on what was decided.
fn words(lang: Lang, seen: &Seen) -> Option<String> {
    let own = events(lang);
    let decided = matches!(
        seen.absence,
        Absence::Asked(LeaveState::Granted | LeaveState::Refused)
    );
    let leave = seen.event.mine.leave.as_ref().filter(|_| decided)?;
    let (by, words) = (isolated(&leave.by), isolated(&leave.words));
    match (leave.by.is_empty(), leave.words.is_empty()) {
        (true, true) => None,
        (false, true) => Some(fill(own.leave_decided_by, &[("by", &by)])),
        (true, false) => Some(fill(own.leave_words_plain, &[("words", &words)])),
        (false, false) => Some(fill(own.leave_words, &[("by", &by), ("words", &words)])),
    }
}
