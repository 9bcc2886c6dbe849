//! 有异议: what a member says is wrong in a yearly answer sheet. It travels as an entry like any other, of a kind of its own,
//! and is no duty: nothing counts it.

use super::{answer::Answer, record::KindId};

/// The kind, in records and among the forms.
pub const KIND: &str = "dispute";
/// The answer that holds the year of the sheet.
pub const YEAR: &str = "year";
/// The answer that holds what tells the row from the others of its sheet.
pub const ROW: &str = "row";
/// The answer that says the row in words.
pub const ABOUT: &str = "about";
/// The answer that holds the id of the rule.
pub const RULE: &str = "rule";
/// The answer that holds the version of the rule.
pub const VERSION: &str = "version";

/// Whether an entry of this kind is one.
pub fn is_dispute(kind: &KindId) -> bool {
    kind.0 == KIND
}

/// The year and the row that an entry disputes; `None`: it is no dispute, or names none.
pub fn row_of<'a>(kind: &KindId, answers: &'a Answer) -> Option<(u16, &'a str)> {
    let text = |key| answers.field(key)?.text();
    if !is_dispute(kind) {
        return None;
    }
    Some((text(YEAR)?.parse().ok()?, text(ROW)?))
}
