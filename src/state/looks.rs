//! Who of the office looked, on the page that says it: asked for, and answered here.

use crate::domain::look::Look;

/// What is known of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Looks {
    /// Being asked for.
    #[default]
    Asking,
    /// The backend notes nothing of it.
    Absent,
    /// It can't be had now.
    Failed,
    /// These, the newest first.
    Are(Vec<Look>),
}
