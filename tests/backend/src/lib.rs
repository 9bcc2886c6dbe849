//! A running backend of its own for each test binary, and a plain HTTP client for it.
//!
//! The server is started by `scripts/backend` as an operator would, on a free port, with the demonstration's
//! accounts, in a folder that goes away with the test process.

mod client;
mod event;
mod realtime;
pub mod rounds;
mod server;

pub use client::{Client, Reply, multipart};
pub use event::{Event, act, act_body, code, hours};
pub use realtime::Realtime;
pub use server::{PORTALS, Server, root, unique_ref};

use sha2::{Digest, Sha256};

/// The lower-case hex SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
