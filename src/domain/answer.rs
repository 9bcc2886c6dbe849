//! What a person answered: a tree that JSON maps onto.

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
