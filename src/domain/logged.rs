//! 代填: what the office wrote down for a member.

use super::moment::Moment;

/// Who wrote a record down, and what its member says to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logged {
    /// Who of the office.
    pub by: String,
    /// When, where that is known.
    pub at: Option<Moment>,
    /// What its member said; `None` where the backend asks no word of theirs.
    pub said: Option<Said>,
}

/// What a member says to a record that the office wrote down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// Nothing yet.
    Nothing,
    /// 是我做的
    Right,
    /// 不对, with the member's words.
    Wrong {
        /// The member's words.
        words: String,
    },
}
