//! The machine: what it knows, and what each fact changes.

use super::{
    abilities::Abilities,
    effect::Effect,
    flight::Flight,
    input::Input,
    item::{Item, State},
    outage::Outage,
    retry::{self, Bucket, Rounds},
    turn::own_wait,
};
use crate::domain::{client_ref::ClientRef, moment::Now};
use std::collections::VecDeque;

/// The least time between two presses that count.
pub(super) const PRESS_EVERY_MS: u64 = 10_000;
/// After this long a press overrides a `Retry-After`.
const TOLD_HOLDS_MS: u64 = 3_600_000;

/// What keeps the whole partition from sending.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Waits {
    /// Nothing.
    No,
    /// A sign-in.
    #[default]
    SignIn,
    /// A newer version of this app.
    NewVersion,
    /// A press: the member stopped it.
    Held,
}

/// The queue of one member in one tab. `items` stand as they are on disk.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Outbox {
    /// By `seq`.
    pub(super) items: Vec<Item>,
    pub(super) flight: Option<Flight>,
    pub(super) effects: VecDeque<Effect>,
    pub(super) reserved: Vec<ClientRef>,
    /// In `Unsure`, and to be sent again by its owner's choice.
    pub(super) again: Vec<ClientRef>,
    /// Stopped by the member, but for these.
    pub(super) held: Option<Vec<ClientRef>>,
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
    pub(super) outage: Outage,
    pub(super) abilities: Abilities,
    /// Since it came online.
    pub(super) rounds: Rounds,
    pub(super) pressed_at: Option<u64>,
    /// Whose own waits presses have ended since then; none is named where they were those of all.
    pub(super) pressed: Vec<ClientRef>,
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

    /// The same queue before a backend that can do this.
    #[must_use]
    pub fn able(mut self, abilities: Abilities) -> Self {
        self.abilities = abilities;
        for item in &mut self.items {
            abilities.judge(item);
        }
        self
    }

    /// Takes in one fact. `now` never goes back by its steady clock.
    ///
    /// Inlined, so that a caller who names the fact brings that arm alone into its wasm module (decision 6).
    #[inline(always)]
    pub fn handle(&mut self, now: Now, input: Input) {
        match input {
            Input::Started { items } => self.start(now, items),
            Input::Written { item } => self.put(item),
            Input::Removed { id } => self.removed(&id),
            Input::Saved { ids } => self.saved(now, &ids),
            Input::NotSaved { ids } => self.not_saved(now, &ids),
            Input::Elsewhere => self.yield_to_another(now),
            Input::Answered {
                part,
                replies,
                jitter,
            } => self.answered(now, &part, replies, jitter),
            Input::NoBatch => self.no_batch(),
            Input::Merged {
                id,
                uploads,
                clashes,
                jitter,
            } => self.merged(now, &id, uploads, clashes, jitter),
            Input::PhotoLost { id } => self.photo_lost(&id),
            Input::Online { jitter } => {
                self.end_waits(now, None);
                let width = self.online_spread_ms.into();
                let wait = retry::spread_ms(width, jitter).unsigned_abs();
                self.hold = now.steady_ms.saturating_add(wait);
                self.rounds = Rounds::new(now.steady_ms, width);
            }
            Input::Woke => {}
            Input::Pressed => self.pressed(now, None),
            Input::PressedOne { id } => self.pressed(now, Some(&id)),
            Input::Held => self.held = Some(Vec::new()),
            Input::SignedIn => self.signed_in = true,
            Input::SignedOut => {
                *self = Self::new(self.online_spread_ms).able(self.abilities);
            }
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

    /// What keeps the whole partition from sending.
    pub fn waits(&self) -> Waits {
        if self.held.is_some() {
            Waits::Held
        } else if !self.signed_in {
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
        let asked = |effect: &Effect| matches!(effect, Effect::Save { items } if items.iter().any(|it| it.client_ref == *id));
        let unsent = self.item(id).is_some_and(|it| it.state != State::Sending);
        if unsent && self.effects.iter().any(asked) {
            // Its turn had come, and nobody has performed anything yet. An answer that came goes on without it.
            self.effects.retain(|effect| !asked(effect));
            self.send_another_time();
            if let Some(Flight::Committing { next, .. }) = &self.flight {
                let items = next.clone();
                self.effects.push_back(Effect::Save { items });
            }
        }
        let free = self.flight.as_ref().is_none_or(|flight| !flight.holds(id));
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

    /// An item that waits in `Unsure` goes once more, by its owner's choice; false where it is not one, or chosen already.
    pub fn send_again(&mut self, id: &ClientRef) -> bool {
        let unsure = self.item(id).is_some_and(|it| it.state == State::Unsure);
        let chosen = unsure && !self.again.contains(id);
        if chosen {
            self.again.push(id.clone());
        }
        chosen
    }

    fn start(&mut self, now: Now, items: Vec<Item>) {
        let before = std::mem::take(&mut self.items);
        // Stores give them in this order; a sort would cost more bytes than it saves time.
        for mut item in items {
            // The disk does not know of waits that were ended here.
            let ended = |old: &Item| {
                old.client_ref == item.client_ref
                    && old.attempts == item.attempts
                    && old.state == State::Queued
            };
            if before.iter().any(ended) {
                item.end_wait();
            }
            let place = self.items.partition_point(|known| known.seq <= item.seq);
            self.items.insert(place, item);
        }
        self.version_pause = None;
        self.land();
        let is_told = |item: &&Item| matches!(item.state, State::RetryWait { told: true, .. });
        let told = self.items.iter().filter(is_told);
        let until = told.clone().filter_map(|item| own_wait(now, item)).max();
        let until = until.map_or(0, |left| now.steady_ms + left);
        // Another tab was told, be it for a shorter time than what is known here: the hour of a press begins anew.
        let same = |item: &Item| {
            let known = |old: &Item| old.client_ref == item.client_ref && old.state == item.state;
            before.iter().any(known)
        };
        let (known, since) = self.told.unwrap_or_default();
        if until > now.steady_ms {
            let since = if told.clone().all(same) {
                since
            } else {
                now.steady_ms
            };
            self.told = Some((until.max(known), since));
        }
    }

    pub(super) fn put(&mut self, mut item: Item) {
        self.abilities.judge(&mut item);
        if item.state == State::Sending {
            self.again.retain(|id| *id != item.client_ref);
        }
        self.items.retain(|old| old.client_ref != item.client_ref);
        let place = self.items.partition_point(|old| old.seq <= item.seq);
        self.items.insert(place, item);
    }

    /// What all wait for is skipped once in a while, and so is the own wait of each item, whichever was pressed before.
    fn pressed(&mut self, now: Now, only: Option<&ClientRef>) {
        match (only, &mut self.held) {
            (Some(id), Some(but)) => but.push(id.clone()),
            (_, held) => *held = None,
        }
        let lately = |at| now.steady_ms < at + PRESS_EVERY_MS;
        if !self.pressed_at.is_some_and(lately) {
            self.skip_what_all_wait_for(now);
        } else if self.pressed.is_empty() || only.is_some_and(|id| self.pressed.contains(id)) {
            return;
        }
        match only {
            Some(id) => self.pressed.push(id.clone()),
            None => self.pressed.clear(),
        }
        self.end_waits(now, only);
    }

    fn skip_what_all_wait_for(&mut self, now: Now) {
        self.pressed_at = Some(now.steady_ms);
        self.pressed.clear();
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
        if let Some(Flight::Committing { again_at, .. }) = &mut self.flight
            && again_at.is_some()
        {
            *again_at = Some(0);
        }
        if !self.signed_in {
            self.effects.push_back(Effect::AskSignIn { again: true });
        }
    }

    fn listed(&mut self, ids: &[ClientRef]) {
        let shown = |item: &&Item| {
            // A change is shown in the record that it changed.
            let shown_as = match item.updates {
                true => &item.chain,
                false => &item.client_ref,
            };
            item.state.is_taken() && ids.contains(shown_as)
        };
        let shown = self.items.iter().filter(shown);
        let ids: Vec<ClientRef> = shown.map(|item| item.client_ref.clone()).collect();
        if !ids.is_empty() {
            self.effects.push_back(Effect::Forget { ids });
        }
    }

    /// Ends the waits that the schedule gave, of all items or of one; not those that the backend asked for.
    fn end_waits(&mut self, now: Now, only: Option<&ClientRef>) {
        self.retry_hold = 0;
        self.outage.forget();
        let wanted = |item: &Item| only.is_none_or(|only| item.client_ref == *only);
        if let Some(Flight::Committing { next, ended, .. }) = &mut self.flight {
            ended.retain(|id| {
                !next
                    .iter()
                    .any(|item| item.client_ref == *id && wanted(item))
            });
            let wanted = next.iter().filter(|item| wanted(item));
            ended.extend(wanted.map(|item| item.client_ref.clone()));
        }
        for item in self.items.iter_mut().filter(|item| wanted(item)) {
            item.end_wait();
            if let State::Accepted { not_before } = &mut item.state {
                *not_before = now.wall;
            }
        }
    }
}
