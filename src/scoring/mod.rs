//! Rules as data → an explained ledger → its summary.
//!
//! Where to start: [`rules::Rules::parse`] reads a rules file and names every mistake with its place; [`deed::Deed`] is
//! what counts, made of records and events in `deriving`; [`score::score`] gives a [`summary::Sheet`]: every point with its
//! rule, its deed, its factors and what cut it, and their sums. `docs/rules.md` describes the language.
//!
//! Architecture Invariant: uses `domain` alone; JSON comes in by `node`, `reading`, `export` and `statement` alone; no floats, no words of its
//! own, no clock. The same rules and deeds, in whatever order, give the same bytes.
mod bounds;
mod choosing;
mod counting;
pub mod csv;
pub mod decimal;
pub mod deed;
mod deriving;
mod duties;
mod evaluation;
pub mod export;
pub mod fuel;
pub mod json;
pub mod ledger;
mod looking;
pub mod node;
pub mod outline;
mod reading;
mod reading_counts;
mod reading_rules;
pub mod report;
pub mod rules;
pub mod score;
pub mod statement;
mod strict;
pub mod summary;
pub mod what_if;
pub mod words;

pub use reading::LONGEST;
