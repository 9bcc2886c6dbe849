//! One row: its name, its fields and what can be done with it.

use super::{
    super::{
        combo::combo,
        computed::computed,
        controls::{Slot, marks, plain},
        location::location,
        summary::field_id,
    },
    Rows,
};
use crate::{
    domain::answer::Answer,
    forms::{fault::Rule, field::Field, widget::Widget},
    i18n::{fields::fields, fill},
    state::rules,
    ui::{
        field::Marks,
        tree::{El, View, button, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

impl Rows {
    /// One row with its name, its fields and what can be done with it.
    pub(super) fn row(&self, row: u32) -> El {
        let l = fields(self.lang);
        let all = self.clone();
        let name = move || {
            let n = (all.place(row) + 1).to_string();
            let label = all.field.label(all.lang);
            fill(l.row_n, &[("label", label), ("n", &n)])
        };
        let head = el(if self.is_headed() { "h3" } else { "h2" })
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

    /// Whether a heading stands above the rows.
    fn is_headed(&self) -> bool {
        let kind = self.writing.kind();
        let fields = kind.form().fields();
        let place = fields.iter().position(|it| it.key() == self.field.key());
        let mut above = fields.iter().take(place.map_or(0, |place| place + 1));
        above.any(|field| field.heading(self.lang).is_some())
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
                let answer = if field.widget() == Widget::Computed {
                    all.form.computed(field.key(), &answers)
                } else {
                    answers.get(field.key()).cloned()
                };
                answer.map(|it| field.show(&it)).unwrap_or_default()
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
            Widget::Location => location(lang, self.asks, field, slot),
            Widget::Computed => computed(lang, field, slot),
            Widget::Segment
            | Widget::Select
            | Widget::Checks
            | Widget::Switch
            | Widget::Text
            | Widget::TextArea
            | Widget::Number
            | Widget::Date
            | Widget::Photos
            | Widget::Files
            | Widget::Rows
            | Widget::Hidden => plain(lang, field, slot),
        }
    }
}
