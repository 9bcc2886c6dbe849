//! Who helps, on the page that says it: asked for, and answered here.

use crate::domain::office::Office;

/// The body's office, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Helper {
    /// Being looked for.
    #[default]
    Asking,
    /// Nobody says how it is reached.
    Unknown,
    /// So it is reached.
    Is(Office),
}
