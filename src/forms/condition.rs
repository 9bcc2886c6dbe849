//! When a field matters.

use super::loading::{Errors, Node, Problem, Want};
use crate::domain::answer::Answer;

/// A condition on fields that come earlier in the form.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Condition {
    Equals(String, Answer),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// Reads `{"field": …, "equals": …}`, `{"all": […]}`, `{"any": […]}` or `{"not": {…}}`;
    /// `accepts` says whether an earlier field takes a value, `None` where there is no such field.
    pub(super) fn load(
        node: &Node<'_>,
        accepts: &dyn Fn(&str, &Answer) -> Result<bool, Problem>,
        errors: &mut Errors,
    ) -> Option<Self> {
        if node.has("all") || node.has("any") {
            let key = if node.has("all") { "all" } else { "any" };
            node.knows_only(&[key], errors);
            let list = node.child(key);
            let items = list.items(errors)?;
            let parts = items.iter().map(|item| Self::load(item, accepts, errors));
            let parts: Vec<Self> = parts.collect::<Option<_>>()?;
            return Some(if key == "all" {
                Self::All(parts)
            } else {
                Self::Any(parts)
            });
        }
        if node.has("not") {
            node.knows_only(&["not"], errors);
            let part = Self::load(&node.child("not"), accepts, errors)?;
            return Some(Self::Not(Box::new(part)));
        }
        if !node.has("field") || !node.has("equals") {
            let keys = &["field", "all", "any", "not"];
            return node.wrong(Want::OneOf(keys), errors);
        }
        node.knows_only(&["field", "equals"], errors);
        let (field, equals) = (node.child("field"), node.child("equals"));
        let key = field.text(errors)?;
        match accepts(key, equals.value) {
            Ok(true) => Some(Self::Equals(key.to_owned(), equals.value.clone())),
            Ok(false) => {
                errors.add(&equals, Problem::NotAccepted);
                None
            }
            Err(problem) => {
                errors.add(&field, problem);
                None
            }
        }
    }

    /// Whether it holds; `answer` gives the answer of a field that matters.
    pub(super) fn holds<'a>(&self, answer: &dyn Fn(&str) -> Option<&'a Answer>) -> bool {
        match self {
            Self::Equals(key, value) => answer(key) == Some(value),
            Self::All(parts) => parts.iter().all(|part| part.holds(answer)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answer)),
            Self::Not(part) => !part.holds(answer),
        }
    }
}
