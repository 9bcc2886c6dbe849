//! 读一遍再交

use super::controls::taken;
use crate::{
    domain::{file::File, lang::Lang},
    forms::answers::CheckedAnswers,
    i18n::{fields::fields, files::files as file_words, words},
    state::{at::At, attached, telling::Tone, told, writing::Writing},
    ui::{
        dialog::{Question, dialog},
        facts::facts,
        notice::notice,
        photos::gallery,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// All that was found right, in words; it goes only after a press below it. What it may be a copy of stands on top.
pub(super) fn read_back(
    lang: Lang,
    at: At,
    writing: Writing,
    checked: RwSignal<Option<CheckedAnswers>>,
    alike: RwSignal<Option<String>>,
) -> View {
    let l = fields(lang);
    let leave = move || checked.set(None);
    let go = move || {
        if let Some(checked) = checked.try_update(Option::take).flatten() {
            writing.submit(checked);
        }
    };
    let said = move || {
        let found = checked.get();
        let found = found.map(|found| untrack(|| written(lang, at, writing, alike, &found)));
        found.into()
    };
    // It scrolls: the keyboard reaches it first, and what is read begins at its beginning.
    let body = el("div")
        .class("read-back")
        .attr("role", "region")
        .attr("aria-labelledby", "read-back-title")
        .attr("tabindex", "0")
        .live(said);
    dialog(Question {
        id: "read-back",
        open: live(move || checked.with(Option::is_some)),
        title: live(move || l.read_back.to_owned()),
        body: body.into(),
        acts: View::all([
            button("btn", l.read_back_change, leave).into(),
            button("go", words(lang).submit, go).into(),
        ]),
        close: live(leave),
    })
}

fn written(
    lang: Lang,
    at: At,
    writing: Writing,
    alike: RwSignal<Option<String>>,
    checked: &CheckedAnswers,
) -> View {
    let l = fields(lang);
    let kind = writing.kind();
    let like = alike.get().map(|told| notice(Tone::Due, told, None));
    let files = File::listed(&checked.answers().clone().into());
    let files =
        (!files.is_empty()).then(|| (file_words(lang).title.to_owned(), attached::named(&files)));
    let said = told::facts(lang, kind.form(), checked.answers());
    let said = facts(said.into_iter().chain(files));
    let photos = taken(at, writing);
    let photos = (!photos().is_empty()).then(|| {
        let head = el("h3").class("sec").child(l.read_back_photos);
        View::all([head.into(), gallery(words(lang), photos)])
    });
    View::all([like.into(), said, photos.into()])
}
