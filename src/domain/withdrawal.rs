//! 撤回 of what was received: an entry like any other, of a kind of its own, and no duty: nothing counts it.

use super::{answer::Answer, client_ref::ClientRef, record::KindId};

/// The kind, in records and among the forms.
pub const KIND: &str = "withdrawal";
/// The answer that holds the key of the record.
pub const RECORD: &str = "record";

/// Whether an entry of this kind is one.
pub fn is_withdrawal(kind: &KindId) -> bool {
    kind.0 == KIND
}

/// The record that an entry withdraws; `None`: it is no withdrawal, or names none.
pub fn record_of(kind: &KindId, answers: &Answer) -> Option<ClientRef> {
    answers.reference(RECORD).filter(|_| is_withdrawal(kind))
}
