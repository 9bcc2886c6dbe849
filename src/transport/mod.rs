//! Requests out, answers in; what they mean is the profile's business.
//!
//! Architecture Invariant: `http` alone names gloo-net. Tokens stand in headers alone: in no address, log or `Debug`.
mod attempt;
pub mod checkup;
pub mod client;
mod cosigning;
pub mod events;
#[cfg(target_arch = "wasm32")]
pub mod http;
mod looks;
mod notices;
mod oidc;
mod progress;
mod roster;
mod statements;
pub mod wire;
