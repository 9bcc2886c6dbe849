//! The row of one item, as the rest of the house sees it, and as it is written.

use super::{
    StoredError, entry, held,
    json::{Row, object, of, pair, parse, to_ref},
    state,
};
use crate::{
    domain::{client_ref::ClientRef, held::Update, moment::Moment, record::Entry},
    outbox::item::Item,
};
use serde_json::Value;
use std::sync::Arc;

/// An item with its body.
#[derive(Clone, Debug)]
pub struct ItemRow {
    /// What the machine knows of it.
    pub item: Item,
    /// What the member wrote; shared, for rows are handed round whole.
    pub entry: Arc<Entry>,
    /// What it was made from, where it updates what the backend holds.
    pub update: Option<Arc<Update>>,
    /// The last change by the member.
    pub changed_at: Moment,
    /// Which of the member's writes it is, counted by the store, which keeps it beside the text; 0 before the first.
    pub revision: u64,
}

impl PartialEq for ItemRow {
    /// What is one and the same is not compared word by word: a list of a thousand is compared at each change.
    fn eq(&self, other: &Self) -> bool {
        let same_words = Arc::ptr_eq(&self.entry, &other.entry) || self.entry == other.entry;
        self.item == other.item
            && (self.changed_at, self.revision) == (other.changed_at, other.revision)
            && same_words
            && self.update == other.update
    }
}

/// The row as JSON, version 3. A number that is not finite is written as nothing.
pub fn encode(row: &ItemRow) -> String {
    let item = &row.item;
    let upload = |(id, there): &(ClientRef, bool)| Value::Array(vec![of(id), (*there).into()]);
    object([
        ("v", 3.into()),
        ("client_ref", of(&item.client_ref)),
        ("seq", item.seq.into()),
        ("chain", of(&item.chain)),
        ("state", state::write(&item.state)),
        ("attempts", item.attempts.into()),
        ("in_doubt", item.in_doubt.into()),
        (
            "uploads",
            Value::Array(item.uploads.iter().map(upload).collect()),
        ),
        ("entry", entry::write(&row.entry)),
        ("update", row.update.as_deref().map(held::write).into()),
        ("changed_at", row.changed_at.0.into()),
    ])
    .to_string()
}

/// Reads a row of any version that was ever released.
pub fn decode(text: &str) -> Result<ItemRow, StoredError> {
    let mut value = parse(text, 3)?;
    let version = Row(&value).count("v")?;
    if version < 2 {
        from_1(&mut value);
    }
    if version < 3 {
        from_2(&mut value);
    }
    let row = Row(&value);
    let item = Item {
        client_ref: row.key("client_ref")?,
        seq: row.count("seq")?,
        chain: row.key("chain")?,
        state: state::read(row.value("state")?)?,
        attempts: row.small("attempts")?,
        updates: !row.value("update")?.is_null(),
        in_doubt: row.small("in_doubt")?,
        uploads: row.list("uploads", |upload| {
            let (id, there) = pair(upload)?;
            Ok((to_ref(id)?, there.as_bool().ok_or(StoredError::Damaged)?))
        })?,
    };
    let entry = entry::read(row.row("entry")?)?;
    if entry.client_ref != item.client_ref {
        return Err(StoredError::Damaged);
    }
    Ok(ItemRow {
        item,
        entry: Arc::new(entry),
        update: row.maybe("update", held::read)?.map(Arc::new),
        changed_at: Moment(row.whole("changed_at")?),
        revision: 0,
    })
}

/// Version 1 knew no updates, and of a conflict the backend's words alone.
fn from_1(value: &mut Value) {
    if let Some(row) = value.as_object_mut() {
        row.insert("update".to_owned(), Value::Null);
    }
    let conflict = value.pointer_mut("/state/conflict");
    if let Some(conflict) = conflict.and_then(Value::as_object_mut) {
        conflict.insert("fields".to_owned(), Value::Array(Vec::new()));
    }
}

/// Version 2 knew one reason for a no: no place was left.
fn from_2(value: &mut Value) {
    let declined = value.pointer_mut("/state/declined");
    if let Some(declined) = declined.and_then(Value::as_object_mut) {
        declined.insert("why".to_owned(), of("full"));
    }
}
