//! Rules as data, and the ledger that explains each point.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // how a test fails

#[path = "scoring/cases.rs"]
mod cases;
#[path = "scoring/deriving.rs"]
mod deriving;
#[path = "scoring/docs.rs"]
mod docs;
#[path = "scoring/features.rs"]
mod features;
#[path = "scoring/files.rs"]
mod files;
#[path = "scoring/given.rs"]
mod given;
#[path = "scoring/mistakes.rs"]
mod mistakes;
#[path = "scoring/properties.rs"]
mod properties;
#[path = "scoring/sheet.rs"]
mod sheet;
#[path = "scoring/statement.rs"]
mod statement;
