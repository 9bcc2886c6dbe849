//! What the districts published, on the page that shows it: asked for, and answered into its own signal.

use crate::domain::figure::Figures;
use std::sync::Arc;

/// How the figures come.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Published {
    /// They are asked for.
    #[default]
    Asking,
    /// They are here.
    Here(Arc<Figures>),
    /// They can't be had now.
    NotHad,
    /// They can't be read, by the place of the mistake.
    Wrong(String),
}
