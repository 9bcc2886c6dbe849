//! A group of fields, any number of times.

mod row;

use super::{controls::marks, summary::field_id};
use crate::{
    domain::{answer::Answer, day::Day, lang::Lang},
    forms::{answers::Answers, field::Field, form::Form},
    i18n::{fields::fields, fill, words},
    state::{ask::Asks, at::At, rules, writing::Writing},
    ui::{
        each::each,
        field::fieldset,
        tree::{View, button, el, focus_on, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The rows of one field. Each has a number of its own for as long as the form is open, so that moving one takes no focus.
#[derive(Clone)]
struct Rows {
    lang: Lang,
    writing: Writing,
    field: Rc<Field>,
    form: Rc<Form>,
    ids: RwSignal<Vec<u32>>,
    said: RwSignal<String>,
    /// The row that was taken away last, and where it stood.
    gone: RwSignal<Option<(usize, Answer)>>,
    today: Day,
    asks: Asks,
}

/// The control.
pub(super) fn rows(lang: Lang, at: At, writing: Writing, field: &Field) -> View {
    let Some(form) = field.rows() else {
        return View::none();
    };
    let rows = Rows {
        lang,
        writing,
        field: Rc::new(field.clone()),
        form: Rc::new(form.clone()),
        ids: RwSignal::new(Vec::new()),
        said: RwSignal::new(String::new()),
        gone: RwSignal::new(None),
        today: at.clock.today_untracked(),
        asks: at.asks,
    };
    let count = u32::try_from(untrack(|| rows.list()).len()).unwrap_or(0);
    rows.ids.set((0..count).collect());
    let l = fields(lang);
    let id = field_id(field.key());
    let all = rows.clone();
    let fault = live(move || {
        let fault = all.writing.fault_at(&format!("/{}", all.field.key()))?;
        Some(rules::rule(lang, &all.field, fault.rule))
    });
    let (ids, said, gone, most) = (rows.ids, rows.said, rows.gone, field.limit());
    let is_full = move || most.is_some_and(|most| ids.with(Vec::len) >= most);
    let add = {
        let rows = rows.clone();
        let name = fill(l.row_add, &[("label", field.label(lang))]);
        button("btn", name, move || rows.add())
            .attr("id", &id)
            .bind("disabled", move || is_full().then(String::new))
    };
    let state = move || match most {
        Some(most) if is_full() => fill(l.row_full, &[("n", &most.to_string())]),
        _ if ids.with(Vec::is_empty) => l.row_none.to_owned(),
        _ => String::new(),
    };
    let list = each("rows-of", move || ids.get(), {
        let rows = rows.clone();
        move |row| rows.row(row)
    });
    let undo = {
        let rows = rows.clone();
        move || {
            let rows = rows.clone();
            let way = || button("btn", words(lang).undo, move || rows.undo());
            let line = || {
                el("p")
                    .class("pair back-again")
                    .child(el("span").live_text(move || said.get()))
                    .child(way())
            };
            gone.with(Option::is_some).then(line).into()
        }
    };
    let inside = el("div")
        .child(list)
        .live(undo)
        .child(el("p").class("hint").live_text(state))
        .child(
            el("p")
                .class("vh")
                .attr("role", "status")
                .live_text(move || said.get()),
        )
        .child(add);
    fieldset(&marks(lang, field, &id, fault), inside)
}

impl Rows {
    fn list(&self) -> Vec<Answer> {
        self.writing
            .answers
            .with(|answers| match answers.get(self.field.key()) {
                Some(Answer::List(rows)) => rows.clone(),
                Some(_) | None => Vec::new(),
            })
    }

    /// Changes the rows; it is saved as typing is.
    fn change(&self, change: impl FnOnce(&mut Vec<Answer>)) {
        let mut list = untrack(|| self.list());
        change(&mut list);
        let mut offer = Answers::default();
        offer.set(self.field.key(), Answer::List(list));
        self.writing.take(&offer);
    }

    fn place(&self, row: u32) -> usize {
        self.ids.with(|ids| {
            let place = ids.iter().position(|id| *id == row);
            place.unwrap_or(usize::MAX)
        })
    }

    /// The answers of a row.
    fn answers(&self, row: u32) -> Answers {
        let place = self.place(row);
        let answer = self.list().get(place).cloned();
        Answers::from(answer.unwrap_or_default())
    }

    fn say(&self, pattern: &str, place: usize) {
        let n = (place + 1).to_string();
        self.said.set(fill(pattern, &[("n", &n)]));
    }

    fn add(&self) {
        self.gone.set(None);
        let fresh = Answer::from(self.form.fresh(self.today));
        self.change(|list| list.push(fresh));
        let ids = self.ids.get_untracked();
        let id = ids.iter().max().map_or(0, |last| last + 1);
        self.ids.update(|ids| ids.push(id));
        self.say(fields(self.lang).row_added, ids.len());
        self.focus(ids.len());
    }

    fn remove(&self, row: u32) {
        let place = untrack(|| self.place(row));
        let mut gone = None;
        self.change(|list| {
            if place < list.len() {
                gone = Some((place, list.remove(place)));
            }
        });
        self.gone.set(gone);
        self.draw_anew();
        self.say(fields(self.lang).row_removed, place);
        let left = self.ids.with_untracked(Vec::len);
        if left == 0 {
            focus_on(&field_id(self.field.key()));
        } else {
            self.focus(place.min(left - 1));
        }
    }

    /// All rows stand elsewhere: their controls are found by their places.
    fn draw_anew(&self) {
        let count = u32::try_from(untrack(|| self.list()).len()).unwrap_or(0);
        self.ids.update(|ids| {
            let next = ids.iter().max().map_or(0, |last| last + 1);
            *ids = (next..next.saturating_add(count)).collect();
        });
    }

    /// Brings back the row that was taken away last.
    fn undo(&self) {
        let Some((place, answer)) = self.gone.try_update(Option::take).flatten() else {
            return;
        };
        self.change(|list| list.insert(place.min(list.len()), answer));
        self.draw_anew();
        self.say(fields(self.lang).row_added, place);
        self.focus(place);
    }

    /// Moves a row to a place.
    fn bring(&self, row: u32, to: usize) {
        self.gone.set(None);
        let from = untrack(|| self.place(row));
        self.change(|list| {
            if from.max(to) < list.len() {
                list.swap(from, to);
            }
        });
        self.ids.update(|ids| {
            if from.max(to) < ids.len() {
                ids.swap(from, to);
            }
        });
        self.say(fields(self.lang).row_moved, to);
        self.focus(to);
    }

    /// Gives the focus to the row at a place once it stands there.
    fn focus(&self, place: usize) {
        let id = self.ids.with_untracked(|ids| ids.get(place).copied());
        if let Some(id) = id.map(|id| self.head_id(id)) {
            request_animation_frame(move || focus_on(&id));
        }
    }

    fn head_id(&self, row: u32) -> String {
        format!("{}-head-{row}", field_id(self.field.key()))
    }
}
