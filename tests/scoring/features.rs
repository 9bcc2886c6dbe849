//! Each feature of the language, with ten cases at least.

#[path = "features/bounds.rs"]
mod bounds;
#[path = "features/counting.rs"]
mod counting;
#[path = "features/table.rs"]
pub mod table;
#[path = "features/year.rs"]
mod year;
