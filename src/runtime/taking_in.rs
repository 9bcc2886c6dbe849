//! Takes in what was exported, here or on another phone of the same member.

use super::{
    drive::Runtime,
    ports::{Chance, Change, Clock, Store, StoreError, Transport},
};
use crate::{
    domain::{client_ref::ClientRef, record::Photo},
    outbox::item::State,
    stored::{
        export::{Export, TakenIn, taken_in},
        row::ItemRow,
    },
};
use std::collections::{BTreeMap, BTreeSet};

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Writes what is new in one transaction, all or nothing; what is here, or among the keys `received`, is left alone.
    /// Then `pump`.
    pub async fn take_in(
        &self,
        export: Export,
        received: &[ClientRef],
    ) -> Result<TakenIn, StoreError> {
        self.load().await?;
        let known = self.rows();
        let arrived = |row: &ItemRow| matches!(row.item.state, State::Done { .. });
        let keys = |arrived_ones: bool| -> BTreeSet<ClientRef> {
            let rows = known.iter().filter(|row| arrived(row) == arrived_ones);
            rows.map(|row| row.item.client_ref.clone()).collect()
        };
        let (here, mut there) = (keys(false), keys(true));
        there.extend(received.iter().cloned());
        // What can't be read lies under its key all the same.
        let sealed: BTreeSet<String> = self.unreadable().into_iter().collect();
        let photos_here: BTreeSet<&ClientRef> = known
            .iter()
            .flat_map(|row| row.entry.photos.iter().map(|photo| &photo.id))
            .collect();
        let mut photos = export.photos;
        photos.retain(|(id, _)| !photos_here.contains(id));
        let sizes: BTreeMap<ClientRef, usize> = photos
            .iter()
            .map(|(id, bytes)| (id.clone(), bytes.len()))
            .collect();
        let mut told = TakenIn {
            unreadable: export.quarantined.len(),
            ..TakenIn::default()
        };
        let mut put = Vec::new();
        for row in export.rows {
            let key = &row.item.client_ref;
            if there.contains(key) {
                told.received += 1;
            } else if here.contains(key) || sealed.contains(key.as_str()) {
                told.here += 1;
            } else {
                let had = row.entry.photos.len();
                let whole = |photo: &Photo| sizes.get(&photo.id) == Some(&(photo.bytes as usize));
                let row = taken_in(row, whole);
                told.photos_missing += had - row.entry.photos.len();
                put.push(row);
            }
        }
        told.added = put.len();
        let wanted: BTreeSet<&ClientRef> = put
            .iter()
            .flat_map(|row| row.entry.photos.iter().map(|photo| &photo.id))
            .collect();
        photos.retain(|(id, _)| wanted.contains(id));
        let rows = self
            .commit(Change {
                put,
                put_blobs: photos,
                ..Change::default()
            })
            .await?;
        self.written(rows, false);
        Ok(told)
    }
}
