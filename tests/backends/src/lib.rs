//! The app's own code (`profile`, `transport`, `outbox`, `runtime`) against a running backend: the same suite for each, as a
//! browser would let it through, with another origin between and without.
//!
//! Where to start: [`conform`] starts a backend, runs every step of [`suite::STEPS`] and gives the row that is printed.

mod browser;
mod multipart;
mod phone;
mod race;
mod report;
mod server;
mod suite;
mod wire;
mod world;

pub use race::{Race, race};
pub use report::{Report, conform, conform_under};
