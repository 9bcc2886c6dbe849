//! One change of a partition, as one transaction. All that it depends on is asked for before the first answer is awaited:
//! a slow phone waits once, not once per row.

use super::{
    idb::{Database, answers, count, field, object},
    indexed_db::{BLOBS, ITEMS, LEASE, META, SEQ, SESSION, epoch_of, number, revision_of, seq_of},
};
use crate::{
    domain::client_ref::ClientRef,
    outbox::item::State,
    runtime::ports::{Change, Epoch, StoreError},
    stored::row::ItemRow,
};
use wasm_bindgen::JsValue;

/// What was sealed for a change before its transaction opens.
pub(super) struct Sealed<'a> {
    /// Of each row that is put.
    pub(super) bodies: Vec<JsValue>,
    pub(super) photos: Vec<(&'a ClientRef, JsValue)>,
}

/// Writes all of it, or nothing; gives each row's number.
pub(super) async fn write(
    db: &Database,
    change: &Change,
    sealed: &Sealed<'_>,
) -> Result<Vec<u64>, StoreError> {
    let writing = db.write(&[ITEMS, BLOBS, META])?;
    let (items, blobs) = (writing.store(ITEMS)?, writing.store(BLOBS)?);
    let meta = writing.store(META)?;
    let mut asked = vec![meta.ask(SESSION)?, meta.ask(LEASE)?, meta.ask(SEQ)?];
    let fenced = change.fence.is_some();
    let removed = change.remove.iter().filter(|_| !fenced);
    let put = change.put.iter().map(|row| &row.item.client_ref);
    for key in put.chain(removed) {
        asked.push(items.ask(key.as_str())?);
    }
    let mut stored = answers(asked).await?.into_iter();
    let mut next = || stored.next().unwrap_or_default();
    let (session, lease, last) = (next(), next(), count(&next()));
    check_session(&session, change.epoch)?;
    let held = change
        .fence
        .is_none_or(|fence| count(&field(&lease, "fence")) == fence);
    let fits = change.put.iter().all(|row| follows(row, &next(), fenced))
        // Without the lease only drafts are removed.
        && (fenced || change.remove.iter().all(|_| seq_of(&next()) == 0));
    if !(held && fits) {
        return Err(StoreError::Moved);
    }
    let numbers = numbers(&change.put, last);
    for ((row, body), seq) in change.put.iter().zip(&sealed.bodies).zip(&numbers) {
        let clear = object(&[
            ("seq", number(*seq)),
            ("revision", number(next_revision(row))),
            ("body", body.clone()),
        ]);
        items.put(row.item.client_ref.as_str(), &clear)?;
    }
    if change.put.iter().any(takes_number) {
        let taken = numbers.iter().max();
        meta.put(SEQ, &number(taken.copied().unwrap_or(last)))?;
    }
    for key in &change.remove {
        items.delete(key.as_str())?;
    }
    for (id, sealed) in &sealed.photos {
        blobs.put(id.as_str(), sealed)?;
    }
    for id in &change.remove_blobs {
        blobs.delete(id.as_str())?;
    }
    writing.finish().await?;
    Ok(numbers)
}

/// `Moved` unless the session still runs under this epoch.
pub(super) fn check_session(session: &JsValue, epoch: Epoch) -> Result<(), StoreError> {
    if field(session, "active").is_truthy() && epoch_of(session) == epoch {
        Ok(())
    } else {
        Err(StoreError::Moved)
    }
}

/// What the member writes, without a number yet, is the next revision of its row; what the machine notes is not.
pub(super) fn next_revision(row: &ItemRow) -> u64 {
    row.revision + u64::from(row.item.seq == 0)
}

/// Whether a row was made from what is stored; under a fence a draft may replace what was submitted.
fn follows(row: &ItemRow, stored: &JsValue, fenced: bool) -> bool {
    let reopened = fenced && row.item.state == State::Draft;
    revision_of(stored) == row.revision && (reopened || seq_of(stored) == row.item.seq)
}

/// Whether a row has left the draft and has no number yet.
fn takes_number(row: &ItemRow) -> bool {
    row.item.seq == 0 && row.item.state != State::Draft
}

/// The number of each row: the member's next one after `last` where it takes one.
fn numbers(rows: &[ItemRow], mut last: u64) -> Vec<u64> {
    let number_of = |row: &ItemRow| {
        last += u64::from(takes_number(row));
        if takes_number(row) {
            last
        } else {
            row.item.seq
        }
    };
    rows.iter().map(number_of).collect()
}
