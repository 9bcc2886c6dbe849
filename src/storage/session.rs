//! Who holds the partition: its session, the sign-in that is kept, and its end.

use super::{
    idb::{self, Database, field, object},
    indexed_db::{IndexedDb, KEYS, META, SESSION, STORES, epoch_of, number},
    partition::{NextStart, VAULT, name_of},
    passphrase,
};
use crate::runtime::ports::{Epoch, StoreError};

const TOKEN: &str = "token";
const SWEEPS: [&str; 2] = ["dajuan-sweep-1", "dajuan-sweep-2"];

/// Signs the partition of `digest` out, whoever is asking and without its key: its session ends, its sign-in and the key
/// derived from the backend's secret leave the phone, locked or not. A partition that is not there is left alone.
pub async fn lock(digest: &str) -> Result<(), StoreError> {
    let db = match Database::open(&name_of(digest), &STORES, false).await {
        Err(StoreError::Moved) => return Ok(()),
        opened => opened?,
    };
    let writing = db.write(&[KEYS, META])?;
    let meta = writing.store(META)?;
    let next = after(epoch_of(&meta.get(SESSION).await?)).0;
    let row = object(&[("active", false.into()), ("epoch", number(next))]);
    meta.put(SESSION, &row)?;
    meta.delete(TOKEN)?;
    let keys = writing.store(KEYS)?;
    keys.delete(VAULT)?;
    for (slot, row) in keys.keys().await?.into_iter().zip(keys.all().await?) {
        if passphrase::is_locked(&row) && !passphrase::is_own(&row) {
            keys.delete(&slot)?;
        }
    }
    writing.finish().await
}

/// Deletes the partition of `digest` and looks whether it is gone: keys and session first, then all of it. `Lost` where
/// another tab holds on to it: by then no key is left on the phone, and that tab writes no more.
pub async fn erase(digest: &str) -> Result<(), StoreError> {
    let name = name_of(digest);
    match Database::open(&name, &STORES, false).await {
        Err(StoreError::Moved) => {}
        opened => {
            let db = opened?;
            let writing = db.write(&[KEYS, META])?;
            writing.store(KEYS)?.clear()?;
            writing.store(META)?.clear()?;
            writing.finish().await?;
        }
    }
    // Chromium keeps what was deleted in its files until it tidies that stretch of them again, as it does where databases
    // that were made before are deleted after.
    for sweep in SWEEPS {
        let _ = Database::open(sweep, &[META], true).await;
    }
    let erased = idb::delete(&name).await;
    for sweep in SWEEPS {
        let _ = idb::delete(sweep).await;
    }
    // A file that a reader held through that first tidying goes with the next one.
    for sweep in SWEEPS {
        let _ = Database::open(sweep, &[META], true).await;
        let _ = idb::delete(sweep).await;
    }
    erased
}

/// A later epoch than this, and one that no session before an erasure had: a tab that slept through it joins no other.
fn after(last: Epoch) -> Epoch {
    Epoch((last.0 + 1).max(js_sys::Date::now() as u64))
}

impl IndexedDb {
    /// What the next start of this phone needs to read this partition.
    pub fn next_start(&self) -> NextStart {
        self.next
    }

    /// Whether the wish to keep the key could be carried out: only then an offline start opens this partition.
    pub fn has_kept_key(&self) -> bool {
        matches!(self.next, NextStart::Opens | NextStart::AsksPassphrase)
    }

    /// Takes the partition over: whatever was begun under an earlier epoch is refused with `Moved` from now on.
    pub async fn activate(&self) -> Result<Epoch, StoreError> {
        self.turn(true).await
    }

    /// The member signed out or another took over.
    pub async fn deactivate(&self) -> Result<(), StoreError> {
        self.turn(false).await.map(drop)
    }

    /// The epoch of the session that another tab of this member runs; `None` where there is none to join.
    pub async fn session(&self) -> Result<Option<Epoch>, StoreError> {
        self.twice(async |db| {
            let row = db.read(&[META])?.store(META)?.get(SESSION).await?;
            Ok(field(&row, "active").is_truthy().then(|| epoch_of(&row)))
        })
        .await
    }

    async fn turn(&self, active: bool) -> Result<Epoch, StoreError> {
        self.twice(async |db| {
            let writing = db.write(&[META])?;
            let meta = writing.store(META)?;
            let next = after(epoch_of(&meta.get(SESSION).await?));
            let row = object(&[("active", active.into()), ("epoch", number(next.0))]);
            meta.put(SESSION, &row)?;
            writing.finish().await?;
            Ok(next)
        })
        .await
    }

    /// Keeps the sign-in, sealed, or forgets it.
    pub async fn keep_token(&self, token: Option<&str>) -> Result<(), StoreError> {
        let sealed = match token {
            Some(token) => Some(self.sealed(META, TOKEN, token.as_bytes()).await?),
            None => None,
        };
        self.twice(async |db| {
            let writing = db.write(&[META])?;
            let meta = writing.store(META)?;
            match &sealed {
                Some(sealed) => meta.put(TOKEN, sealed)?,
                None => meta.delete(TOKEN)?,
            }
            writing.finish().await
        })
        .await
    }

    /// The sign-in that was kept.
    pub async fn kept_token(&self) -> Result<Option<String>, StoreError> {
        self.text_in(META, TOKEN).await
    }
}
