//! A store in memory, with the transactions of a real one: for this visit only, and for proofs.

use crate::{
    domain::{client_ref::ClientRef, moment::Moment, table::Table},
    outbox::item::State,
    runtime::ports::{Change, Epoch, Loaded, Store, StoreError},
    stored::{
        StoredError,
        row::{self, ItemRow},
    },
};
use std::{cell::RefCell, rc::Rc};

/// A lease that runs further was written before the clock was moved, and does not count.
const LONGEST_LEASE_MS: i64 = 300_000;

/// A handle on a partition in memory; its clones are other tabs on the same partition.
#[derive(Clone, Debug, Default)]
pub struct Memory(Rc<RefCell<Disk>>);

/// What the next commit comes to, for proofs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing is written.
    Before(StoreError),
    /// Everything is written, and the answer is lost.
    After(StoreError),
}

#[derive(Debug, Default)]
struct Disk {
    active: bool,
    epoch: Epoch,
    last_seq: u64,
    rows: Table<ClientRef, Written>,
    blobs: Table<ClientRef, Vec<u8>>,
    cached: Table<String, String>,
    lease: Option<Held>,
    fault: Option<Fault>,
}

#[derive(Debug)]
struct Written {
    seq: u64,
    revision: u64,
    text: String,
    /// What the text says, read once.
    row: Result<ItemRow, StoredError>,
}

impl Written {
    fn new(seq: u64, revision: u64, text: String) -> Self {
        let row = row::decode(&text).map(|row| ItemRow { revision, ..row });
        Self {
            seq,
            revision,
            text,
            row,
        }
    }
}

#[derive(Debug)]
struct Held {
    holder: ClientRef,
    fence: u64,
    epoch: Epoch,
    until: Moment,
}

impl Memory {
    /// Begins a new session: whatever was begun under an older epoch is refused from now on.
    pub fn activate(&self) -> Epoch {
        let mut disk = self.0.borrow_mut();
        disk.active = true;
        disk.epoch = Epoch(disk.epoch.0 + 1);
        disk.epoch
    }

    /// Ends the session.
    pub fn deactivate(&self) {
        let mut disk = self.0.borrow_mut();
        disk.active = false;
        disk.epoch = Epoch(disk.epoch.0 + 1);
    }

    /// The session that runs, for another tab of the same member.
    pub fn session(&self) -> Option<Epoch> {
        let disk = self.0.borrow();
        disk.active.then_some(disk.epoch)
    }

    /// Lets the next commit fail.
    pub fn fail_next(&self, fault: Fault) {
        self.0.borrow_mut().fault = Some(fault);
    }

    /// Damages a row; nothing happens where there is none.
    pub fn damage(&self, id: &ClientRef) {
        self.overwrite(id, |text| text.chars().take(text.len() / 3).collect());
    }

    /// Makes something else of the bytes of a row; nothing happens where there is none.
    pub fn overwrite(&self, id: &ClientRef, with: impl FnOnce(&str) -> String) {
        if let Some(row) = self.0.borrow_mut().rows.get_mut(id) {
            *row = Written::new(row.seq, row.revision, with(&row.text));
        }
    }

    /// Clears everything, as a browser does that needs the space: session, lease and numbers too. A session that comes
    /// later has an epoch of its own, as those on the phone have, which begin at the time of day.
    pub fn wipe(&self) {
        let mut disk = self.0.borrow_mut();
        let epoch = disk.epoch;
        *disk = Disk {
            epoch,
            ..Disk::default()
        };
    }

    /// What stands under a key: nothing, a row, or a text that can't be read.
    pub fn see<A>(
        &self,
        id: &ClientRef,
        see: impl FnOnce(Option<&Result<ItemRow, StoredError>>) -> A,
    ) -> A {
        see(self.0.borrow().rows.get(id).map(|written| &written.row))
    }

    /// Every key with its row, or why it can't be read.
    pub fn each(&self, mut see: impl FnMut(&ClientRef, &Result<ItemRow, StoredError>)) {
        for (id, written) in self.0.borrow().rows.iter() {
            see(id, &written.row);
        }
    }

    /// Whether the bytes of a photo are here.
    pub fn has_blob(&self, id: &ClientRef) -> bool {
        self.0.borrow().blobs.get(id).is_some()
    }

    /// Every key under which photos and versions lie, with how many bytes.
    pub fn blobs(&self) -> Vec<(ClientRef, usize)> {
        let disk = self.0.borrow();
        let sizes = disk.blobs.iter();
        sizes.map(|(id, bytes)| (id.clone(), bytes.len())).collect()
    }

    /// The bytes of these rows as they lie there; what is gone is left out.
    pub fn verbatim(&self, keys: &[String]) -> Vec<(String, Vec<u8>)> {
        let disk = self.0.borrow();
        let bytes = |(id, row): (&ClientRef, &Written)| (id.to_string(), row.text.clone().into());
        let rows = disk.rows.iter().map(bytes);
        rows.filter(|(key, _)| keys.contains(key)).collect()
    }

    /// Every byte of the rows, for searching.
    pub fn texts(&self) -> Vec<String> {
        let disk = self.0.borrow();
        disk.rows.values().map(|row| row.text.clone()).collect()
    }
}

impl Disk {
    fn check_session(&self, epoch: Epoch) -> Result<(), StoreError> {
        if self.active && self.epoch == epoch {
            Ok(())
        } else {
            Err(StoreError::Moved)
        }
    }

    fn seq_of(&self, id: &ClientRef) -> u64 {
        self.rows.get(id).map_or(0, |row| row.seq)
    }

    /// Whether the row was made from what is stored.
    fn follows(&self, row: &ItemRow, fenced: bool) -> bool {
        let id = &row.item.client_ref;
        let revision = self.rows.get(id).map_or(0, |row| row.revision);
        let reopened = fenced && row.item.state == State::Draft;
        revision == row.revision && (reopened || self.seq_of(id) == row.item.seq)
    }

    fn check(&self, change: &Change) -> Result<(), StoreError> {
        self.check_session(change.epoch)?;
        let fence = self.lease.as_ref().map(|lease| lease.fence);
        let fenced = change.fence.is_some();
        let fits = (!fenced || change.fence == fence)
            && change.put.iter().all(|row| self.follows(row, fenced))
            && (fenced || change.remove.iter().all(|id| self.seq_of(id) == 0));
        if fits { Ok(()) } else { Err(StoreError::Moved) }
    }

    fn write(&mut self, change: Change) -> Vec<ItemRow> {
        let mut put = change.put;
        for row in &mut put {
            row.revision += u64::from(row.item.seq == 0);
            if row.item.seq == 0 && row.item.state != State::Draft {
                self.last_seq += 1;
                row.item.seq = self.last_seq;
            }
            let written = Written::new(row.item.seq, row.revision, row::encode(row));
            self.rows.insert(row.item.client_ref.clone(), written);
        }
        for id in &change.remove {
            self.rows.remove(id);
        }
        for (id, bytes) in change.put_blobs {
            self.blobs.insert(id, bytes);
        }
        for id in &change.remove_blobs {
            self.blobs.remove(id);
        }
        put
    }
}

impl Store for Memory {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let disk = self.0.borrow();
        let mut loaded = Loaded::default();
        for (id, written) in disk.rows.iter() {
            match &written.row {
                Ok(row) => {
                    let seq = row.item.seq;
                    let place = loaded.rows.partition_point(|known| known.item.seq <= seq);
                    loaded.rows.insert(place, row.clone());
                }
                Err(_) => loaded.unreadable.push(id.to_string()),
            }
        }
        Ok(loaded)
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        let mut disk = self.0.borrow_mut();
        let fault = disk.fault.take();
        if let Some(Fault::Before(why)) = fault {
            return Err(why);
        }
        disk.check(&change)?;
        let rows = disk.write(change);
        match fault {
            Some(Fault::After(why) | Fault::Before(why)) => Err(why),
            None => Ok(rows),
        }
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.borrow().blobs.get(id).cloned())
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.borrow().cached.get(&key.to_owned()).cloned())
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        let mut disk = self.0.borrow_mut();
        disk.check_session(epoch)?;
        disk.cached.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        let mut disk = self.0.borrow_mut();
        disk.check_session(epoch)?;
        let fence = match &disk.lease {
            Some(held) if held.holder == *holder => held.fence,
            Some(held) => {
                let left = held.until.since(now);
                if held.epoch == epoch && left > 0 && left <= LONGEST_LEASE_MS {
                    return Ok(None);
                }
                held.fence + 1
            }
            None => 1,
        };
        disk.lease = Some(Held {
            holder: holder.clone(),
            fence,
            epoch,
            until,
        });
        Ok(Some(fence))
    }
}
