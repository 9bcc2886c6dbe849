//! The store on real IndexedDB and WebCrypto, and the wire over `fetch`, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // clippy does not know these functions as tests

mod bench;
mod contract;
mod directory;
mod faults;
mod passphrase;
mod photo;
mod sealing;
mod sharing;
mod steps;
mod wire;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
