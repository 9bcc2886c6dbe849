//! What a reply does to the item and to the queue: the protocol's table, row by row.

use super::{
    effect::{Effect, Part},
    flight::Flight,
    item::{Item, State},
    machine::Outbox,
    planted,
    reply::{Reply, RetryAfter},
    retry,
};
use crate::domain::{client_ref::ClientRef, moment::Now};

const EMPTY_BUCKET_MS: u64 = 300_000;
const VERSION_PAUSE_MS: u64 = 3_600_000;

impl Outbox {
    /// A request ended. What names anything but the items under way is stale and changes nothing; an item without a reply
    /// had no answer.
    pub(super) fn answered(
        &mut self,
        now: Now,
        part: &Part,
        replies: Vec<(ClientRef, Reply)>,
        jitter: u64,
    ) {
        let Some(ids) = self.under_way(part, &replies) else {
            return;
        };
        let failed = |id: &ClientRef| {
            let reply = replies.iter().find(|(of, _)| of == id);
            reply.is_none_or(|(_, reply)| reply.is_failure())
        };
        if *part == Part::Record
            && let [(id, Reply::Stale)] = replies.as_slice()
        {
            self.reached(id);
            return self.ask(ids, Part::Current);
        }
        if ids.iter().all(failed) {
            let wait = self.outage.failed(&ids, jitter).unwrap_or(0);
            self.hold = self
                .hold
                .max(now.steady_ms.saturating_add(wait.unsigned_abs()));
            let full = |(_, reply): &(_, Reply)| matches!(reply, Reply::Busy { .. });
            if replies.iter().any(full) {
                self.hold = self.hold.max(self.rounds.next(now.steady_ms, jitter));
            }
        } else if let Some(through) = ids.iter().find(|id| !failed(id)) {
            self.reached(through);
        }
        let mut replies = replies;
        let mut next: Vec<Item> = Vec::new();
        for id in ids {
            let place = replies.iter().position(|(of, _)| *of == id);
            let reply = place.map_or(Reply::NoAnswer, |place| replies.swap_remove(place).1);
            next.extend(self.settled(now, &id, part, reply, jitter));
        }
        self.write_on(now, next);
    }

    /// Writes what an answer brought, and where it ends what was under way, what goes next in the same transaction: a
    /// queue of many waits for the disk once per request.
    fn write_on(&mut self, now: Now, mut settled: Vec<Item>) {
        for item in &mut settled {
            if item.state == State::Sending && self.is_held(item) {
                item.state = State::Queued;
                item.attempts = item.attempts.saturating_sub(1);
            }
        }
        let on = settled.iter().find(|item| item.state == State::Sending);
        if let Some(part) = on.map(|item| self.abilities.next_part(item)) {
            return self.commit(settled, part);
        }
        match self.due_after(now, &mut settled) {
            Some((next, part)) => self.commit(settled.into_iter().chain(next).collect(), part),
            None => self.commit(settled, Part::Record),
        }
    }

    /// The update under way stands on what the backend holds now, or its owner must choose. A backend that finds
    /// everything stale is not asked without a pause.
    pub(super) fn merged(
        &mut self,
        now: Now,
        id: &ClientRef,
        uploads: Vec<(ClientRef, bool)>,
        clashes: Vec<String>,
        jitter: u64,
    ) {
        if !self.merges(id) {
            return;
        }
        let Some(mut next) = self.item(id).cloned() else {
            return;
        };
        next.uploads = uploads;
        next.in_doubt = next.in_doubt.saturating_sub(1);
        next.state = if !clashes.is_empty() {
            State::Conflict {
                words: String::new(),
                fields: clashes,
            }
        } else if next.attempts > 1 {
            let wait = retry::backoff_ms(next.attempts - 2, jitter);
            State::RetryWait {
                not_before: now.wall.plus_ms(wait),
                told: false,
            }
        } else {
            State::Queued
        };
        self.commit(vec![next], Part::Record);
    }

    /// The backend takes no batches after all: the request had no effect, and everything goes one by one.
    pub(super) fn no_batch(&mut self) {
        self.abilities.batches = false;
        if let Some(Flight::Waiting { ids, part }) = self.flight.take() {
            self.take_back(&ids, &part);
        }
    }

    /// The phone itself lost a photo: its owner decides.
    pub(super) fn photo_lost(&mut self, id: &ClientRef) {
        let waiting = matches!(&self.flight, Some(Flight::Waiting { ids, .. }) if ids.contains(id));
        if let Some(item) = self.item(id).filter(|_| waiting) {
            let state = State::PhotoLost;
            let next = Item {
                state,
                ..item.clone()
            };
            self.commit(vec![next], Part::Record);
        }
    }

    /// The items that these are the replies of.
    fn under_way(&self, part: &Part, replies: &[(ClientRef, Reply)]) -> Option<Vec<ClientRef>> {
        match &self.flight {
            Some(Flight::Waiting { ids, part: sent }) if sent == part => {
                let ours = replies.iter().all(|(id, _)| ids.contains(id));
                (ours && !replies.is_empty()).then(|| ids.clone())
            }
            Some(_) | None => None,
        }
    }

    /// The item as this reply leaves it.
    fn settled(
        &mut self,
        now: Now,
        id: &ClientRef,
        part: &Part,
        reply: Reply,
        jitter: u64,
    ) -> Option<Item> {
        let reply = planted::heard(reply);
        let mut next = self.item(id)?.clone();
        if *part == Part::Record {
            next.in_doubt = reply.in_doubt_after(next.in_doubt);
        }
        let looked = *part == Part::Status;
        next.attempts = next.attempts.saturating_add(looked.into());
        next.state = match reply {
            Reply::Done { receipt } => {
                self.worked();
                match part {
                    Part::Photo(photo) => {
                        for (_, there) in next.uploads.iter_mut().filter(|(key, _)| key == photo) {
                            *there = true;
                        }
                        State::Sending
                    }
                    Part::Record | Part::LookUp | Part::Status | Part::Current => {
                        State::Done { receipt }
                    }
                }
            }
            Reply::Absent if *part == Part::LookUp => {
                // No earlier request had its effect: it goes now.
                next.in_doubt = 0;
                State::Sending
            }
            Reply::Accepted | Reply::Absent => State::Accepted {
                not_before: now
                    .wall
                    .plus_ms(retry::backoff_ms(next.attempts.saturating_sub(1), jitter)),
            },
            Reply::Stranger | Reply::NoAnswer => self.failed(now, &next, None, jitter),
            Reply::Busy { after } => self.failed(now, &next, after, jitter),
            Reply::SignInLost => {
                next.attempts = next.attempts.saturating_sub(1);
                self.lose_sign_in();
                State::Queued
            }
            Reply::Upgrade => {
                self.pause_for_version(now);
                State::UpgradeNeeded
            }
            Reply::Declined { why, words } => State::Declined { why, words },
            Reply::Waitlisted { position } => State::Waitlisted { position },
            Reply::Conflict { words } => State::Conflict {
                words,
                fields: Vec::new(),
            },
            Reply::Stale => State::Conflict {
                words: String::new(),
                fields: Vec::new(),
            },
            Reply::TooLarge => State::TooLarge,
            Reply::Refused { words, fields } => State::NeedsFix { words, fields },
        };
        if looked {
            still_accepted(&mut next.state, now);
        }
        Some(next)
    }

    /// Something came through: the network is there, and waits that were for its sake end.
    fn reached(&mut self, id: &ClientRef) {
        let waited = self.outage.ended_by(id);
        for item in &mut self.items {
            if waited.contains(&item.client_ref) {
                item.end_wait();
            }
        }
    }

    /// The backend does its work: waits that were for its sake end.
    fn worked(&mut self) {
        self.sign_in_doubtful = false;
        self.bucket.refill();
        self.retry_hold = 0;
    }

    /// The sign-in is lost: the whole partition waits.
    fn lose_sign_in(&mut self) {
        if std::mem::take(&mut self.signed_in) {
            let again = std::mem::replace(&mut self.sign_in_doubtful, true);
            self.effects.push_back(Effect::AskSignIn { again });
        }
    }

    fn pause_for_version(&mut self, now: Now) {
        let until = now.steady_ms.saturating_add(VERSION_PAUSE_MS);
        if self.version_pause.replace(until) != Some(until) {
            self.effects.push_back(Effect::AskNewVersion);
        }
    }

    /// It did not arrive, or nobody knows: the same key again, later.
    fn failed(&mut self, now: Now, item: &Item, after: Option<RetryAfter>, jitter: u64) -> State {
        let earlier = item.attempts.saturating_sub(1);
        let wait = match after {
            Some(after) => retry::told_ms(after, jitter),
            None => retry::backoff_ms(earlier, jitter),
        };
        if after.is_some() {
            let until = now.steady_ms.saturating_add(wait.unsigned_abs());
            self.told = Some((until, now.steady_ms));
        }
        if earlier > 0 {
            self.bucket.spend();
        }
        if self.bucket.is_empty() {
            self.retry_hold = now.steady_ms.saturating_add(EMPTY_BUCKET_MS);
        }
        State::RetryWait {
            not_before: now.wall.plus_ms(wait),
            told: after.is_some(),
        }
    }
}

/// What the backend took stays so, whatever came of a look at it.
fn still_accepted(state: &mut State, now: Now) {
    let again = match state {
        State::RetryWait { not_before, .. } => *not_before,
        State::Queued | State::UpgradeNeeded => now.wall,
        State::Draft
        | State::Sending
        | State::Accepted { .. }
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => return,
    };
    *state = State::Accepted { not_before: again };
}
