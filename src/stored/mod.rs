//! Versioned rows and their migrations. A stored shape never changes: a new version, a function from the last, a golden row.
//!
//! Architecture Invariant: the shapes here are of their own; no other room's type decides how a row looks.
mod entry;
pub mod kept;
pub mod record;
pub mod row;
mod state;

use serde::Deserialize;

/// A stored text that can't be read. Its bytes stay where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredError {
    /// Written by a newer version of this app.
    #[error("written by a newer version")]
    Newer,
    /// Not a text that any version of this app writes.
    #[error("damaged")]
    Damaged,
}

#[derive(Deserialize)]
struct Head {
    v: u32,
}

/// The version that a text says it has, if this app reads it.
fn version(text: &str, newest: u32) -> Result<u32, StoredError> {
    let Head { v } = serde_json::from_str(text).map_err(|_| StoredError::Damaged)?;
    match v {
        0 => Err(StoredError::Damaged),
        v if v > newest => Err(StoredError::Newer),
        v => Ok(v),
    }
}

/// Why a text that is of no version this app reads can't be read.
fn unreadable(text: &str, newest: u32) -> StoredError {
    version(text, newest).err().unwrap_or(StoredError::Damaged)
}
