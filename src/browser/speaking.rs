//! What a member says about a record that arrived: 撤回, 是我做的, 不对.

use super::{
    attending,
    clock::{mint, wall},
    sending,
    wiring::Wiring,
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        confirmation,
        day::Day,
        dispute,
        record::{Entry, KindId, Record},
        withdrawal,
    },
    forms::answers::Answers,
    state::telling,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// Opens the form that asks why a record is withdrawn.
pub(super) async fn retract(w: &Rc<Wiring>, of: ClientRef) {
    let Some((record, named)) = named(w, &of) else {
        return w.handles.status.say(w.words().record_not_found);
    };
    let is_same =
        |entry: &Entry| withdrawal::record_of(&entry.kind, &entry.answers).as_ref() == Some(&of);
    let kind = KindId(withdrawal::KIND.to_owned());
    let fill = |answers: &mut Answers| set(answers, named);
    attending::open(w, &kind, Some(record.day), is_same, fill).await;
}

/// Says that a record is right, or opens the form that asks what is wrong with it.
pub(super) async fn confirm(w: &Rc<Wiring>, of: ClientRef, right: bool) {
    let Some((record, mut named)) = named(w, &of) else {
        return w.handles.status.say(w.words().record_not_found);
    };
    named.push((confirmation::RIGHT, Answer::Flag(right)));
    if right {
        return say(w, named).await;
    }
    let is_same = |entry: &Entry| {
        confirmation::said_of(&entry.kind, &entry.answers) == Some((of.clone(), false))
    };
    let kind = KindId(confirmation::KIND.to_owned());
    let fill = |answers: &mut Answers| set(answers, named);
    attending::open(w, &kind, Some(record.day), is_same, fill).await;
}

/// The record, and the answers that name it.
fn named(w: &Rc<Wiring>, of: &ClientRef) -> Option<(Record, Vec<(&'static str, Answer)>)> {
    let handles = w.handles;
    let record = untrack(|| handles.shelf.record(of))?;
    let about = name_of(w, &record);
    let named = vec![
        (withdrawal::RECORD, Answer::Text(of.to_string())),
        (dispute::ABOUT, Answer::Text(about)),
    ];
    Some((record, named))
}

/// What a record is called.
pub(super) fn name_of(w: &Wiring, record: &Record) -> String {
    untrack(|| {
        let kind = w.handles.duties.kind(&record.kind);
        let lang = w.handles.settings.lang.get();
        telling::name(lang, kind.as_ref(), &record.answers)
    })
}

fn set(answers: &mut Answers, named: Vec<(&'static str, Answer)>) {
    for (key, answer) in named {
        answers.set(key, answer);
    }
}

/// Queues a confirmation that needs no form: it is on disk before the page says so.
async fn say(w: &Rc<Wiring>, named: Vec<(&'static str, Answer)>) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let now = wall();
    w.handles.clock.0.set(now);
    let answers = named.into_iter().map(|(key, it)| (key.to_owned(), it));
    let entry = Entry {
        client_ref: mint(),
        kind: KindId(confirmation::KIND.to_owned()),
        form_version: 1,
        day: Some(Day::at(now)),
        answers: Answer::Group(answers.collect::<BTreeMap<String, Answer>>()),
        photos: Vec::new(),
        captured_at: Some(now),
    };
    let queued = partition.runtime.submit(entry, Vec::new()).await;
    sending::queued(w, &partition, queued).await;
}
