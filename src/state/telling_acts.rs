//! How an act about an event is told: its name in a list, and what came of it.

use super::{
    at::At,
    attending::act_of,
    calendar::Calendar,
    duties::Duties,
    telling::{self, Told, isolated, quoting},
};
use crate::{
    domain::{event::Act, lang::Lang},
    i18n::{
        events::{EventWords, events},
        fill, later,
    },
    outbox::item::{State, Why},
    route::Route,
    stored::row::ItemRow,
};

/// 报名：视察“老院子”; `None` for what is about no event, or no act.
pub fn name(lang: Lang, calendar: Calendar, row: &ItemRow) -> Option<String> {
    let w = events(lang);
    let (act, id) = act_of(row)?;
    let event = calendar.dates().event(&id);
    let title = event.map_or_else(|| w.act_unknown.to_owned(), |event| isolated(&event.title));
    let pattern = match act {
        Act::SignUp => w.act_sign_up,
        Act::Cancel => w.act_cancel,
        Act::Accept => w.act_accept,
        Act::Leave => w.act_leave,
        Act::LeaveWithdraw => w.act_leave_withdraw,
        Act::CheckIn => w.act_check_in,
        Act::Acknowledge => w.act_acknowledge,
        Act::Decide => w.act_decide,
    };
    Some(fill(pattern, &[("title", &title)]))
}

/// A kind of event by its id; one that this version does not know is told as it is.
pub fn kind<'a>(w: &EventWords, id: &'a str) -> &'a str {
    match id {
        "inspection" => w.kind_inspection,
        "supervision" => w.kind_supervision,
        "briefing" => w.kind_briefing,
        "consultation" => w.kind_consultation,
        "plenary" => w.kind_plenary,
        "training" => w.kind_training,
        "lecture" => w.kind_lecture,
        "talk" => w.kind_talk,
        "salon" => w.kind_salon,
        "reading_event" => w.kind_reading,
        "other" => w.kind_other,
        id => id,
    }
}

/// A line for what was not received yet, whatever it is about.
pub fn item(lang: Lang, at: At, row: &ItemRow) -> Told {
    let told = of_act(lang, at.duties, at.calendar, row);
    match at.desk.holds(&row.item) {
        true => Told {
            detail: later(lang).say_held.to_owned(),
            ..told
        },
        false => told,
    }
}

fn of_act(lang: Lang, duties: Duties, calendar: Calendar, row: &ItemRow) -> Told {
    let told = telling::item(lang, duties, row);
    let Some(title) = name(lang, calendar, row) else {
        return told;
    };
    // Where the event is gone, the act has a page of its own.
    let known = act_of(row).filter(|(_, id)| calendar.dates().event(id).is_some());
    let route = match known {
        Some((_, id)) if row.item.state != State::Draft => Route::Event(id),
        Some(_) | None => told.route,
    };
    Told {
        route,
        title,
        detail: sentence(lang, duties, row),
        ..told
    }
}

/// An act's state as a sentence.
pub fn sentence(lang: Lang, duties: Duties, row: &ItemRow) -> String {
    let w = events(lang);
    match (&row.item.state, Act::of(&row.entry.kind)) {
        (State::Queued, Some(Act::SignUp)) => w.say_noted.to_owned(),
        (State::Declined { why, words }, Some(act)) => {
            let (pattern, said) = match (act, why) {
                (Act::SignUp, Why::Full) => (w.say_refused, w.say_full),
                (Act::SignUp, Why::Closed) => (w.say_refused, w.say_closed),
                (Act::SignUp, Why::OutOfScope) => (w.say_refused, w.say_out_of_scope),
                (Act::SignUp, Why::Other) => (w.say_refused, words.as_str()),
                _ => (w.say_not_done, words.as_str()),
            };
            quoting(pattern, said)
        }
        _ => telling::sentence(lang, duties, row),
    }
}

/// What came of an act: 已报名, 候补第 3 位, why not; `None` where there is nothing to say.
pub fn outcome(
    lang: Lang,
    duties: Duties,
    calendar: Calendar,
    row: &ItemRow,
    only_wishes: bool,
) -> Option<String> {
    let w = events(lang);
    let (act, id) = act_of(row)?;
    let said = if let State::Done { .. } = &row.item.state {
        done(w, act, only_wishes)?.to_owned()
    } else {
        sentence(lang, duties, row)
    };
    let event = calendar.dates().event(&id);
    Some(event.map_or(said.clone(), |event| {
        let title = isolated(&event.title);
        fill(w.answered, &[("title", &title), ("said", &said)])
    }))
}

fn done(w: &EventWords, act: Act, only_wishes: bool) -> Option<&'static str> {
    Some(match act {
        Act::SignUp if only_wishes => w.say_submitted,
        Act::SignUp | Act::Accept => w.say_confirmed,
        Act::Cancel => w.say_cancelled,
        Act::Leave => w.leave_sent,
        Act::LeaveWithdraw => w.leave_withdrawn,
        Act::CheckIn => w.checked_in,
        Act::Decide => w.decided,
        Act::Acknowledge => return None,
    })
}
