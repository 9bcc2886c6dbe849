//! Keeps the loop going and its rows, waits and notices before the member's eyes.

use super::{
    badge,
    clock::PhoneClock,
    dates,
    deeds::{Deed, carry_out},
    host, incidents, line,
    lock::Lock,
    news,
    partition::Partition,
    wiring::Wiring,
};
use crate::{
    domain::client_ref::ClientRef,
    route::Route,
    runtime::{
        Notice, beside,
        ports::{Clock, StoreError},
    },
    state::{
        desk::{Pile, SaveFault, Saving, pile_of},
        rules::save_fault,
        session::Phase,
        telling,
    },
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

/// How long the loop waits for a file of ours that could not be fetched.
pub(super) const FETCH_AGAIN_MS: u64 = 30_000;
/// A frame on a slow phone, and some.
const DRAWN_MS: u32 = 100;

/// Runs the loop until it is quiet, and sets the timer for when it wants to be woken.
pub(super) fn kick(wiring: &Rc<Wiring>) {
    carry_out(wiring, Deed::Pump);
}

/// Runs the loop once the page has been drawn: what was pressed for shows first.
pub(super) fn kick_soon(wiring: &Rc<Wiring>) {
    let w = Rc::clone(wiring);
    spawn_local(async move {
        PhoneClock.wait(DRAWN_MS).await;
        kick(&w);
    });
}

/// What was pressed for is on disk, and goes once the page has been drawn; where it is not, the page says why.
pub(super) async fn queued(
    w: &Rc<Wiring>,
    partition: &Rc<Partition>,
    queued: Result<(), StoreError>,
) {
    match queued {
        Ok(()) => {
            show(w, partition);
            host::tell_unsent(w, "queued");
            kick_soon(w);
            note_unsent(w, partition).await;
        }
        Err(why) => {
            let fault = fault_of(why);
            w.handles.desk.saving.set(Saving::Failed(fault));
            w.handles.status.say(save_fault(w.words(), fault));
        }
    }
}

/// Runs the loop until it is quiet.
pub(super) async fn pump(w: &Rc<Wiring>) {
    let Some(partition) = w.open() else { return };
    let laid = line::client(w, &partition).await.is_some();
    if partition.came_online.take() {
        partition.runtime.online();
    }
    // Before as well: a kill while it sends must not hide what waits.
    note_unsent(w, &partition).await;
    let lock = match &partition.digest {
        Some(digest) => Some(Lock::of(digest).await),
        None => None,
    };
    let again = drain(w, &partition).await;
    drop(lock);
    incidents::opened(w, &partition);
    incidents::note_unreadable(partition.runtime.unreadable().len());
    if w.is_open(&partition) {
        show(w, &partition);
    }
    // Once for all that arrived: reading the list takes the backend longer than a record does.
    if w.received.take() {
        host::tell_unsent(w, "sent");
    }
    if w.arrived.take() {
        carry_out(w, Deed::Relist);
    }
    if w.attended.take() {
        dates::read_again(w).await;
    }
    if w.untold.get() {
        news::tell(w, &partition).await;
    }
    let again = again.into_iter().chain((!laid).then_some(FETCH_AGAIN_MS));
    if let Some(ms) = again.min().filter(|_| w.is_open(&partition)) {
        wake_in(w, ms);
    }
    note_unsent(w, &partition).await;
}

/// 立即发送, all or one: an honest word where it did not help.
pub(super) async fn send_now(w: &Rc<Wiring>, only: Option<ClientRef>) {
    let Some(partition) = w.open() else { return };
    let desk = w.handles.desk;
    let going = || {
        desk.rows.with_untracked(|rows| {
            rows.iter()
                .filter(|row| {
                    only.as_ref()
                        .is_none_or(|only| row.item.client_ref == *only)
                })
                .filter(|row| pile_of(&row.item.state) == Pile::Going)
                .count()
        })
    };
    let before = going();
    desk.sending.set(true);
    let laid = line::client(w, &partition).await.is_some();
    match &only {
        Some(id) if laid => {
            // Of any other item this is a press like the others.
            let _ = partition.runtime.send_again(id);
            partition.runtime.press_one(id);
        }
        None if laid => partition.runtime.press(),
        // A press without a line would ask for a sign-in that nobody lacks.
        Some(_) | None => {}
    }
    pump(w).await;
    desk.sending.set(false);
    if before > 0 && going() == before && !w.handles.session.expired.get_untracked() {
        w.handles.status.say(w.deed_words().send_now_unsent);
    }
}

/// 先不发: what is under way ends.
pub(super) fn hold(w: &Rc<Wiring>) {
    if let Some(partition) = w.open() {
        partition.runtime.hold();
        show(w, &partition);
    }
}

/// With so many rows, what changes while they are sent shows at most so often.
const MANY: usize = 20;
const OFTEN_MS: u64 = 250;
/// Of the time in which they are sent this part at most goes into showing it.
const SHOWING: u64 = 20;

/// The loop itself. Where many rows wait, what changes meanwhile is shown now and then: the longer a phone takes to show
/// it, the less often.
async fn drain(w: &Rc<Wiring>, partition: &Rc<Partition>) -> Option<u64> {
    let showing = async {
        let mut wait = OFTEN_MS;
        loop {
            PhoneClock
                .wait(u32::try_from(wait).unwrap_or(u32::MAX))
                .await;
            if w.is_open(partition) {
                let before = PhoneClock.now().steady_ms;
                show(w, partition);
                // The pages follow before the next task.
                PhoneClock.wait(0).await;
                let cost = PhoneClock.now().steady_ms.saturating_sub(before);
                wait = OFTEN_MS.max(cost.saturating_mul(SHOWING));
            }
        }
    };
    beside(partition.runtime.pump(), showing).await
}

/// Called after every change.
pub(super) fn changed(w: &Rc<Wiring>, partition: &Rc<Partition>) {
    let many = w.handles.desk.rows.with_untracked(Vec::len) > MANY;
    if !(many && partition.runtime.is_pumping()) {
        show(w, partition);
    }
}

/// What the loop has to tell, moved into the signals.
pub(super) fn show(w: &Rc<Wiring>, partition: &Rc<Partition>) {
    let desk = w.handles.desk;
    let rows = partition.runtime.rows();
    if desk.rows.with_untracked(|shown| *shown != rows) {
        desk.rows.set(rows);
    }
    let unreadable = partition.runtime.unreadable().len();
    if desk.unreadable.get_untracked() != unreadable {
        desk.unreadable.set(unreadable);
    }
    let waits = partition.runtime.waits();
    if desk.waits.get_untracked() != waits {
        desk.waits.set(waits);
    }
    for notice in partition.runtime.take_notices() {
        tell(w, notice);
    }
}

fn tell(w: &Rc<Wiring>, notice: Notice) {
    let words = w.words();
    if matches!(notice, Notice::Received { .. }) {
        w.received.set(true);
    }
    if let Notice::Received { client_ref, .. } | Notice::NeedsOwner { client_ref } = &notice
        && w.handles.desk.is_act(client_ref)
    {
        w.attended.set(true);
        return carry_out(w, Deed::Announce(client_ref.clone()));
    }
    match notice {
        Notice::Received {
            client_ref,
            receipt,
        } => {
            // The record's own page says it already.
            if w.handles.address.0.get_untracked() != Route::Record(client_ref) {
                w.handles
                    .status
                    .say(telling::received(words, receipt.as_deref()));
            }
            w.arrived.set(true);
        }
        Notice::NeedsOwner { .. } => w.handles.status.say(words.state_needs_fix),
        Notice::SignInNeeded { again } => carry_out(w, Deed::Renew { again }),
        Notice::NewVersionNeeded => carry_out(w, Deed::LookForUpdate),
        Notice::NotSaved { why, .. } => w.handles.desk.saving.set(Saving::Failed(fault_of(why))),
        // The page that asked says so itself.
        Notice::Saved { .. } => {}
        Notice::Closed => close(w),
    }
}

/// The partition went to somebody else: nothing of it stays in this tab.
fn close(w: &Rc<Wiring>) {
    super::gate::clear(w);
    w.handles.session.phase.set(Phase::SignedOut { locked: 0 });
}

/// Why something is not on disk, for words.
pub(super) fn fault_of(why: StoreError) -> SaveFault {
    match why {
        StoreError::Full => SaveFault::Full,
        StoreError::Denied | StoreError::Lost | StoreError::Unreadable => SaveFault::Denied,
        StoreError::Moved => SaveFault::Moved,
    }
}

/// The directory counts what waits, for whoever opens the app next. Once the partition is closed, signing out has counted.
pub(super) async fn note_unsent(w: &Rc<Wiring>, partition: &Rc<Partition>) {
    if w.is_open(partition) {
        badge::show(w);
        partition.note(w.unsent()).await;
    }
}

pub(super) fn wake_in(wiring: &Rc<Wiring>, ms: u64) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Some(earlier) = wiring.timer.take() {
        window.clear_timeout_with_handle(earlier);
    }
    let heard = Rc::downgrade(wiring);
    let wake = Closure::once_into_js(move || {
        if let Some(w) = heard.upgrade() {
            w.timer.set(None);
            kick(&w);
        }
    });
    let ms = i32::try_from(ms).unwrap_or(i32::MAX);
    let timer =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(wake.unchecked_ref(), ms);
    wiring.timer.set(timer.ok());
}
