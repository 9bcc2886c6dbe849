//! Six backends and what they said, as they were recorded (`tests/given/dialects`): each request that an operation of ours
//! can make is made exactly, and each answer is understood. What stands in the recorded tables is in
//! `tests/recorded/{preset}.json`, over the preset that ships.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // how a test fails

#[path = "recorded/drf.rs"]
mod drf;
#[path = "recorded/given.rs"]
mod given;
#[path = "recorded/reader.rs"]
mod reader;
