//! The loop that performs the outbox's effects, generic over store, transport, clock and chance.
//!
//! Architecture Invariant: the browser and the simulation run this same code.
mod acts;
mod choices;
pub mod drive;
#[cfg(feature = "planted")]
mod faults;
mod lease;
mod merging;
mod notice;
mod perform;
pub mod ports;
mod tab;
mod taking_in;
mod versions;
mod wishes;

pub use acts::Undone;
pub use lease::beside;
pub use notice::{Notice, Refusal};
