//! The row of one item, as the rest of the house sees it, and as it is written.

use super::{
    StoredError,
    entry::{EntryV1, to_ref},
    state::StateV1,
    unreadable,
};
use crate::{
    domain::{moment::Moment, record::Entry},
    outbox::item::Item,
};
use serde::{Deserialize, Serialize};

/// An item with its body.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemRow {
    /// What the machine knows of it.
    pub item: Item,
    /// What the member wrote.
    pub entry: Entry,
    /// The last change by the member.
    pub changed_at: Moment,
    /// Which of the member's writes it is, counted by the store, which keeps it beside the text; 0 before the first.
    pub revision: u64,
}

/// The row as JSON, version 1. A number that is not finite is written as nothing.
pub fn encode(row: &ItemRow) -> String {
    let Item {
        client_ref,
        seq,
        chain,
        state,
        attempts,
        in_doubt,
        uploads,
    } = &row.item;
    let uploads = uploads.iter().map(|(id, there)| (id.to_string(), *there));
    let written = RowV1 {
        v: 1,
        client_ref: client_ref.to_string(),
        seq: *seq,
        chain: chain.to_string(),
        state: StateV1::from_state(state.clone()),
        attempts: *attempts,
        in_doubt: *in_doubt,
        uploads: uploads.collect(),
        entry: EntryV1::from_entry(&row.entry),
        changed_at: row.changed_at.0,
    };
    serde_json::to_string(&written).unwrap_or_default()
}

/// Reads a row of any version that was ever released.
pub fn decode(text: &str) -> Result<ItemRow, StoredError> {
    let row = match serde_json::from_str::<RowV1>(text) {
        Ok(row) if row.v == 1 => row,
        Ok(_) | Err(_) => return Err(unreadable(text, 1)),
    };
    let uploads = row.uploads.into_iter();
    let item = Item {
        client_ref: to_ref(&row.client_ref)?,
        seq: row.seq,
        chain: to_ref(&row.chain)?,
        state: row.state.into_state(),
        attempts: row.attempts,
        in_doubt: row.in_doubt,
        uploads: uploads
            .map(|(id, there)| Ok((to_ref(&id)?, there)))
            .collect::<Result<_, StoredError>>()?,
    };
    let entry = row.entry.into_entry()?;
    if entry.client_ref != item.client_ref {
        return Err(StoredError::Damaged);
    }
    Ok(ItemRow {
        item,
        entry,
        changed_at: Moment(row.changed_at),
        revision: 0,
    })
}

#[derive(Serialize, Deserialize)]
struct RowV1 {
    v: u32,
    client_ref: String,
    seq: u64,
    chain: String,
    state: StateV1,
    attempts: u32,
    in_doubt: u32,
    uploads: Vec<(String, bool)>,
    entry: EntryV1,
    changed_at: i64,
}
