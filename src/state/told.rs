//! Answers in words, as their owner reads them: on the record's page, and once more before a submit.

use crate::{
    domain::{answer::Answer, client_ref::ClientRef, day::Day, lang::Lang},
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

/// One answer, as people write it; photos and files are shown, not said.
pub fn told(lang: Lang, field: &Field, answer: &Answer) -> Option<String> {
    let l = later(lang);
    let text = field.show(answer);
    let choice = |value: String| {
        let choice = field.choices().iter().find(|choice| choice.value == value);
        choice.map_or(value, |choice| choice.label(lang).to_owned())
    };
    let text = match (field.widget(), answer) {
        (Widget::Photos | Widget::Files | Widget::Hidden, _) => return None,
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

/// What no field of the form tells, under its key: all of a kind that the catalog does not have (any more). Keys in `shown` are
/// those of photos and files, which are shown.
pub fn left(lang: Lang, form: Option<&Form>, answers: &Answers, shown: &[ClientRef]) -> Vec<Fact> {
    let Answer::Group(all) = Answer::from(answers.clone()) else {
        return Vec::new();
    };
    let mut left = Vec::new();
    for (key, answer) in &all {
        let field = form.and_then(|form| form.field(key));
        let text = match field {
            Some(_) if form.is_some_and(|form| form.is_relevant(key, answers)) => None,
            Some(field) => told(lang, field, answer),
            None if is_shown(answer, shown) => None,
            None => plain(lang, answer),
        };
        let name = field.map_or(key.as_str(), |field| field.label(lang));
        left.extend(text.map(|text| (name.to_owned(), text)));
    }
    left
}

fn is_shown(answer: &Answer, shown: &[ClientRef]) -> bool {
    let Answer::List(items) = answer else {
        return false;
    };
    let key = |item: &Answer| {
        let own = item.text().and_then(|text| ClientRef::parse(text).ok());
        own.or_else(|| item.reference("ref"))
    };
    let one = |item| key(item).is_some_and(|key| shown.contains(&key));
    !items.is_empty() && items.iter().all(one)
}

/// An answer without a field: each part under its key.
pub fn plain(lang: Lang, answer: &Answer) -> Option<String> {
    let l = later(lang);
    let text = match answer {
        Answer::Null => return None,
        Answer::Flag(yes) => if *yes { l.yes } else { l.no }.to_owned(),
        Answer::Int(whole) => whole.to_string(),
        Answer::Real(real) => real.to_string(),
        Answer::Text(text) => {
            let day = Day::parse(text).ok();
            day.map_or(text.clone(), |day| intl::day_long(lang, day))
        }
        Answer::List(items) => {
            let items = items.iter().filter_map(|item| plain(lang, item));
            items.collect::<Vec<String>>().join(l.and)
        }
        Answer::Group(group) => {
            let part = |(key, answer)| Some([key, " ", &plain(lang, answer)?].concat());
            let parts = group
                .iter()
                .filter_map(|(key, answer)| part((key.as_str(), answer)));
            parts.collect::<Vec<String>>().join(" · ")
        }
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Files by their names.
pub fn names(lang: Lang, answer: &Answer) -> String {
    let Answer::List(items) = answer else {
        return String::new();
    };
    let names = items.iter().filter_map(|item| item.field("name")?.text());
    names.collect::<Vec<&str>>().join(later(lang).and)
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
