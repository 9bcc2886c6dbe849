//! The queue as a pure state machine: facts in, effects out. Contract: `outbox-protocol.md`.
//!
//! Architecture Invariant: no clock, no chance, no I/O inside; `now` and jitter are arguments.
pub mod abilities;
pub mod effect;
mod flight;
pub mod input;
pub mod item;
pub mod machine;
mod outage;
pub mod outlook;
pub mod planted;
pub mod reply;
pub mod retry;
mod settle;
mod turn;
mod waits;
