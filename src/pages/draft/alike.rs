//! 是不是记过了

use crate::{
    domain::{client_ref::ClientRef, lang::Lang},
    forms::{
        answers::{Answers, CheckedAnswers},
        gist::Gist,
    },
    i18n::{fields::fields, fill, intl, words},
    state::{
        at::At,
        telling::{bare, isolated},
        writing::Writing,
    },
    ui::{
        dialog::{Question, dialog},
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// The question about a record that this one may be a copy of, waiting or received.
pub(super) fn like_lately(lang: Lang, at: At, own: &ClientRef, gist: &Gist) -> Option<String> {
    // A change is like what it changes.
    let of = untrack(|| at.desk.row(own)).map(|row| row.item.chain);
    let waiting = untrack(|| at.desk.submitted())
        .into_iter()
        .map(|entry| (entry.client_ref, entry.kind, entry.answers));
    let received = untrack(|| at.shelf.latest(usize::MAX));
    let received = received
        .into_iter()
        .map(|record| (record.client_ref, record.kind, record.answers));
    waiting
        .chain(received)
        .filter(|(client_ref, ..)| client_ref != own && of.as_ref() != Some(client_ref))
        .find_map(|(_, kind, answers)| {
            let kind = untrack(|| at.duties.kind(&kind))?;
            let answers = Answers::from(answers);
            kind.form().gist(&answers).is_like(gist).then(|| {
                let day = gist
                    .day()
                    .map(|day| intl::day(lang, day))
                    .unwrap_or_default();
                fill(
                    words(lang).like_body,
                    &[
                        ("day", &day),
                        ("title", &isolated(bare(kind.form().title(&answers)))),
                    ],
                )
            })
        })
}

/// Asks; what was found right is submitted only after a yes.
pub(super) fn is_it_logged(
    lang: Lang,
    writing: Writing,
    alike: RwSignal<Option<String>>,
    confirmed: RwSignal<Option<CheckedAnswers>>,
) -> View {
    let l = fields(lang);
    let again = move || {
        alike.set(None);
        if let Some(checked) = confirmed.try_update(Option::take).flatten() {
            writing.submit(checked);
        }
    };
    dialog(Question {
        id: "alike",
        open: live(move || alike.with(Option::is_some)),
        title: live(move || l.like_title.to_owned()),
        body: el("p")
            .live_text(move || alike.get().unwrap_or_default())
            .into(),
        acts: View::all([
            button("btn", l.like_again, again).into(),
            button("go", l.like_stop, move || alike.set(None)).into(),
        ]),
        close: live(move || alike.set(None)),
    })
}
