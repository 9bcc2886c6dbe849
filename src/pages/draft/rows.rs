//! A group of fields, any number of times.

use super::{
    combo::combo,
    computed::computed,
    controls::{Slot, marks, plain},
    summary::field_id,
};
use crate::{
    domain::{answer::Answer, lang::Lang},
    forms::{answers::Answers, fault::Rule, field::Field, form::Form, widget::Widget},
    i18n::{fields::fields, fill},
    state::{at::At, rules, writing::Writing},
    ui::{
        each::each,
        field::{Marks, fieldset},
        tree::{El, View, button, el, focus_on, focus_soon, live},
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
    today: crate::domain::day::Day,
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
        today: at.clock.today_untracked(),
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
    let (ids, said, most) = (rows.ids, rows.said, field.limit());
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
    let inside = el("div")
        .child(list)
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
        self.change(|list| {
            if place < list.len() {
                list.remove(place);
            }
        });
        self.ids.update(|ids| ids.retain(|id| *id != row));
        self.say(fields(self.lang).row_removed, place);
        let left = self.ids.with_untracked(Vec::len);
        if left == 0 {
            focus_on(&field_id(self.field.key()));
        } else {
            self.focus(place.min(left - 1));
        }
    }

    /// Moves a row to a place.
    fn bring(&self, row: u32, to: usize) {
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
        let id = id.map(|id| self.head_id(id));
        let page = document();
        let element = id.and_then(|id| page.get_element_by_id(&id));
        if let Some(element) = element {
            focus_soon(element);
        }
    }

    fn head_id(&self, row: u32) -> String {
        format!("{}-head-{row}", field_id(self.field.key()))
    }

    /// One row with its name, its fields and what can be done with it.
    fn row(&self, row: u32) -> El {
        let l = fields(self.lang);
        let all = self.clone();
        let name = move || {
            let n = (all.place(row) + 1).to_string();
            let label = all.field.label(all.lang);
            fill(l.row_n, &[("label", label), ("n", &n)])
        };
        let head = el("h3")
            .attr("id", &self.head_id(row))
            .attr("tabindex", "-1")
            .live_text(name);
        let all = self.clone();
        let blank = move || {
            let place = format!("/{}/{}", all.field.key(), all.place(row));
            let fault = all.writing.fault_at(&place);
            let empty = fault.is_some_and(|fault| fault.rule == Rule::Required);
            if empty { l.row_blank } else { "" }.to_owned()
        };
        let inner: Vec<View> = self
            .form
            .fields()
            .iter()
            .map(|field| self.inner(row, field))
            .collect();
        // A change of place changes the way to it from the summary.
        let all = self.clone();
        let id = move || {
            let place = all.place(row);
            Some(field_id(&format!("{}/{place}", all.field.key())))
        };
        el("li")
            .bind("id", id)
            .attr("tabindex", "-1")
            .child(head)
            .child(el("p").class("error").live_text(blank))
            .child(inner)
            .child(self.acts(row))
    }

    fn acts(&self, row: u32) -> View {
        let (l, all) = (fields(self.lang), self.clone());
        let asking = RwSignal::new(false);
        let named = move |pattern: &'static str, place: usize| {
            fill(pattern, &[("n", &(place + 1).to_string())])
        };
        View::live(move || {
            let (place, count) = (all.place(row), all.ids.with(Vec::len));
            let (up, down, away, gone) = (all.clone(), all.clone(), all.clone(), all.clone());
            if asking.get() {
                let acts = [
                    button("btn danger", l.row_away_go, move || gone.remove(row)).into(),
                    button("btn", crate::i18n::words(all.lang).cancel, move || {
                        asking.set(false);
                    })
                    .into(),
                ];
                let question = el("p").attr("role", "alert").child(l.row_away_ask);
                let acts = el("div").class("pair").child(View::all(acts));
                return View::all([question.into(), acts.into()]);
            }
            let ask = move || {
                let blank = untrack(|| away.answers(row)) == away.form.fresh(away.today);
                if blank {
                    away.remove(row);
                } else {
                    asking.set(true);
                }
            };
            let up = (place > 0).then(|| {
                button("chip", "↑", move || up.bring(row, place - 1))
                    .attr("aria-label", &named(l.row_up, place))
            });
            let down = (place + 1 < count).then(|| {
                button("chip", "↓", move || down.bring(row, place + 1))
                    .attr("aria-label", &named(l.row_down, place))
            });
            let away = button("chip", named(l.row_away, place), ask);
            el("div")
                .class("chips")
                .child(up)
                .child(down)
                .child(away)
                .into()
        })
    }

    /// A field of a row while it matters there.
    fn inner(&self, row: u32, field: &Field) -> View {
        let (all, field) = (self.clone(), field.clone());
        let matters = {
            let (form, all, key) = (Rc::clone(&self.form), self.clone(), field.key().to_owned());
            let form = StoredValue::new_local((form, all));
            Memo::new(move |_| {
                form.with_value(|(form, all)| form.is_relevant(&key, &all.answers(row)))
            })
        };
        View::live(move || match matters.get() {
            true => untrack(|| all.control(row, &field)),
            false => View::none(),
        })
    }

    fn control(&self, row: u32, field: &Field) -> View {
        let lang = self.lang;
        let key = field.key().to_owned();
        let place = {
            let (all, key) = (self.clone(), key.clone());
            move || format!("{}/{}/{key}", all.field.key(), all.place(row))
        };
        let fault = {
            let (all, place, field) = (self.clone(), place.clone(), field.clone());
            live(move || {
                let fault = all.writing.fault_at(&format!("/{}", place()))?;
                Some(rules::rule(lang, &field, fault.rule))
            })
        };
        let marks: Marks = marks(lang, field, &field_id(&place()), fault);
        let value = {
            let (all, field) = (self.clone(), field.clone());
            live(move || {
                let answers = all.answers(row);
                let answer = answers.get(field.key());
                answer.map(|it| field.show(it)).unwrap_or_default()
            })
        };
        let typed: Rc<dyn Fn(String)> = {
            let all = self.clone();
            Rc::new(move |text| {
                let answer = match text.is_empty() {
                    true => Answer::Null,
                    false => Answer::Text(text),
                };
                let place = untrack(|| all.place(row));
                let mut answers = untrack(|| all.answers(row));
                answers.set(&key, answer);
                all.change(|list| {
                    if let Some(slot) = list.get_mut(place) {
                        *slot = answers.into();
                    }
                });
            })
        };
        let slot = Slot {
            marks,
            value,
            typed,
        };
        match field.widget() {
            Widget::Combo => combo(lang, field, slot),
            Widget::Computed => {
                let (all, field) = (self.clone(), field.clone());
                let shown = field.clone();
                computed(lang, &shown, slot, move || {
                    let answer = all.form.computed(field.key(), &all.answers(row));
                    answer.map(|it| field.show(&it)).unwrap_or_default()
                })
            }
            Widget::Segment
            | Widget::Select
            | Widget::Checks
            | Widget::Switch
            | Widget::Text
            | Widget::TextArea
            | Widget::Number
            | Widget::Date
            | Widget::Photos
            | Widget::Rows
            | Widget::Hidden => plain(lang, field, slot),
        }
    }
}
