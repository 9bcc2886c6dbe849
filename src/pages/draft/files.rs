//! Files beside the photos of a draft.

use super::controls::slot;
use crate::{
    domain::{answer::Answer, client_ref::ClientRef, file::File, lang::Lang},
    forms::field::Field,
    i18n::{files::files as file_words, fill},
    state::{
        ask::{Ask, FileAsk, OutboxAsk},
        at::At,
        attached,
        outlook::{Attaching, Outlook},
        writing::Writing,
    },
    ui::{
        field::fieldset,
        files::{Acts, list},
        photos::chosen,
        tree::{View, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The files, the way to add some, and what came of that.
pub(super) fn files(lang: Lang, at: At, writing: Writing, field: &Field) -> View {
    let f = file_words(lang);
    let look = RwSignal::new(Outlook::default());
    let most = field.limit().unwrap_or(usize::MAX);
    let draft = writing.client_ref();
    let there = Memo::new(move |_| kept(at, &draft));
    follow(writing, field, there);
    let mut marks = slot(lang, writing, field).marks;
    let check = Rc::clone(&marks.fault);
    marks.fault = live(move || {
        let refused = look.with(|look| attached::refused(lang, &look.attaching, most));
        refused.or_else(|| check())
    });
    marks.hint = Some(marks.hint.unwrap_or_else(|| f.hint.to_owned()));
    let said = move || {
        look.with(|look| match &look.attaching {
            Attaching {
                busy: 0, kept: 0, ..
            } => String::new(),
            Attaching { busy: 0, kept, .. } => fill(f.kept, &[("n", &kept.to_string())]),
            Attaching { busy, .. } => fill(f.busy, &[("n", &busy.to_string())]),
        })
    };
    let shown = live(move || {
        let sized = |file: File| {
            let size = attached::size(file.size);
            (file, size)
        };
        there.get().into_iter().map(sized).collect()
    });
    let inside = el("div")
        .child(list(lang, shown, acts(at, writing, look)))
        .child(way(lang, at, writing, field, look, there))
        .child(el("p").class("hint").attr("role", "status").live_text(said));
    fieldset(&marks, inside)
}

/// The files that the draft has on the phone.
fn kept(at: At, draft: &ClientRef) -> Vec<File> {
    let row = at.desk.row(draft);
    row.map(|row| File::listed(&row.entry.answers))
        .unwrap_or_default()
}

/// The answers of the form name the files that the draft has on the phone, whatever else was put into them.
fn follow(writing: Writing, field: &Field, there: Memo<Vec<File>>) {
    let key = field.key().to_owned();
    Effect::new(move |_| {
        let list: Vec<Answer> = there.get().iter().map(File::answer).collect();
        let answer = match list.is_empty() {
            true => Answer::Null,
            false => Answer::List(list),
        };
        let differs = writing
            .answers
            .with(|answers| answers.get(&key).unwrap_or(&Answer::Null) != &answer);
        if differs {
            writing.answers.update(|answers| answers.set(&key, answer));
        }
    });
}

fn acts(at: At, writing: Writing, look: RwSignal<Outlook>) -> Acts {
    let ask = move |ask| {
        at.asks
            .ask(Ask::Outbox(OutboxAsk::File(Rc::new(ask)), look))
    };
    let remove = move |file| {
        let draft = writing.client_ref();
        ask(FileAsk::Detach { draft, file });
    };
    Acts {
        hand: Rc::new(move |file| ask(FileAsk::Hand(file))),
        remove: Some(Rc::new(remove)),
    }
}

/// The way to add some; it stays where it is when no more go in, and says so.
fn way(
    lang: Lang,
    at: At,
    writing: Writing,
    field: &Field,
    look: RwSignal<Outlook>,
    there: Memo<Vec<File>>,
) -> View {
    let f = file_words(lang);
    let most = field.limit().unwrap_or(usize::MAX);
    let key = field.key().to_owned();
    let id = super::summary::field_id(&key);
    // Any file can be chosen: phones that do not know an ending (.wps, .et) would not offer it.
    let input = el("input")
        .attr("type", "file")
        .attr("id", &id)
        .attr("multiple", "")
        .on("change", move |event| {
            let files = chosen(&event);
            // The draft must be there before a file joins it.
            at.asks.ask(Ask::SaveDraft(writing.entry()));
            let attach = FileAsk::Attach {
                draft: writing.client_ref(),
                field: key.clone(),
                files,
                most,
            };
            at.asks
                .ask(Ask::Outbox(OutboxAsk::File(Rc::new(attach)), look));
        });
    let count = move || {
        let n = there.with(Vec::len).to_string();
        fill(f.count, &[("n", &n), ("most", &most.to_string())])
    };
    el("label")
        .class("btn pick")
        .child(f.add)
        .child(" ")
        .child(el("small").live_text(count))
        .child(input)
        .into()
}
