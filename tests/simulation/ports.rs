//! The world as one tab sees it: its store, its way to the backend, its clock. Every await is a place to crash.

use crate::{
    backend::{Backend, Member},
    chance::Dice,
};
use dajuan::{
    domain::{client_ref::ClientRef, moment::Moment},
    outbox::{
        item::State,
        reply::{Reply, RetryAfter},
    },
    runtime::ports::{Change, Clock, Epoch, Loaded, Now, Step, Store, StoreError, Transport},
    storage::memory::{Fault, Memory},
    stored::row::ItemRow,
};
use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    sync::Arc,
    task::Poll,
};

/// A bug of the loop or of the machine, planted from outside: the simulation must find each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plant {
    Nothing,
    /// The row is deleted before it is sent.
    DeleteBeforeSend,
    /// A new key with every try.
    NewKeyPerTry,
    /// 5xx taken as done.
    ServerErrorIsDone,
    /// A captive portal's 200 taken as done.
    PortalIsDone,
    /// Requests carry whatever sign-in the phone has now.
    AnyCredentials,
    /// One partition for whoever is signed in.
    OnePartition,
    /// `Sending` is not written before the request leaves.
    NoWriteAhead,
    /// Saved is told before the transaction completed.
    SavedTooEarly,
    /// The record goes before its photos.
    PhotosForgotten,
    /// The lease is given to whoever asks, under one fence.
    LeaseForAll,
    /// A draft is written whatever it was made from.
    OldWordsOverwrite,
    /// What may have arrived is opened for writing all the same.
    DoubtForgotten,
}

/// What all tabs share.
pub struct World {
    pub dice: Dice,
    pub plant: Plant,
    pub faulty: Cell<bool>,
    pub traced: bool,
    /// Milliseconds since the simulation began.
    pub time: Cell<u64>,
    pub backend: RefCell<Backend>,
    /// Requests that the phone gave up and that still arrive.
    pub late: RefCell<Vec<(u64, Step)>>,
}

impl World {
    fn fault(&self, one_in: usize) -> bool {
        self.faulty.get() && self.dice.one_in(one_in)
    }

    /// A line of the story of this run, with `DAJUAN_TRACE=1`.
    pub fn say(&self, line: impl FnOnce() -> String) {
        if self.traced {
            crate::tell(&format!("{:>9} {}", self.time.get(), line()));
        }
    }

    /// What is opened for writing again must not be at the backend.
    fn look_at_reopened(&self, rows: &[ItemRow]) {
        let mut backend = self.backend.borrow_mut();
        for row in rows.iter().filter(|row| row.item.state == State::Draft) {
            let member = crate::backend::owner(&crate::backend::words(&row.entry));
            let key = (member, row.item.client_ref.clone());
            backend.reopened += usize::from(backend.records.contains_key(&key));
        }
    }

    pub fn deliver_late(&self) {
        let late = std::mem::take(&mut *self.late.borrow_mut());
        for (token, step) in late {
            let reply = self.backend.borrow_mut().receive(token, &step);
            self.say(|| format!("late {} -> {reply:?}", name_of(&step)));
        }
    }

    async fn pause(&self) {
        self.linger(1 + self.dice.below(2)).await
    }

    /// Comes back at this call of `poll`.
    pub async fn linger(&self, calls: usize) {
        let mut left = calls;
        poll_fn(|_| {
            left -= 1;
            if left == 0 {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await
    }
}

/// What the tabs of one phone share.
pub struct Phone {
    pub offset: Cell<i64>,
    /// The sign-in that the phone has now.
    pub token: Cell<u64>,
}

pub struct TabStore {
    pub tab: usize,
    pub world: Rc<World>,
    pub disk: Memory,
}

impl Store for TabStore {
    async fn load(&self) -> Result<Loaded, StoreError> {
        self.world.pause().await;
        if self.world.fault(40) {
            return Err(StoreError::Lost);
        }
        let mut loaded = self.disk.load().await;
        if self.world.plant == Plant::DoubtForgotten
            && let Ok(loaded) = &mut loaded
        {
            for row in &mut loaded.rows {
                row.item.in_doubt = 0;
            }
        }
        self.world.pause().await;
        loaded
    }

    async fn commit(&self, mut change: Change) -> Result<Vec<ItemRow>, StoreError> {
        let sends = change
            .put
            .iter()
            .any(|row| row.item.state == State::Sending);
        match self.world.plant {
            Plant::DeleteBeforeSend if sends => {
                let rows = std::mem::take(&mut change.put);
                change.remove = rows.iter().map(|row| row.item.client_ref.clone()).collect();
                return self.disk.commit(change).await.map(|_| rows);
            }
            Plant::OldWordsOverwrite => {
                let stored = self.disk.load().await?.rows;
                for row in &mut change.put {
                    let id = &row.item.client_ref;
                    let stored = stored.iter().find(|it| it.item.client_ref == *id);
                    row.revision = stored.map_or(0, |it| it.revision);
                }
            }
            Plant::NoWriteAhead if sends => return Ok(change.put),
            Plant::SavedTooEarly if change.fence.is_none() && self.world.fault(3) => {
                return Ok(change.put);
            }
            _ => {}
        }
        self.world.pause().await;
        if self.world.fault(20) {
            let why = [StoreError::Full, StoreError::Lost][self.world.dice.below(2)];
            self.disk.fail_next(match self.world.dice.below(2) {
                0 => Fault::Before(why),
                _ => Fault::After(StoreError::Lost),
            });
        }
        let asked = self.world.traced.then(|| changed_by(&change));
        let fenced = change.fence.is_some();
        let rows = self.disk.commit(change).await;
        if fenced && let Ok(rows) = &rows {
            self.world.look_at_reopened(rows);
        }
        self.world.say(|| {
            let asked = asked.unwrap_or_default();
            let tab = self.tab;
            format!(
                "tab {tab} commit {asked} -> {:?}",
                rows.as_ref().map(|_| ())
            )
        });
        self.world.pause().await;
        rows
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        self.world.pause().await;
        self.disk.blob(id).await
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.disk.cached(key).await
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        self.disk.cache(epoch, key, text).await
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        self.world.pause().await;
        if self.world.plant == Plant::LeaseForAll {
            let all = ClientRef::from_chance([7; 16]);
            return self.disk.lease(epoch, &all, now, until).await;
        }
        let fence = self.disk.lease(epoch, holder, now, until).await;
        self.world.pause().await;
        fence
    }
}

pub struct TabTransport {
    pub world: Rc<World>,
    pub phone: Rc<Phone>,
    pub token: Rc<Cell<u64>>,
}

impl TabTransport {
    /// What the network, the proxies and the backend make of it.
    async fn attempt(&self, step: Step) -> Reply {
        let World { dice, backend, .. } = &*self.world;
        self.world.pause().await;
        let token = match self.world.plant {
            Plant::AnyCredentials => self.phone.token.get(),
            _ => self.token.get(),
        };
        if !self.world.faulty.get() {
            return backend.borrow_mut().receive(token, &step);
        }
        match dice.below(16) {
            0 | 1 => Reply::NoAnswer,
            2 => Reply::Stranger,
            3 => Reply::Busy { after: None },
            4 => Reply::Busy {
                after: Some(RetryAfter {
                    ms: dice.below(200_000) as u32,
                }),
            },
            5 => {
                self.world.late.borrow_mut().push((token, step));
                Reply::NoAnswer
            }
            6 if dice.one_in(4) => Reply::Upgrade,
            7 => Reply::Accepted,
            8 if dice.one_in(4) && matches!(step, Step::Upload { .. }) => Reply::TooLarge,
            9 if dice.one_in(4) => Reply::Conflict {
                words: "版本".into(),
            },
            roll => {
                let reply = backend.borrow_mut().receive(token, &step);
                self.world.pause().await;
                match roll {
                    10 => Reply::NoAnswer,
                    11 => Reply::Busy { after: None },
                    12 => Reply::Accepted,
                    _ => reply,
                }
            }
        }
    }
}

impl Transport for TabTransport {
    async fn send(&self, mut step: Step) -> Reply {
        match (self.world.plant, &mut step) {
            (Plant::NewKeyPerTry, Step::Create(entry)) => {
                Arc::make_mut(entry).client_ref = self.world.dice.key();
            }
            (Plant::PhotosForgotten, Step::Upload { .. }) => return Reply::Done { receipt: None },
            _ => {}
        }
        let name = name_of(&step);
        let reply = self.attempt(step).await;
        self.world.say(|| format!("send {name} -> {reply:?}"));
        match (self.world.plant, &reply) {
            (Plant::ServerErrorIsDone, Reply::Busy { .. }) => Reply::Done { receipt: None },
            (Plant::PortalIsDone, Reply::Stranger) => Reply::Done { receipt: None },
            _ => reply,
        }
    }
}

pub struct TabClock {
    pub world: Rc<World>,
    pub phone: Rc<Phone>,
}

impl Clock for TabClock {
    fn now(&self) -> Now {
        let steady_ms = self.world.time.get();
        let wall = 1_790_000_000_000 + self.phone.offset.get() + steady_ms as i64;
        Now {
            wall: Moment(wall),
            steady_ms,
        }
    }

    async fn wait(&self, ms: u32) {
        let until = self.world.time.get() + u64::from(ms);
        poll_fn(|_| match self.world.time.get() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

fn name_of(step: &Step) -> String {
    match step {
        Step::Upload { photo, .. } => format!("photo {}", short(&photo.id)),
        Step::Create(entry) => format!(
            "{} {}",
            short(&entry.client_ref),
            crate::backend::words(entry)
        ),
    }
}

fn short(id: &ClientRef) -> &str {
    &id.as_str()[..4]
}

fn changed_by(change: &Change) -> String {
    let put = change.put.iter().map(|row| {
        let item = &row.item;
        format!(
            "{} {} {:?} seq={} revision={} tries={} in_doubt={}",
            short(&item.client_ref),
            crate::backend::words(&row.entry),
            item.state,
            item.seq,
            row.revision,
            item.attempts,
            item.in_doubt
        )
    });
    let remove = change
        .remove
        .iter()
        .map(|id| format!("remove {}", short(id)));
    let all: Vec<_> = put.chain(remove).collect();
    format!(
        "{:?} fence={:?} {}",
        change.epoch,
        change.fence,
        all.join(", ")
    )
}

/// The member, for whoever reads a partition's name.
pub fn partition_of(plant: Plant, member: Member) -> Member {
    match plant {
        Plant::OnePartition => 0,
        _ => member,
    }
}
