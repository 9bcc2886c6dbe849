//! What all tabs share: time, chance, the backend, the network of each phone, and the books.

use super::{
    backend::{Backend, Member},
    chance::Dice,
    ledger::{Ledger, Promise, Verdict},
};
use dajuan::{domain::client_ref::ClientRef, runtime::ports::Step, storage::memory::Memory};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    future::poll_fn,
    rc::Rc,
    task::Poll,
};

pub struct World {
    pub dice: Dice,
    pub faulty: Cell<bool>,
    pub traced: bool,
    pub batches: Batches,
    /// The backend tells what it has under a key.
    pub looks_up: bool,
    /// Milliseconds since the simulation began.
    pub time: Cell<u64>,
    pub backend: RefCell<Backend>,
    /// Requests that the phone gave up and that still arrive.
    pub late: RefCell<Vec<(u64, Step)>>,
    pub ledger: RefCell<Ledger>,
    pub verdict: RefCell<Verdict>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        Self {
            batches: match dice.below(5) {
                0 | 1 => Batches::Never,
                2 | 3 => Batches::Always,
                _ => Batches::Claimed,
            },
            looks_up: dice.one_in(2),
            dice,
            faulty: Cell::new(true),
            traced: std::env::var_os("DAJUAN_TRACE").is_some(),
            time: Cell::new(0),
            backend: RefCell::default(),
            late: RefCell::default(),
            ledger: RefCell::default(),
            verdict: RefCell::default(),
        }
    }

    pub fn fault(&self, one_in: usize) -> bool {
        self.faulty.get() && self.dice.one_in(one_in)
    }

    pub fn blame(&self, promise: Promise, why: impl Fn() -> String) {
        self.say(|| format!("BROKEN {promise:?}: {}", why()));
        self.verdict.borrow_mut().blame(promise, why());
    }

    /// A line of the story of this run, with `DAJUAN_TRACE=1`.
    pub fn say(&self, line: impl FnOnce() -> String) {
        if self.traced {
            super::tell(&format!("{:>9} {}", self.time.get(), line()));
        }
    }

    pub fn deliver_late(&self) {
        let late = std::mem::take(&mut *self.late.borrow_mut());
        for (token, step) in late {
            let reply = self.backend.borrow_mut().receive(token, &step);
            self.say(|| format!("late {} -> {reply:?}", super::network::name_of(&step)));
        }
    }

    pub async fn pause(&self) {
        self.linger(1 + self.dice.below(2)).await
    }

    /// Comes back at this call of `poll`.
    pub async fn linger(&self, calls: usize) {
        let mut left = calls;
        poll_fn(|_| {
            left -= 1;
            match left {
                0 => Poll::Ready(()),
                _ => Poll::Pending,
            }
        })
        .await
    }
}

/// Whether several records go in one request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Batches {
    Never,
    Always,
    /// The profile says so, and the backend knows no such request.
    Claimed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Network {
    Fine,
    Offline,
    /// Every answer is a stranger's page.
    Portal,
}

/// What the tabs of one phone share.
pub struct Phone {
    pub number: usize,
    /// The wall clock's error.
    pub offset: Cell<i64>,
    /// When the wall clock was last moved.
    pub moved_at: Cell<u64>,
    pub network: Cell<Network>,
    /// The sign-in that the phone has now.
    pub token: Cell<u64>,
    pub current: Cell<Option<Member>>,
}

impl Phone {
    pub fn new(number: usize) -> Self {
        Self {
            number,
            offset: Cell::new(0),
            moved_at: Cell::new(0),
            network: Cell::new(Network::Fine),
            token: Cell::new(0),
            current: Cell::new(None),
        }
    }
}

/// The backend said when to come back.
#[derive(Clone)]
pub struct Told {
    pub by: ClientRef,
    pub since: u64,
    pub until: u64,
}

/// One member's storage on one phone, and what the books say of it.
pub struct Partition {
    pub phone: usize,
    pub member: Member,
    pub disk: Memory,
    /// The tab that got the lease last.
    pub holder: Cell<usize>,
    /// The highest number that was given.
    pub last_seq: Cell<u64>,
    /// On disk, until the row of the item changes.
    pub told: RefCell<Option<Told>>,
    /// It was cleared, and nobody has opened it since.
    pub erased: Cell<bool>,
}

/// One tab's place in the world.
pub struct Seat {
    pub number: usize,
    pub world: Rc<World>,
    pub phone: Rc<Phone>,
    pub partition: Rc<Partition>,
    pub token: Cell<u64>,
    /// Items that this tab wrote as being sent: each lets one request go.
    pub granted: RefCell<BTreeSet<ClientRef>>,
    pub told: RefCell<Vec<Told>>,
    pub pressed: Cell<Option<u64>>,
    pub closed: Cell<bool>,
    pub asks_sign_in: Cell<bool>,
}
