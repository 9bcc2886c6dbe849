//! A draft of another version of its form, carried over into this one. Nothing is thrown away: what fits nowhere stays
//! among the answers under a key of its own, where no field sends it, and is named.

use super::answers::Answers;
use super::field::{Field, is_blank};
use super::form::Form;
use super::widget::{Holds, Widget};
use crate::domain::answer::Answer;

/// What is other than it was.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// A field that came since, by its key.
    New(String),
    /// An answer that no field takes.
    Left {
        /// The key of the field that it was written in, which this form may still have.
        key: String,
        /// What was written.
        text: String,
    },
}

/// Marks the key of what was left: no field has such a key.
const LEFT: char = '@';

/// The answers as this form can show them, and what is other than in the version `from`.
pub fn carry(form: &Form, answers: &Answers, from: u32) -> (Answers, Vec<Change>) {
    let mut carried = answers.clone();
    let mut changes = Vec::new();
    for field in form.fields() {
        let since = field.since.and_then(|since| u32::try_from(since).ok());
        if since.is_some_and(|since| since > from) {
            changes.push(Change::New(field.key().to_owned()));
        }
        let Some(answer) = answers.said(field.key()) else {
            continue;
        };
        match carried_answer(field, answer) {
            Some(fits) => carried.set(field.key(), fits),
            None => {
                let mut key = format!("{}{LEFT}{from}", field.key());
                while carried.get(&key).is_some() {
                    key.push(LEFT);
                }
                carried.set(&key, answer.clone());
                carried.set(field.key(), Answer::Null);
            }
        }
    }
    if let Answer::Group(all) = Answer::from(carried.clone()) {
        let left = all.iter().filter(|(key, _)| form.field(key).is_none());
        for (key, answer) in left.filter(|(_, answer)| !is_blank(answer)) {
            let key = key.split(LEFT).next().unwrap_or_default();
            changes.push(Change::Left {
                key: key.to_owned(),
                text: plain(answer),
            });
        }
    }
    for field in form.fields() {
        changes.extend(left_in_rows(field, &carried));
    }
    (carried, changes)
}

/// What stands in rows under keys that their form does not have.
fn left_in_rows(field: &Field, answers: &Answers) -> Option<Change> {
    let form = field.rows()?;
    let Some(Answer::List(rows)) = answers.get(field.key()) else {
        return None;
    };
    let mut texts = Vec::new();
    for row in rows {
        if let Answer::Group(row) = row {
            let left = row.iter().filter(|(key, _)| form.field(key).is_none());
            texts.extend(left.map(|(_, answer)| plain(answer)));
        }
    }
    (!texts.is_empty()).then(|| Change::Left {
        key: field.key().to_owned(),
        text: texts.join("\n"),
    })
}

/// The answer as the field takes it: digits are text too, and typed text may still become a number.
fn carried_answer(field: &Field, answer: &Answer) -> Option<Answer> {
    let listed = |answer: &Answer| {
        let text = answer.text();
        let known = |text| field.choices().iter().any(|choice| choice.value == text);
        text.is_some_and(|text| field.choices().is_empty() || known(text))
    };
    let fits = match (field.holds(), answer) {
        (Holds::Text, Answer::Int(_) | Answer::Real(_)) if field.choices().is_empty() => {
            return Some(Answer::Text(field.show(answer)));
        }
        (Holds::Text, answer) => listed(answer),
        (Holds::Integer | Holds::Number, answer) => {
            matches!(answer, Answer::Int(_) | Answer::Real(_) | Answer::Text(_))
        }
        (Holds::Flag, answer) => matches!(answer, Answer::Flag(_)),
        (Holds::List, Answer::List(items)) if field.widget() != Widget::Files => {
            items.iter().all(listed)
        }
        (Holds::List | Holds::Rows, Answer::List(items)) => {
            items.iter().all(|item| matches!(item, Answer::Group(_)))
        }
        (Holds::List | Holds::Rows, _) => false,
    };
    fits.then(|| answer.clone())
}

/// An answer in plain text, whatever it is.
fn plain(answer: &Answer) -> String {
    match answer {
        Answer::Null => String::new(),
        Answer::Flag(flag) => if *flag { "✓" } else { "✗" }.to_owned(),
        Answer::Text(text) => text.clone(),
        Answer::Int(whole) => whole.to_string(),
        Answer::Real(real) => super::door::number_to_text(super::number::Number::Real(*real)),
        Answer::List(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            items.join("\n")
        }
        Answer::Group(group) => {
            let parts: Vec<String> = group.values().map(plain).collect();
            parts.join(" ")
        }
    }
}
