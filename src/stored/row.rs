//! The row of one item, as the rest of the house sees it.

use crate::{
    domain::{moment::Moment, record::Entry},
    outbox::item::Item,
};

/// An item with its body.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemRow {
    /// What the machine knows of it.
    pub item: Item,
    /// What the member wrote.
    pub entry: Entry,
    /// The last change by the member.
    pub changed_at: Moment,
}
