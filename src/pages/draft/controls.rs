//! The controls of a form's fields.

use super::summary::field_id;
use crate::{
    domain::{client_ref::ClientRef, lang::Lang},
    forms::{
        answers::Answers,
        field::{Choice, Field},
        widget::Widget,
    },
    i18n::{fill, words},
    state::{ask::Ask, at::At, rules, writing::Writing},
    ui::{
        field::{Marks, Text, Typing, area, line, select},
        photos::{Album, album},
        segment::{Pick, segment},
        tree::{Live, View, button, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// One field while it matters, with its heading and what was answered lately.
pub(super) fn field(
    lang: Lang,
    at: At,
    writing: Writing,
    field: &Field,
    history: &[Answers],
) -> View {
    let key = field.key().to_owned();
    let matters = Memo::new(move |_| writing.is_relevant(&key));
    let offers = writing.kind().form().recents(field, history);
    let field = field.clone();
    View::live(move || {
        if !matters.get() {
            return View::none();
        }
        untrack(|| {
            let heading = field
                .heading(lang)
                .map(|heading| el("h2").class("sec").child(heading));
            let key = field.key().to_owned();
            let control = el("div")
                .on("focusout", move |_| writing.visited(&key))
                .child(control(lang, at, writing, &field))
                .child(chips(lang, writing, &field, &offers));
            View::all([heading.into(), control.into()])
        })
    })
}

fn control(lang: Lang, at: At, writing: Writing, field: &Field) -> View {
    let w = words(lang);
    let (key, shown, told) = (
        field.key().to_owned(),
        field.key().to_owned(),
        field.clone(),
    );
    let value = live(move || writing.shown(&shown));
    let typed: Rc<dyn Fn(String)> = Rc::new(move |text| writing.typed(&key, text));
    let fault = live(move || {
        writing
            .fault(told.key())
            .map(|rule| rules::rule(lang, &told, rule))
    });
    let mut marks = Marks::new(&field_id(field.key()), field.label(lang), fault);
    marks.optional = (!field.required()).then_some(w.optional);
    marks.hint = field.hint(lang).map(str::to_owned);
    let text = |marks: Marks, value: Live<String>, typed: Rc<dyn Fn(String)>| Text {
        marks,
        below: counter(lang, field, Rc::clone(&value)),
        value,
        placeholder: field.placeholder(lang).unwrap_or_default().to_owned(),
        typed,
    };
    match field.widget() {
        Widget::Hidden => View::none(),
        Widget::Segment => {
            let pick = |choice: &Choice| Pick {
                value: choice.value.clone(),
                label: choice.label(lang).to_owned(),
            };
            segment(
                marks,
                field.choices().iter().map(pick).collect(),
                value,
                typed,
            )
        }
        Widget::Select | Widget::Checks | Widget::Switch => {
            let pick = |choice: &Choice| (choice.value.clone(), choice.label(lang).to_owned());
            let none = std::iter::once((String::new(), w.choose.to_owned()));
            let options = none.chain(field.choices().iter().map(pick)).collect();
            select(marks, options, value, move |text| typed(text))
        }
        Widget::TextArea => area(text(marks, value, typed)),
        Widget::Photos => photos(
            lang,
            at,
            writing,
            marks,
            field.limit().unwrap_or(usize::MAX),
        ),
        Widget::Text | Widget::Number | Widget::Date => {
            let typing = Typing {
                kind: if field.widget() == Widget::Date {
                    "date"
                } else {
                    "text"
                },
                keyboard: field.keyboard(),
                capitals: field.autocapitalize(),
                ..Typing::TEXT
            };
            line(
                text(marks, value, typed),
                live(move || typing),
                field.unit(lang),
            )
        }
    }
}

fn counter(lang: Lang, field: &Field, value: Live<String>) -> View {
    let limit = field.limit().filter(|_| field.counter());
    let count = |most: usize| {
        el("p").class("count").live_text(move || {
            let n = value().chars().count().to_string();
            fill(
                words(lang).counter,
                &[("n", &n), ("most", &most.to_string())],
            )
        })
    };
    limit.map(count).into()
}

/// Buttons that take over earlier answers.
fn chips(lang: Lang, writing: Writing, field: &Field, offers: &[Answers]) -> View {
    if offers.is_empty() {
        return View::none();
    }
    let chip = |offer: &Answers| {
        let offer = offer.clone();
        let label = offer
            .get(field.key())
            .map(|answer| field.show(answer))
            .unwrap_or_default();
        button("chip", label, move || writing.take(&offer)).into()
    };
    let chips: Vec<View> = offers.iter().map(chip).collect();
    el("div")
        .class("chips")
        .attr("role", "group")
        .attr("aria-label", words(lang).lately)
        .child(chips)
        .into()
}

fn photos(lang: Lang, at: At, writing: Writing, mut marks: Marks, most: usize) -> View {
    let w = words(lang);
    let check = Rc::clone(&marks.fault);
    marks.fault = live(move || {
        let taken = at
            .desk
            .photo_fault
            .get()
            .map(|fault| rules::photo_fault(w, fault, most));
        taken.or_else(|| check())
    });
    let (draft, added, removed) = (
        writing.client_ref(),
        writing.client_ref(),
        writing.client_ref(),
    );
    album(
        w,
        Album {
            marks,
            photos: live(move || {
                let address = |id: &ClientRef| {
                    at.shelf
                        .photos
                        .with(|photos| photos.get(id).cloned().flatten())
                };
                at.desk
                    .photos(&draft)
                    .into_iter()
                    .map(|photo| (photo.id.clone(), address(&photo.id)))
                    .collect()
            }),
            working: live(move || at.desk.taking.get()),
            most,
            add: Rc::new(move |files| {
                // The draft must be there before a photo joins it.
                at.asks.ask(Ask::SaveDraft(writing.entry()));
                at.asks.ask(Ask::AddPhotos {
                    draft: added.clone(),
                    files,
                    most,
                });
            }),
            remove: Rc::new(move |photo| {
                at.asks.ask(Ask::RemovePhoto {
                    draft: removed.clone(),
                    photo,
                })
            }),
        },
    )
}
