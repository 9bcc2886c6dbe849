//! What the member writes: drafts, and what is submitted.

use super::{
    Notice,
    acts::chain_of,
    drive::{Runtime, wall},
    ports::{Chance, Change, Clock, Store, StoreError, Transport},
    tab::Body,
    versions::Beside,
};
use crate::{
    domain::{client_ref::ClientRef, record::Entry},
    outbox::{
        input::Input,
        item::{Item, State},
        planted::{self, Planted},
    },
    stored::row::ItemRow,
};
use std::sync::Arc;

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Opens a draft for writing, as this tab knows it: what is saved from now on is made from this. Where another tab
    /// has written meanwhile, saving it answers `Moved`, and opening it again gives the newer words.
    pub fn open(&self, id: &ClientRef) -> Option<Entry> {
        let row = self.row(id).filter(|row| row.item.state == State::Draft)?;
        let mut tab = self.tab();
        tab.made_from.insert(id.clone(), row.revision);
        tab.in_doubt.remove(id);
        Some(Entry::clone(&row.entry))
    }

    /// Keeps a draft as it is now, with the bytes of photos that are new. Bytes of photos that left it are removed.
    /// `Moved`: another tab has written it or submitted it, or the partition has closed.
    pub async fn save_draft(
        &self,
        entry: Entry,
        photos: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let row = self.new_row(entry, State::Draft, 0);
        self.write(row, photos).await
    }

    /// Freezes an entry and queues it: `Ok` once its transaction completed. Asking twice is harmless. Then `pump`.
    pub async fn submit(
        &self,
        entry: Entry,
        photos: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let client_ref = entry.client_ref.clone();
        let row = self.new_row(entry, State::Queued, 0);
        if planted::is(Planted::SavedTooEarly) {
            let client_ref = client_ref.clone();
            self.notify(Notice::Saved { client_ref });
        }
        let beside = Beside {
            put: photos,
            remove: self.version_keys(&client_ref).await,
        };
        let outcome = self.write_beside(row, beside).await;
        self.notify(match outcome {
            Ok(()) => Notice::Saved { client_ref },
            Err(why) => Notice::NotSaved {
                client_ref: Some(client_ref),
                why,
            },
        });
        outcome
    }

    /// Deletes a draft, its photos and its versions.
    pub async fn discard_draft(&self, id: &ClientRef) -> Result<(), StoreError> {
        let Some(row) = self.row(id) else {
            return Ok(());
        };
        let mut remove_blobs = self.version_keys(id).await;
        remove_blobs.extend(photo_keys(&row.entry));
        self.commit(Change {
            remove: vec![id.clone()],
            remove_blobs,
            ..Change::default()
        })
        .await?;
        self.removed(id.clone());
        self.tab().made_from.remove(id);
        Ok(())
    }

    /// Writes a draft anew that was discarded, as it was then, with the bytes of its photos and of what lay `beside` it.
    pub async fn bring_back(
        &self,
        row: ItemRow,
        bytes: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(row, bytes).await
    }

    /// Writes what the member wrote; it is made from what this tab knows.
    pub(super) async fn write(
        &self,
        row: ItemRow,
        put: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let remove = Vec::new();
        self.write_beside(row, Beside { put, remove }).await
    }

    /// The same, with what else goes.
    pub(super) async fn write_beside(
        &self,
        mut row: ItemRow,
        beside: Beside,
    ) -> Result<(), StoreError> {
        let mut put_blobs = beside.put;
        let entry = Arc::clone(&row.entry);
        let id = entry.client_ref.clone();
        if planted::is(Planted::OldWordsOverwrite) {
            self.load().await?;
            self.tab().made_from.remove(&id);
        }
        let after = match planted::is(Planted::PhotosAfterText) {
            true => std::mem::take(&mut put_blobs),
            false => Vec::new(),
        };
        let doubtful = self.tab().in_doubt.get(&id).cloned();
        if let Some(doubtful) = doubtful {
            self.is_there(&doubtful).await?;
            self.tab().in_doubt.remove(&id);
        }
        let before = self.row(&id);
        let known = before.as_ref().map_or(0, |row| row.revision);
        if let Some(before) = &before {
            row = of_the_same(row, before);
        }
        let mut remove_blobs = before.map_or_else(Vec::new, |row| photo_keys(&row.entry));
        remove_blobs.retain(|id| entry.photos.iter().all(|photo| photo.id != *id));
        remove_blobs.extend(beside.remove);
        let kept = self.tab().made_from.get(&id).copied();
        let made_from = kept.unwrap_or(known);
        self.tab().made_from.insert(id.clone(), made_from);
        row.revision = made_from;
        let submits = row.item.state != State::Draft;
        let change = Change {
            put: vec![row],
            put_blobs,
            remove_blobs,
            ..Change::default()
        };
        match self.commit(change).await {
            Ok(rows) => {
                self.written(rows, false);
                if planted::is(Planted::PhotosAfterText) {
                    let put_blobs = after;
                    let photos = Change {
                        put_blobs,
                        ..Change::default()
                    };
                    let _not_looked_at = self.commit(photos).await;
                }
                Ok(())
            }
            // An earlier write of the same, whose answer was lost or is not back yet.
            Err(StoreError::Moved) if self.is_there(&entry).await? == Some(submits) => Ok(()),
            Err(why) => {
                let mut tab = self.tab();
                tab.doubt();
                tab.in_doubt.insert(id, entry);
                Err(why)
            }
        }
    }

    /// Whether this very entry is on disk, and then whether it is submitted; what follows is made from it.
    async fn is_there(&self, entry: &Entry) -> Result<Option<bool>, StoreError> {
        self.load().await?;
        let row = self.row(&entry.client_ref).filter(|row| {
            let captured_at = row.entry.captured_at;
            let asked = Entry {
                captured_at,
                ..Entry::clone(entry)
            };
            *row.entry == asked
        });
        if let Some(row) = &row {
            let id = entry.client_ref.clone();
            self.tab().made_from.insert(id, row.revision);
        }
        Ok(row.map(|row| row.item.seq > 0))
    }

    pub(super) async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        if self.tab().closed {
            return Err(StoreError::Moved);
        }
        let epoch = self.epoch;
        self.store.commit(Change { epoch, ..change }).await
    }

    /// Takes in what was written. A submitted row that this tab knows already may have moved on since: it stays as it
    /// is known, unless it was `reopened`, and the store is read again.
    pub(super) fn written(&self, rows: Vec<ItemRow>, reopened: bool) {
        for (item, body) in rows.into_iter().map(Body::of) {
            {
                let mut tab = self.tab();
                if tab.closed {
                    return;
                }
                tab.writes += 1;
                let known = tab.outbox.item(&item.client_ref);
                let known = known.map_or(0, |known| known.seq);
                let newest = tab.outbox.items().last().map_or(0, |last| last.seq);
                // A number that this tab has not seen was given in another one.
                tab.stale |= known > 0 || item.seq > newest + 1;
                if known > 0 && known >= item.seq && !reopened {
                    continue;
                }
                tab.made_from.insert(item.client_ref.clone(), body.revision);
                tab.bodies.insert(item.client_ref.clone(), body);
            }
            self.tell(Input::Written { item });
        }
    }

    /// A row of its own chain, or of its event's.
    pub(super) fn new_row(&self, entry: Entry, state: State, revision: u64) -> ItemRow {
        ItemRow {
            item: Item {
                client_ref: entry.client_ref.clone(),
                seq: 0,
                chain: chain_of(&entry).unwrap_or_else(|| entry.client_ref.clone()),
                state,
                attempts: 0,
                updates: false,
                in_doubt: 0,
                uploads: photo_keys(&entry)
                    .into_iter()
                    .map(|id| (id, false))
                    .collect(),
            },
            entry: Arc::new(entry),
            update: None,
            changed_at: wall(&self.clock),
            revision,
        }
    }
}

pub(super) fn photo_keys(entry: &Entry) -> Vec<ClientRef> {
    entry.photos.iter().map(|photo| photo.id.clone()).collect()
}

/// What the member writes of an update goes on being one; the backend has the photos that it had.
pub(super) fn of_the_same(mut row: ItemRow, before: &ItemRow) -> ItemRow {
    let update = row.update.or_else(|| before.update.clone());
    if let Some(update) = &update {
        for (photo, there) in &mut row.item.uploads {
            *there |= update.base.photos.contains(photo);
        }
    }
    let (chain, updates) = match update {
        Some(_) => (before.item.chain.clone(), true),
        None => (row.item.chain, false),
    };
    ItemRow {
        item: Item {
            chain,
            updates,
            ..row.item
        },
        update,
        ..row
    }
}
