//! What a year's records and events come to: how often, when, how many people; and the six ones.
//!
//! Architecture Invariant: counts what the backend holds and nothing that waits; points are `scoring`'s.
pub mod six;
pub mod year;
