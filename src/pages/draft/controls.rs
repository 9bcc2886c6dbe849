//! The controls of a form's fields.

use super::{Later, Rest, summary::field_id};
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
        photos::{Album, Shown, album},
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
    rest: &Rest,
) -> View {
    let rest = Rc::clone(rest);
    let offers = writing.kind().form().recents(field, history);
    let own = field.clone();
    let drawn = move || {
        let heading = own
            .heading(lang)
            .map(|heading| el("h2").class("sec").child(heading));
        let key = own.key().to_owned();
        let control = el("div")
            .on("focusout", move |_| writing.visited(&key))
            .child(control(lang, at, writing, &own, &rest))
            .child(chips(lang, writing, &own, &offers));
        View::all([heading.into(), control.into()])
    };
    if field.always_matters() {
        return drawn();
    }
    let key = field.key().to_owned();
    let matters = Memo::new(move |_| writing.is_relevant(&key));
    // Hidden afterwards, not taken away: drawing a field anew costs more than a key may.
    let mattered = Memo::new(move |before| before == Some(&true) || matters.get());
    View::live(move || {
        let field = || el("div").bind("hidden", move || (!matters.get()).then(String::new));
        let field = mattered.get().then(|| untrack(|| field().child(drawn())));
        field.into()
    })
}

/// What a control shows, and what it calls.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) marks: Marks,
    pub(super) value: Live<String>,
    pub(super) typed: Rc<dyn Fn(String)>,
}

/// The slot of a field of the form.
pub(super) fn slot(lang: Lang, writing: Writing, field: &Field) -> Slot {
    let (key, told) = (field.key().to_owned(), field.clone());
    let fault = live(move || {
        writing
            .fault(told.key())
            .map(|rule| rules::rule(lang, &told, rule))
    });
    Slot {
        marks: marks(lang, field, &field_id(field.key()), fault),
        value: live(writing.text(field.key())),
        typed: Rc::new(move |text| writing.typed(&key, text)),
    }
}

/// What stands around the control of a field.
pub(super) fn marks(lang: Lang, field: &Field, id: &str, fault: Live<Option<String>>) -> Marks {
    let mut marks = Marks::new(id, field.label(lang), fault);
    marks.optional = (!field.required()).then_some(words(lang).optional);
    marks.hint = field.hint(lang).map(str::to_owned);
    marks
}

fn control(lang: Lang, at: At, writing: Writing, field: &Field, rest: &Rest) -> View {
    match field.widget() {
        Widget::Hidden => View::none(),
        Widget::Photos => {
            let marks = slot(lang, writing, field).marks;
            let most = field.limit().unwrap_or(usize::MAX);
            let (rest, own) = (Rc::clone(rest), Rc::new(field.clone()));
            View::live(move || match at.session.no_photos.get() {
                true => rest(Later::Field(writing, Rc::clone(&own))),
                false => untrack(|| photos(lang, at, writing, marks.clone(), most)),
            })
        }
        Widget::Combo | Widget::Computed | Widget::Rows | Widget::Location | Widget::Files => {
            rest(Later::Field(writing, Rc::new(field.clone())))
        }
        Widget::Segment
        | Widget::Select
        | Widget::Checks
        | Widget::Switch
        | Widget::Text
        | Widget::TextArea
        | Widget::Number
        | Widget::Date => plain(lang, field, slot(lang, writing, field)),
    }
}

/// What is typed in a field, and what stands around it.
pub(super) fn text(lang: Lang, field: &Field, slot: Slot) -> Text {
    Text {
        marks: slot.marks,
        below: counter(lang, field, Rc::clone(&slot.value)),
        value: slot.value,
        placeholder: field.placeholder(lang).unwrap_or_default().to_owned(),
        typed: slot.typed,
    }
}

/// A control that every form may have.
pub(super) fn plain(lang: Lang, field: &Field, slot: Slot) -> View {
    match field.widget() {
        Widget::Segment => {
            let pick = |choice: &Choice| Pick {
                value: choice.value.clone(),
                label: choice.label(lang).to_owned(),
            };
            let picks = field.choices().iter().map(pick).collect();
            segment(slot.marks, picks, slot.value, slot.typed)
        }
        Widget::Select | Widget::Checks | Widget::Switch => {
            let pick = |choice: &Choice| (choice.value.clone(), choice.label(lang).to_owned());
            let none = std::iter::once((String::new(), words(lang).choose.to_owned()));
            let options = none.chain(field.choices().iter().map(pick)).collect();
            let typed = slot.typed;
            select(slot.marks, options, slot.value, move |text| typed(text))
        }
        Widget::TextArea => area(text(lang, field, slot)),
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
                text(lang, field, slot),
                live(move || typing),
                field.unit(lang),
            )
        }
        Widget::Combo
        | Widget::Computed
        | Widget::Rows
        | Widget::Location
        | Widget::Photos
        | Widget::Files
        | Widget::Hidden => View::none(),
    }
}

/// The photos of the draft that can be shown.
pub(super) fn taken(at: At, writing: Writing) -> Live<Vec<Shown>> {
    let draft = writing.client_ref();
    live(move || {
        let photos = at.desk.photos(&draft);
        let mut keys: Vec<ClientRef> = Vec::with_capacity(photos.len());
        for photo in photos {
            if !photo.is_file() {
                keys.push(photo.id);
            }
        }
        at.shelf.shown(&keys)
    })
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
    let (added, removed) = (writing.client_ref(), writing.client_ref());
    album(
        w,
        Album {
            marks,
            photos: taken(at, writing),
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
