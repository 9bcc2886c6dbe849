//! Drawings as data.
//!
//! Architecture Invariant: uses nothing of ours; what is drawn with it is the pages' business.
pub mod qr;
