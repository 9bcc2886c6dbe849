//! The suite that the memory store passes too.

use crate::bench::{VAULT, fresh, open, raw};
use dajuan::{
    domain::client_ref::ClientRef,
    runtime::ports::{Epoch, StoreError},
    storage::{
        contract::{self, Bench},
        indexed_db::IndexedDb,
    },
};
use std::cell::RefCell;
use wasm_bindgen_test::wasm_bindgen_test;

/// The digest of the partition under check.
#[derive(Default)]
struct Browser(RefCell<String>);

impl Bench for Browser {
    type Of = IndexedDb;

    async fn fresh(&self) -> Result<IndexedDb, StoreError> {
        let digest = fresh().await;
        self.0.replace(digest.clone());
        Ok(open(&digest, VAULT).await)
    }

    async fn begin(&self, store: &IndexedDb) -> Result<Epoch, StoreError> {
        store.activate().await
    }

    async fn end(&self, store: &IndexedDb) -> Result<(), StoreError> {
        store.deactivate().await
    }

    async fn damage(&self, _: &IndexedDb, id: &ClientRef) -> Result<(), StoreError> {
        let script = format!(
            "const t = db.transaction('items', 'readwrite'), items = t.objectStore('items');
             const row = await wait(items.get('{id}'));
             new Uint8Array(row.body)[20] ^= 1;
             items.put(row, '{id}');
             await new Promise(done => t.oncomplete = done);"
        );
        let digest = self.0.borrow().clone();
        raw(&digest, &script).await;
        Ok(())
    }
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_the_contract_of_every_store() {
    assert_eq!(contract::check(&Browser::default()).await, Ok(()));
}
