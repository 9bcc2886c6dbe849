//! Events: what is shown of them when, where the member stands with each, and what can be pressed.
//!
//! Architecture Invariant: uses the domain alone. No words for people, no clock: the moment is an argument. What the
//! backend has not given is never said to be there.
mod absence;
pub mod choices;
pub mod codes;
pub mod ics;
pub mod listing;
pub mod month;
mod presence;
pub mod seats;
pub mod standing;
