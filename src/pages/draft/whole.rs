//! A form on one page, and what a form has however it is shown.

use super::{Later, Rest, alike, controls, summary};
use crate::{
    domain::{client_ref::ClientRef, dispute, event::Act, lang::Lang, record::KindId},
    forms::answers::{Answers, CheckedAnswers},
    i18n::words,
    state::{ask::Ask, at::At, session::Keeping, writing::Writing},
    ui::{
        dialog::{Question, dialog},
        tree::{El, View, button, el, focus_soon, live},
    },
};
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::rc::Rc;

/// So many fields of a form are drawn at once; a screen shows ten.
pub(super) const NEAR: usize = 30;

/// All fields, one below the other; `moved` is the version that the draft was written in, where that is another.
pub(super) fn whole(lang: Lang, at: At, writing: Writing, moved: Option<u32>, rest: &Rest) -> View {
    let kind = writing.kind();
    let alike = RwSignal::new(None::<String>);
    let confirmed = RwSignal::new(None::<CheckedAnswers>);
    let summary = summary::faults(lang, writing);
    let faults = summary.element();
    let reads_back = kind.form().reads_back();
    let submit = move |event: Event| {
        event.prevent_default();
        let Some(checked) = writing.check() else {
            return focus_soon(faults.clone());
        };
        let told = alike::like_lately(lang, at, &writing.client_ref(), checked.gist());
        if told.is_none() && !reads_back {
            return writing.submit(checked);
        }
        alike.set(told);
        confirmed.set(Some(checked));
    };
    let asked = rest(Later::Asked(writing, confirmed, alike));
    let keeps = kind.form().keeps_versions();
    let versions = keeps.then(|| rest(Later::Versions(writing)));
    let carried = moved.map(|from| rest(Later::Carried(writing, from)));
    let history = history(at, kind.id(), &writing.client_ref());
    let field = |field: &_| controls::field(lang, at, writing, field, &history, rest);
    let all = kind.form().fields();
    let fields: Vec<View> = all.iter().take(NEAR).map(field).collect();
    let far = (all.len() > NEAR).then(|| rest(Later::Far(writing, Rc::new(history))));
    let form = form(submit)
        .child(about(writing, rest))
        .child(carried)
        .child(summary)
        .child(fields)
        .child(far)
        .child(versions)
        .child(discard(lang, at, writing))
        .child(foot(lang, at));
    View::all([form.into(), asked])
}

/// A form that the browser neither checks nor remembers.
pub(super) fn form(submit: impl Fn(Event) + 'static) -> El {
    el("form")
        .attr("novalidate", "")
        // Else browsers write what stands in it into their session files.
        .attr("autocomplete", "off")
        .on("submit", submit)
}

/// What the entry is about, where it is no duty of its own.
pub(super) fn about(writing: Writing, rest: &Rest) -> View {
    let entry = writing.entry();
    match Act::event_in(&entry) {
        Some(id) => rest(Later::About(entry.kind, id)),
        None => (!entry.kind.is_duty())
            .then(|| entry.answers.field(dispute::ABOUT)?.text())
            .flatten()
            .map(|said| el("p").class("lead").child(said))
            .into(),
    }
}

/// The action that ends a form.
pub(super) fn foot(lang: Lang, at: At) -> El {
    let w = words(lang);
    let hint = move || {
        if at.session.keeping.get() == Keeping::Visit {
            w.no_keep
        } else {
            w.submit_hint
        }
        .to_owned()
    };
    el("div")
        .class("foot")
        .child(el("p").live_text(hint))
        .child(el("button").class("go").child(w.submit))
}

/// Earlier answers of this kind, newest first, other than this draft's own.
pub(super) fn history(at: At, kind: &KindId, but: &ClientRef) -> Vec<Answers> {
    let on_desk = untrack(|| at.desk.rows.get())
        .into_iter()
        .rev()
        .map(|row| row.entry);
    let earlier = on_desk
        .filter(|entry| entry.kind == *kind && entry.client_ref != *but)
        .map(|entry| entry.answers.clone());
    earlier
        .chain(untrack(|| at.shelf.of_kind(kind)))
        .map(Answers::from)
        .collect()
}

/// The way to delete the draft, once it is kept.
pub(super) fn discard(lang: Lang, at: At, writing: Writing) -> View {
    let w = words(lang);
    let asking = RwSignal::new(false);
    let kept = Memo::new(move |_| at.desk.row(&writing.client_ref()).is_some());
    let go = move || {
        asking.set(false);
        at.asks.ask(Ask::Discard(writing.client_ref()));
    };
    let question = dialog(Question {
        id: "discard",
        open: live(move || asking.get()),
        title: live(move || w.discard_ask.to_owned()),
        body: View::none(),
        acts: View::all([
            button("btn danger", w.discard_go, go).into(),
            button("go", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    // It has its place from the start, unseen: nothing moves from under a finger when the draft is first saved.
    let way = button("quiet danger", w.discard, move || asking.set(true))
        .bind("disabled", move || (!kept.get()).then(String::new));
    View::all([el("p").class("acts").child(way).into(), question])
}
