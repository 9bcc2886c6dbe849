//! The machine: what is told to it, what it asks for, and whose turn it is.

use super::{
    item::{Item, State},
    reply::Reply,
    retry::{self, Bucket},
};
use crate::domain::{client_ref::ClientRef, moment::Now};
use std::collections::{BTreeSet, VecDeque};

/// The least time between two presses that count.
const PRESS_EVERY_MS: u64 = 10_000;
/// After this long a press overrides a `Retry-After`.
const TOLD_HOLDS_MS: u64 = 3_600_000;
/// How long to wait before a failed write is tried again.
const STORE_PAUSE_MS: u64 = 30_000;
/// How long to wait when another tab is sending.
const ELSEWHERE_PAUSE_MS: u64 = 5_000;
/// After so many failures running, the next in line is tried before the item that fails.
const PATIENCE: u32 = 3;

/// One request on an item's way: its photos first, the record last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// The photo of this key.
    Photo(ClientRef),
    /// The record itself: the one effect that counts.
    Record,
}

/// A fact.
#[derive(Clone, Debug)]
pub enum Input {
    /// What the store holds, read at start or when another tab may have changed it.
    Started {
        /// Every row, in any order.
        items: Vec<Item>,
    },
    /// The member saved a draft or submitted it; it is on disk.
    Written {
        /// As written.
        item: Item,
    },
    /// An item was removed, on disk: withdrawn, discarded, or forgotten after its acceptance.
    Removed {
        /// Which.
        id: ClientRef,
    },
    /// The write asked for by `Effect::Save` is on disk.
    Saved {
        /// Which.
        id: ClientRef,
    },
    /// The write asked for by `Effect::Save` failed.
    NotSaved {
        /// Which.
        id: ClientRef,
    },
    /// Another tab holds the right to send, or took it: what was under way here is dropped.
    Elsewhere,
    /// An attempt ended.
    Answered {
        /// Which.
        id: ClientRef,
        /// The part that was sent.
        part: Part,
        /// What it came to.
        reply: Reply,
        /// Chance for the wait, evenly spread.
        jitter: u64,
    },
    /// The bytes of a photo are not in the store.
    PhotoLost {
        /// The item.
        id: ClientRef,
    },
    /// The phone thinks that it is online again.
    Online {
        /// Chance for the first wait, evenly spread.
        jitter: u64,
    },
    /// Time passed, or the page became visible.
    Woke,
    /// 立即发送
    Pressed,
    /// Requests of this partition carry a good sign-in.
    SignedIn,
    /// The partition closes: nothing of it stays in memory.
    SignedOut,
    /// The list of records kept on the phone shows these.
    Listed {
        /// Which.
        ids: Vec<ClientRef>,
    },
}

/// What the machine asks for. Perform one wholly, tell what came of it, then ask for the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Write this item; answer `Saved`, `NotSaved` or `Elsewhere`.
    Save {
        /// As it will stand.
        item: Item,
    },
    /// Send one part; answer `Answered` or `PhotoLost`.
    Send {
        /// The item.
        id: ClientRef,
        /// The part.
        part: Part,
    },
    /// Remove an item that arrived and that the list shows; answer `Removed` when it is gone.
    Forget {
        /// Which.
        id: ClientRef,
    },
    /// Get a good sign-in, then tell `SignedIn`.
    AskSignIn {
        /// The one that was got last was refused too, or the member pressed: ask the member.
        again: bool,
    },
    /// Look for a newer version of this app.
    AskNewVersion,
}

/// What keeps the whole partition from sending.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Waits {
    /// Nothing.
    No,
    /// A sign-in.
    #[default]
    SignIn,
    /// A newer version of this app.
    NewVersion,
}

#[derive(Clone, Debug)]
pub(super) enum Phase {
    /// `next` is being written; until it is on disk the item stands where it stood.
    Committing { next: Item, again_at: Option<u64> },
    /// A part is on its way.
    Waiting { part: Part },
}

#[derive(Clone, Debug)]
pub(super) struct Flight {
    pub(super) id: ClientRef,
    pub(super) phase: Phase,
}

/// The queue of one member in one tab. `items` stand as they are on disk.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// By `seq`.
    pub(super) items: Vec<Item>,
    pub(super) flight: Option<Flight>,
    pub(super) effects: VecDeque<Effect>,
    reserved: BTreeSet<ClientRef>,
    signed_in: bool,
    /// A sign-in was lost and none has proved good since.
    pub(super) sign_in_doubtful: bool,
    pub(super) bucket: Bucket,
    /// Nothing goes before; by the steady clock, like all below. A press ends it.
    pub(super) hold: u64,
    /// Nothing goes before, for the backend said so, and since when.
    pub(super) told: Option<(u64, u64)>,
    /// No retry goes before: the bucket is empty.
    pub(super) retry_hold: u64,
    pub(super) version_pause: Option<u64>,
    /// The item that failed last, and how often running.
    pub(super) stalled: Option<(ClientRef, u32)>,
    pressed_at: Option<u64>,
    /// The width of the first wait after coming online, in milliseconds.
    online_spread_ms: u32,
}

impl Outbox {
    /// An empty queue that is not signed in. `online_spread_ms` comes from the backend.
    pub fn new(online_spread_ms: u32) -> Self {
        Self {
            online_spread_ms,
            ..Self::default()
        }
    }

    /// Takes in one fact. `now` never goes back by its steady clock.
    pub fn handle(&mut self, now: Now, input: Input) {
        match input {
            Input::Started { items } => self.start(now, items),
            Input::Written { item } => self.put(item),
            Input::Removed { id } => {
                self.items.retain(|item| item.client_ref != id);
                self.reserved.remove(&id);
            }
            Input::Saved { id } => self.saved(&id),
            Input::NotSaved { id } => self.not_saved(now, &id),
            Input::Elsewhere => self.yield_to_another(now),
            Input::Answered {
                id,
                part,
                reply,
                jitter,
            } => self.answered(now, &id, &part, reply, jitter),
            Input::PhotoLost { id } => self.photo_lost(&id),
            Input::Online { jitter } => {
                self.end_waits();
                let wait = retry::spread_ms(self.online_spread_ms.into(), jitter).unsigned_abs();
                self.hold = now.steady_ms.saturating_add(wait);
            }
            Input::Woke => {}
            Input::Pressed => self.pressed(now),
            Input::SignedIn => self.signed_in = true,
            Input::SignedOut => *self = Self::new(self.online_spread_ms),
            Input::Listed { ids } => self.listed(&ids),
        }
        self.advance(now);
    }

    /// The next thing to perform.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// In how many milliseconds to tell `Woke`; `None` when only another fact can move the queue.
    pub fn next_wakeup(&self, now: Now) -> Option<u64> {
        match &self.flight {
            Some(Flight {
                phase: Phase::Committing { again_at, .. },
                ..
            }) => again_at.map(|at| at.saturating_sub(now.steady_ms)),
            Some(Flight {
                phase: Phase::Waiting { .. },
                ..
            }) => None,
            None if !self.signed_in => None,
            None => {
                let waits = self.items.iter().filter_map(|item| self.wait_of(now, item));
                waits.min()
            }
        }
    }

    /// Every item as it stands on disk, drafts first, then by `seq`.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item of this key.
    pub fn item(&self, id: &ClientRef) -> Option<&Item> {
        self.items.iter().find(|item| item.client_ref == *id)
    }

    /// What keeps the whole partition from sending.
    pub fn waits(&self) -> Waits {
        if !self.signed_in {
            Waits::SignIn
        } else if self.version_pause.is_some() {
            Waits::NewVersion
        } else {
            Waits::No
        }
    }

    /// Keeps an item from being sent while its owner's choice is written. False when it is under way, or not there.
    /// Ends with `Removed` or [`Outbox::release`].
    pub fn reserve(&mut self, id: &ClientRef) -> bool {
        let free = self.flight.as_ref().is_none_or(|flight| flight.id != *id);
        free && self.item(id).is_some() && self.reserved.insert(id.clone())
    }

    /// Ends [`Outbox::reserve`] when the choice was not carried out.
    pub fn release(&mut self, id: &ClientRef) {
        self.reserved.remove(id);
    }

    fn start(&mut self, now: Now, items: Vec<Item>) {
        self.items = items;
        self.items.sort_by_key(|item| item.seq);
        self.flight = None;
        self.version_pause = None;
        self.forget_asked_work();
        for item in &mut self.items {
            if item.state == State::Sending {
                item.state = State::Queued;
            }
        }
        let told = self.items.iter().filter_map(|item| match item.state {
            State::RetryWait { told: true, .. } => own_wait(now, item),
            State::RetryWait { told: false, .. }
            | State::Draft
            | State::Queued
            | State::Sending
            | State::Accepted { .. }
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::Conflict { .. }
            | State::Declined { .. }
            | State::Waitlisted { .. }
            | State::UpgradeNeeded
            | State::Done { .. } => None,
        });
        if let (None, Some(left)) = (self.told, told.filter(|left| *left > 0).min()) {
            self.told = Some((now.steady_ms + left, now.steady_ms));
        }
    }

    fn put(&mut self, item: Item) {
        self.items.retain(|old| old.client_ref != item.client_ref);
        let place = self.items.partition_point(|old| old.seq <= item.seq);
        self.items.insert(place, item);
    }

    fn saved(&mut self, id: &ClientRef) {
        let Some(Flight {
            phase: Phase::Committing { next, .. },
            ..
        }) = self.flight.take_if(|flight| flight.id == *id)
        else {
            return;
        };
        let part = (next.state == State::Sending).then(|| next_part(&next));
        self.put(next);
        if let Some(part) = part {
            self.flight = Some(Flight {
                id: id.clone(),
                phase: Phase::Waiting { part: part.clone() },
            });
            self.effects.push_back(Effect::Send {
                id: id.clone(),
                part,
            });
        }
    }

    fn not_saved(&mut self, now: Now, id: &ClientRef) {
        let was_sent = self.item(id).is_some_and(|it| it.state == State::Sending);
        let at = now.steady_ms + STORE_PAUSE_MS;
        match &mut self.flight {
            Some(flight) if flight.id == *id => match &mut flight.phase {
                Phase::Committing { again_at, .. } if was_sent => *again_at = Some(at),
                Phase::Committing { .. } => {
                    self.flight = None;
                    self.hold = self.hold.max(at);
                }
                Phase::Waiting { .. } => {}
            },
            Some(_) | None => {}
        }
    }

    fn yield_to_another(&mut self, now: Now) {
        self.flight = None;
        self.forget_asked_work();
        for item in &mut self.items {
            if item.state == State::Sending {
                item.state = State::Queued;
            }
        }
        self.hold = self.hold.max(now.steady_ms + ELSEWHERE_PAUSE_MS);
    }

    fn pressed(&mut self, now: Now) {
        let too_soon = self
            .pressed_at
            .is_some_and(|at| now.steady_ms < at + PRESS_EVERY_MS);
        if too_soon {
            return;
        }
        self.pressed_at = Some(now.steady_ms);
        self.hold = 0;
        self.version_pause = None;
        let told_is_old = self
            .told
            .is_some_and(|(_, since)| now.steady_ms >= since + TOLD_HOLDS_MS);
        if told_is_old {
            self.told = None;
            for item in &mut self.items {
                if let State::RetryWait { told, .. } = &mut item.state {
                    *told = false;
                }
            }
        }
        self.end_waits();
        if let Some(Flight {
            phase: Phase::Committing { again_at, .. },
            ..
        }) = &mut self.flight
            && again_at.is_some()
        {
            *again_at = Some(0);
        }
        if !self.signed_in {
            self.effects.push_back(Effect::AskSignIn { again: true });
        }
    }

    fn listed(&mut self, ids: &[ClientRef]) {
        for item in &self.items {
            if matches!(item.state, State::Done { .. }) && ids.contains(&item.client_ref) {
                self.effects.push_back(Effect::Forget {
                    id: item.client_ref.clone(),
                });
            }
        }
    }

    /// The sign-in is lost: the whole partition waits.
    pub(super) fn lose_sign_in(&mut self) {
        self.signed_in = false;
        let again = std::mem::replace(&mut self.sign_in_doubtful, true);
        self.effects.push_back(Effect::AskSignIn { again });
    }

    /// Ends every wait that the schedule gave; not those that the backend asked for.
    fn end_waits(&mut self) {
        self.retry_hold = 0;
        self.stalled = None;
        for item in &mut self.items {
            let ends = matches!(
                item.state,
                State::RetryWait { told: false, .. } | State::Accepted { .. }
            );
            if ends {
                item.state = State::Queued;
            }
        }
    }

    fn forget_asked_work(&mut self) {
        self.effects.retain(|effect| match effect {
            Effect::Save { .. } | Effect::Send { .. } | Effect::Forget { .. } => false,
            Effect::AskSignIn { .. } | Effect::AskNewVersion => true,
        });
    }

    /// Starts the next attempt when nothing is under way and one is due.
    fn advance(&mut self, now: Now) {
        self.version_pause = self.version_pause.filter(|until| *until > now.steady_ms);
        match &mut self.flight {
            Some(Flight {
                phase: Phase::Committing { next, again_at },
                ..
            }) => {
                if again_at.take_if(|at| *at <= now.steady_ms).is_some() {
                    self.effects.push_back(Effect::Save { item: next.clone() });
                }
            }
            Some(Flight {
                phase: Phase::Waiting { .. },
                ..
            }) => {}
            None if self.signed_in => {
                if let Some(item) = self.due(now) {
                    let mut next = item.clone();
                    next.state = State::Sending;
                    next.attempts = next.attempts.saturating_add(1);
                    self.commit(next);
                }
            }
            None => {}
        }
    }

    /// Asks for `next` to be written.
    pub(super) fn commit(&mut self, next: Item) {
        self.effects.push_back(Effect::Save { item: next.clone() });
        self.flight = Some(Flight {
            id: next.client_ref.clone(),
            phase: Phase::Committing {
                next,
                again_at: None,
            },
        });
    }

    /// The first item by `seq` that may go now; one that keeps failing lets the others go first.
    fn due(&self, now: Now) -> Option<&Item> {
        let fails = |item: &&Item| {
            let stalled = self.stalled.as_ref();
            stalled.is_some_and(|(id, times)| *times >= PATIENCE && *id == item.client_ref)
        };
        let mut due = self
            .items
            .iter()
            .filter(|item| self.wait_of(now, item) == Some(0));
        let first = due.next()?;
        if fails(&first) {
            due.next().or(Some(first))
        } else {
            Some(first)
        }
    }

    /// How long until this item may go, in milliseconds; `None` when it is not its turn at all.
    fn wait_of(&self, now: Now, item: &Item) -> Option<u64> {
        let own = own_wait(now, item)?;
        let blocked = || {
            let earlier = self.items.iter().take_while(|other| other.seq < item.seq);
            let mut chain = earlier.filter(|other| other.chain == item.chain && other.seq > 0);
            chain.any(|other| !matches!(other.state, State::Done { .. }))
        };
        if self.reserved.contains(&item.client_ref)
            || (item.chain != item.client_ref && blocked())
        {
            return None;
        }
        let gates = [
            self.hold,
            self.told.map_or(0, |(until, _)| until),
            self.version_pause.unwrap_or(0),
            if item.attempts > 0 { self.retry_hold } else { 0 },
        ];
        let gate = gates.into_iter().max().unwrap_or(0);
        Some(own.max(gate.saturating_sub(now.steady_ms)))
    }

    /// Counts a failure of this item; true while the whole queue should wait with it.
    pub(super) fn count_failure(&mut self, id: &ClientRef) -> bool {
        let running = match &self.stalled {
            Some((last, times)) if last == id => times.saturating_add(1),
            Some(_) | None => 1,
        };
        self.stalled = Some((id.clone(), running));
        running < PATIENCE
    }
}

fn next_part(item: &Item) -> Part {
    let photo = item.uploads.iter().find(|(_, there)| !there);
    photo.map_or(Part::Record, |(id, _)| Part::Photo(id.clone()))
}

/// The item's own wait in milliseconds; `None` where nothing is left to send, or it is its owner's turn.
fn own_wait(now: Now, item: &Item) -> Option<u64> {
    match item.state {
        State::Queued | State::Sending | State::UpgradeNeeded => Some(0),
        State::RetryWait { not_before, told } => {
            let longest = if told {
                retry::LONGEST_TOLD_MS
            } else {
                retry::LONGEST_MS
            };
            Some(retry::left_ms(not_before, now.wall, longest))
        }
        State::Accepted { not_before } => {
            Some(retry::left_ms(not_before, now.wall, retry::LONGEST_MS))
        }
        State::Draft
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::Conflict { .. }
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => None,
    }
}
