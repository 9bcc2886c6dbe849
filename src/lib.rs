//! The map of the house: few rooms, each with one job, arrows one way.
//!
//! Where to start: a press on a page becomes an [`state::ask::Ask`]; `browser` carries it out with the [`runtime`], which
//! performs what the pure [`outbox`] decides, through `storage` and [`transport`]; what comes back moves signals in
//! [`state`], and [`pages`] show them. `docs/architecture.md` has the table of who may use whom; `tests/architecture.rs`
//! holds it.
pub mod agenda;
#[cfg(feature = "ui")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod chart;
pub mod domain;
pub mod forms;
pub mod i18n;
pub mod outbox;
#[cfg(feature = "views")]
pub mod pages;
pub mod profile;
pub mod report;
pub mod route;
pub mod runtime;
pub mod scoring;
#[cfg(feature = "views")]
pub mod state;
pub mod storage;
pub mod stored;
pub mod tally;
pub mod transport;
#[cfg(feature = "views")]
pub mod ui;
