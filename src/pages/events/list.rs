//! The list: coming and past, or a month.

use super::{
    filter::{self, Filter},
    month,
    row::{self, Line},
    seen::Seen,
};
use crate::{
    agenda::{listing, month::Month},
    domain::{
        event::{Event, EventId, LeaveState},
        lang::Lang,
        member::Member,
    },
    i18n::{events::events as own_words, fill, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        attending::{self, Waiting},
        telling::{self, Tone},
    },
    ui::{
        field::Marks,
        head::page,
        icon::rings,
        link::link,
        notice::notice,
        segment::{Pick, segment},
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// How many lines show at first, and how many more at a press.
const THIRTY: usize = 30;
/// From this month on the next year's events show too.
const AUTUMN: u8 = 10;
/// The first year that the app can have events of.
const FIRST_YEAR: u16 = 2022;

/// The page.
pub fn events(lang: Lang, at: At, _member: &Member, month: Option<(u16, u8)>) -> View {
    let (w, own) = (words(lang), own_words(lang));
    let today = at.clock.today_untracked();
    let first = RwSignal::new(today.year());
    let last = today.year() + u16::from(today.month() >= AUTUMN);
    at.asks.ask(Ask::Event(EventAsk::Requests));
    let (inside, other) = match month {
        Some(month) => {
            at.asks.ask(Ask::Event(EventAsk::Read(month.0)));
            first.set(month.0);
            let to_list = link(Route::Events(None), "", false, own.list);
            let shown = match Month::new(month.0, month.1) {
                Some(month) => month::month(lang, at, month),
                None => empty(own.month_empty),
            };
            (shown, to_list)
        }
        None => {
            Effect::new(move |_| {
                for year in first.get()..=last {
                    at.asks.ask(Ask::Event(EventAsk::Read(year)));
                }
            });
            let here = (today.year(), today.month());
            let to_month = link(Route::Events(Some(here)), "", false, own.month_view);
            (list(lang, at, first), to_month)
        }
    };
    let inside = View::all([
        View::live(move || to_decide(lang, at)),
        View::live(move || as_of(lang, at, first.get())),
        inside,
    ]);
    page(w.tab_events, el("small").child(other), inside)
}

/// The way to what waits for an approver.
fn to_decide(lang: Lang, at: At) -> View {
    let own = own_words(lang);
    let pending = pending(at);
    if pending > 0 {
        let text = fill(own.approvals_n, &[("n", &pending.to_string())]);
        let way = link(Route::Approvals, "", false, own.approvals);
        return notice(Tone::Due, text, Some(way));
    }
    View::none()
}

/// Leaves that the member has not decided about.
pub(super) fn pending(at: At) -> usize {
    at.calendar.dates().requests.with(|list| {
        let requests = list.as_ref().map(|list| list.requests.as_slice());
        let open = |it: &&crate::domain::event::Request| it.state == LeaveState::Pending;
        requests.unwrap_or_default().iter().filter(open).count()
    })
}

fn list(lang: Lang, at: At, first: RwSignal<u16>) -> View {
    let own = own_words(lang);
    let (past, most) = (RwSignal::new(false), RwSignal::new(THIRTY));
    let filter = RwSignal::new(Filter::default());
    let all = Memo::new(move |_| seen(at));
    let kinds = Memo::new(move |_| {
        let mut kinds: Vec<String> = Vec::new();
        all.with(|all| {
            for seen in all {
                if !kinds.contains(&seen.event.kind.0) {
                    kinds.push(seen.event.kind.0.clone());
                }
            }
        });
        kinds
    });
    let found = Memo::new(move |_| {
        let (past, filter) = (past.get(), filter.get());
        let mut found: Vec<Seen> = all.with(|all| {
            let fits = |seen: &&Seen| seen.is_over() == past && filter.fits(seen);
            all.iter().filter(fits).cloned().collect()
        });
        if past {
            found.reverse();
        }
        found
    });
    let lines = Memo::new(move |_| {
        let mine: Vec<Arc<Event>> = all.with(|all| {
            let mine = all.iter().filter(|it| !it.is_over() && it.takes_part());
            mine.map(|it| Arc::clone(&it.event)).collect()
        });
        found.with(|found| {
            let shown = found.iter().take(most.get());
            shown
                .map(|seen| row::line(lang, seen, clash(seen, &mine)))
                .collect::<Vec<Line>>()
        })
    });
    let count = Memo::new(move |_| found.with(Vec::len));
    let body = move || {
        let lines = lines.get();
        if !lines.is_empty() {
            return row::by_month(lang, lines);
        }
        let text = match (filter.with(Filter::chosen), past.get()) {
            (1.., _) => own.empty_filtered,
            (0, true) => own.empty_past,
            (0, false) => own.empty,
        };
        empty(text)
    };
    let more = move || {
        let rest = count.get().saturating_sub(most.get());
        let name = || fill(own.more, &[("n", &rest.min(THIRTY).to_string())]);
        let more = move || most.update(|most| *most += THIRTY);
        (rest > 0)
            .then(|| el("p").class("acts").child(button("btn", name(), more)))
            .into()
    };
    let earlier = move || {
        let year = first.get().saturating_sub(1);
        let shown = past.get() && year >= FIRST_YEAR && count.get() <= most.get();
        let name = || fill(own.earlier, &[("year", &year.to_string())]);
        shown
            .then(|| {
                el("p")
                    .class("acts")
                    .child(button("btn", name(), move || first.set(year)))
            })
            .into()
    };
    View::all([
        times(lang, past, most),
        filter::ways(lang, kinds, filter),
        el("p")
            .class("hint")
            .attr("role", "status")
            .live_text(move || fill(own.count, &[("n", &count.get().to_string())]))
            .into(),
        View::live(body),
        View::live(more),
        View::live(earlier),
    ])
}

/// 将要举行 or 已结束
fn times(lang: Lang, past: RwSignal<bool>, most: RwSignal<usize>) -> View {
    let own = own_words(lang);
    let pick = |value: &str, label: &str| Pick {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let choice = segment(
        Marks::new("when", own.when, live(|| None)),
        vec![pick("coming", own.coming), pick("past", own.past)],
        live(move || if past.get() { "past" } else { "coming" }.to_owned()),
        Rc::new(move |value| {
            most.set(THIRTY);
            past.set(value == "past");
        }),
    );
    el("div").class("untitled").child(choice).into()
}

/// Every event that was read, by start, with where the member stands.
pub(super) fn seen(at: At) -> Vec<Seen> {
    let acts = attending::all(at.desk);
    let none: &[Waiting] = &[];
    let with = |event: Arc<Event>| {
        let mine = |(id, _): &&(EventId, Vec<Waiting>)| *id == event.id;
        let mine = acts.iter().find(mine).map_or(none, |(_, acts)| acts);
        Seen::with(at, event, mine)
    };
    at.calendar.dates().all().into_iter().map(with).collect()
}

/// The first of the member's other events at the same time; one that is over or taken part in already clashes with
/// nothing new.
pub(super) fn clash<'a>(seen: &Seen, mine: &'a [Arc<Event>]) -> Option<&'a Event> {
    let event = &seen.event;
    if seen.is_over() || event.cancelled.is_some() {
        return None;
    }
    let meets = |other: &&Arc<Event>| listing::meet(event, other);
    mine.iter().find(meets).map(Arc::as_ref)
}

/// Nothing to show.
pub(super) fn empty(text: &str) -> View {
    el("div")
        .class("empty")
        .child(rings())
        .child(el("p").child(text))
        .into()
}

/// How fresh a year's events are.
pub(super) fn as_of(lang: Lang, at: At, year: u16) -> View {
    let own = own_words(lang);
    let dates = at.calendar.dates();
    let list = dates
        .years
        .with(|years| years.get(&year).map(|list| (list.as_of, list.odd)));
    let reading = dates
        .reading
        .with(|reading| reading.get(&year).copied().unwrap_or_default());
    let text = telling::as_of(lang, reading, list.map(|(at, _)| at), own.never);
    let odd = list.map_or(0, |(_, odd)| odd);
    let odd = (odd > 0).then(|| notice(Tone::Due, fill(own.odd, &[("n", &odd.to_string())]), None));
    View::all([el("p").class("hint").child(text).into(), odd.into()])
}
