//! The scenarios of the outbox protocol that the loop itself can show, over a store in memory that can stop at a
//! transaction, and a backend that is unique by member and key. `docs/scenarios.md` lists all 25 and where each is.
#![allow(clippy::expect_used, clippy::panic)] // how a test fails

#[path = "scenarios/acts.rs"]
mod acts;
#[path = "scenarios/answers.rs"]
mod answers;
#[path = "scenarios/backend.rs"]
mod backend;
#[path = "scenarios/event.rs"]
mod event;
#[path = "scenarios/herd.rs"]
mod herd;
#[path = "scenarios/kills.rs"]
mod kills;
#[path = "scenarios/list.rs"]
mod list;
#[path = "scenarios/members.rs"]
mod members;
#[path = "scenarios/phone.rs"]
mod phone;
#[path = "scenarios/storage.rs"]
mod storage;
#[path = "scenarios/tabs.rs"]
mod tabs;
