//! What stands behind some fields, read whole: lists, formulas, bounds that are other fields, rows.

use super::answers::Answers;
use super::check::Check;
use super::extra::{Behind, LoadForm, OfKind, Property, Reader};
use super::fault::Rule;
use super::field::{Field, is_blank};
use super::form::Form;
use super::formula::{Formula, earlier_field};
use super::hints::{mark, option};
use super::list::List;
use super::loading::{Errors, Node, Problem};
use super::number::{MOST_NUMBER, Number};
use super::schema::Format;
use super::widget::{Holds, Widget};
use super::words::Words;
use crate::domain::{answer::Answer, record::KindId};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands behind one field.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct More {
    pub(super) list: Option<Arc<List>>,
    pub(super) takes_other: bool,
    pub(super) formula: Option<Formula>,
    pub(super) least: Option<Other>,
    pub(super) most: Option<Other>,
    pub(super) rows: Option<Form>,
}

/// Another field of the form.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Other {
    key: String,
    pub(super) label: Words,
}

impl Behind for More {
    fn answer(
        &self,
        said: Option<&Answer>,
        field: &Field,
        earlier: &BTreeMap<String, Answer>,
        check: &mut Check,
    ) -> Option<Answer> {
        let answer = if let Some(formula) = &self.formula {
            computed(formula, earlier, check)
        } else if let Some(list) = &self.list {
            said.map(|said| self.chosen(list, field, said, check))
        } else if let Some(rows) = &self.rows {
            said.map(|said| settled(rows, said, check))
        } else {
            said.map(|said| field.settle(said))
        }?;
        let beyond = |other: &Option<Other>, order| {
            let other = other.as_ref().and_then(|other| earlier.get(&other.key));
            other.is_some_and(|other| compared(&answer, other) == Some(order))
        };
        if beyond(&self.least, Ordering::Less) {
            check.add(Rule::BelowOther);
        }
        if beyond(&self.most, Ordering::Greater) {
            check.add(Rule::AboveOther);
        }
        Some(answer)
    }

    fn more(&self) -> &More {
        self
    }
}

impl More {
    /// The value of what was chosen or typed.
    fn chosen(&self, list: &List, field: &Field, said: &Answer, check: &mut Check) -> Answer {
        let Some(entry) = said.text().and_then(|text| list.entry(text)) else {
            if !self.takes_other && list.entries.is_some() {
                check.add(Rule::NotAChoice);
            }
            return match said.text() {
                Some(text) => Answer::Text(text.trim().to_owned()),
                None => field.settle(said),
            };
        };
        Answer::Text(entry.value.clone())
    }
}

fn computed(
    formula: &Formula,
    earlier: &BTreeMap<String, Answer>,
    check: &mut Check,
) -> Option<Answer> {
    let value = formula.value(earlier).ok();
    let answer = value.map(|value| value.map(|value| value.answer()));
    match answer {
        Some(Some(Some(answer))) => Some(answer),
        Some(None) => None,
        Some(Some(None)) | None => {
            check.add(Rule::TooLarge {
                most: Number::Int(MOST_NUMBER),
            });
            None
        }
    }
}

/// Each row as it is sent; one that says nothing is a fault, so that none goes unseen.
fn settled(form: &Form, said: &Answer, check: &mut Check) -> Answer {
    let Answer::List(rows) = said else {
        return said.clone();
    };
    let mut settled = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let Answer::Group(_) = row else {
            settled.push(row.clone());
            continue;
        };
        let answers = Answers::from(row.clone());
        let says = |field: &Field| {
            let answer = answers.get(field.key());
            answer.is_some_and(|answer| !is_blank(answer))
        };
        check.at(&place.to_string(), |check| {
            if !form.fields().iter().any(says) {
                check.add(Rule::Required);
            }
            settled.push(Answer::Group(form.settled(&answers, check)));
        });
    }
    Answer::List(settled)
}

/// Days and numbers are compared; nothing else is.
fn compared(one: &Answer, two: &Answer) -> Option<Ordering> {
    match (one.text(), two.text()) {
        (Some(one), Some(two)) => {
            let day = |text| crate::domain::day::Day::parse(text).ok();
            day(one)?.partial_cmp(&day(two)?)
        }
        _ => Number::of(one)?.partial_cmp(&Number::of(two)?),
    }
}

/// The reader of whole catalogs.
pub(super) struct Whole<'a> {
    pub(super) lists: &'a [Arc<List>],
    /// It reads the form of rows.
    pub(super) in_rows: bool,
}

impl Reader for Whole<'_> {
    fn behind(
        &self,
        of: &Property<'_>,
        holds: Holds,
        errors: &mut Errors,
    ) -> Option<Arc<dyn Behind>> {
        let ui = of.ui;
        let own = ["list", "compute"].iter().any(|key| ui.has(key)) || holds == Holds::Rows;
        if own && ui.has("widget") {
            errors.add(&ui.child("widget"), Problem::Unsupported);
        }
        let listed = option(ui, "list", errors, |node, errors| {
            self.list(node, of, holds, errors)
        });
        if ui.has("other") && !ui.has("list") {
            errors.add(&ui.child("other"), Problem::Unsupported);
        }
        let rows = match holds {
            Holds::Rows => Some(self.rows(of, errors)?),
            Holds::Text | Holds::Integer | Holds::Number | Holds::Flag | Holds::List => None,
        };
        Some(Arc::new(More {
            list: listed,
            takes_other: mark(ui, "other", errors),
            formula: option(ui, "compute", errors, |node, errors| {
                formula(node, of, holds, errors)
            }),
            least: option(ui, "least", errors, |node, errors| {
                bound(node, of, holds, errors)
            }),
            most: option(ui, "most", errors, |node, errors| {
                bound(node, of, holds, errors)
            }),
            rows,
        }))
    }

    fn kind(
        &self,
        kind: &Node<'_>,
        form: &Form,
        load: &LoadForm<'_>,
        errors: &mut Errors,
    ) -> OfKind {
        let series = mark(kind, "series", errors);
        if series && form.day_field().is_none() {
            let ui = kind.child("form");
            errors.add(&ui.child("x-ui"), Problem::Missing("day"));
        }
        OfKind {
            earlier: earlier(kind, load, errors),
            series,
        }
    }
}

/// The forms of earlier versions that a kind keeps: `{"form_version": 1, "form": {…}}`.
fn earlier(kind: &Node<'_>, load: &LoadForm<'_>, errors: &mut Errors) -> Vec<Arc<Form>> {
    let list = kind.child("earlier");
    if list.is_absent() {
        return Vec::new();
    }
    let mut forms: Vec<Arc<Form>> = Vec::new();
    let own = &kind.child("form_version");
    for item in list.items(errors).unwrap_or_default() {
        item.knows_only(&["form_version", "form"], errors);
        let version = item.child("form_version");
        let known = forms.iter().any(|form| {
            let whole = version.value.whole();
            whole == Some(i64::from(form.version()))
        });
        if known || version.value == own.value {
            errors.add(&version, Problem::Repeated);
        }
        forms.extend(load(&item, errors));
    }
    forms
}

impl Whole<'_> {
    fn list(
        &self,
        node: &Node<'_>,
        of: &Property<'_>,
        holds: Holds,
        errors: &mut Errors,
    ) -> Option<Arc<List>> {
        if holds != Holds::Text || of.node.has("enum") || of.node.has("format") {
            errors.add(node, Problem::Unsupported);
            return None;
        }
        let id = node.text(errors)?;
        let found = self.lists.iter().find(|list| list.id == id);
        if found.is_none() {
            errors.add(node, Problem::NotAList);
        }
        found.cloned()
    }

    /// The form of each row. Rows hold no rows, no photos and no files of their own.
    fn rows(&self, of: &Property<'_>, errors: &mut Errors) -> Option<Form> {
        if self.in_rows {
            errors.add(&of.node.child("type"), Problem::Unsupported);
            return None;
        }
        let reader = Self {
            in_rows: true,
            ..*self
        };
        let items = of.node.child("items");
        let form = Form::load(&items, KindId(String::new()), 0, Some(&reader), errors)?;
        // A row goes with its form.
        if form.reads_back() {
            errors.add(
                &items.child("x-ui").child("read_back"),
                Problem::Unsupported,
            );
        }
        let properties = items.child("properties");
        for field in form.fields() {
            if matches!(
                field.widget(),
                Widget::Photos | Widget::Files | Widget::Hidden
            ) {
                errors.add(&properties.child(field.key()), Problem::Unsupported);
            }
        }
        Some(form)
    }
}

fn formula(
    node: &Node<'_>,
    of: &Property<'_>,
    holds: Holds,
    errors: &mut Errors,
) -> Option<Formula> {
    if !matches!(holds, Holds::Integer | Holds::Number) {
        errors.add(node, Problem::Unsupported);
    }
    // What nobody fills in can't be asked for, and starts with nothing.
    for key in ["required", "default", "prefill", "recent"] {
        if of.ui.has(key) {
            errors.add(&of.ui.child(key), Problem::Unsupported);
        }
    }
    if of.form.ever_requires(of.key) {
        errors.add(node, Problem::RequiredYetComputed);
    }
    Formula::load(node, of.earlier, 0, errors)
}

/// A field before it that holds the same: both days, or both numbers.
fn bound(node: &Node<'_>, of: &Property<'_>, holds: Holds, errors: &mut Errors) -> Option<Other> {
    let other = earlier_field(node, of.earlier, errors)?;
    let numbers = |holds| matches!(holds, Holds::Integer | Holds::Number);
    let own = of.form.property(of.key).and_then(|schema| schema.format());
    let days = own == Some(Format::Day) && other.format == own;
    if !(days || numbers(holds) && numbers(other.holds)) {
        errors.add(node, Problem::NotAccepted);
    }
    Some(Other {
        key: other.key.clone(),
        label: other.label.clone(),
    })
}
