//! The partition of one member in IndexedDB: ciphertext, and in clear only keys, numbers and the session.

use super::{
    change,
    cipher::{Cipher, CipherError, Opening},
    idb::{self, Database, count, field, object, text},
    partition::NextStart,
};
use crate::{
    domain::{client_ref::ClientRef, moment::Moment},
    runtime::ports::{Change, Epoch, Loaded, Store, StoreError},
    stored::row::{ItemRow, decode, encode},
};
use js_sys::{ArrayBuffer, JSON, Uint8Array};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};

pub(super) const ITEMS: &str = "items";
pub(super) const BLOBS: &str = "blobs";
const CACHE: &str = "cache";
pub(super) const META: &str = "meta";
pub(super) const KEYS: &str = "keys";
pub(super) const STORES: [&str; 5] = [ITEMS, BLOBS, CACHE, META, KEYS];

pub(super) const SESSION: &str = "session";
pub(super) const SEQ: &str = "seq";
pub(super) const LEASE: &str = "lease";

/// A lease that runs further was written before the clock was moved, and does not count.
const LONGEST_LEASE_MS: f64 = 300_000.0;

/// An open partition. It holds the connection and the key, and nothing that was read with them.
pub struct IndexedDb {
    name: String,
    connection: RefCell<Option<Rc<Database>>>,
    pub(super) cipher: Cipher,
    pub(super) next: NextStart,
}

impl IndexedDb {
    pub(super) fn new(name: String, connection: Database, cipher: Cipher, next: NextStart) -> Self {
        Self {
            name,
            connection: RefCell::new(Some(Rc::new(connection))),
            cipher,
            next,
        }
    }

    /// Runs one transaction; where the connection turns out to be dead, once more on a new one.
    pub(super) async fn twice<T>(
        &self,
        run: impl AsyncFn(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut again = true;
        loop {
            let outcome = run(&*self.connection().await?).await;
            if !(again && matches!(outcome, Err(StoreError::Lost))) {
                return outcome;
            }
            again = false;
            self.connection.take();
        }
    }

    /// A partition that was erased meanwhile is not made again: `Moved`.
    async fn connection(&self) -> Result<Rc<Database>, StoreError> {
        let open = self.connection.borrow().clone();
        if let Some(open) = open {
            return Ok(open);
        }
        let opened = Rc::new(Database::open(&self.name, &STORES, false).await?);
        self.connection.replace(Some(opened.clone()));
        Ok(opened)
    }

    pub(super) async fn sealed(
        &self,
        store: &str,
        key: &str,
        row: &[u8],
    ) -> Result<JsValue, StoreError> {
        Ok(self.cipher.seal(store, key, row).await?.into())
    }

    async fn opened(&self, store: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self
            .twice(async |db| db.read(&[store])?.store(store)?.get(key).await)
            .await?;
        if row.is_undefined() {
            return Ok(None);
        }
        Ok(Some(self.cipher.open(store, key, &row).await?))
    }

    pub(super) async fn text_in(
        &self,
        store: &str,
        key: &str,
    ) -> Result<Option<String>, StoreError> {
        let Some(bytes) = self.opened(store, key).await? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| StoreError::Unreadable)?;
        Ok(Some(text))
    }

    /// The bytes of these rows as they lie there, sealed or broken; what is gone is left out.
    pub async fn verbatim(&self, keys: &[String]) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let rows = self
            .twice(async |db| {
                let reading = db.read(&[ITEMS])?;
                let items = reading.store(ITEMS)?;
                let asked = keys.iter().map(|key| items.ask(key));
                idb::answers(asked.collect::<Result<_, _>>()?).await
            })
            .await?;
        let there = keys.iter().zip(rows).filter(|(_, row)| !row.is_undefined());
        Ok(there
            .map(|(key, row)| (key.clone(), bytes_of(&row)))
            .collect())
    }

    /// A row that began to open; one that refuses is tried once more with every key at hand.
    async fn row(
        &self,
        key: &str,
        clear: &JsValue,
        opening: Result<Opening, CipherError>,
    ) -> Result<ItemRow, CipherError> {
        let bytes = match opening?.bytes().await {
            Ok(bytes) => bytes,
            Err(_) => self.cipher.open(ITEMS, key, &field(clear, "body")).await?,
        };
        let text = String::from_utf8(bytes).map_err(|_| CipherError::Refused)?;
        let mut row = decode(&text).map_err(|_| CipherError::Refused)?;
        row.item.seq = seq_of(clear);
        row.revision = revision_of(clear);
        Ok(row)
    }
}

impl Store for IndexedDb {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let (keys, rows) = self
            .twice(async |db| {
                let reading = db.read(&[ITEMS])?;
                let items = reading.store(ITEMS)?;
                Ok((items.keys().await?, items.all().await?))
            })
            .await?;
        // Numbers are put in order, not rows, which are large.
        let mut order: Vec<(u64, String, JsValue)> = Vec::with_capacity(rows.len());
        for (key, row) in keys.into_iter().zip(rows) {
            let seq = seq_of(&row);
            let place = order.partition_point(|(other, ..)| *other <= seq);
            order.insert(place, (seq, key, row));
        }
        let begin = |(_, key, row): &(u64, String, JsValue)| {
            let body = field(row, "body");
            self.cipher.begin(ITEMS, key, &body)
        };
        // All begin before the first is awaited.
        let opening: Vec<_> = order.iter().map(begin).collect();
        let mut loaded = Loaded::default();
        for ((_, key, clear), opening) in order.into_iter().zip(opening) {
            match self.row(&key, &clear, opening).await {
                Ok(row) => loaded.rows.push(row),
                Err(_) => loaded.unreadable.push(key),
            }
        }
        Ok(loaded)
    }

    async fn commit(&self, mut change: Change) -> Result<Vec<ItemRow>, StoreError> {
        // All begin before the first is awaited.
        let rows = change.put.iter().map(|row| {
            let key = row.item.client_ref.as_str();
            self.cipher
                .begin_to_seal(ITEMS, key, encode(row).as_bytes())
        });
        let (rows, mut bodies): (Vec<_>, _) =
            (rows.collect(), Vec::with_capacity(change.put.len()));
        for row in rows {
            bodies.push(row?.bytes().await?.into());
        }
        let mut photos = Vec::with_capacity(change.put_blobs.len());
        for (id, bytes) in &change.put_blobs {
            photos.push((id, self.sealed(BLOBS, id.as_str(), bytes).await?));
        }
        let sealed = change::Sealed { bodies, photos };
        let numbers = self
            .twice(async |db| change::write(db, &change, &sealed).await)
            .await?;
        for (row, seq) in change.put.iter_mut().zip(numbers) {
            row.revision = change::next_revision(row);
            row.item.seq = seq;
        }
        Ok(change.put)
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        self.opened(BLOBS, id.as_str()).await
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.text_in(CACHE, key).await
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        let sealed = self.sealed(CACHE, key, text.as_bytes()).await?;
        self.twice(async |db| {
            let writing = db.write(&[CACHE, META])?;
            let session = writing.store(META)?.get(SESSION).await?;
            change::check_session(&session, epoch)?;
            writing.store(CACHE)?.put(key, &sealed)?;
            writing.finish().await
        })
        .await
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        self.twice(async |db| {
            let writing = db.write(&[META])?;
            let meta = writing.store(META)?;
            let asked = vec![meta.ask(SESSION)?, meta.ask(LEASE)?];
            let [session, row] = idb::answers(asked).await?.try_into().unwrap_or_default();
            change::check_session(&session, epoch)?;
            let ours = text(&field(&row, "holder")) == holder.as_str();
            let left = field(&row, "until").as_f64().unwrap_or(f64::MIN) - now.0 as f64;
            if !ours && epoch_of(&row) == epoch && left > 0.0 && left <= LONGEST_LEASE_MS {
                return Ok(None);
            }
            let fence = count(&field(&row, "fence")) + u64::from(!ours);
            let row = object(&[
                ("holder", holder.as_str().into()),
                ("fence", number(fence)),
                ("epoch", number(epoch.0)),
                ("until", JsValue::from_f64(until.0 as f64)),
            ]);
            meta.put(LEASE, &row)?;
            writing.finish().await?;
            Ok(Some(fence))
        })
        .await
    }
}

/// The sealed bytes of a row; where it has none, the row itself as JSON.
fn bytes_of(row: &JsValue) -> Vec<u8> {
    let body = field(row, "body");
    if body.is_instance_of::<ArrayBuffer>() {
        return Uint8Array::new(&body).to_vec();
    }
    let written = JSON::stringify(row).ok();
    written.map_or_else(Vec::new, |text| String::from(text).into_bytes())
}

pub(super) fn revision_of(row: &JsValue) -> u64 {
    count(&field(row, "revision"))
}

pub(super) fn seq_of(row: &JsValue) -> u64 {
    count(&field(row, "seq"))
}

pub(super) fn epoch_of(session: &JsValue) -> Epoch {
    Epoch(count(&field(session, "epoch")))
}

/// Exact up to 2⁵³, which no counter of a member reaches.
pub(super) fn number(value: u64) -> JsValue {
    JsValue::from_f64(value as f64)
}
