//! What the office worked out of a member's year.

use super::moment::Moment;

/// The office's own sum of a year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Of what the office knew then.
    pub as_of: Moment,
    /// The office has closed the year: what comes later moves nothing.
    pub closed: bool,
    /// The sheet as JSON, as the command `score` prints it.
    pub sheet: String,
}
