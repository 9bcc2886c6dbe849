//! What is under way: items on their way to the disk, or to the backend.

use super::{
    effect::{Effect, Part},
    item::{Item, State},
    machine::Outbox,
    planted::{self, Planted},
};
use crate::domain::{client_ref::ClientRef, moment::Now};

/// How long to wait before a failed write is tried again.
const STORE_PAUSE_MS: u64 = 30_000;
/// How long to wait when another tab is sending.
const ELSEWHERE_PAUSE_MS: u64 = 3_000;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Flight {
    /// `next` are being written; until they are on disk the items stand where they stood.
    Committing {
        next: Vec<Item>,
        /// What is sent then of those that are to be sent.
        part: Part,
        again_at: Option<u64>,
        /// Whose waits are over although this write brings them: they were ended while it was under way.
        ended: Vec<ClientRef>,
    },
    /// A request is on its way.
    Waiting { ids: Vec<ClientRef>, part: Part },
}

impl Flight {
    pub(super) fn holds(&self, id: &ClientRef) -> bool {
        match self {
            Self::Committing { next, .. } => next.iter().any(|item| item.client_ref == *id),
            Self::Waiting { ids, .. } => ids.contains(id),
        }
    }
}

impl Outbox {
    /// Asks for `next` to be written, and then for `part` of those that are to be sent. Before a record itself may leave,
    /// its outcome is written down as unknown.
    pub(super) fn commit(&mut self, mut next: Vec<Item>, part: Part) {
        for item in &mut next {
            if item.state == State::Sending
                && part == Part::Record
                && !planted::is(Planted::DoubtForgotten)
            {
                item.in_doubt = item.in_doubt.saturating_add(1);
            }
            self.abilities.judge(item);
        }
        let items = next.clone();
        self.effects.push_back(Effect::Save { items });
        self.flight = Some(Flight::Committing {
            next,
            part,
            again_at: None,
            ended: Vec::new(),
        });
    }

    /// Of what was to be sent only these may have been written: the others stay as they are and go another time.
    pub(super) fn saved(&mut self, now: Now, ids: &[ClientRef]) {
        let asked = |flight: &mut Flight| match flight {
            Flight::Committing { next, .. } => {
                next.iter().any(|item| ids.contains(&item.client_ref))
            }
            Flight::Waiting { .. } => false,
        };
        let Some(Flight::Committing {
            next, part, ended, ..
        }) = self.flight.take_if(asked)
        else {
            return;
        };
        let mut sending = Vec::new();
        for mut item in next {
            if !ids.contains(&item.client_ref) {
                continue;
            }
            if ended.contains(&item.client_ref) {
                item.end_wait();
            }
            if item.state == State::Sending {
                sending.push(item.client_ref.clone());
            }
            if planted::is(Planted::ForgottenUnlisted) && matches!(item.state, State::Done { .. }) {
                let ids = vec![item.client_ref.clone()];
                self.effects.push_back(Effect::Forget { ids });
            }
            self.put(item);
        }
        if sending.is_empty() {
            return;
        }
        if !ended.is_empty() && self.goes_before(now, &sending) {
            self.take_back(&sending, &part);
        } else {
            self.ask(sending, part);
        }
    }

    /// Whether an earlier item may go by now.
    fn goes_before(&self, now: Now, sending: &[ClientRef]) -> bool {
        let mut earlier = self
            .items
            .iter()
            .take_while(|item| !sending.contains(&item.client_ref));
        earlier.any(|item| self.wait_of(now, item) == Some(0))
    }

    /// The request had no effect, or was not made: as if these had not been tried.
    pub(super) fn take_back(&mut self, ids: &[ClientRef], part: &Part) {
        let doubted = u32::from(*part == Part::Record);
        let under_way = self.items.iter().filter(|it| ids.contains(&it.client_ref));
        let unsent = |item: &Item| Item {
            state: State::Queued,
            attempts: item.attempts.saturating_sub(1),
            in_doubt: item.in_doubt.saturating_sub(doubted),
            ..item.clone()
        };
        let next = under_way.map(unsent).collect();
        self.commit(next, Part::Record);
    }

    /// Asks for a part to be sent.
    pub(super) fn ask(&mut self, ids: Vec<ClientRef>, part: Part) {
        self.flight = Some(Flight::Waiting {
            ids: ids.clone(),
            part: part.clone(),
        });
        self.effects.push_back(Effect::Send { ids, part });
    }

    /// What an answer brought is written again and again; what was to be sent is sent another time.
    pub(super) fn not_saved(&mut self, now: Now, ids: &[ClientRef]) {
        let at = now.steady_ms + STORE_PAUSE_MS;
        let Some(Flight::Committing { next, .. }) = &self.flight else {
            return;
        };
        if !next.iter().any(|item| ids.contains(&item.client_ref)) {
            return;
        }
        self.send_another_time();
        if let Some(Flight::Committing { again_at, .. }) = &mut self.flight {
            *again_at = Some(at);
        } else {
            self.hold = self.hold.max(at);
        }
    }

    /// Of what is being written only answers to what was sent stay.
    pub(super) fn send_another_time(&mut self) {
        let Some(Flight::Committing { next, .. }) = &mut self.flight else {
            return;
        };
        let sent = self.items.iter().filter(|it| it.state == State::Sending);
        let sent: Vec<_> = sent.map(|item| &item.client_ref).collect();
        next.retain(|item| sent.contains(&&item.client_ref));
        if next.is_empty() {
            self.flight = None;
        }
    }

    /// Whether this write is the first of an attempt at the item.
    pub fn begins(&self, item: &Item) -> bool {
        let stands = self.item(&item.client_ref);
        item.state == State::Sending && stands.is_none_or(|it| it.state != State::Sending)
    }

    /// Whether what the backend holds is still asked for, to merge it into this update.
    pub fn merges(&self, id: &ClientRef) -> bool {
        let merges = |flight: &Flight| matches!(flight, Flight::Waiting { ids, part: Part::Current } if ids.contains(id));
        self.flight.as_ref().is_some_and(merges)
    }

    /// Whether this write is still asked for: what was read meanwhile may have made it old.
    pub fn wants(&self, items: &[Item]) -> bool {
        matches!(&self.flight, Some(Flight::Committing { next, .. }) if next == items)
    }

    pub(super) fn yield_to_another(&mut self, now: Now) {
        self.land();
        self.hold = self.hold.max(now.steady_ms + ELSEWHERE_PAUSE_MS);
    }

    /// Nothing is under way any more; what was being sent has an unknown outcome.
    pub(super) fn land(&mut self) {
        self.flight = None;
        self.effects.retain(|effect| match effect {
            Effect::Save { .. } | Effect::Send { .. } | Effect::Forget { .. } => false,
            Effect::AskSignIn { .. } | Effect::AskNewVersion => true,
        });
        for item in &mut self.items {
            if item.state == State::Sending && !planted::is(Planted::SendingForEver) {
                item.state = State::Queued;
            }
            self.abilities.judge(item);
        }
    }

    /// An item is gone: nothing more is written of it.
    pub(super) fn removed(&mut self, id: &ClientRef) {
        self.items.retain(|item| item.client_ref != *id);
        self.release(id);
        if let Some(Flight::Committing { next, again_at, .. }) = &mut self.flight
            && next.iter().any(|item| item.client_ref == *id)
        {
            next.retain(|item| item.client_ref != *id);
            // The write that was asked for is not wanted any more: the others ask anew.
            *again_at = Some(0);
            if next.is_empty() {
                self.flight = None;
            }
        }
    }
}
