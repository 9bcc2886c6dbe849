//! What a person answered so far, and what was found right.

use super::field::is_blank;
use super::gist::Gist;
use crate::domain::{answer::Answer, record::KindId};
use std::collections::BTreeMap;

/// A draft: answers by field, whatever their state. It keeps what no field of the form shows at
/// the moment, so that a changed choice brings the text back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    /// The answer of a field.
    pub fn get(&self, key: &str) -> Option<&Answer> {
        self.0.get(key)
    }

    /// Keeps an answer; `Null` takes it out.
    pub fn set(&mut self, key: &str, answer: Answer) {
        if answer != Answer::Null {
            self.0.insert(key.to_owned(), answer);
        } else if self.0.contains_key(key) {
            // Moving the others over is rare and short; `remove` would rebalance, 2 kB in the bundle.
            for (name, answer) in std::mem::take(&mut self.0) {
                if name != key {
                    self.0.insert(name, answer);
                }
            }
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Takes over every answer of `other`.
    pub fn fill(&mut self, other: &Self) {
        for (key, answer) in &other.0 {
            self.set(key, answer.clone());
        }
    }

    /// The answer of a field that says something.
    pub(super) fn said(&self, key: &str) -> Option<&Answer> {
        self.get(key).filter(|answer| !is_blank(answer))
    }
}

impl From<Answer> for Answers {
    /// From a stored group; anything else holds no answers.
    fn from(stored: Answer) -> Self {
        if let Answer::Group(group) = stored {
            Self(group)
        } else {
            Self::default()
        }
    }
}

impl From<Answers> for Answer {
    fn from(answers: Answers) -> Self {
        Self::Group(answers.0)
    }
}

/// Answers that a form found right: only fields that matter, none of them blank. Only
/// [`super::form::Form::check`] makes them.
#[derive(Clone, PartialEq, Debug)]
pub struct CheckedAnswers {
    pub(super) kind: KindId,
    pub(super) form_version: u32,
    pub(super) gist: Gist,
    pub(super) answers: Answers,
}

impl CheckedAnswers {
    /// The kind of duty.
    pub fn kind(&self) -> &KindId {
        &self.kind
    }

    /// The version of the form that found them right.
    pub fn form_version(&self) -> u32 {
        self.form_version
    }

    /// What tells one record from another.
    pub fn gist(&self) -> &Gist {
        &self.gist
    }

    /// The answers.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answers, to be stored and sent: a group by field.
    pub fn into_answer(self) -> Answer {
        self.answers.into()
    }
}
