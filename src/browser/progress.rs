//! How far records have come: from the phone first, refreshed behind; and what the member answers.

use super::{attending, line, reading, renewing, wiring::Wiring};
use crate::{
    domain::{
        answer::Answer,
        dispute,
        record::{Entry, KindId},
        step::{self, Course, step_of},
    },
    forms::{answers::Answers, workflow::Workflows},
    state::{ask::StepAnswer, progress::Courses},
    stored::progress,
    transport::http::file,
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Reads a year into the signal of the page that asks, which says nothing where the backend tells nothing. What can't be had
/// now leaves what was kept.
pub(super) async fn read(w: &Rc<Wiring>, year: u16, into: RwSignal<Courses>) {
    let profile = line::profile(w).await;
    if profile.is_none_or(|profile| matches!(profile.progress(), Ok(None))) {
        return;
    }
    let Some(partition) = w.open() else { return };
    let key = format!("progress:{year}");
    // The page scores a year anew with each change: all that the phone has is one.
    let say = |workflows: Option<Workflows>, courses: Option<Vec<Course>>| {
        let put = |it: &mut Courses| {
            let learns = workflows.is_some();
            if learns {
                it.workflows = workflows.map(Arc::new);
            }
            let differs = courses.is_some_and(|courses| it.put(year, courses));
            (learns || differs, ())
        };
        if w.is_open(&partition) {
            // A page that was left meanwhile hears nothing.
            into.try_maybe_update(put);
        }
    };
    let workflows = match into.try_with_untracked(|it| it.workflows.is_none()) {
        Some(true) => file("/workflows.json").await.ok(),
        Some(false) | None => None,
    };
    let workflows = workflows.and_then(|text| Workflows::parse(&text).ok());
    let kept = reading::kept(&partition, &key).await;
    let kept = kept.as_deref().and_then(|text| progress::decode(text).ok());
    say(workflows, kept);
    let Some(client) = line::client(w, &partition).await else {
        return;
    };
    match client.progress(year).await {
        Ok(read) => {
            reading::keep(&partition, &key, &progress::encode(&read)).await;
            say(None, Some(read));
        }
        Err(fault) if w.is_open(&partition) => renewing::heed(w, &fault),
        Err(_) => {}
    }
}

/// Opens the form of an answer.
pub(super) async fn answer(w: &Rc<Wiring>, of: StepAnswer) {
    let kind = KindId(step::KIND.to_owned());
    let named = (of.record.as_str(), of.step.as_str());
    let is_same = |entry: &Entry| step_of(&entry.kind, &entry.answers) == Some(named);
    let fill = |answers: &mut Answers| {
        for (key, text) in [
            (step::RECORD, of.record.as_str()),
            (step::STEP, &of.step),
            (dispute::ABOUT, &of.about),
            (step::ASKS, of.asks),
        ] {
            answers.set(key, Answer::Text(text.to_owned()));
        }
    };
    attending::open(w, &kind, None, is_same, fill).await;
}
