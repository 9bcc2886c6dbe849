//! Which partitions this phone has: digests and counts, nothing about anybody.

use super::idb::{Database, count, field, object, text};
use crate::{domain::moment::Moment, runtime::ports::StoreError};
use wasm_bindgen::JsValue;

const NAME: &str = "dajuan-directory";
const PARTITIONS: &str = "partitions";
const META: &str = "meta";
const CURRENT: &str = "current";
const TRIP: &str = "trip";

/// One partition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Partition {
    /// Its name, as `partition::digest` gives it.
    pub digest: String,
    /// Items that have not arrived.
    pub unsent: u32,
    /// Its member chose 在本机保持登录: it may be opened offline.
    pub kept: bool,
    /// When it was last made current.
    pub last_used: Moment,
}

/// The partition that the last visit used.
pub async fn current() -> Result<Option<Partition>, StoreError> {
    let db = open().await?;
    let reading = db.read(&[PARTITIONS, META])?;
    let digest = text(&reading.store(META)?.get(CURRENT).await?);
    let row = reading.store(PARTITIONS)?.get(&digest).await?;
    Ok(row.is_object().then(|| partition(digest, &row)))
}

/// Makes `digest` the current partition.
pub async fn set_current(digest: &str, kept: bool, now: Moment) -> Result<(), StoreError> {
    let db = open().await?;
    let writing = db.write(&[PARTITIONS, META])?;
    writing.store(META)?.put(CURRENT, &digest.into())?;
    let partitions = writing.store(PARTITIONS)?;
    let old = partition(String::new(), &partitions.get(digest).await?);
    partitions.put(digest, &row_of(old.unsent, kept, now))?;
    writing.finish().await
}

/// Notes how many items wait there; nothing where the partition is not in the directory.
pub async fn note_unsent(digest: &str, unsent: u32) -> Result<(), StoreError> {
    let db = open().await?;
    let writing = db.write(&[PARTITIONS])?;
    let partitions = writing.store(PARTITIONS)?;
    let row = partitions.get(digest).await?;
    if row.is_object() {
        let old = partition(String::new(), &row);
        partitions.put(digest, &row_of(unsent, old.kept, old.last_used))?;
    }
    writing.finish().await
}

/// Items that wait in all partitions but this one.
pub async fn others_unsent(except: Option<&str>) -> Result<u32, StoreError> {
    let all = partitions().await?;
    Ok(all
        .iter()
        .filter(|one| Some(one.digest.as_str()) != except)
        .fold(0, |sum, one| sum.saturating_add(one.unsent)))
}

/// All partitions, by digest.
pub async fn partitions() -> Result<Vec<Partition>, StoreError> {
    let db = open().await?;
    let reading = db.read(&[PARTITIONS])?;
    let store = reading.store(PARTITIONS)?;
    let (keys, rows) = (store.keys().await?, store.all().await?);
    let all = keys.into_iter().zip(rows);
    Ok(all.map(|(digest, row)| partition(digest, &row)).collect())
}

/// Drops an erased partition, and that it was current.
pub async fn forget(digest: &str) -> Result<(), StoreError> {
    let db = open().await?;
    let writing = db.write(&[PARTITIONS, META])?;
    writing.store(PARTITIONS)?.delete(digest)?;
    let meta = writing.store(META)?;
    if text(&meta.get(CURRENT).await?) == digest {
        meta.delete(CURRENT)?;
    }
    writing.finish().await
}

/// Keeps what a page that goes to sign in elsewhere needs when it is back; the last one counts.
pub async fn keep_trip(trip: &str) -> Result<(), StoreError> {
    let db = open().await?;
    let writing = db.write(&[META])?;
    writing.store(META)?.put(TRIP, &trip.into())?;
    writing.finish().await
}

/// What was kept so, for one time.
pub async fn take_trip() -> Result<String, StoreError> {
    let db = open().await?;
    let writing = db.write(&[META])?;
    let meta = writing.store(META)?;
    let trip = text(&meta.get(TRIP).await?);
    meta.delete(TRIP)?;
    writing.finish().await?;
    Ok(trip)
}

/// A connection for one call: calls are rare, and none is left to go stale. `Denied` where this context has no storage.
async fn open() -> Result<Database, StoreError> {
    match Database::open(NAME, &[PARTITIONS, META], true).await {
        Ok(open) => Ok(open),
        Err(StoreError::Full) => Err(StoreError::Full),
        Err(_) => Err(StoreError::Denied),
    }
}

fn partition(digest: String, row: &JsValue) -> Partition {
    Partition {
        digest,
        unsent: u32::try_from(count(&field(row, "unsent"))).unwrap_or(u32::MAX),
        kept: field(row, "kept").is_truthy(),
        last_used: Moment(field(row, "lastUsed").as_f64().unwrap_or(0.0) as i64),
    }
}

fn row_of(unsent: u32, kept: bool, last_used: Moment) -> JsValue {
    let fields = [
        ("unsent", unsent.into()),
        ("kept", kept.into()),
        ("lastUsed", JsValue::from_f64(last_used.0 as f64)),
    ];
    object(&fields).into()
}
