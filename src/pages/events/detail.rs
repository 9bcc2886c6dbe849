//! One event: what changed, where the member stands, what it is, what can be done now.

use super::{
    acts, calendar_file, changes, facts, leave,
    list::as_of,
    seats,
    seen::{self, Seen, conflicts},
    told,
};
use crate::{
    domain::{
        day::Day,
        event::{Event, EventId},
        lang::Lang,
        member::Member,
    },
    i18n::{events::events, fill, intl, words},
    outbox::item::State,
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        attending::{self, Waiting},
        shelf::Reading,
        telling::{Tone, isolated},
    },
    ui::{
        head::page_below,
        link::link,
        notice::notice,
        tree::{View, button, el, live_text},
    },
};
use leptos::prelude::*;

/// The page.
pub fn event(lang: Lang, at: At, member: &Member, id: EventId) -> View {
    let (w, own) = (words(lang), events(lang));
    let seen = seen::follow(at, id.clone());
    look_for(at, seen);
    let event = Memo::new(move |_| seen.with(|seen| seen.as_ref().map(|it| it.event.clone())));
    let sector = member.sector.clone();
    let title = move || {
        event
            .get()
            .map_or_else(|| w.tab_events.to_owned(), |event| event.title.clone())
    };
    // Nobody counts the seats of what is over or called off.
    let counted = Memo::new(move |_| {
        seen.with(|seen| {
            let held = seen
                .as_ref()
                .filter(|it| !it.is_over() && it.event.cancelled.is_none());
            held.map(|it| it.event.clone())
        })
    });
    let there = Memo::new(move |_| event.with(Option::is_some));
    let body = move || {
        if !there.get() {
            return View::all([missing(lang, at), refused_of(lang, at, &id)]);
        }
        let sector = sector.clone();
        let drawn = move |draw: fn(Lang, At, &Event) -> View| {
            View::live(move || {
                event
                    .get()
                    .map(|event| untrack(|| draw(lang, at, &event)))
                    .into()
            })
        };
        let seats = move || {
            counted
                .get()
                .map(|event| seats::seats(lang, &event, &sector))
                .into()
        };
        View::all([
            el("div")
                .attr("role", "status")
                .live(move || seen.get().map(|seen| state(lang, at, &seen)).into())
                .into(),
            View::live(move || clashes(lang, at, seen.get())),
            drawn(facts::facts),
            View::live(seats),
            drawn(facts::texts),
            View::live(move || leave::asking(lang, at, seen.get())),
            drawn(calendar_file::keeping),
            View::live(move || {
                let year = event.with(|event| event.as_ref().map(|it| Day::at(it.starts).year()));
                year.map(|year| as_of(lang, at, year)).into()
            }),
            acts::acts(lang, at, seen),
        ])
    };
    page_below(
        (Route::Events(None), own.home),
        live_text(title),
        View::none(),
        View::live(body),
    )
}

/// Reads the years in which the event can be: this one and the next, then the last.
pub(super) fn look_for(at: At, seen: Memo<Option<Seen>>) {
    at.asks.ask(Ask::Event(EventAsk::Forms));
    let year = at.clock.today_untracked().year();
    let known = seen.with_untracked(|seen| {
        let starts = seen.as_ref().map(|seen| seen.event.starts);
        starts.map(|starts| Day::at(starts).year())
    });
    at.asks
        .ask(Ask::Event(EventAsk::Read(known.unwrap_or(year))));
    if known.is_some() {
        return;
    }
    at.asks.ask(Ask::Event(EventAsk::Read(year + 1)));
    Effect::new(move |_| {
        let read = at
            .calendar
            .dates()
            .reading
            .with(|reading| reading.get(&year) == Some(&Reading::Fresh));
        if read && seen.with(Option::is_none) {
            at.asks
                .ask(Ask::Event(EventAsk::Read(year.saturating_sub(1))));
        }
    });
}

/// The event is not on this phone: not yet, or not at all.
pub(super) fn missing(lang: Lang, at: At) -> View {
    let year = at.clock.today().year();
    let read = at.calendar.dates().reading.with(|reading| {
        let state = reading.get(&year).copied().unwrap_or_default();
        state == Reading::Fresh
    });
    if read {
        notice(Tone::Plain, events(lang).not_found, None)
    } else {
        as_of(lang, at, year)
    }
}

/// What the backend declined about an event that no list has any more.
fn refused_of(lang: Lang, at: At, id: &EventId) -> View {
    let waiting = attending::waiting(at.desk, id);
    let refused = waiting
        .iter()
        .filter(|it| matches!(it.row.item.state, State::Declined { .. }));
    View::all(refused.map(|it| {
        let text = told::refused(lang, at.duties, it);
        notice(Tone::Due, text, Some(dismiss(lang, at, it)))
    }))
}

/// What changed, and where the member stands, as sentences.
fn state(lang: Lang, at: At, seen: &Seen) -> View {
    if let Some(reason) = &seen.event.cancelled {
        return called_off(lang, at, seen, reason);
    }
    let refusal = |it: &Waiting, text: String| notice(Tone::Due, text, Some(dismiss(lang, at, it)));
    let stands = told::sentences(lang, at.duties, seen);
    let stands = stands
        .into_iter()
        .map(|(tone, text)| match seen.stand.refused() {
            Some(it) if tone == Tone::Due => refusal(it, text),
            Some(_) | None => notice(tone, text, None),
        });
    let others = [seen.presence.refused(), seen.absence.refused()];
    let others = others
        .into_iter()
        .flatten()
        .map(|it| refusal(it, told::refused(lang, at.duties, it)));
    let changes = changes::changes(lang, at, seen);
    let leave = leave::standing(lang, seen);
    View::all(
        std::iter::once(changes)
            .chain(stands)
            .chain(leave)
            .chain(others),
    )
}

/// The press that a refusal was read: it goes.
pub(super) fn dismiss(lang: Lang, at: At, refused: &Waiting) -> View {
    let id = refused.row.item.client_ref.clone();
    button("", events(lang).read_it, move || {
        at.asks.ask(Ask::Event(EventAsk::Dismiss(id.clone())))
    })
    .into()
}

fn called_off(lang: Lang, at: At, seen: &Seen, reason: &str) -> View {
    let own = events(lang);
    let text = if reason.is_empty() {
        own.say_called_off.to_owned()
    } else {
        fill(own.say_called_off_why, &[("reason", reason)])
    };
    let waiting = seen.stand.refused().map(|it| {
        let text = told::refused(lang, at.duties, it);
        notice(Tone::Due, text, Some(dismiss(lang, at, it)))
    });
    View::all([notice(Tone::Due, text, None), waiting.into()])
}

/// The member's other events at the same time, before anything is pressed.
fn clashes(lang: Lang, at: At, seen: Option<Seen>) -> View {
    let own = events(lang);
    let Some(seen) = seen.filter(|seen| !seen.is_over() && seen.event.cancelled.is_none()) else {
        return View::none();
    };
    let notices = conflicts(at, &seen.event).into_iter().map(|other| {
        let text = fill(
            own.conflict,
            &[
                ("title", &isolated(&other.title)),
                ("time", &intl::moment(lang, other.starts)),
            ],
        );
        let way = link(Route::Event(other.id.clone()), "", false, own.look);
        notice(Tone::Wait, text, Some(way))
    });
    View::all(notices)
}
