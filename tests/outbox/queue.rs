//! The machine with a hand-moved clock, and a store and a network that do as they are told.

use dajuan::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
    },
    outbox::{
        abilities::Abilities,
        effect::{Effect, Part},
        input::Input,
        item::{Item, State},
        machine::Outbox,
        reply::{Reply, RetryAfter},
    },
};

pub const SPREAD_MS: u32 = 60_000;
/// The chance under which every wait is as long as it can be.
pub const LONGEST: u64 = u64::MAX;
pub const START: Moment = Moment(1_790_000_000_000);

pub struct Queue {
    pub outbox: Outbox,
    pub now: Now,
}

pub fn key(n: u64) -> ClientRef {
    ClientRef::from_chance([n as u8; 16])
}

pub fn keys(items: &[Item]) -> Vec<ClientRef> {
    items.iter().map(|item| item.client_ref.clone()).collect()
}

pub fn queued(n: u64) -> Item {
    Item {
        client_ref: key(n),
        seq: n,
        chain: key(n),
        state: State::Queued,
        attempts: 0,
        updates: false,
        in_doubt: 0,
        uploads: Vec::new(),
    }
}

pub fn with_photos(n: u64, photos: &[u64]) -> Item {
    Item {
        uploads: photos.iter().map(|photo| (key(*photo), false)).collect(),
        ..queued(n)
    }
}

pub fn done() -> Reply {
    let receipt = Some("R-1".to_owned());
    Reply::Done { receipt }
}

pub fn busy_for(ms: u32) -> Reply {
    let after = Some(RetryAfter { ms });
    Reply::Busy { after }
}

pub fn refused() -> Reply {
    Reply::Refused {
        words: "缺书名".into(),
        fields: vec![("title".into(), "必填".into())],
    }
}

impl Queue {
    /// Signed in, with these items on disk.
    pub fn of(items: impl IntoIterator<Item = Item>) -> Self {
        Self::on(Outbox::new(SPREAD_MS), items)
    }

    /// The same, where several records may go in one request.
    pub fn batching(items: impl IntoIterator<Item = Item>) -> Self {
        let batches = Abilities {
            batches: true,
            ..Abilities::default()
        };
        Self::before(batches, items)
    }

    /// The same, before a backend that can do this.
    pub fn before(abilities: Abilities, items: impl IntoIterator<Item = Item>) -> Self {
        Self::on(Outbox::new(SPREAD_MS).able(abilities), items)
    }

    fn on(outbox: Outbox, items: impl IntoIterator<Item = Item>) -> Self {
        let (wall, steady_ms) = (START, 0);
        let now = Now { wall, steady_ms };
        let mut queue = Self { outbox, now };
        let items = items.into_iter().collect();
        queue.tell(Input::Started { items });
        queue.tell(Input::SignedIn);
        queue
    }

    pub fn tell(&mut self, input: Input) {
        self.outbox.handle(self.now, input);
    }

    pub fn pass(&mut self, ms: u64) {
        self.now.steady_ms += ms;
        self.now.wall = self.now.wall.plus_ms(ms as i64);
        self.tell(Input::Woke);
    }

    pub fn effects(&mut self) -> Vec<Effect> {
        std::iter::from_fn(|| self.outbox.poll_effect()).collect()
    }

    /// Performs writes until something is sent; what else was asked for is dropped.
    pub fn sent_together(&mut self) -> Option<(Vec<ClientRef>, Part)> {
        while let Some(effect) = self.outbox.poll_effect() {
            match effect {
                Effect::Save { items } => self.tell(Input::Saved { ids: keys(&items) }),
                Effect::Send { ids, part } => return Some((ids, part)),
                Effect::Forget { .. } | Effect::AskSignIn { .. } | Effect::AskNewVersion => {}
            }
        }
        None
    }

    /// The same, where one item is sent.
    #[track_caller]
    pub fn sent(&mut self) -> Option<(ClientRef, Part)> {
        let (mut ids, part) = self.sent_together()?;
        assert_eq!(ids.len(), 1, "{ids:?}");
        ids.pop().map(|id| (id, part))
    }

    /// The records of these items are on their way in one request.
    #[track_caller]
    pub fn sends_all(&mut self, all: impl IntoIterator<Item = u64>) {
        let ids = all.into_iter().map(key).collect();
        assert_eq!(self.sent_together(), Some((ids, Part::Record)));
    }

    /// The answers to the records under way, by item, and their write.
    pub fn hears_all(&mut self, replies: impl IntoIterator<Item = (u64, Reply)>) {
        let replies = replies.into_iter();
        self.tell(Input::Answered {
            part: Part::Record,
            replies: replies.map(|(n, reply)| (key(n), reply)).collect(),
            jitter: LONGEST,
        });
        self.save();
    }

    /// The record of this item is on its way, and nothing else.
    #[track_caller]
    pub fn sends(&mut self, n: u64) {
        assert_eq!(self.sent(), Some((key(n), Part::Record)));
    }

    #[track_caller]
    pub fn sends_nothing(&mut self) {
        assert_eq!(self.sent(), None);
    }

    /// The answer to the record under way, not written yet.
    pub fn hears(&mut self, n: u64, reply: Reply) {
        self.hears_of(n, Part::Record, reply);
    }

    pub fn hears_of(&mut self, n: u64, part: Part, reply: Reply) {
        self.tell(Input::Answered {
            part,
            replies: vec![(key(n), reply)],
            jitter: LONGEST,
        });
    }

    /// Sends item `n` and hears this, written.
    #[track_caller]
    pub fn tries(&mut self, n: u64, reply: Reply) {
        self.sends(n);
        self.hears(n, reply);
        self.save();
    }

    /// An item fails until no retry is left.
    #[track_caller]
    pub fn empties_the_bucket(&mut self, n: u64) {
        for _ in 0..10 {
            self.tries(n, Reply::NoAnswer);
            self.pass(300_000);
        }
        self.sends(n);
        self.tell(Input::Answered {
            part: Part::Record,
            replies: vec![(key(n), Reply::NoAnswer)],
            jitter: 0,
        });
        self.save();
    }

    /// Performs the write that is asked for next.
    #[track_caller]
    pub fn save(&mut self) {
        loop {
            match self.outbox.poll_effect() {
                Some(Effect::Save { items }) => {
                    return self.tell(Input::Saved { ids: keys(&items) });
                }
                Some(Effect::AskSignIn { .. } | Effect::AskNewVersion) => {}
                other => panic!("no write is asked for, but {other:?}"),
            }
        }
    }

    #[track_caller]
    pub fn item(&self, n: u64) -> &Item {
        self.outbox.item(&key(n)).expect("the item is there")
    }

    #[track_caller]
    pub fn stands(&self, n: u64, state: State) {
        assert_eq!(self.item(n).state, state);
    }

    /// How long the item waits by its own state.
    #[track_caller]
    pub fn waits(&self, n: u64, ms: i64, told: bool) {
        let not_before = self.now.wall.plus_ms(ms);
        self.stands(n, State::RetryWait { not_before, told });
    }
}
