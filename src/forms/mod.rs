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
pub mod compare;
mod condition;
mod decimal;
pub mod door;
pub mod drift;
mod extra;
pub mod fault;
pub mod field;
pub mod form;
mod formula;
pub mod gist;
mod hints;
pub mod isbn;
mod keyword;
pub mod link;
pub mod list;
pub mod loading;
pub mod more;
pub mod number;
pub mod order;
mod sample;
pub mod schema;
mod starting;
pub mod steps;
pub mod widget;
pub mod words;
pub mod workflow;
