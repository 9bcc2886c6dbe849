//! What the loop needs from the world: the browser and the simulation each give their own.
#![allow(async_fn_in_trait)] // one thread: no future of ours is ever sent to another

pub use crate::domain::moment::Now;
use crate::{
    domain::{
        client_ref::ClientRef,
        held::{Found, Update},
        moment::Moment,
        record::{Entry, Photo},
    },
    outbox::{abilities::Abilities, reply::Reply},
    stored::row::ItemRow,
};
use std::sync::Arc;

/// Why the store did not do what was asked, named for the caller's next move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No space: keep the text, offer the photo smaller or left out.
    #[error("no space left")]
    Full,
    /// No storage here (private mode, blocked): this visit only.
    #[error("storage is denied")]
    Denied,
    /// The row is there and can't be read (key, version, damage): quarantine it.
    #[error("a row can't be read")]
    Unreadable,
    /// Somebody else signed in or another tab took over: drop what was being done.
    #[error("the partition moved on")]
    Moved,
    /// The connection is dead even after it was opened again.
    #[error("the connection is lost")]
    Lost,
}

/// A number that grows whenever a partition changes hands; every change names the one it was made under.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Epoch(pub u64);

/// One strict read-write transaction: all of it is on disk, or none.
///
/// A stale tab can do no harm: `Moved` also answers a `put` that was not made from what is stored, and a `remove` without
/// a fence of a row that is no draft. A row is made from what is stored where both `revision` and `seq` are the stored
/// row's (0 where none is stored); only under a fence a `Draft` replaces a submitted row, whose `seq` it loses. Each put
/// that comes with `seq == 0` is the member's own writing and gets the next revision: no tab overwrites words that it
/// has not read, a draft never overwrites what was submitted, and what was withdrawn never comes back.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Refused with `Moved` unless the partition's session row still says this and is active.
    pub epoch: Epoch,
    /// Refused with `Moved` unless the lease row's fence still says this; `None` for what a person does in any tab.
    pub fence: Option<u64>,
    /// Rows to write whole. A row with `seq == 0` whose state is not `Draft` gets the member's next number here.
    pub put: Vec<ItemRow>,
    /// Rows to remove.
    pub remove: Vec<ClientRef>,
    /// Photos to write: key and bytes.
    pub put_blobs: Vec<(ClientRef, Vec<u8>)>,
    /// Photos to remove.
    pub remove_blobs: Vec<ClientRef>,
}

/// What was read at start.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Every row that could be read, by `seq`, drafts first.
    pub rows: Vec<ItemRow>,
    /// Keys of rows that could not be read; their bytes stay where they are.
    pub unreadable: Vec<String>,
}

/// The open partition of one member.
pub trait Store {
    /// Everything but photos and cached replies.
    async fn load(&self) -> Result<Loaded, StoreError>;
    /// Carries out one change; gives the rows back as they were written, with `seq` and `revision`.
    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError>;
    /// The bytes of a photo.
    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError>;
    /// A reply kept for offline reading.
    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Keeps a reply for offline reading; refused with `Moved` like a change.
    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError>;
    /// Takes or renews the right to send until `until`; `None` while another holder's lease runs. A new holder gets a
    /// higher fence; the first is 1. `until == now` gives it back. A lease that would run more than five minutes from
    /// `now` was written under another clock, and one of an older session can't be used: neither counts.
    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError>;
}

/// One request of an item's way to the backend.
#[derive(Clone, Debug)]
pub enum Step {
    /// One photo.
    Upload {
        /// What it is.
        photo: Photo,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The record itself, after its photos: the one effect that counts.
    Create(Arc<Entry>),
    /// A change of a record that the backend holds, after its new photos.
    Update {
        /// The whole of it, as it shall stand.
        entry: Arc<Entry>,
        /// The record's key.
        of: ClientRef,
        /// What the change was made from.
        base: Arc<Update>,
    },
}

/// The way to the backend. It never fails: whatever happens is a reply.
pub trait Transport {
    /// Sends one step and reads the answer through the profile.
    async fn send(&self, step: Step) -> Reply;

    /// What the backend can do for the queue.
    fn abilities(&self) -> Abilities {
        Abilities::default()
    }

    /// Asks what the backend has under a key; `None`: nothing. Otherwise what the question came to.
    async fn look_up(&self, _key: &ClientRef) -> Result<Option<Found>, Reply> {
        Err(Reply::Upgrade)
    }

    /// Sends several records in one request: a reply for each, in their order. `None`: the backend takes no such request.
    async fn send_batch(&self, _entries: Vec<Arc<Entry>>) -> Option<Vec<Reply>> {
        None
    }
}

/// The clock.
pub trait Clock {
    /// Now.
    fn now(&self) -> Now;
    /// Ends after so many milliseconds, or later.
    async fn wait(&self, ms: u32);
}

/// Chance.
pub trait Chance {
    /// 64 bits, evenly spread.
    fn bits(&self) -> u64;
}
