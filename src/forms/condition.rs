//! When a field matters.

use super::loading::{Errors, Node, Problem, Want};
use super::steps::step;
use crate::domain::answer::Answer;

/// Most conditions of a catalog: each is looked at with every keystroke.
const MOST: usize = 5_000;

/// A condition on fields that come earlier in the form.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Condition {
    /// The field's place in the order, its key, and what it must hold.
    Equals(usize, String, Answer),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// The place of an earlier field, by its key, where it takes a value; `None` where it does not take it.
pub(super) type Places<'a> = dyn Fn(&str, &Answer) -> Result<Option<usize>, Problem> + 'a;

impl Condition {
    /// Reads `{"field": …, "equals": …}`, `{"all": […]}`, `{"any": […]}` or `{"not": {…}}`.
    pub(super) fn load(node: &Node<'_>, place: &Places<'_>, errors: &mut Errors) -> Option<Self> {
        if node.has("all") || node.has("any") {
            let key = if node.has("all") { "all" } else { "any" };
            node.knows_only(&[key], errors);
            let list = node.child(key);
            let items = list.items(errors)?;
            let parts = items.iter().map(|item| Self::load(item, place, errors));
            let parts: Vec<Self> = parts.collect::<Option<_>>()?;
            return Some(if key == "all" {
                Self::All(parts)
            } else {
                Self::Any(parts)
            });
        }
        if node.has("not") {
            node.knows_only(&["not"], errors);
            let part = Self::load(&node.child("not"), place, errors)?;
            return Some(Self::Not(Box::new(part)));
        }
        if !node.has("field") || !node.has("equals") {
            let keys = &["field", "all", "any", "not"];
            return node.wrong(Want::OneOf(keys), errors);
        }
        node.knows_only(&["field", "equals"], errors);
        errors.conditions += 1;
        if errors.conditions > MOST {
            errors.add(node, Problem::TooMany(MOST));
            return None;
        }
        let (field, equals) = (node.child("field"), node.child("equals"));
        let key = field.text(errors)?;
        match place(key, equals.value) {
            Ok(Some(place)) => Some(Self::Equals(place, key.to_owned(), equals.value.clone())),
            Ok(None) => {
                errors.add(&equals, Problem::NotAccepted);
                None
            }
            Err(problem) => {
                errors.add(&field, problem);
                None
            }
        }
    }

    /// Whether it holds; `answer` gives the answer of a field that matters, by its place and key.
    pub(super) fn holds<'a>(&self, answer: &dyn Fn(usize, &str) -> Option<&'a Answer>) -> bool {
        step(1);
        match self {
            Self::Equals(place, key, value) => answer(*place, key) == Some(value),
            Self::All(parts) => parts.iter().all(|part| part.holds(answer)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answer)),
            Self::Not(part) => !part.holds(answer),
        }
    }
}
