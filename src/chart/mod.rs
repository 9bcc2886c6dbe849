//! Drawings as data: numbers and texts become marks with places in whole units, without document and colour.
//!
//! Architecture Invariant: uses nothing of ours; what is drawn with it is the pages' business.
pub mod bars;
pub mod days;
pub mod qr;
pub mod rings;
