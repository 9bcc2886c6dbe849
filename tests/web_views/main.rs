//! Views in a real browser, by role and text, never by class: without router, network or storage.
#![cfg(all(target_arch = "wasm32", feature = "views"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // clippy does not know these functions as tests

mod checkup;
mod choose;
mod cosigning;
mod district;
mod doctor;
mod elder;
mod events;
mod fields;
mod files;
mod given;
mod guide;
mod help;
mod home;
mod logged;
mod me;
mod more_fields;
mod notices;
mod outbox;
mod page;
mod photos;
mod place;
mod privacy;
mod progress;
mod read_back;
mod record;
mod records_list;
mod report;
mod saving;
mod series;
mod set_password;
mod share;
mod sign_in;
mod states;
mod style;
mod submitting;
mod tree;
mod versions;
mod year;
mod year_disputes;
mod year_points;
mod year_statement;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
