//! What a person answered: a tree that JSON maps onto.

use super::client_ref::ClientRef;
use std::collections::BTreeMap;

/// One answer, or a group of them by field.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Int(i64),
    /// A finite number that is not whole, or does not fit `Int`.
    Real(f64),
    /// Text as typed.
    Text(String),
    /// In order.
    List(Vec<Answer>),
    /// By field.
    Group(BTreeMap<String, Answer>),
}

impl Answer {
    /// The answer of a field; `None` where this is no group, or has no such field.
    pub fn field(&self, name: &str) -> Option<&Self> {
        if let Self::Group(group) = self {
            group.get(name)
        } else {
            None
        }
    }

    /// The text as typed; `None` where this is none.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The key that a field holds; `None` where it holds none.
    pub fn reference(&self, name: &str) -> Option<ClientRef> {
        ClientRef::parse(self.field(name)?.text()?).ok()
    }

    /// The whole number; `None` where this is none.
    pub fn whole(&self) -> Option<i64> {
        if let Self::Int(whole) = self {
            Some(*whole)
        } else {
            None
        }
    }
}
