//! A town of members, phones and tabs around the real machine and the real loop.
#![allow(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)] // how a test fails
mod backend;
mod chance;
mod clock;
mod judge;
pub mod ledger;
mod member;
mod network;
pub mod schedules;
mod store;
pub mod town;
pub mod work;
pub mod world;

use std::{env, io::Write};

/// Past libtest's capture, so that a run of the whole suite shows it.
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

pub fn number(name: &str) -> Option<u64> {
    env::var(name).ok().and_then(|text| text.parse().ok())
}
