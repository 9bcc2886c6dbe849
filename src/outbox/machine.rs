//! The machine: what it knows, and what each fact changes.

use super::{
    effect::{Effect, Part},
    input::Input,
    item::{Item, State},
    retry::{self, Bucket},
    turn::own_wait,
};
use crate::domain::{client_ref::ClientRef, moment::Now};
use std::collections::VecDeque;

/// The least time between two presses that count.
const PRESS_EVERY_MS: u64 = 10_000;
/// After this long a press overrides a `Retry-After`.
const TOLD_HOLDS_MS: u64 = 3_600_000;
/// How long to wait before a failed write is tried again.
const STORE_PAUSE_MS: u64 = 30_000;
/// How long to wait when another tab is sending.
const ELSEWHERE_PAUSE_MS: u64 = 3_000;
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
    pub(super) reserved: Vec<ClientRef>,
    pub(super) signed_in: bool,
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
                self.release(&id);
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

    /// Every item as it stands on disk, drafts first, then by `seq`.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item of this key.
    pub fn item(&self, id: &ClientRef) -> Option<&Item> {
        self.items.iter().find(|item| item.client_ref == *id)
    }

    /// Whether this write is still asked for: what was read meanwhile may have made it old.
    pub fn wants(&self, item: &Item) -> bool {
        self.flight
            .as_ref()
            .is_some_and(|flight| match &flight.phase {
                Phase::Committing { next, .. } => next == item,
                Phase::Waiting { .. } => false,
            })
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
        let asked =
            |effect: &Effect| matches!(effect, Effect::Save { item } if item.client_ref == *id);
        let unsent = self.item(id).is_some_and(|it| it.state != State::Sending);
        if unsent && self.effects.iter().any(asked) {
            // Its turn had come, and nobody has performed anything yet.
            self.effects.retain(|effect| !asked(effect));
            self.flight = None;
        }
        let free = self.flight.as_ref().is_none_or(|flight| flight.id != *id);
        let mine = free && self.item(id).is_some() && !self.reserved.contains(id);
        if mine {
            self.reserved.push(id.clone());
        }
        mine
    }

    /// Ends [`Outbox::reserve`] when the choice was not carried out.
    pub fn release(&mut self, id: &ClientRef) {
        self.reserved.retain(|known| known != id);
    }

    fn start(&mut self, now: Now, items: Vec<Item>) {
        self.items.clear();
        // Stores give them in this order; a sort would cost more bytes than it saves time.
        for item in items {
            let place = self.items.partition_point(|known| known.seq <= item.seq);
            self.items.insert(place, item);
        }
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
            | State::PhotoLost
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

    /// Asks for `next` to be written. Before the record itself may leave, its outcome is written down as unknown.
    pub(super) fn commit(&mut self, mut next: Item) {
        if next.state == State::Sending && next_part(&next) == Part::Record {
            next.in_doubt = next.in_doubt.saturating_add(1);
        }
        self.effects.push_back(Effect::Save { item: next.clone() });
        self.flight = Some(Flight {
            id: next.client_ref.clone(),
            phase: Phase::Committing {
                next,
                again_at: None,
            },
        });
    }
}

fn next_part(item: &Item) -> Part {
    let photo = item.uploads.iter().find(|(_, there)| !there);
    photo.map_or(Part::Record, |(id, _)| Part::Photo(id.clone()))
}
