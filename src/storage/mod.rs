//! Where a member's items live.
#[cfg(target_arch = "wasm32")]
mod change;
#[cfg(target_arch = "wasm32")]
pub mod cipher;
pub mod contract;
#[cfg(target_arch = "wasm32")]
pub mod directory;
#[cfg(target_arch = "wasm32")]
pub mod idb;
#[cfg(target_arch = "wasm32")]
pub mod indexed_db;
pub mod memory;
#[cfg(target_arch = "wasm32")]
pub mod partition;
#[cfg(target_arch = "wasm32")]
mod passphrase;
#[cfg(target_arch = "wasm32")]
pub mod quota;
#[cfg(target_arch = "wasm32")]
pub mod session;
