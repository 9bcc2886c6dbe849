//! Nouns and rules of the subject, one type per file; what is not valid can't be made.
//!
//! Architecture Invariant: uses nothing of ours, reads no clock, no chance, no locale.
pub mod act;
pub mod answer;
pub mod checkup;
pub mod civil;
pub mod client_ref;
pub mod confirmation;
pub mod cosigning;
pub mod day;
pub mod dispute;
pub mod event;
pub mod figure;
pub mod file;
pub mod held;
pub mod incident;
pub mod lang;
pub mod logged;
pub mod look;
pub mod member;
pub mod moment;
pub mod news;
pub mod office;
pub mod order;
pub mod person;
pub mod record;
pub mod spot;
pub mod statement;
pub mod step;
pub mod table;
pub mod withdrawal;
