//! Opening a member's partition: which key seals it, and where that key lives.
//!
//! One rule that locks nobody out: where the backend has a vault, the key that writes is derived from its secret; else it
//! is a key of this phone's own. "Kept" means that the key is stored here. Each origin has a slot of its own, every key
//! at hand is tried for reading, and the phone's own key, which exists nowhere else, is not dropped while rows may need it.

use super::{
    cipher::{Cipher, CipherError, Key, sha256},
    idb::Database,
    indexed_db::{ITEMS, IndexedDb, KEYS, STORES},
};
use crate::runtime::ports::StoreError;
use wasm_bindgen::{JsCast, JsValue};

pub(super) const VAULT: &str = "vault";
const OWN: &str = "own";

/// Where the key comes from.
#[derive(Clone, Copy)]
pub enum KeyChoice<'a> {
    /// From the backend's secret, at sign-in.
    Vault {
        /// At least 16 bytes that the backend gives this member and nobody else.
        secret: &'a [u8],
        /// 在本机保持登录
        keep: bool,
    },
    /// A key of this phone's own, where the backend has no vault. Not kept, it lasts for this visit.
    Own {
        /// 在本机保持登录
        keep: bool,
    },
    /// The key that was kept: an offline start.
    Kept,
}

/// Why the partition did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No key is kept: there may be rows, and only a sign-in opens them.
    #[error("locked")]
    Locked,
    /// No secure context: this visit's memory is all there is.
    #[error("no cryptography in this context")]
    NoCipher,
    /// The store itself: `Denied` (this visit only), `Full` or `Moved`.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CipherError> for OpenError {
    fn from(error: CipherError) -> Self {
        match error {
            CipherError::Absent => Self::NoCipher,
            CipherError::Refused => Self::Store(StoreError::Denied),
        }
    }
}

/// The name of a member's partition: 32 hexadecimal digits that tell nothing about the member.
pub async fn digest(issuer: &str, subject: &str) -> Result<String, CipherError> {
    let mut hex = sha256(format!("{issuer}\n{subject}").as_bytes()).await?;
    hex.truncate(32);
    Ok(hex)
}

impl IndexedDb {
    /// Opens the partition of `digest`; at an offline start, only one that is there.
    pub async fn open(digest: &str, choice: KeyChoice<'_>) -> Result<Self, OpenError> {
        let name = format!("dajuan-{digest}");
        let create = !matches!(choice, KeyChoice::Kept);
        let fresh = match choice {
            KeyChoice::Vault { secret, .. } => Some(Key::from_vault(secret, &name).await?),
            KeyChoice::Own { .. } => Some(Key::random().await?),
            KeyChoice::Kept => None,
        };
        let db = match Database::open(&name, &STORES, create).await {
            Err(StoreError::Moved) => return Err(OpenError::Locked),
            Err(StoreError::Lost) => return Err(StoreError::Denied.into()),
            opened => opened?,
        };
        let (key, older, kept) = keys(&db, choice, fresh).await?.ok_or(OpenError::Locked)?;
        let cipher = Cipher::new(&name, key, older);
        Ok(Self::new(name, db, cipher, kept))
    }
}

/// The key that writes, another to read with, and whether the first is kept; settled in one transaction, since two tabs may
/// open at once. `None` where a kept key is asked for and there is none.
async fn keys(
    db: &Database,
    choice: KeyChoice<'_>,
    fresh: Option<Key>,
) -> Result<Option<(Key, Option<Key>, bool)>, StoreError> {
    let writing = db.write(&[KEYS, ITEMS])?;
    let slots = writing.store(KEYS)?;
    let vault = key_in(slots.get(VAULT).await?);
    let own = key_in(slots.get(OWN).await?);
    let found = match choice {
        KeyChoice::Vault { keep, .. } => {
            let Some(key) = fresh else { return Ok(None) };
            let kept = keep && slots.put(VAULT, &key).is_ok();
            if !kept {
                slots.delete(VAULT)?;
            }
            (key, own, kept)
        }
        KeyChoice::Own { keep } => {
            let Some(key) = own.or(fresh) else {
                return Ok(None);
            };
            let kept = keep && slots.put(OWN, &key).is_ok();
            if !kept && writing.store(ITEMS)?.keys().await?.is_empty() {
                slots.delete(OWN)?;
            }
            (key, vault, kept)
        }
        KeyChoice::Kept => match (vault, own) {
            (Some(vault), own) => (vault, own, true),
            (None, Some(own)) => (own, None, true),
            (None, None) => return Ok(None),
        },
    };
    writing.finish().await?;
    Ok(Some(found))
}

fn key_in(slot: JsValue) -> Option<Key> {
    slot.dyn_into().ok()
}
