//! The way from a tab to the backend: what the network, the proxies and the backend make of a request.

use super::{
    ledger::Promise,
    work::{holds_foreign, words},
    world::{Batches, Network, Seat, Told},
};
use dajuan::{
    domain::{client_ref::ClientRef, event::Act, held::Found, record::Entry},
    outbox::{
        abilities::Abilities,
        reply::{Reply, RetryAfter},
    },
    runtime::ports::{Step, Transport},
};
use std::{rc::Rc, sync::Arc};

const DAY_MS: u64 = 86_400_000;

pub struct TabTransport(pub Rc<Seat>);

/// What becomes of a request, beside what the backend answers.
enum Way {
    /// It never arrives, and this is what the tab sees.
    Instead(Reply),
    /// It arrives after the tab has given up.
    Late,
    /// It arrives, and this is what the tab sees of the answer.
    Through(fn(&TabTransport, Reply) -> Reply),
}

impl TabTransport {
    fn way(&self, uploads: bool) -> Way {
        let seat = &self.0;
        let dice = &seat.world.dice;
        if !seat.world.faulty.get() {
            return Way::Through(|_, reply| reply);
        }
        match seat.phone.network.get() {
            Network::Offline => return Way::Instead(Reply::NoAnswer),
            Network::Portal => return Way::Instead(Reply::Stranger),
            Network::Fine => {}
        }
        match dice.below(20) {
            0 | 1 => Way::Instead(Reply::NoAnswer),
            2 => Way::Instead(Reply::Stranger),
            3 => Way::Instead(Reply::Busy { after: None }),
            4 => Way::Instead(Reply::Busy { after: self.told() }),
            5 => Way::Late,
            6 if dice.one_in(4) => Way::Instead(Reply::Upgrade),
            7 => Way::Instead(Reply::Accepted),
            8 if dice.one_in(4) && uploads => Way::Instead(Reply::TooLarge),
            9 if dice.one_in(4) => Way::Instead(Reply::Conflict {
                words: "版本".into(),
            }),
            10 | 11 => Way::Through(|_, _| Reply::NoAnswer),
            12 => Way::Through(|_, _| Reply::Busy { after: None }),
            13 => Way::Through(|way, _| Reply::Busy { after: way.told() }),
            14 => Way::Through(|_, _| Reply::Accepted),
            _ => Way::Through(|_, reply| reply),
        }
    }

    async fn attempt(&self, step: Step) -> Reply {
        let seat = &self.0;
        let world = &seat.world;
        world.pause().await;
        let token = seat.token.get();
        self.leaves(token, &step);
        match self.way(matches!(step, Step::Upload { .. })) {
            Way::Instead(reply) => reply,
            Way::Late => {
                world.late.borrow_mut().push((token, step));
                Reply::NoAnswer
            }
            Way::Through(seen) => {
                let reply = world.backend.borrow_mut().receive(token, &step);
                world.pause().await;
                seen(self, reply)
            }
        }
    }

    /// Nothing of a member leaves the phone with another's sign-in, whatever then becomes of it.
    fn leaves(&self, token: u64, step: &Step) {
        let world = &self.0.world;
        let whose = world.backend.borrow().whose(token);
        if whose.is_none_or(|whose| holds_foreign(&format!("{step:?}"), whose)) {
            world.blame(Promise::Leaked, || {
                format!("{} goes with the sign-in of {whose:?}", name_of(step))
            });
        }
    }

    fn asks(&self, token: u64, key: &ClientRef) {
        let world = &self.0.world;
        let whose = world.backend.borrow().whose(token);
        if !whose.is_some_and(|whose| world.ledger.borrow().knows(whose, key)) {
            world.blame(Promise::Leaked, || {
                format!("{whose:?} asks for {}", short(key))
            });
        }
    }

    /// Seconds, hours, or more than any phone should obey.
    fn told(&self) -> Option<RetryAfter> {
        let dice = &self.0.world.dice;
        let ms = match dice.below(8) {
            0 => u32::MAX,
            1 | 2 => dice.below(40_000_000) as u32,
            3 => 0,
            _ => dice.below(400_000) as u32,
        };
        Some(RetryAfter { ms })
    }

    /// Every request is written ahead, by this tab, in a session that still runs.
    fn look(&self, id: &ClientRef) {
        let seat = &self.0;
        if !seat.granted.borrow_mut().remove(id) {
            seat.world.blame(Promise::Rules, || {
                format!("{} is sent and was not written ahead", short(id))
            });
        }
    }
}

impl Transport for TabTransport {
    async fn send(&self, step: Step) -> Reply {
        let world = &self.0.world;
        let (id, name) = (self.owner_of(&step), world.traced.then(|| name_of(&step)));
        if let Some(id) = &id {
            self.look(id);
        }
        let reply = self.attempt(step).await;
        world.say(|| {
            let name = name.unwrap_or_default();
            format!("tab {} send {name} -> {reply:?}", self.0.number)
        });
        if let Some(id) = id {
            self.hear(id, &reply);
        }
        reply
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            batches: self.0.world.batches != Batches::Never,
            looks_up: self.0.world.looks_up,
            ..Abilities::default()
        }
    }

    async fn look_up(&self, key: &ClientRef) -> Result<Option<Found>, Reply> {
        let world = &self.0.world;
        world.pause().await;
        let token = self.0.token.get();
        self.asks(token, key);
        let found = match self.way(false) {
            Way::Instead(reply) => Err(reply),
            Way::Late => Err(Reply::NoAnswer),
            Way::Through(seen) => {
                let found = world.backend.borrow().look_up(token, key);
                world.pause().await;
                match seen(self, Reply::Done { receipt: None }) {
                    Reply::Done { .. } => found,
                    reply => Err(reply),
                }
            }
        };
        world.say(|| {
            format!(
                "tab {} looks for {} -> {found:?}",
                self.0.number,
                short(key)
            )
        });
        found
    }

    /// Some of a request may be carried out before it breaks off; then nothing is known of any, or of the others.
    async fn send_batch(&self, entries: Vec<Arc<Entry>>) -> Option<Vec<Reply>> {
        let world = &self.0.world;
        world.pause().await;
        for entry in &entries {
            self.look(&entry.client_ref);
            if Act::of(&entry.kind).is_some() {
                world.blame(Promise::Rules, || "an act goes among others".to_owned());
            }
        }
        if world.batches == Batches::Claimed {
            return None;
        }
        let token = self.0.token.get();
        for entry in &entries {
            self.leaves(token, &Step::Create(entry.clone()));
        }
        let steps = entries.iter().cloned().map(Step::Create);
        let replies = match self.way(false) {
            Way::Instead(reply) => vec![reply; entries.len()],
            Way::Late => {
                world
                    .late
                    .borrow_mut()
                    .extend(steps.map(|step| (token, step)));
                vec![Reply::NoAnswer; entries.len()]
            }
            Way::Through(seen) => {
                let breaks_off = world.fault(3).then(|| world.dice.below(entries.len()));
                let carried = steps.take(breaks_off.unwrap_or(entries.len()));
                let replies: Vec<Reply> = carried
                    .map(|step| world.backend.borrow_mut().receive(token, &step))
                    .collect();
                world.pause().await;
                if breaks_off.is_some() && world.dice.one_in(2) {
                    vec![Reply::NoAnswer; entries.len()]
                } else {
                    replies.into_iter().map(|reply| seen(self, reply)).collect()
                }
            }
        };
        for (entry, reply) in entries.iter().zip(&replies) {
            world.say(|| {
                let (tab, name) = (self.0.number, short(&entry.client_ref));
                format!("tab {tab} sends {name} among others -> {reply:?}")
            });
            self.hear(entry.client_ref.clone(), reply);
        }
        Some(replies)
    }
}

impl TabTransport {
    /// The backend said when to come back.
    fn hear(&self, by: ClientRef, reply: &Reply) {
        if let Reply::Busy { after: Some(after) } = reply {
            let since = self.0.world.time.get();
            let until = since + u64::from(after.ms).min(DAY_MS);
            self.0.told.borrow_mut().push(Told { by, since, until });
        }
    }

    /// The item that a step belongs to.
    fn owner_of(&self, step: &Step) -> Option<ClientRef> {
        match step {
            Step::Create(entry) | Step::Update { entry, .. } => Some(entry.client_ref.clone()),
            Step::Upload { photo, .. } => {
                let granted = self.0.granted.borrow();
                let disk = &self.0.partition.disk;
                let has = |id: &&ClientRef| {
                    disk.see(id, |row| {
                        let row = row.and_then(|row| row.as_ref().ok());
                        row.is_some_and(|row| row.entry.photos.contains(photo))
                    })
                };
                granted.iter().find(has).cloned()
            }
        }
    }
}

pub fn name_of(step: &Step) -> String {
    match step {
        Step::Upload { photo, .. } => format!("photo {}", short(&photo.id)),
        Step::Create(entry) | Step::Update { entry, .. } => {
            format!("{} {}", short(&entry.client_ref), words(entry))
        }
    }
}

pub fn short(id: &ClientRef) -> &str {
    &id.as_str()[..4]
}
