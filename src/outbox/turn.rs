//! Whose turn it is, and when.

use super::{
    effect::{Effect, Part},
    flight::Flight,
    item::{Item, State},
    machine::Outbox,
    planted::{self, Planted},
    retry,
};
use crate::domain::moment::Now;

/// At most so many records in one request.
const MOST: usize = 20;
/// When to look again at an item whose owner is choosing.
const RESERVED_MS: u64 = 1_000;

impl Outbox {
    /// In how many milliseconds to tell `Woke`; `None` when only another fact can move the queue.
    pub fn next_wakeup(&self, now: Now) -> Option<u64> {
        match &self.flight {
            Some(Flight::Committing { again_at, .. }) => {
                again_at.map(|at| at.saturating_sub(now.steady_ms))
            }
            Some(Flight::Waiting { .. }) => None,
            None if !self.signed_in => None,
            None => {
                let waits = self.items.iter().filter_map(|item| self.wait_of(now, item));
                waits.min()
            }
        }
    }

    /// Starts the next attempt when nothing is under way and one is due.
    pub(super) fn advance(&mut self, now: Now) {
        self.version_pause = self.version_pause.filter(|until| *until > now.steady_ms);
        match &mut self.flight {
            Some(Flight::Committing { next, again_at, .. }) => {
                let due = again_at.take_if(|at| *at <= now.steady_ms);
                let again = due.map(|_| Effect::Save {
                    items: next.clone(),
                });
                self.effects.extend(again);
            }
            Some(Flight::Waiting { .. }) => {}
            None if self.signed_in => {
                if !self.items.iter().any(|item| own_wait(now, item).is_some()) {
                    self.held = None;
                }
                match self.due(now) {
                    // A look changes nothing: no write goes ahead of it.
                    Some((next, Part::Status)) => {
                        let ids = next.into_iter().map(|item| item.client_ref).collect();
                        self.ask(ids, Part::Status);
                    }
                    Some((next, part)) => self.commit(next, part),
                    None => {}
                }
            }
            None => {}
        }
    }

    /// What goes once these are written; a look, which no write goes ahead of, waits until they are.
    pub(super) fn due_after(
        &mut self,
        now: Now,
        settled: &mut [Item],
    ) -> Option<(Vec<Item>, Part)> {
        if !self.signed_in {
            return None;
        }
        settled
            .iter_mut()
            .for_each(|item| self.abilities.judge(item));
        self.exchange(settled);
        let due = self.due(now);
        self.exchange(settled);
        let again = |item: &Item| settled.iter().any(|it| it.client_ref == item.client_ref);
        due.filter(|(next, part)| *part != Part::Status && !next.iter().any(again))
    }

    /// These stand, and what stood is here instead.
    fn exchange(&mut self, with: &mut [Item]) {
        for item in with {
            let mut known = self.items.iter_mut();
            if let Some(stands) = known.find(|it| it.client_ref == item.client_ref) {
                std::mem::swap(stands, item);
            }
        }
    }

    /// What goes now, as it is written ahead: the first item by `seq` that may go, and where it goes as a record for the
    /// first time, others like it in the same request. One that failed goes alone, so that it can't fail for the others.
    fn due(&self, now: Now) -> Option<(Vec<Item>, Part)> {
        let may_go = |item: &&Item| self.wait_of(now, item) == Some(0);
        let mut first = self.items.iter().find(may_go);
        let gives_way = self.outage.gives_way();
        if let Some(last) = gives_way.filter(|_| !planted::is(Planted::PoisonBlocks)) {
            let after = self.items.iter().skip_while(|it| it.client_ref != *last);
            first = after.skip(1).find(may_go).or(first);
        }
        let first = first?;
        let part = self.abilities.next_part(first);
        let whole = |item: &Item| item.uploads.iter().all(|(_, there)| *there);
        let new = |item: &Item| item.attempts == 0 && item.in_doubt == 0 && !item.updates;
        let fresh = |item: &&Item| new(item) && whole(item);
        let mut going = vec![first];
        if self.abilities.batches && part == Part::Record && fresh(&first) {
            let others = self.items.iter().filter(|it| it.seq > first.seq);
            going.extend(others.filter(fresh).filter(may_go).take(MOST - 1));
        }
        let sending = |item: &Item| Item {
            state: State::Sending,
            attempts: item.attempts.saturating_add(1),
            ..item.clone()
        };
        Some((going.into_iter().map(sending).collect(), part))
    }

    /// How long until this item may go, in milliseconds; `None` when it is not its turn at all.
    pub(super) fn wait_of(&self, now: Now, item: &Item) -> Option<u64> {
        if self.is_held(item) {
            return None;
        }
        let again = item.state == State::Unsure && self.again.contains(&item.client_ref);
        let own = if again { 0 } else { own_wait(now, item)? };
        let in_chain = item.chain != item.client_ref && !planted::is(Planted::ChainIgnored);
        if in_chain && self.is_behind(item) {
            return None;
        }
        if self.reserved.contains(&item.client_ref) {
            return Some(own.max(RESERVED_MS));
        }
        let gates = [
            self.hold,
            self.told.map_or(0, |(until, _)| until),
            self.version_pause.unwrap_or(0),
            if item.attempts > 0 {
                self.retry_hold
            } else {
                0
            },
        ];
        let gate = gates.into_iter().max().unwrap_or(0);
        Some(own.max(gate.saturating_sub(now.steady_ms)))
    }

    /// Its owner stopped the queue, and has not pressed for this one since.
    pub(super) fn is_held(&self, item: &Item) -> bool {
        let but = self.held.as_ref();
        but.is_some_and(|but| !but.contains(&item.client_ref))
    }

    /// An earlier item of its chain has not arrived. What the backend decided about has; only a change of what it declined
    /// would change nothing.
    fn is_behind(&self, item: &Item) -> bool {
        let earlier = self.items.iter().take_while(|other| other.seq < item.seq);
        let mut chain = earlier.filter(|other| other.chain == item.chain && other.seq > 0);
        chain.any(|other| match other.state {
            State::Done { .. } | State::Waitlisted { .. } => false,
            State::Declined { .. } => item.updates,
            State::Draft
            | State::Queued
            | State::Sending
            | State::RetryWait { .. }
            | State::Accepted { .. }
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::PhotoLost
            | State::Conflict { .. }
            | State::Unsure
            | State::UpgradeNeeded => true,
        })
    }
}

/// The item's own wait in milliseconds; `None` where nothing is left to send, or it is its owner's turn.
pub(super) fn own_wait(now: Now, item: &Item) -> Option<u64> {
    match item.state {
        State::Sending if planted::is(Planted::SendingForEver) => None,
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
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => None,
    }
}
