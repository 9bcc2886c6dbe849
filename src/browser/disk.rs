//! Where this visit keeps its items: in IndexedDB, or in memory where there is no place to keep them.

use crate::{
    domain::{client_ref::ClientRef, moment::Moment},
    runtime::ports::{Change, Epoch, Loaded, Store, StoreError},
    storage::{indexed_db::IndexedDb, memory::Memory},
    stored::row::ItemRow,
};

/// The store of the open partition.
pub(super) enum Disk {
    /// On the phone.
    Kept(IndexedDb),
    /// For this visit.
    Visit(Memory),
}

/// The same call on whichever it is.
macro_rules! on {
    ($disk:expr, $store:ident => $call:expr) => {
        match $disk {
            Disk::Kept($store) => $call.await,
            Disk::Visit($store) => $call.await,
        }
    };
}

impl Store for Disk {
    async fn load(&self) -> Result<Loaded, StoreError> {
        on!(self, store => store.load())
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        on!(self, store => store.commit(change))
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        on!(self, store => store.blob(id))
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        on!(self, store => store.cached(key))
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        on!(self, store => store.cache(epoch, key, text))
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        on!(self, store => store.lease(epoch, holder, now, until))
    }
}
