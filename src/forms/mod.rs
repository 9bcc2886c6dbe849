//! Forms as data: the catalog's definitions, a person's answers, their check.
//!
//! Where to start: [`catalog::Catalog`] reads the file and names every mistake with its place;
//! [`form::Form`] says which fields there are, which matter now, and turns [`answers::Answers`]
//! into [`answers::CheckedAnswers`] or [`fault::Fault`]s; [`schema`] is the JSON Schema subset
//! beneath. `docs/forms.md` lists the keywords.
//!
//! Architecture Invariant: uses `domain` alone; JSON's `Value` is named by `door` alone; no words.
pub mod answers;
pub mod catalog;
mod check;
mod condition;
pub mod door;
pub mod fault;
pub mod field;
pub mod form;
pub mod gist;
mod hints;
pub mod isbn;
mod keyword;
pub mod link;
pub mod loading;
pub mod number;
pub mod schema;
pub mod widget;
pub mod words;
