//! The self-check of an integrator, carried out with the sign-in of now.

use super::{
    clock::{mint, wall},
    line,
    wiring::Wiring,
};
use crate::{
    domain::{
        answer::Answer,
        checkup::{Finding, Step},
        day::Day,
        dispute,
        record::{Entry, KindId},
        withdrawal,
    },
    forms::catalog::Kind,
    i18n::checkup::checkup as own_words,
    state::checkup::{Checkup, Silence},
    transport::{checkup::Sample, http},
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Says whether the check is switched on; `run`: goes the round, too. A page that was left meanwhile hears nothing.
pub(super) async fn answer(w: &Rc<Wiring>, into: RwSignal<Checkup>, run: bool) {
    let profile = line::profile(w).await;
    if profile.is_some_and(|it| it.check) {
        go(w, into, run).await;
    }
}

async fn go(w: &Rc<Wiring>, into: RwSignal<Checkup>, run: bool) {
    let sample = sample(w);
    let kind = sample.as_ref().map(|sample| sample.entry.kind.clone());
    let begun = into.try_update(|it| {
        it.allowed = true;
        it.kind = kind;
        let begins = run && !it.running && it.kind.is_some();
        if begins {
            *it = Checkup {
                running: true,
                steps: Arc::default(),
                silence: None,
                ..it.clone()
            };
        }
        begins
    });
    let (Some(true), Some(sample), Some(partition)) = (begun, sample, w.open()) else {
        return;
    };
    let steps = match line::client(w, &partition).await {
        Some(client) => {
            let tell = |steps: &[Step]| {
                let _ = into.try_update(|it| it.steps = Arc::new(steps.to_vec()));
            };
            client.check(&sample, tell).await
        }
        None => Vec::new(),
    };
    let silence = silence(&steps).await;
    let _ = into.try_update(|it| {
        it.running = false;
        it.silence = silence;
    });
}

/// Why there was no answer to the first request that had none.
async fn silence(steps: &[Step]) -> Option<Silence> {
    let silent = |step: &&Step| step.findings.contains(&Finding::NoAnswer);
    let mut exchanges = steps.iter().filter(silent).flat_map(|step| &step.exchanges);
    let silent = exchanges.find(|it| it.answer.is_none())?;
    let (_, url) = silent.request.split_once(' ')?;
    if !window().navigator().on_line() {
        return Some(Silence::Offline);
    }
    let elsewhere = !url.starts_with('/');
    Some(if elsewhere && http::answers(url).await {
        Silence::Hidden
    } else {
        Silence::Nothing
    })
}

/// What is sent: the first kind whose form takes what is made up.
fn sample(w: &Rc<Wiring>) -> Option<Sample> {
    let kinds = untrack(|| w.handles.duties.kinds());
    let words = own_words(w.handles.settings.lang.get_untracked()).sample;
    let today = Day::at(wall());
    let found = kinds.iter().find_map(|kind| {
        let [one, two, three] = [0, 1, 2].map(|n| kind.form().sample(today, words, n));
        Some((kind, one?, two?, three?))
    });
    let (kind, one, two, three) = found?;
    let entry = entry(kind, today, one);
    let record = entry.client_ref.to_string();
    let said = [
        (withdrawal::RECORD, record),
        (dispute::ABOUT, words.to_owned()),
        ("reason", words.to_owned()),
    ];
    let said = said.map(|(key, text)| (key.to_owned(), Answer::Text(text)));
    Some(Sample {
        changed: [
            self::entry(kind, today, two),
            self::entry(kind, today, three),
        ],
        withdrawal: Entry {
            client_ref: mint(),
            kind: KindId(withdrawal::KIND.to_owned()),
            form_version: 1,
            answers: Answer::Group(said.into()),
            ..entry.clone()
        },
        entry,
    })
}

fn entry(kind: &Kind, today: Day, answers: Answer) -> Entry {
    Entry {
        client_ref: mint(),
        kind: kind.id().clone(),
        form_version: kind.form().version(),
        day: Some(today),
        answers,
        photos: Vec::new(),
        captured_at: Some(wall()),
    }
}
