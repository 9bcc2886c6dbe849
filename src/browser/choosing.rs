//! What its owner chooses for an item that was submitted.

use super::{
    clock::{PhoneClock, mint},
    history, sending,
    wiring::Wiring,
};
use crate::{
    domain::{
        client_ref::ClientRef,
        held::{Held, held_photo},
        record::Entry,
    },
    route::Route,
    runtime::{Refusal, ports::Clock},
    state::rules::save_fault,
};
use leptos::prelude::*;
use std::rc::Rc;

/// How often an item that is under way is looked at, and how many times.
const LOOK_EVERY_MS: u32 = 200;
const LOOKS: u32 = 15;

/// Opens an item for writing again.
pub(super) async fn edit(w: &Rc<Wiring>, id: ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    match chosen(|| partition.runtime.edit(&id)).await {
        Ok(entry) => {
            sending::show(w, &partition);
            history::go(w, Route::Draft(entry.client_ref));
        }
        Err(refusal) => say_refusal(w, refusal),
    }
    sending::kick(w);
}

/// Deletes an item that was not received.
pub(super) async fn withdraw(w: &Rc<Wiring>, id: ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    match chosen(|| partition.runtime.withdraw(&id)).await {
        Ok(()) => {
            if w.handles.address.0.get_untracked() != Route::Outbox {
                history::go(w, Route::Records);
            }
            w.handles.status.say(w.deed_words().withdrawn);
        }
        Err(refusal) => say_refusal(w, refusal),
    }
    sending::kick(w);
}

/// Opens a draft of a change of what was received.
pub(super) async fn amend(w: &Rc<Wiring>, of: ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let handles = w.handles;
    let record = untrack(|| handles.shelf.record(&of));
    let kind = record.as_ref();
    let kind = kind.and_then(|record| untrack(|| handles.duties.kind(&record.kind)));
    let (Some(record), Some(kind)) = (record, kind) else {
        return handles.status.say(w.words().record_not_found);
    };
    let base = Held {
        day: Some(record.day),
        answers: record.answers,
        photos: record.photos,
        ..Held::default()
    };
    let photos = base.photos.iter();
    let photos = photos.map(|id| held_photo(id, &base.answers));
    let entry = Entry {
        client_ref: mint(),
        kind: record.kind,
        form_version: kind.form().version(),
        day: base.day,
        answers: base.answers.clone(),
        photos: photos.collect(),
        captured_at: None,
    };
    let draft = Route::Draft(entry.client_ref.clone());
    match partition.runtime.begin_change(of, base, entry).await {
        Ok(()) => {
            sending::show(w, &partition);
            history::go(w, draft);
        }
        Err(why) => say_refusal(w, Refusal::Store(why)),
    }
}

/// Sends an item on with what its owner chose where both sides had changed it.
pub(super) async fn resolve(w: &Rc<Wiring>, id: ClientRef, mine: &[String]) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    match chosen(|| partition.runtime.resolve(&id, mine)).await {
        Ok(()) => sending::show(w, &partition),
        Err(refusal) => say_refusal(w, refusal),
    }
    sending::kick(w);
}

/// Chooses once what is under way with the item is over; it is refused where that takes longer than a person waits.
async fn chosen<A, F>(choose: impl Fn() -> F) -> Result<A, Refusal>
where
    F: Future<Output = Result<A, Refusal>>,
{
    for _ in 0..LOOKS {
        match choose().await {
            Err(Refusal::Busy) => PhoneClock.wait(LOOK_EVERY_MS).await,
            outcome => return outcome,
        }
    }
    choose().await
}

fn say_refusal(w: &Rc<Wiring>, refusal: Refusal) {
    let words = w.words();
    w.handles.status.say(match refusal {
        Refusal::Busy => words.say_sending,
        Refusal::Sent => w.deed_words().edit_sent,
        Refusal::Gone => words.record_not_found,
        Refusal::Store(why) => save_fault(words, sending::fault_of(why)),
    });
}
