//! Opening a member's partition: which key seals it, and where that key lives.
//!
//! One rule that locks nobody out: where the backend has a vault, the key that writes is derived from its secret; else it
//! is a key of this phone's own. "Kept" means that the key is stored here, locked by a passphrase where the member set
//! one. Each origin has a slot of its own, every key at hand is tried for reading, and the phone's own key, which exists
//! nowhere else, is not dropped while rows may need it, be it locked or not.

use super::{
    cipher::{Bits, Cipher, CipherError, Key, sha256},
    idb::Database,
    indexed_db::{ITEMS, IndexedDb, KEYS, STORES},
    passphrase,
};
use crate::runtime::ports::StoreError;
use wasm_bindgen::{JsCast, JsValue};

pub(super) const VAULT: &str = "vault";
const OWN: &str = "own";
/// There where an offline start asks for the passphrase, whatever other keys lie here.
const ASKS: &str = "asks";
/// Slots of locked keys: this and a number.
const LOCKED: &str = "locked-";
/// Another tab that settles its keys at the same moment is given way so often.
const TRIES: u32 = 3;

/// Where the key comes from.
#[derive(Clone, Copy)]
pub enum KeyChoice<'a> {
    /// From the backend's secret, at sign-in.
    Vault {
        /// At least 16 bytes that the backend gives this member and nobody else.
        secret: &'a [u8],
        /// What an offline start needs.
        keep: Keep<'a>,
    },
    /// A key of this phone's own, where the backend has no vault.
    Own {
        /// What an offline start needs.
        keep: Keep<'a>,
    },
}

/// The member's choice at sign-in.
#[derive(Clone, Copy)]
pub enum Keep<'a> {
    /// The key is not kept.
    No,
    /// 在本机保持登录
    Open,
    /// 在本机保持登录, behind a passphrase.
    Passphrase(&'a str),
}

/// What the next start of this phone needs to read the partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStart {
    /// Nothing.
    Opens,
    /// The passphrase, or a sign-in.
    AsksPassphrase,
    /// A sign-in.
    AsksSignIn,
    /// The key ends with this visit: nobody reads it again.
    Never,
}

/// Why the partition did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// No key is kept: there may be rows, and only a sign-in opens them.
    #[error("locked")]
    Locked,
    /// The key is kept behind a passphrase: not given, or not this one.
    #[error("a passphrase opens it")]
    Passphrase,
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
    /// An offline start, without a word: opens the partition of `digest` if it is there and its key was kept so.
    pub async fn kept(digest: &str) -> Result<Self, OpenError> {
        let name = name_of(digest);
        let db = existing(&name).await?;
        let reading = db.read(&[KEYS])?;
        let slots = reading.store(KEYS)?;
        if slots.get(ASKS).await?.is_truthy() {
            return Err(OpenError::Passphrase);
        }
        let (vault, own) = (
            key_in(slots.get(VAULT).await?),
            key_in(slots.get(OWN).await?),
        );
        let mut keys = vault.into_iter().chain(own);
        let Some(key) = keys.next() else {
            return Err(OpenError::Locked);
        };
        let cipher = Cipher::new(&name, key, keys.collect());
        Ok(Self::new(name, db, cipher, NextStart::Opens))
    }

    /// An offline start with the passphrase. A wrong one changes nothing.
    pub async fn unlock(digest: &str, passphrase: &str) -> Result<Self, OpenError> {
        let name = name_of(digest);
        let db = existing(&name).await?;
        let slots = slots(&db).await?;
        let mut keys = unlocked(&name, &slots, passphrase).await?.into_iter();
        let Some((_, key)) = keys.next() else {
            return Err(OpenError::Passphrase);
        };
        let older = keys.map(|(_, key)| key).chain(bare(&slots)).collect();
        let cipher = Cipher::new(&name, key, older);
        Ok(Self::new(name, db, cipher, NextStart::AsksPassphrase))
    }

    /// Opens the partition of `digest` at a sign-in; one that is not there is made.
    pub async fn open(digest: &str, choice: KeyChoice<'_>) -> Result<Self, OpenError> {
        let name = name_of(digest);
        let fresh = match choice {
            KeyChoice::Vault { secret, .. } => Bits::from_vault(secret, &name).await?,
            KeyChoice::Own { .. } => Bits::random()?,
        };
        let db = connect(&name, true).await?;
        for _ in 0..TRIES {
            if let Some((cipher, next)) = settle(&db, &name, choice, &fresh).await? {
                return Ok(Self::new(name, db, cipher, next));
            }
        }
        Err(StoreError::Denied.into())
    }
}

impl IndexedDb {
    /// Leaves the phone's own key, which would end with this visit, for a sign-in that the page does not outlive. It goes once no
    /// row needs it, as one that was left at a sign-out does.
    pub async fn leave_key(&self) -> Result<(), StoreError> {
        self.twice(async |db| {
            let writing = db.write(&[KEYS])?;
            writing.store(KEYS)?.put(OWN, self.cipher.key())?;
            writing.finish().await
        })
        .await
    }
}

/// The name of the database of `digest`.
pub(super) fn name_of(digest: &str) -> String {
    format!("dajuan-{digest}")
}

async fn existing(name: &str) -> Result<Database, OpenError> {
    connect(name, false).await
}

async fn connect(name: &str, create: bool) -> Result<Database, OpenError> {
    match Database::open(name, &STORES, create).await {
        Err(StoreError::Moved) => Err(OpenError::Locked),
        Err(StoreError::Lost) => Err(StoreError::Denied.into()),
        opened => Ok(opened?),
    }
}

/// Every key slot by its name.
type Slots = Vec<(String, JsValue)>;

async fn slots(db: &Database) -> Result<Slots, StoreError> {
    let reading = db.read(&[KEYS])?;
    let keys = reading.store(KEYS)?;
    let (names, rows) = (keys.keys().await?, keys.all().await?);
    Ok(names.into_iter().zip(rows).collect())
}

/// The keys that lie open.
fn bare(slots: &Slots) -> impl Iterator<Item = Key> {
    slots.iter().filter_map(|(_, slot)| key_in(slot.clone()))
}

/// The keys that this passphrase opens, each with the name of its slot.
async fn unlocked(
    name: &str,
    slots: &Slots,
    passphrase: &str,
) -> Result<Vec<(String, Key)>, CipherError> {
    let mut keys = Vec::new();
    for (slot, row) in slots {
        if passphrase::is_locked(row)
            && let Ok(bits) = passphrase::unlock(name, row, passphrase).await
        {
            keys.push((slot.clone(), bits.key().await?));
        }
    }
    Ok(keys)
}

/// The keys that write and read, and what is left of them on the phone: written in one transaction, since two tabs may
/// open at once. `None` where another tab was faster.
async fn settle(
    db: &Database,
    name: &str,
    choice: KeyChoice<'_>,
    fresh: &Bits,
) -> Result<Option<(Cipher, NextStart)>, OpenError> {
    let slots = slots(db).await?;
    let (own, keep) = match choice {
        KeyChoice::Vault { keep, .. } => (false, keep),
        KeyChoice::Own { keep } => (true, keep),
    };
    let own_key = slots
        .iter()
        .find(|(slot, _)| slot == OWN)
        .and_then(|(_, slot)| key_in(slot.clone()));
    let mut opened = Vec::new();
    let mut locked = None;
    let mut reused = None;
    let key = match keep {
        Keep::Passphrase(passphrase) => {
            opened = unlocked(name, &slots, passphrase).await?;
            if own && !opened.is_empty() {
                let (slot, key) = opened.swap_remove(0);
                reused = Some(slot);
                key
            } else {
                locked = Some(passphrase::lock(name, fresh, passphrase, own).await?);
                fresh.key().await?
            }
        }
        Keep::No | Keep::Open => match own_key.clone().filter(|_| own) {
            Some(key) => key,
            None => fresh.key().await?,
        },
    };

    let writing = db.write(&[KEYS, ITEMS])?;
    let keys = writing.store(KEYS)?;
    let known = slots.iter().map(|(slot, _)| slot);
    if !keys.keys().await?.iter().eq(known) {
        return Ok(None);
    }
    let needed = !writing.store(ITEMS)?.keys().await?.is_empty();
    for (slot, row) in &slots {
        let stays = reused.as_ref() == Some(slot)
            || needed && (slot == OWN || passphrase::is_locked(row) && passphrase::is_own(row));
        if !stays {
            keys.delete(slot)?;
        }
    }
    let next = match keep {
        Keep::No if !own => NextStart::AsksSignIn,
        Keep::No if needed && own_key.is_some() => NextStart::AsksSignIn,
        Keep::No => NextStart::Never,
        Keep::Open => {
            // A browser that can't store a key keeps none.
            let stored = keys.put(if own { OWN } else { VAULT }, &key).is_ok();
            match (stored, own) {
                (true, _) => NextStart::Opens,
                (false, true) => NextStart::Never,
                (false, false) => NextStart::AsksSignIn,
            }
        }
        Keep::Passphrase(_) => {
            keys.put(ASKS, &true.into())?;
            if let Some(locked) = locked {
                keys.put(&free_slot(&slots), &locked)?;
            }
            NextStart::AsksPassphrase
        }
    };
    writing.finish().await?;
    let older = opened.into_iter().map(|(_, key)| key).chain(bare(&slots));
    Ok(Some((Cipher::new(name, key, older.collect()), next)))
}

fn free_slot(slots: &Slots) -> String {
    let mut number = 0_u32;
    loop {
        let slot = format!("{LOCKED}{number}");
        if slots.iter().all(|(taken, _)| *taken != slot) {
            return slot;
        }
        number += 1;
    }
}

fn key_in(slot: JsValue) -> Option<Key> {
    slot.dyn_into().ok()
}
