//! The map of the house.
pub mod domain;
pub mod outbox;
pub mod runtime;
pub mod stored;
