//! Faults of the app, told to whoever looks after it: only where the profile names an address and the member wants it, never in the
//! way of what is sent, so many a day, and failing in silence.

use super::{
    clock::{PhoneClock, wall},
    diagnosis, hook, line,
    partition::Partition,
    preferences::shelf,
    reading,
    wiring::Wiring,
};
use crate::{
    domain::{
        day::Day,
        incident::{Incident, Kind, Report, Tally, family, spend},
    },
    profile::{
        fault::Fault,
        reports::{body, reports_of},
    },
    runtime::ports::{Clock as _, StoreError},
    state::reports::Reports,
    storage::idb::field,
    transport::http,
};
use leptos::prelude::*;
use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
};
use wasm_bindgen_futures::spawn_local;

/// Under which the member's choice is kept, with what else is theirs.
const CHOICE: &str = "reports";
/// Where it is kept how many reports left this phone today.
const SPENT: &str = "dajuan-reports";
/// What happens within so long is told together.
const TOGETHER_MS: u32 = 5_000;

thread_local! {
    static PAGE: OnceCell<Rc<Wiring>> = const { OnceCell::new() };
    /// The partition whose member was asked last.
    static OPENED: RefCell<Weak<Partition>> = const { RefCell::new(Weak::new()) };
    static TALLY: RefCell<Tally> = RefCell::default();
    /// Where to, if the profile can't be used.
    static TO: RefCell<Option<String>> = const { RefCell::new(None) };
    static BROKEN: Cell<bool> = const { Cell::new(false) };
    static WAITS: Cell<bool> = const { Cell::new(false) };
    /// The unreadable items that were counted last.
    static UNREADABLE: Cell<usize> = const { Cell::new(0) };
}

/// The member's partition is open: their choice holds, and what stopped the page before is told.
pub(super) fn opened(w: &Rc<Wiring>, partition: &Rc<Partition>) {
    PAGE.with(|page| page.get_or_init(|| Rc::clone(w)).is_open(partition));
    let before = OPENED.replace(Rc::downgrade(partition));
    let partition = Rc::clone(partition);
    if !std::ptr::eq(before.as_ptr(), Rc::as_ptr(&partition)) {
        spawn_local(async move {
            let wanted = wants(&partition).await;
            hook::arm(wanted);
            if let Some((place, page)) = hook::take().filter(|_| wanted) {
                count(Kind::Panic, place, page, 1);
            }
        });
    }
}

/// Something went wrong: it is told soon, where it is told at all.
pub(super) fn note(kind: Kind, place: &str, n: u32) {
    count(kind, place.to_owned(), hook::page().to_owned(), n);
}

/// A reading that came to nothing, where the backend answered outside its profile.
pub(super) fn note_fault(fault: &Fault) {
    if let Fault::NotBackend(misfit) = fault {
        match misfit.status {
            // The profile itself: a part of it was read when it was needed.
            0 => note(Kind::BrokenProfile, &misfit.rule, 1),
            status => note(Kind::OddAnswer, &format!("{}:{status}", misfit.rule), 1),
        }
    }
}

/// Rows of a list that could not be understood.
pub(super) fn note_odd(list: &str, n: u32) {
    if n > 0 {
        note(Kind::OddRows, list, n);
    }
}

/// Items on the phone that can't be read, told when their number changes.
pub(super) fn note_unreadable(n: usize) {
    if UNREADABLE.replace(n) != n && n > 0 {
        note(
            Kind::UnreadableRows,
            "items",
            u32::try_from(n).unwrap_or(u32::MAX),
        );
    }
}

/// The phone did not keep something.
pub(super) fn note_not_saved(why: &StoreError) {
    let place = match why {
        StoreError::Full => "full",
        StoreError::Denied => "denied",
        StoreError::Lost => "lost",
        StoreError::Unreadable => "unreadable",
        // Another tab wrote: nothing failed.
        StoreError::Moved => return,
    };
    note(Kind::NotSaved, place, 1);
}

/// The profile can't be used; its config may say all the same where to tell it.
pub(super) fn note_broken(config: &str, pointer: &str) {
    // It is read again by whoever needs it, and is as broken as before.
    if !BROKEN.replace(true) {
        TO.replace(reports_of(config));
        note(Kind::BrokenProfile, pointer, 1);
    }
}

/// Says whether faults can be reported here and whether the member wants it; `choice`: from here on, or no longer.
pub(super) async fn answer(w: &Rc<Wiring>, into: RwSignal<Reports>, choice: Option<bool>) {
    let Some(partition) = w.open() else { return };
    let Some(to) = address(w).await else { return };
    if let Some(wanted) = choice {
        let word = if wanted { "1" } else { "" };
        let kept = reading::keep(&partition, CHOICE, word).await;
        hook::arm(kept && wanted);
        // What happened without the member's will is never told.
        TALLY.take();
        drop(hook::take());
    }
    let on = wants(&partition).await;
    let host = to.split('/').nth(2).unwrap_or_default().to_owned();
    // A page that was left meanwhile hears nothing.
    let _ = into.try_set(Reports { to: Some(host), on });
}

fn count(kind: Kind, place: String, page: String, count: u32) {
    let incident = Incident {
        kind,
        place,
        page,
        count,
    };
    TALLY.with_borrow_mut(|tally| tally.add(incident));
    if !WAITS.replace(true) {
        spawn_local(async {
            PhoneClock.wait(TOGETHER_MS).await;
            WAITS.set(false);
            if let Some(w) = PAGE.with(|page| page.get().cloned()) {
                tell(&w).await;
            }
        });
    }
}

/// Tells what was counted, or forgets it.
async fn tell(w: &Rc<Wiring>) {
    let incidents = TALLY.take().take();
    let Some(partition) = w.open() else { return };
    if incidents.is_empty() || !wants(&partition).await {
        return;
    }
    let Some(to) = address(w).await else { return };
    let today = Day::at(wall());
    if !spends(today) {
        return;
    }
    let agent = field(&window().navigator(), "userAgent").as_string();
    let report = Report {
        version: env!("CARGO_PKG_VERSION"),
        build: diagnosis::build(),
        browser: family(&agent.unwrap_or_default()),
        day: today,
        incidents,
    };
    http::hand_in(&to, &body(&report)).await;
}

/// Where to; none: nothing is told.
async fn address(w: &Rc<Wiring>) -> Option<String> {
    let named = line::profile(w).await.and_then(|profile| profile.reports);
    named.or_else(|| TO.with_borrow(Clone::clone))
}

async fn wants(partition: &Rc<Partition>) -> bool {
    reading::kept(partition, CHOICE).await.as_deref() == Some("1")
}

/// Whether the day has a report left; it is spent before it is sent. Where nothing can be noted nothing is told.
fn spends(today: Day) -> bool {
    let Some(shelf) = shelf() else { return false };
    let before = shelf.get_item(SPENT).ok().flatten().unwrap_or_default();
    spend(&before, today).is_some_and(|spent| shelf.set_item(SPENT, &spent).is_ok())
}
