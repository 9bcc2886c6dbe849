//! What planted faults make of the loop's steps (`outbox::planted`); only tests build this.

use super::{
    drive::{Runtime, mint, wall},
    ports::{Chance, Change, Clock, Store, StoreError, Transport},
};
use crate::{
    domain::client_ref::ClientRef,
    outbox::{
        item::State,
        planted::{Planted, is},
    },
    stored::row::ItemRow,
};
use std::sync::Arc;

const DAY_MS: i64 = 86_400_000;

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// A write of the machine.
    pub(super) async fn commit_astray(
        &self,
        mut change: Change,
    ) -> Result<Vec<ItemRow>, StoreError> {
        let sends = |row: &ItemRow| row.item.state == State::Sending;
        let sends = change.put.iter().any(sends);
        if is(Planted::NoWriteAhead) && sends {
            return Ok(Vec::new());
        }
        if is(Planted::FencingIgnored) || is(Planted::LockWithoutLease) {
            change.fence = None;
        }
        if is(Planted::DeleteBeforeSend) && sends {
            let rows = std::mem::take(&mut change.put).into_iter();
            change.remove = rows.map(|row| row.item.client_ref).collect();
        }
        if is(Planted::QuarantineDropped) {
            let unreadable = self.unreadable();
            let keys = unreadable
                .iter()
                .filter_map(|key| ClientRef::parse(key).ok());
            change.remove.extend(keys);
        }
        for row in &mut change.put {
            if is(Planted::RetryNotKept) && matches!(row.item.state, State::RetryWait { .. }) {
                row.item.state = State::Queued;
                row.item.attempts = 0;
            }
        }
        let goes_on = is(Planted::NoOwnerCheck) && sends || is(Planted::ReplyThoughMoved) && !sends;
        match self.store.commit(change).await {
            Err(StoreError::Moved) if goes_on => Ok(Vec::new()),
            came => came,
        }
    }

    /// What is sent of an item.
    pub(super) fn sent_astray(&self, mut row: ItemRow) -> ItemRow {
        let old = wall(&self.clock).since(row.changed_at) > DAY_MS;
        if is(Planted::NewKeyPerTry) || (is(Planted::ExpiringKey) && old) {
            Arc::make_mut(&mut row.entry).client_ref = mint(&self.chance);
        }
        row
    }
}
