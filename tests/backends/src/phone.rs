//! A phone: the app's own sending loop over a store in memory, with a clock that is moved by hand.

use crate::{wire::Way, world::Member};
use dajuan::{
    domain::{client_ref::ClientRef, moment::Moment, record::Entry},
    outbox::item::State,
    runtime::{
        drive::Runtime,
        ports::{Chance, Clock, Now},
    },
    storage::memory::Memory,
    transport::client::Client,
};
use std::{
    cell::Cell,
    pin::{Pin, pin},
    rc::Rc,
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll, Waker},
};

/// No queue of the suite needs so many turns.
const TURNS: usize = 300;

pub type Tab = Runtime<Memory, Client<Way>, Hands, Dice>;

#[derive(Clone, Default)]
pub struct Hands(Rc<Cell<u64>>);

impl Hands {
    fn pass(&self, ms: u64) {
        self.0.set(self.0.get() + ms);
    }
}

impl Clock for Hands {
    fn now(&self) -> Now {
        let steady_ms = self.0.get();
        let wall = Moment(1_790_000_000_000).plus_ms(i64::try_from(steady_ms).unwrap_or(0));
        Now { wall, steady_ms }
    }

    async fn wait(&self, ms: u32) {
        self.pass(ms.into());
    }
}

/// Chance, as SplitMix64 makes it: no two phones of a run draw the same. Of its upper half, so that no wait is over at once: one in two
/// thousand of the first ones would be, and a suite that counts what is sent before a wait can't tell that from no wait at all.
#[derive(Clone, Copy)]
pub struct Dice;

static DRAWN: AtomicU64 = AtomicU64::new(0x5EED);

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let drawn = DRAWN.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        let mixed = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) | 1 << 63
    }
}

impl Dice {
    /// A new key.
    pub fn key() -> ClientRef {
        let bits = u128::from(Self.bits()) << 64 | u128::from(Self.bits());
        ClientRef::from_chance(bits.to_be_bytes())
    }
}

pub struct Phone {
    pub disk: Memory,
    pub client: Client<Way>,
    pub token: String,
    pub tab: Tab,
    clock: Hands,
}

impl Phone {
    /// With nothing on it, of whoever is signed in.
    pub fn new(Member { client, token, .. }: Member) -> Self {
        let (disk, clock) = (Memory::default(), Hands::default());
        let tab = Runtime::new(
            disk.clone(),
            client.clone(),
            clock.clone(),
            Dice,
            disk.activate(),
            0,
        );
        now(tab.start()).expect("an empty store reads");
        tab.signed_in();
        Self {
            disk,
            client,
            token,
            tab,
            clock,
        }
    }

    /// Another tab on the same store.
    pub fn tab(&self) -> Tab {
        let (disk, epoch) = (self.disk.clone(), self.tab.epoch());
        let tab = Runtime::new(
            disk,
            self.client.clone(),
            self.clock.clone(),
            Dice,
            epoch,
            0,
        );
        now(tab.start()).expect("the store reads");
        tab.signed_in();
        tab
    }

    /// 提交, without sending.
    pub fn submit(&self, entry: &Entry, photos: Vec<(ClientRef, Vec<u8>)>) -> Result<(), String> {
        let saved = now(self.tab.submit(entry.clone(), photos));
        saved.map_err(|why| format!("not saved: {why}"))
    }

    /// What is due now, once.
    pub fn turn(&self) -> Option<u64> {
        now(self.tab.pump())
    }

    /// Turn after turn, each after its wait, until only a person or a fact could move the queue.
    pub fn settle(&self) -> Result<(), String> {
        for _ in 0..TURNS {
            match self.turn() {
                Some(ms) => self.clock.pass(ms),
                None => return Ok(()),
            }
        }
        Err(format!("the queue does not settle: {:?}", self.states()))
    }

    pub fn state(&self, key: &ClientRef) -> Option<State> {
        self.tab.row(key).map(|row| row.item.state)
    }

    pub fn states(&self) -> Vec<State> {
        let rows = self.tab.rows().into_iter();
        rows.map(|row| row.item.state).collect()
    }

    /// An error where one of them is not told as received.
    pub fn received<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) -> Result<(), String> {
        for entry in entries {
            match self.state(&entry.client_ref) {
                Some(State::Done { .. }) => {}
                other => return Err(format!("{}: {other:?}", entry.client_ref)),
            }
        }
        Ok(())
    }
}

/// What a future gives that never has to wait: the wire blocks, and the clock is moved by who waits for it.
pub fn now<F: Future>(of: F) -> F::Output {
    let mut of = pin!(of);
    let of: Pin<&mut F> = of.as_mut();
    match of.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}
