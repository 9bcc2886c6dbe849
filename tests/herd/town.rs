//! All phones of a town come online within one second: every event in its order, in virtual time.

use crate::{
    chance::Dice,
    phone::Phone,
    server::{CAPACITY, Server},
};
use dajuan::{domain::client_ref::ClientRef, outbox::reply::Reply};
use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

/// How long a request is on its way, and its answer on the way back.
const WAY_MS: (u64, u64) = (20, 200);

enum Event {
    Online,
    Wakes,
    Arrives(ClientRef),
    Answered(ClientRef, Reply),
}

/// What is to happen, first by time, then in the order of planning.
struct Planned {
    at: u64,
    number: u64,
    phone: usize,
    event: Event,
}

impl Ord for Planned {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Planned {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Planned {}

/// What happened.
pub struct Tally {
    /// When each request left its phone, ascending, in milliseconds.
    pub sent: Vec<u64>,
    /// Items that the server took.
    pub received: usize,
    /// When it took the last.
    pub over_at: u64,
}

impl Tally {
    /// Requests for each item that arrived.
    pub fn per_item(&self) -> f64 {
        self.sent.len() as f64 / self.received as f64
    }

    /// The most requests sent in any window of one second, over what the server serves in one.
    pub fn peak(&self) -> f64 {
        let mut first = 0;
        let mut most = 0;
        for (last, at) in self.sent.iter().enumerate() {
            while self.sent[first] + 1_000 <= *at {
                first += 1;
            }
            most = most.max(last + 1 - first);
        }
        most as f64 / CAPACITY as f64
    }

    /// Requests sent in each second.
    pub fn seconds(&self) -> Vec<u32> {
        let last = self.sent.last().copied().unwrap_or(0);
        let mut seconds = vec![0; (last / 1_000 + 1) as usize];
        for at in &self.sent {
            seconds[(at / 1_000) as usize] += 1;
        }
        seconds
    }
}

struct Town<P> {
    phones: Vec<P>,
    /// When each is woken next.
    alarms: Vec<Option<u64>>,
    events: BinaryHeap<Reverse<Planned>>,
    planned: u64,
    dice: Dice,
}

/// Runs until nothing is left to happen.
pub fn run<P: Phone>(phones: impl Iterator<Item = P>, mut server: Server, seed: u64) -> Tally {
    let phones: Vec<P> = phones.collect();
    let mut town = Town {
        alarms: vec![None; phones.len()],
        phones,
        events: BinaryHeap::new(),
        planned: 0,
        dice: Dice::new(seed),
    };
    for phone in 0..town.phones.len() {
        let at = town.dice.between(0, 999);
        town.plan(at, phone, Event::Online);
    }
    let mut tally = Tally {
        sent: Vec::new(),
        received: 0,
        over_at: 0,
    };
    while let Some(Reverse(planned)) = town.events.pop() {
        let (now, phone) = (planned.at, planned.phone);
        match planned.event {
            Event::Online => town.phones[phone].online(now, &mut town.dice),
            Event::Wakes if town.alarms[phone] == Some(now) => {
                town.alarms[phone] = None;
                town.phones[phone].woke(now);
            }
            Event::Wakes => continue,
            Event::Arrives(item) => {
                let (at, reply) = server.takes(now);
                if matches!(reply, Reply::Done { .. }) {
                    tally.received += 1;
                    tally.over_at = at;
                }
                let back = town.way();
                town.plan(at + back, phone, Event::Answered(item, reply));
                continue;
            }
            Event::Answered(item, reply) => {
                town.phones[phone].answered(now, item, reply, &mut town.dice);
            }
        }
        while let Some(item) = town.phones[phone].sends(now) {
            tally.sent.push(now);
            let there = town.way();
            town.plan(now + there, phone, Event::Arrives(item));
        }
        town.set_alarm(now, phone);
    }
    tally
}

impl<P: Phone> Town<P> {
    fn plan(&mut self, at: u64, phone: usize, event: Event) {
        let number = self.planned;
        self.planned += 1;
        self.events.push(Reverse(Planned {
            at,
            number,
            phone,
            event,
        }));
    }

    fn way(&mut self) -> u64 {
        self.dice.between(WAY_MS.0, WAY_MS.1)
    }

    fn set_alarm(&mut self, now: u64, phone: usize) {
        let alarm = self.phones[phone].next_wakeup(now).map(|ms| now + ms);
        if self.alarms[phone] != alarm {
            self.alarms[phone] = alarm;
            if let Some(at) = alarm {
                self.plan(at, phone, Event::Wakes);
            }
        }
    }
}
