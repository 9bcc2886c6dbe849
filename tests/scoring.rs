//! Rules as data, and the ledger that explains each point.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // how a test fails

#[path = "scoring/cases.rs"]
mod cases;
#[path = "scoring/features.rs"]
mod features;
#[path = "scoring/given.rs"]
mod given;
#[path = "scoring/sheet.rs"]
mod sheet;
