//! What its owner chooses for an item that was submitted: withdrawn, edited, sent on. Under the lease, from what is on disk.

use super::{
    Refusal,
    drive::Runtime,
    lease::Lease,
    ports::{Chance, Change, Clock, Store, Transport},
    wishes::{of_the_same, photo_keys},
};
use crate::{
    domain::{client_ref::ClientRef, record::Entry},
    outbox::item::{Item, State},
    stored::row::ItemRow,
};

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Deletes an item for good, by its owner's choice. What was sent already may still arrive.
    pub async fn withdraw(&self, id: &ClientRef) -> Result<(), Refusal> {
        self.withdraw_where(id, |_| true).await
    }

    /// The same, unless the backend may have seen it.
    pub(super) async fn withdraw_unsent(&self, id: &ClientRef) -> Result<(), Refusal> {
        self.withdraw_where(id, Item::is_editable).await
    }

    async fn withdraw_where(&self, id: &ClientRef, may: fn(&Item) -> bool) -> Result<(), Refusal> {
        let _reserved = self.reserve(id)?;
        let outcome = self.remove(id, may).await;
        self.end_choice().await;
        outcome
    }

    async fn remove(&self, id: &ClientRef, may: fn(&Item) -> bool) -> Result<(), Refusal> {
        let (row, fence) = self.fresh(id).await?;
        if !may(&row.item) {
            return Err(Refusal::Sent);
        }
        let mut remove_blobs = self.version_keys(id).await;
        remove_blobs.extend(photo_keys(&row.entry));
        self.commit(Change {
            fence: Some(fence),
            remove: vec![id.clone()],
            remove_blobs,
            ..Change::default()
        })
        .await?;
        self.removed(id.clone());
        Ok(())
    }

    /// Makes an item that certainly had no effect a draft again, under its own key: whatever an earlier try may still
    /// come to, the backend holds it once.
    pub async fn edit(&self, id: &ClientRef) -> Result<Entry, Refusal> {
        self.choose(id, |row| {
            if !row.item.is_editable() {
                return Err(Refusal::Sent);
            }
            let entry = Entry {
                captured_at: None,
                ..Entry::clone(&row.entry)
            };
            let draft = self.new_row(entry.clone(), State::Draft, row.revision);
            *row = of_the_same(draft, row);
            Ok(entry)
        })
        .await
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

    /// Writes what its owner chose: `change` makes it of the row, or says why not.
    pub(super) async fn choose<A>(
        &self,
        id: &ClientRef,
        change: impl FnOnce(&mut ItemRow) -> Result<A, Refusal>,
    ) -> Result<A, Refusal> {
        let _reserved = self.reserve(id)?;
        let outcome = self.change(id, change).await;
        self.end_choice().await;
        outcome
    }

    async fn change<A>(
        &self,
        id: &ClientRef,
        change: impl FnOnce(&mut ItemRow) -> Result<A, Refusal>,
    ) -> Result<A, Refusal> {
        let (mut row, fence) = self.fresh(id).await?;
        let chosen = change(&mut row)?;
        let written = self.commit(Change {
            fence: Some(fence),
            put: vec![row],
            ..Change::default()
        });
        let rows = written.await?;
        self.written(rows, true);
        Ok(chosen)
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
