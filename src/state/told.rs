//! Answers in words, as their owner reads them: on the record's page, and once more before a submit.

use crate::{
    domain::{answer::Answer, day::Day, lang::Lang},
    forms::{answers::Answers, field::Field, form::Form, widget::Widget},
    i18n::{intl, later},
};

/// An answer with the name of its field.
pub type Fact = (String, String);

/// What was answered, in the order of the form.
pub fn facts(lang: Lang, form: &Form, answers: &Answers) -> Vec<Fact> {
    let fields = form.relevant_fields(answers).into_iter();
    let facts = fields.filter_map(|field| {
        let text = told(lang, field, answers.get(field.key())?)?;
        Some((field.label(lang).to_owned(), text))
    });
    facts.collect()
}

/// One answer, as people write it; photos are shown, not said.
pub fn told(lang: Lang, field: &Field, answer: &Answer) -> Option<String> {
    let l = later(lang);
    let text = field.show(answer);
    let choice = |value: String| {
        let choice = field.choices().iter().find(|choice| choice.value == value);
        choice.map_or(value, |choice| choice.label(lang).to_owned())
    };
    let text = match (field.widget(), answer) {
        (Widget::Photos | Widget::Hidden, _) => return None,
        (_, Answer::Flag(yes)) => if *yes { l.yes } else { l.no }.to_owned(),
        (Widget::Rows, Answer::List(rows)) => told_rows(lang, field, rows),
        (_, Answer::List(items)) => {
            let items = items.iter().map(|item| choice(field.show(item)));
            items.collect::<Vec<String>>().join(l.and)
        }
        (Widget::Segment | Widget::Select, _) => choice(text),
        (Widget::Combo, answer) => {
            let entry = field.listed(answer);
            entry.map_or(text, |entry| entry.label(lang).to_owned())
        }
        (Widget::Date, _) => Day::parse(&text).map_or(text, |day| intl::day_long(lang, day)),
        (Widget::Number | Widget::Computed, _) => field
            .unit(lang)
            .map_or(text.clone(), |unit| format!("{text} {unit}")),
        (
            Widget::Checks
            | Widget::Switch
            | Widget::Text
            | Widget::TextArea
            | Widget::Location
            | Widget::Rows,
            _,
        ) => text,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Each row on a line of its own, its answers with their labels.
fn told_rows(lang: Lang, field: &Field, rows: &[Answer]) -> String {
    let Some(form) = field.rows() else {
        return String::new();
    };
    let mut lines = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let facts = form.fields().iter().filter_map(|inner| {
            let text = told(lang, inner, row.field(inner.key())?)?;
            Some([inner.label(lang), " ", &text].concat())
        });
        let facts: Vec<String> = facts.collect();
        lines.push(format!("{}. {}", place + 1, facts.join(" · ")));
    }
    lines.join("\n")
}
