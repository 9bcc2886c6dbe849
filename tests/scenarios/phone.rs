//! A phone: a store that can stop at a transaction, two clocks, tabs that can be killed.

use crate::backend::{Backend, Token, Way, Wire};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::item::State,
    runtime::{
        Notice,
        drive::Runtime,
        ports::{Chance, Change, Clock, Epoch, Loaded, Now, Store, StoreError},
    },
    storage::memory::Memory,
    stored::row::ItemRow,
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::{pending, poll_fn},
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// Where a transaction stops for ever, as where a browser is killed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    BeforeCommit,
    AfterCommit,
}

#[derive(Clone, Default)]
pub struct Disk {
    pub memory: Memory,
    /// After so many transactions.
    stop: Rc<Cell<Option<(usize, Stop)>>>,
}

impl Disk {
    pub fn stops(&self, after: usize, stop: Stop) {
        self.stop.set(Some((after, stop)));
    }
}

impl Store for Disk {
    async fn load(&self) -> Result<Loaded, StoreError> {
        self.memory.load().await
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        match self.stop.take() {
            Some((0, Stop::BeforeCommit)) => pending().await,
            Some((0, Stop::AfterCommit)) => {
                self.memory.commit(change).await?;
                pending().await
            }
            Some((after, stop)) => {
                self.stops(after - 1, stop);
                self.memory.commit(change).await
            }
            None => self.memory.commit(change).await,
        }
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.blob(id).await
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.memory.cached(key).await
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        self.memory.cache(epoch, key, text).await
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        self.memory.lease(epoch, holder, now, until).await
    }
}

#[derive(Clone, Default)]
pub struct Clocks {
    pub steady: Rc<Cell<u64>>,
    /// By so much the wall clock is wrong.
    pub moved: Rc<Cell<i64>>,
}

impl Clock for Clocks {
    fn now(&self) -> Now {
        let steady_ms = self.steady.get();
        let passed = self.moved.get() + steady_ms as i64;
        let wall = Moment(1_790_000_000_000).plus_ms(passed);
        Now { wall, steady_ms }
    }

    async fn wait(&self, ms: u32) {
        let until = self.steady.get() + u64::from(ms);
        poll_fn(|_| match self.steady.get() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

#[derive(Clone, Default)]
pub struct Count(Rc<Cell<u64>>);

impl Chance for Count {
    fn bits(&self) -> u64 {
        self.0.set(self.0.get() + 1);
        self.0.get().wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

pub type Tab = Runtime<Disk, Wire, Clocks, Count>;

/// One member's partition on one phone.
#[derive(Clone, Default)]
pub struct Phone {
    pub disk: Disk,
    pub backend: Rc<RefCell<Backend>>,
    pub ways: Rc<RefCell<VecDeque<Way>>>,
    pub clocks: Clocks,
    chance: Count,
}

pub const TOKEN: Token = Token(1);

impl Phone {
    /// A member is signed in.
    pub fn new() -> Self {
        let phone = Self::default();
        phone.backend.borrow_mut().members.insert(TOKEN, "甲");
        phone.disk.memory.activate();
        phone
    }

    /// Another phone, or another partition on this one: all but the store and the ways is shared.
    pub fn another(&self) -> Self {
        let phone = Self {
            disk: Disk::default(),
            ways: Rc::default(),
            ..self.clone()
        };
        phone.disk.memory.activate();
        phone
    }

    pub fn tab(&self) -> Tab {
        self.tab_of(TOKEN)
    }

    pub fn tab_of(&self, token: Token) -> Tab {
        let epoch = self.disk.memory.session().expect("a member is signed in");
        let wire = Wire {
            backend: self.backend.clone(),
            ways: self.ways.clone(),
            token,
        };
        let tab = Runtime::new(
            self.disk.clone(),
            wire,
            self.clocks.clone(),
            self.chance.clone(),
            epoch,
            0,
        );
        now(tab.start()).expect("the store reads");
        tab.signed_in();
        tab
    }

    pub fn goes(&self, way: Way) {
        self.ways.borrow_mut().push_back(way);
    }

    pub fn pass(&self, ms: u64) {
        self.clocks.steady.set(self.clocks.steady.get() + ms);
    }

    /// The tab performs, and time passes, until nothing but a fact can move its queue.
    pub fn drain(&self, tab: &Tab) {
        for _ in 0..200 {
            match now(tab.pump()) {
                Some(ms) => self.pass(ms.max(1)),
                None => return,
            }
        }
        panic!("the queue does not come to rest: {:?}", tab.rows());
    }

    /// What is at the backend, each in its words.
    pub fn arrived(&self) -> Vec<String> {
        self.backend.borrow().records.values().cloned().collect()
    }

    pub fn requests(&self) -> usize {
        self.backend.borrow().requests
    }
}

/// The tab is killed in the middle of this.
pub fn killed<A>(during: impl Future<Output = A>) {
    assert!(poll(pin!(during)).is_none(), "it stops half-way");
}

pub fn poll<F: Future>(of: Pin<&mut F>) -> Option<F::Output> {
    match of.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// What a future gives that never has to wait.
#[track_caller]
pub fn now<F: Future>(of: F) -> F::Output {
    poll(pin!(of)).expect("nothing to wait for")
}

pub fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

pub fn entry(n: u8, text: &str) -> Entry {
    Entry {
        client_ref: key(n),
        kind: KindId("reading_share".into()),
        form_version: 1,
        day: None,
        answers: Answer::Text(text.into()),
        photos: Vec::new(),
        captured_at: None,
    }
}

pub fn with_photo(n: u8, text: &str) -> (Entry, Vec<(ClientRef, Vec<u8>)>) {
    let photo = Photo {
        id: key(n + 100),
        sha256: "0".repeat(64),
        bytes: 1,
        mime: "image/jpeg".into(),
    };
    let entry = Entry {
        photos: vec![photo],
        ..entry(n, text)
    };
    (entry, vec![(key(n + 100), vec![n])])
}

/// Submits, and 已保存 is shown.
#[track_caller]
pub fn submits(tab: &Tab, n: u8, text: &str) {
    now(tab.submit(entry(n, text), Vec::new())).expect("saved");
    let client_ref = key(n);
    assert!(tab.take_notices().contains(&Notice::Saved { client_ref }));
}

#[track_caller]
pub fn stands(tab: &Tab, n: u8) -> State {
    tab.row(&key(n)).expect("the row is there").item.state
}

#[track_caller]
pub fn is_received(tab: &Tab, n: u8) {
    let state = stands(tab, n);
    assert!(matches!(state, State::Done { .. }), "{state:?}");
}

pub fn was_told_received(tab: &Tab) -> bool {
    let mut notices = tab.take_notices().into_iter();
    notices.any(|notice| matches!(notice, Notice::Received { .. }))
}
