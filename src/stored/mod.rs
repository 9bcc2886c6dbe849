//! Versioned rows and their migrations. A stored shape never changes: a new version, a function from the last, a golden row.
//!
//! Architecture Invariant: the shapes here are of their own; no other room's type decides how a row looks.
pub mod approvals;
mod base64;
pub mod cosigning;
mod entry;
pub mod events;
pub mod export;
pub mod former;
mod held;
mod json;
pub mod kept;
pub mod news;
pub mod progress;
pub mod record;
pub mod roster;
pub mod row;
mod standing;
mod state;
pub mod statement;

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
