//! Whose turn it is, and when.

use super::{
    effect::Effect,
    item::{Item, State},
    machine::{Flight, Outbox, Phase},
    retry,
};
use crate::domain::{client_ref::ClientRef, moment::Now};

/// After so many failures running, the next in line is tried before the item that fails.
const PATIENCE: u32 = 3;

/// When to look again at an item whose owner is choosing.
const RESERVED_MS: u64 = 1_000;

impl Outbox {
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

    /// Starts the next attempt when nothing is under way and one is due.
    pub(super) fn advance(&mut self, now: Now) {
        self.version_pause = self.version_pause.filter(|until| *until > now.steady_ms);
        match &mut self.flight {
            Some(Flight {
                phase: Phase::Committing { next, again_at },
                ..
            }) => {
                let due = again_at.take_if(|at| *at <= now.steady_ms);
                let again = due.map(|_| Effect::Save { item: next.clone() });
                self.effects.extend(again);
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
    pub(super) fn wait_of(&self, now: Now, item: &Item) -> Option<u64> {
        let own = own_wait(now, item)?;
        let blocked = || {
            let earlier = self.items.iter().take_while(|other| other.seq < item.seq);
            let mut chain = earlier.filter(|other| other.chain == item.chain && other.seq > 0);
            chain.any(|other| !matches!(other.state, State::Done { .. }))
        };
        if item.chain != item.client_ref && blocked() {
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

/// The item's own wait in milliseconds; `None` where nothing is left to send, or it is its owner's turn.
pub(super) fn own_wait(now: Now, item: &Item) -> Option<u64> {
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
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => None,
    }
}
