//! The events of a year and the leaves to decide: shown from the phone first, refreshed behind.

use super::{
    clock::wall,
    incidents, line,
    partition::Partition,
    reading::{ended, is_due, keep, kept, shows},
    renewing::heed,
    wiring::Wiring,
};
use crate::{
    agenda::listing,
    domain::{
        client_ref::ClientRef,
        event::{Act, EventId},
    },
    profile::fault::Fault,
    state::{
        ask::Again,
        calendar::{Dates, EventList, RequestList},
        shelf::Reading,
    },
    stored::{approvals::KeptApprovals, events::KeptEvents},
    transport::http::last_contact,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Where the leaves to decide are kept.
const APPROVALS: &str = "approvals";

/// The years that were read, and what is to be decided, after an act arrived.
pub(super) async fn read_again(w: &Rc<Wiring>) {
    for year in years_read(w) {
        read(w, year, true).await;
    }
    requests(w, true).await;
}

/// The years that were read; this one before the first.
fn years_read(w: &Wiring) -> Vec<u16> {
    let dates = w.handles.calendar.dates();
    let years = dates.years.with_untracked(|years| {
        let years = years.iter().map(|(year, _)| *year);
        years.collect::<Vec<u16>>()
    });
    if years.is_empty() {
        vec![w.handles.clock.today_untracked().year()]
    } else {
        years
    }
}

/// Whoever waits for an answer has a list that is at most this old before them.
const AWAITED_MS: i64 = 2 * 60_000;

/// Reads what is shown once more, where that may say something new.
pub(super) async fn again(w: &Rc<Wiring>, when: Again) {
    let dates = w.handles.calendar.dates();
    let now = untrack(|| dates.time(w.handles.clock)).now;
    for year in years_read(w) {
        let awaited = || {
            dates.years.with_untracked(|years| {
                years.get(&year).is_some_and(|list| {
                    let mut events = list.events.iter();
                    wall().since(list.as_of) >= AWAITED_MS
                        && events.any(|event| listing::awaits(event, now))
                })
            })
        };
        if when == Again::Shown || awaited() {
            read(w, year, false).await;
        }
    }
    if when == Again::Shown && dates.requests.with_untracked(Option::is_some) {
        requests(w, false).await;
    }
}

/// Reads a year: what the phone kept at once, what the backend says behind it.
pub(super) async fn read(w: &Rc<Wiring>, year: u16, anew: bool) {
    let Some(partition) = w.open() else { return };
    let dates = w.handles.calendar.dates();
    note_clock(dates);
    let known = dates
        .years
        .with_untracked(|years| years.get(&year).map(|list| list.as_of));
    let reading = dates
        .reading
        .with_untracked(|reading| reading.get(&year).copied().unwrap_or_default());
    if !(anew || is_due(reading, known)) {
        return;
    }
    let say = |state: Reading| dates.reading.update(|reading| reading.insert(year, state));
    let key = format!("events:{year}");
    say(Reading::Busy);
    if known.is_none() {
        let kept = kept(&partition, &key).await;
        // A list that can't be read any more is fetched anew.
        let kept = kept.and_then(|text| KeptEvents::decode(&text).ok());
        if let Some(kept) = kept.filter(|_| w.is_open(&partition)) {
            put(w, year, kept);
        }
    }
    // What the list that is asked for now shows: acts that the backend took before.
    let taken = partition.runtime.taken_acts();
    let held_before = ids(w, year);
    let read = match line::client(w, &partition).await {
        Some(client) => client.events_year(year).await,
        None => Err(Fault::NoAnswer),
    };
    note_clock(dates);
    match read {
        Ok(read) => {
            incidents::note_odd("events", read.unreadable);
            let kept = KeptEvents {
                events: read.events,
                as_of: wall(),
                odd: read.unreadable,
            };
            let cached = keep(&partition, &key, &kept.encode()).await;
            if w.is_open(&partition) {
                // A backend that lacked it has it now.
                line::say(w.handles.session.holds_events, true);
                let held = |event: &EventId| {
                    held_before.contains(event) || kept.events.iter().any(|it| it.id == *event)
                };
                let shown = taken.into_iter();
                let shown = shown.filter(|(_, act, event)| *act != Act::Decide && held(event));
                let shown = shown.map(|(id, ..)| id).collect();
                put(w, year, kept);
                say(Reading::Fresh);
                if cached {
                    shows(w, &partition, shown);
                }
            }
        }
        Err(_) if !w.is_open(&partition) => {}
        Err(fault) => {
            let ended = ended(&fault);
            // What is kept is of a backend that had events: it stays to be read.
            let kept = dates
                .years
                .with_untracked(|years| years.iter().next().is_some());
            if ended == Reading::Absent && !kept {
                w.handles.session.holds_events.set(false);
            }
            say(ended);
            heed(w, &fault);
        }
    }
}

/// What the last exchange told of the backend's clock; before the first it is not known.
fn note_clock(dates: Dates) {
    let date = last_contact().and_then(|contact| contact.date);
    if let Some((there, here)) = date {
        dates.ahead_ms.set(Some(here.since(there)));
    }
}

/// The events of a year as they are shown: one that was deleted is in no list that comes.
fn ids(w: &Rc<Wiring>, year: u16) -> Vec<EventId> {
    let dates = w.handles.calendar.dates();
    dates.years.with_untracked(|years| {
        let list = years.get(&year).map(|list| list.events.as_slice());
        let events = list.unwrap_or_default().iter();
        events.map(|event| event.id.clone()).collect()
    })
}

/// Decisions that the backend took.
fn decided(partition: &Partition) -> Vec<ClientRef> {
    let taken = partition.runtime.taken_acts().into_iter();
    taken
        .filter(|(_, act, _)| *act == Act::Decide)
        .map(|(id, ..)| id)
        .collect()
}

fn put(w: &Rc<Wiring>, year: u16, kept: KeptEvents) {
    let list = EventList {
        events: kept.events.into_iter().map(Arc::new).collect(),
        as_of: kept.as_of,
        odd: kept.odd,
    };
    let dates = w.handles.calendar.dates();
    dates
        .years
        .update(|years| years.insert(year, Arc::new(list)));
}

/// Reads what the member is to decide about.
pub(super) async fn requests(w: &Rc<Wiring>, anew: bool) {
    let Some(partition) = w.open() else { return };
    let dates = w.handles.calendar.dates();
    let known = dates
        .requests
        .with_untracked(|list| list.as_ref().map(|list| list.as_of));
    let reading = dates.asking.get_untracked();
    if !(anew || is_due(reading, known)) {
        return;
    }
    dates.asking.set(Reading::Busy);
    let show = |kept: KeptApprovals| {
        dates.requests.set(Some(RequestList {
            requests: kept.requests,
            as_of: kept.as_of,
        }));
    };
    if known.is_none() {
        let kept = kept(&partition, APPROVALS).await;
        let kept = kept.and_then(|text| KeptApprovals::decode(&text).ok());
        if let Some(kept) = kept.filter(|_| w.is_open(&partition)) {
            show(kept);
        }
    }
    let shown = decided(&partition);
    let read = match line::client(w, &partition).await {
        Some(client) => client.approvals().await,
        None => Err(Fault::NoAnswer),
    };
    match read {
        Ok(read) => {
            let kept = KeptApprovals {
                requests: read.requests,
                as_of: wall(),
                odd: read.unreadable,
            };
            let cached = keep(&partition, APPROVALS, &kept.encode()).await;
            if w.is_open(&partition) {
                show(kept);
                dates.asking.set(Reading::Fresh);
                if cached {
                    shows(w, &partition, shown);
                }
            }
        }
        Err(_) if !w.is_open(&partition) => {}
        Err(fault) => {
            dates.asking.set(ended(&fault));
            heed(w, &fault);
        }
    }
}
