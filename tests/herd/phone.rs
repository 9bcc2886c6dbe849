//! Phones: ours, which is the product's own machine, and two that know no better.

use crate::chance::Dice;
use dajuan::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
    },
    outbox::{
        effect::{Effect, Part},
        input::Input,
        item::{Item, State},
        machine::Outbox,
        reply::Reply,
    },
};

const START: Moment = Moment(1_790_000_000_000);

/// What a phone does about a network that is back and a backend that is full.
pub trait Phone {
    fn online(&mut self, now: u64, dice: &mut Dice);
    fn woke(&mut self, now: u64);
    fn answered(&mut self, now: u64, item: ClientRef, reply: Reply, dice: &mut Dice);
    /// The next request that leaves now.
    fn sends(&mut self, now: u64) -> Option<ClientRef>;
    /// In how many milliseconds to wake it.
    fn next_wakeup(&self, now: u64) -> Option<u64>;
}

fn at(now: u64) -> Now {
    Now {
        wall: START.plus_ms(now as i64),
        steady_ms: now,
    }
}

/// The product: its machine, with a store that writes at once.
pub struct Ours(Outbox);

impl Ours {
    pub fn new(items: u64, spread_s: u32, dice: &mut Dice) -> Self {
        let queued = |seq| {
            let bits = u128::from(dice.bits()) << 64 | u128::from(dice.bits());
            let client_ref = ClientRef::from_chance(bits.to_be_bytes());
            Item {
                chain: client_ref.clone(),
                client_ref,
                seq,
                state: State::Queued,
                attempts: 0,
                updates: false,
                in_doubt: 0,
                uploads: Vec::new(),
            }
        };
        let items = (1..=items).map(queued).collect();
        let mut outbox = Outbox::new(spread_s * 1_000);
        outbox.handle(at(0), Input::Started { items });
        Self(outbox)
    }
}

impl Phone for Ours {
    fn online(&mut self, now: u64, dice: &mut Dice) {
        let jitter = dice.bits();
        self.0.handle(at(now), Input::Online { jitter });
        self.0.handle(at(now), Input::SignedIn);
    }

    fn woke(&mut self, now: u64) {
        self.0.handle(at(now), Input::Woke);
    }

    fn answered(&mut self, now: u64, id: ClientRef, reply: Reply, dice: &mut Dice) {
        let answered = Input::Answered {
            part: Part::Record,
            replies: vec![(id, reply)],
            jitter: dice.bits(),
        };
        self.0.handle(at(now), answered);
    }

    fn sends(&mut self, now: u64) -> Option<ClientRef> {
        while let Some(effect) = self.0.poll_effect() {
            match effect {
                Effect::Save { items } => {
                    let ids = items.into_iter().map(|item| item.client_ref).collect();
                    self.0.handle(at(now), Input::Saved { ids });
                }
                Effect::Send { ids, .. } => return ids.into_iter().next(),
                Effect::Forget { .. } | Effect::AskSignIn { .. } | Effect::AskNewVersion => {}
            }
        }
        None
    }

    fn next_wakeup(&self, now: u64) -> Option<u64> {
        self.0.next_wakeup(at(now))
    }
}

/// A phone that sends as soon as it is online and comes back by the clock alone.
pub struct Naive {
    left: Vec<ClientRef>,
    wait_ms: fn(failures: u32) -> u64,
    failures: u32,
    due_at: Option<u64>,
}

impl Naive {
    /// Every 5 seconds.
    pub fn every_five_seconds() -> Self {
        Self::waiting(|_| 5_000)
    }

    /// 2, 4, 8 … 300 seconds, without chance.
    pub fn doubling() -> Self {
        Self::waiting(|failures| (1_000 << failures.min(9)).min(300_000))
    }

    fn waiting(wait_ms: fn(u32) -> u64) -> Self {
        Self {
            left: vec![ClientRef::from_chance([0; 16])],
            wait_ms,
            failures: 0,
            due_at: None,
        }
    }
}

impl Phone for Naive {
    fn online(&mut self, now: u64, _: &mut Dice) {
        self.due_at = Some(now);
    }

    fn woke(&mut self, _: u64) {}

    fn answered(&mut self, now: u64, _: ClientRef, reply: Reply, _: &mut Dice) {
        if matches!(reply, Reply::Done { .. }) {
            self.left.pop();
            self.due_at = Some(now);
        } else {
            self.failures += 1;
            self.due_at = Some(now + (self.wait_ms)(self.failures));
        }
    }

    fn sends(&mut self, now: u64) -> Option<ClientRef> {
        self.due_at.take_if(|at| *at <= now)?;
        self.left.last().cloned()
    }

    fn next_wakeup(&self, now: u64) -> Option<u64> {
        self.due_at.map(|at| at.saturating_sub(now))
    }
}
