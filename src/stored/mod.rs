//! Versioned rows and their migrations. A stored shape never changes: a new version, a function from the last, a golden row.
pub mod row;
