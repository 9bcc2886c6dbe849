//! The rules that a year is scored by, as a text: the page that scores reads it.

use std::sync::Arc;

/// How far the file has come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum RulesFile {
    /// Under way.
    #[default]
    Reading,
    /// This body has none: nothing is scored.
    Absent,
    /// It can't be had now.
    Unfetched,
    /// Its text.
    Read(Arc<str>),
}
