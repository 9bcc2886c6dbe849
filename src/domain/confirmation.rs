//! What a member says to a record that the office wrote down (是我做的, 不对): an entry like any other, of a kind of its own, and no
//! duty: nothing counts it.

use super::{answer::Answer, client_ref::ClientRef, record::KindId};

/// The kind, in records and among the forms.
pub const KIND: &str = "confirmation";
/// The answer that holds the key of the record.
pub const RECORD: &str = "record";
/// The answer that says whether the record is right.
pub const RIGHT: &str = "right";

/// Whether an entry of this kind is one.
pub fn is_confirmation(kind: &KindId) -> bool {
    kind.0 == KIND
}

/// The record that an entry speaks about, and whether it is right; `None`: it is no confirmation, or says neither.
pub fn said_of(kind: &KindId, answers: &Answer) -> Option<(ClientRef, bool)> {
    let Answer::Flag(right) = answers.field(RIGHT).filter(|_| is_confirmation(kind))? else {
        return None;
    };
    Some((answers.reference(RECORD)?, *right))
}
