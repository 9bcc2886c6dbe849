//! Everything that is: a phone with its partitions and tabs, the backend, requests that still arrive, and what members
//! were told.

use crate::tab::Tab;
use dajuan::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
    },
    outbox::item::{Item, State},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};

pub type Member = u8;
/// Which of the items that there can be.
pub type No = u8;

/// It is always now: what passes is taken from the waits.
pub const NOW: Now = Now {
    wall: Moment(1_790_000_000_000),
    steady_ms: 1_000_000_000,
};
/// Any wait that is not over: only all of them end at once.
const LATER_MS: u64 = 300_000;

/// A row on disk. `revision` counts its owner's writes, and so names the words that they wrote.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    pub item: Item,
    pub revision: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Lease {
    /// `None`: a tab that is gone.
    pub holder: Option<usize>,
    pub runs: bool,
}

/// The partition of one member.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Disk {
    pub rows: BTreeMap<ClientRef, Row>,
    pub last_seq: u64,
    pub lease: Option<Lease>,
}

/// What the owner of an item saw and chose.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Owner {
    /// The words that were submitted last and were on disk.
    pub wrote: u8,
    pub received: bool,
    pub given_up: bool,
}

/// A request with the record, and the member whose sign-in it carries.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Request {
    pub by: Member,
    pub key: ClientRef,
    pub no: No,
    pub words: u8,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct World {
    pub disks: Vec<Disk>,
    pub tabs: Vec<Option<Tab>>,
    /// Who is signed in on the phone.
    pub who: Member,
    /// Unique by member and key, for ever.
    pub backend: BTreeMap<(Member, ClientRef), (No, u8)>,
    /// Whether the backend takes these words; it says the same each time.
    pub judged: BTreeMap<(No, u8), bool>,
    /// Requests that nobody waits for and that may still arrive.
    pub late: BTreeSet<Request>,
    pub owners: Vec<Owner>,
    /// Faults that may still come.
    pub faults: u8,
    /// Choices that members may still make.
    pub choices: u8,
    /// A promise that was broken on the way here.
    pub broken: Option<&'static str>,
}

impl World {
    pub fn tab(&self, t: usize) -> Option<&Tab> {
        self.tabs.get(t).and_then(Option::as_ref)
    }

    pub fn breaks(&mut self, promise: &'static str) {
        self.broken.get_or_insert(promise);
    }

    /// The backend takes in one request: true when it holds a row under the key afterwards.
    pub fn receive(&mut self, request: &Request, takes: bool) -> bool {
        let place = (request.by, request.key.clone());
        if self.backend.contains_key(&place) {
            return true;
        }
        let (no, words) = (request.no, request.words);
        let takes = *self.judged.entry((no, words)).or_insert(takes);
        if takes {
            self.backend.insert(place, (no, words));
        }
        takes
    }

    /// Every wait is over, and every lease, if leases run out.
    pub fn pass_time(&mut self, leases: bool) {
        self.map_waits(&|_| 0);
        for disk in &mut self.disks {
            disk.lease = disk.lease.map(|lease| Lease {
                runs: lease.runs && !leases,
                ..lease
            });
        }
        for tab in self.tabs.iter_mut().flatten() {
            tab.held = false;
        }
    }

    /// The one form of all worlds that will go on alike: a wait runs or is over, and tabs have no order.
    pub fn settle(&mut self) {
        self.map_waits(&|left| if left > 0 { LATER_MS } else { 0 });
        let mut order: Vec<usize> = (0..self.tabs.len()).collect();
        order.sort_by_cached_key(|t| self.print_of(*t));
        let place = |t: usize| order.iter().position(|old| *old == t);
        for disk in &mut self.disks {
            if let Some(lease) = &mut disk.lease {
                lease.holder = lease.holder.and_then(place);
            }
        }
        self.tabs = order.iter().map(|t| self.tabs[*t].take()).collect();
    }

    fn print_of(&self, t: usize) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.tabs[t].hash(&mut hasher);
        for disk in &self.disks {
            let holds = disk.lease.is_some_and(|lease| lease.holder == Some(t));
            holds.hash(&mut hasher);
        }
        hasher.finish()
    }

    fn map_waits(&mut self, left: &impl Fn(u64) -> u64) {
        for disk in &mut self.disks {
            for row in disk.rows.values_mut() {
                row.item.map_wait(NOW, left);
            }
        }
        for tab in self.tabs.iter_mut().flatten() {
            tab.map_waits(left);
        }
    }
}

/// It will be sent without anybody's doing.
pub fn waits(state: &State) -> bool {
    match state {
        State::Queued
        | State::Sending
        | State::RetryWait { .. }
        | State::Accepted { .. }
        | State::UpgradeNeeded => true,
        State::Draft
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => false,
    }
}

/// The key of an item.
pub fn key(no: No) -> ClientRef {
    ClientRef::from_chance([no; 16])
}
