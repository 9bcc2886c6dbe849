//! What the member asks for: write, submit, edit, withdraw.

use super::{
    Notice, Refusal,
    drive::{Runtime, wall},
    lease::Lease,
    ports::{Chance, Change, Clock, Store, StoreError, Transport},
};
use crate::{
    domain::{client_ref::ClientRef, record::Entry},
    outbox::{
        input::Input,
        item::{Item, State},
    },
    stored::row::ItemRow,
};

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Keeps a draft as it is now, with the bytes of photos that are new. Bytes of photos that left it are removed.
    pub async fn save_draft(
        &self,
        entry: Entry,
        photos: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(entry, State::Draft, photos).await
    }

    /// Freezes an entry and queues it: `Ok` once its transaction completed. Asking twice is harmless. Then `pump`.
    pub async fn submit(
        &self,
        entry: Entry,
        photos: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let client_ref = entry.client_ref.clone();
        let mut outcome = self.write(entry.clone(), State::Queued, photos).await;
        if outcome == Err(StoreError::Moved) && self.is_queued(&entry).await {
            outcome = Ok(());
        }
        self.notify(match outcome {
            Ok(()) => Notice::Saved { client_ref },
            Err(why) => Notice::NotSaved {
                client_ref: Some(client_ref),
                why,
            },
        });
        outcome
    }

    /// Deletes a draft and its photos.
    pub async fn discard_draft(&self, id: &ClientRef) -> Result<(), StoreError> {
        let Some(row) = self.row(id) else {
            return Ok(());
        };
        self.commit(Change {
            remove: vec![id.clone()],
            remove_blobs: photo_keys(&row.entry),
            ..Change::default()
        })
        .await?;
        self.removed(id.clone());
        Ok(())
    }

    /// Deletes an item for good, by its owner's choice. What was sent already may still arrive.
    pub async fn withdraw(&self, id: &ClientRef) -> Result<(), Refusal> {
        let _reserved = self.reserve(id)?;
        let (row, fence) = self.fresh(id).await?;
        self.commit(Change {
            fence: Some(fence),
            remove: vec![id.clone()],
            remove_blobs: photo_keys(&row.entry),
            ..Change::default()
        })
        .await?;
        self.removed(id.clone());
        self.end_choice().await;
        Ok(())
    }

    /// Makes an item that certainly had no effect a draft again, under its own key: whatever an earlier try may still
    /// come to, the backend holds it once.
    pub async fn edit(&self, id: &ClientRef) -> Result<Entry, Refusal> {
        let _reserved = self.reserve(id)?;
        let (row, fence) = self.fresh(id).await?;
        if !is_editable(&row.item) {
            return Err(Refusal::Sent);
        }
        let entry = Entry {
            captured_at: None,
            ..row.entry
        };
        let change = Change {
            fence: Some(fence),
            put: vec![self.new_row(entry.clone(), State::Draft)],
            ..Change::default()
        };
        let rows = self.commit(change).await?;
        self.written(rows, true);
        self.end_choice().await;
        Ok(entry)
    }

    async fn write(
        &self,
        entry: Entry,
        state: State,
        put_blobs: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let before = self
            .row(&entry.client_ref)
            .map(|row| photo_keys(&row.entry));
        let mut remove_blobs = before.unwrap_or_default();
        remove_blobs.retain(|id| entry.photos.iter().all(|photo| photo.id != *id));
        let put = vec![self.new_row(entry, state)];
        let change = Change {
            put,
            put_blobs,
            remove_blobs,
            ..Change::default()
        };
        let rows = self.commit(change).await?;
        self.written(rows, false);
        Ok(())
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        if self.tab().closed {
            return Err(StoreError::Moved);
        }
        let epoch = self.epoch;
        self.store.commit(Change { epoch, ..change }).await
    }

    /// Takes in what was written. A submitted row that this tab knows already may have moved on since: it stays as it
    /// is known, unless it was `reopened`, and the store is read again.
    fn written(&self, rows: Vec<ItemRow>, reopened: bool) {
        for ItemRow {
            item,
            entry,
            changed_at,
        } in rows
        {
            {
                let mut tab = self.tab();
                if tab.closed {
                    return;
                }
                tab.writes += 1;
                let known = tab.outbox.item(&item.client_ref);
                let known = known.map_or(0, |known| known.seq);
                tab.stale |= known > 0;
                if known > 0 && known >= item.seq && !reopened {
                    continue;
                }
                let body = (entry, changed_at);
                tab.bodies.insert(item.client_ref.clone(), body);
            }
            self.tell(Input::Written { item });
        }
    }

    fn new_row(&self, entry: Entry, state: State) -> ItemRow {
        ItemRow {
            item: Item {
                client_ref: entry.client_ref.clone(),
                seq: 0,
                chain: entry.client_ref.clone(),
                state,
                attempts: 0,
                uploads: photo_keys(&entry)
                    .into_iter()
                    .map(|id| (id, false))
                    .collect(),
            },
            entry,
            changed_at: wall(&self.clock),
        }
    }

    /// Whether this very entry is queued already: an earlier press, whose outcome was lost or which is not back yet.
    async fn is_queued(&self, entry: &Entry) -> bool {
        let read = self.load().await;
        let row = self.row(&entry.client_ref);
        let same = |row: ItemRow| {
            let captured_at = entry.captured_at;
            let kept = Entry {
                captured_at,
                ..row.entry
            };
            row.item.seq > 0 && kept == *entry
        };
        read.is_ok() && row.is_some_and(same)
    }

    /// The row as it stands under the lease.
    async fn fresh(&self, id: &ClientRef) -> Result<(ItemRow, u64), Refusal> {
        let fence = loop {
            match self.take_lease().await {
                Lease::Held(fence) => break fence,
                Lease::Reread => {}
                Lease::Elsewhere => return Err(Refusal::Busy),
                Lease::Failed(why) => return Err(Refusal::Store(why)),
            }
        };
        // A write of this tab may be on disk and not yet told: only the disk knows, and under the lease it stays so.
        self.load().await?;
        let row = self.row(id).ok_or(Refusal::Gone)?;
        Ok((row, fence))
    }

    /// Gives the lease back where no queue is being sent.
    async fn end_choice(&self) {
        if !self.is_pumping() {
            self.release_lease().await;
        }
    }

    fn reserve<'a>(&'a self, id: &'a ClientRef) -> Result<Reserved<'a, S, T, C, R>, Refusal> {
        let mut tab = self.tab();
        if tab.outbox.item(id).is_none() {
            return Err(Refusal::Gone);
        }
        if !tab.outbox.reserve(id) {
            return Err(Refusal::Busy);
        }
        Ok(Reserved { runtime: self, id })
    }
}

fn photo_keys(entry: &Entry) -> Vec<ClientRef> {
    entry.photos.iter().map(|photo| photo.id.clone()).collect()
}

/// Never sent, or refused for what is in it: the backend holds nothing under its key.
fn is_editable(item: &Item) -> bool {
    match item.state {
        State::Queued | State::RetryWait { .. } | State::UpgradeNeeded => item.attempts == 0,
        State::NeedsFix { .. } | State::TooLarge => true,
        State::Draft
        | State::Sending
        | State::Accepted { .. }
        | State::Conflict { .. }
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => false,
    }
}

/// An item that is not sent while its owner's choice is being written, even should the task be dropped.
struct Reserved<'a, S: Store, T: Transport, C: Clock, R: Chance> {
    runtime: &'a Runtime<S, T, C, R>,
    id: &'a ClientRef,
}

impl<S: Store, T: Transport, C: Clock, R: Chance> Drop for Reserved<'_, S, T, C, R> {
    fn drop(&mut self) {
        self.runtime.tab().outbox.release(self.id);
    }
}
