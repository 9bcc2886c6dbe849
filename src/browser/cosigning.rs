//! 附议: from the phone first, refreshed behind; and what either side does.

use super::{
    attending,
    clock::{mint, wall},
    line, reading, renewing, sending, speaking,
    wiring::Wiring,
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        cosigning::{ACT, Act, INVITATION, KIND, RECORD, invites_to},
        day::Day,
        dispute,
        record::{Entry, KindId},
    },
    forms::answers::Answers,
    state::{
        cosigning::{Cosigning, Done},
        rules::save_fault,
    },
    stored::cosigning,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Under which the list is kept.
const KEPT: &str = "cosigning";

/// Reads what concerns the member into the signal of the page that asks, which says nothing where the backend has no such thing.
/// What can't be had now leaves what was kept.
pub(super) async fn read(w: &Rc<Wiring>, into: RwSignal<Cosigning>) {
    let profile = line::profile(w).await;
    if profile.is_none_or(|profile| matches!(profile.cosigning(), Ok(None))) {
        return;
    }
    let Some(partition) = w.open() else { return };
    let say = |list| {
        if w.is_open(&partition) {
            // A page that was left meanwhile hears nothing.
            into.try_update(|it| *it = Some(Arc::new(list)));
        }
    };
    let kept = reading::kept(&partition, KEPT).await;
    if let Some(Ok(kept)) = kept.as_deref().map(cosigning::decode) {
        say(kept);
    }
    let Some(client) = line::client(w, &partition).await else {
        return;
    };
    match client.cosigning().await {
        Ok(read) => {
            reading::keep(&partition, KEPT, &cosigning::encode(&read)).await;
            say(read);
        }
        Err(fault) if w.is_open(&partition) => renewing::heed(w, &fault),
        Err(_) => {}
    }
}

/// Opens the form that asks whom to invite.
pub(super) async fn invite(w: &Rc<Wiring>, of: ClientRef) {
    let handles = w.handles;
    let Some(record) = untrack(|| handles.shelf.record(&of)) else {
        return handles.status.say(w.words().record_not_found);
    };
    let about = speaking::name_of(w, &record);
    let is_same = |entry: &Entry| invites_to(&entry.kind, &entry.answers) == Some(of.as_str());
    let fill = |answers: &mut Answers| {
        for (key, text) in [
            (ACT, Act::Invite.id().to_owned()),
            (RECORD, of.to_string()),
            (dispute::ABOUT, about),
        ] {
            answers.set(key, Answer::Text(text));
        }
    };
    let kind = KindId(KIND.to_owned());
    attending::open(w, &kind, None, is_same, fill).await;
}

/// Does what needs no form: it is on disk before the page says so.
pub(super) async fn act(w: &Rc<Wiring>, done: Done) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let now = wall();
    w.handles.clock.0.set(now);
    let answers = [
        (ACT, done.act.id().to_owned()),
        (INVITATION, done.invitation),
        (dispute::ABOUT, done.about),
    ];
    let answers = answers.map(|(key, text)| (key.to_owned(), Answer::Text(text)));
    let entry = Entry {
        client_ref: mint(),
        kind: KindId(KIND.to_owned()),
        form_version: 1,
        day: Some(Day::at(now)),
        answers: Answer::Group(answers.into()),
        photos: Vec::new(),
        captured_at: Some(now),
    };
    match partition.runtime.submit(entry, Vec::new()).await {
        Ok(()) => {
            sending::show(w, &partition);
            sending::kick_soon(w);
            sending::note_unsent(w, &partition).await;
        }
        Err(why) => {
            let fault = sending::fault_of(why);
            w.handles.status.say(save_fault(w.words(), fault));
        }
    }
}
