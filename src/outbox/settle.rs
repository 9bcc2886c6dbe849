//! What a reply does to the item and to the queue: the protocol's table, row by row.

use super::{
    effect::{Effect, Part},
    item::{Item, State},
    machine::{Flight, Outbox, Phase},
    reply::{Reply, RetryAfter},
    retry,
};
use crate::domain::{client_ref::ClientRef, moment::Now};

const EMPTY_BUCKET_MS: u64 = 300_000;
const VERSION_PAUSE_MS: u64 = 3_600_000;

impl Outbox {
    /// An attempt ended. A reply to anything but the part under way is stale and changes nothing.
    pub(super) fn answered(
        &mut self,
        now: Now,
        id: &ClientRef,
        part: &Part,
        reply: Reply,
        jitter: u64,
    ) {
        let Some(mut next) = self.under_way(id, Some(part)) else {
            return;
        };
        if *part == Part::Record {
            next.in_doubt = in_doubt_after(next.in_doubt, &reply);
        }
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
                    Part::Record => State::Done { receipt },
                }
            }
            Reply::Accepted => State::Accepted {
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
                self.version_pause = Some(now.steady_ms.saturating_add(VERSION_PAUSE_MS));
                self.effects.push_back(Effect::AskNewVersion);
                State::UpgradeNeeded
            }
            Reply::Declined { words } => State::Declined { words },
            Reply::Waitlisted { position } => State::Waitlisted { position },
            Reply::Conflict { words } => State::Conflict { words },
            Reply::TooLarge => State::TooLarge,
            Reply::Refused { words, fields } => State::NeedsFix { words, fields },
        };
        self.commit(next);
    }

    /// The phone itself lost a photo: its owner decides.
    pub(super) fn photo_lost(&mut self, id: &ClientRef) {
        if let Some(mut next) = self.under_way(id, None) {
            next.state = State::PhotoLost;
            self.commit(next);
        }
    }

    /// The item whose part is on its way.
    fn under_way(&self, id: &ClientRef, part: Option<&Part>) -> Option<Item> {
        match &self.flight {
            Some(Flight {
                id: flying,
                phase: Phase::Waiting { part: sent },
            }) if flying == id && part.is_none_or(|part| part == sent) => self.item(id).cloned(),
            Some(_) | None => None,
        }
    }

    /// The backend does its work: waits that were for its sake end.
    fn worked(&mut self) {
        self.sign_in_doubtful = false;
        self.bucket.refill();
        self.retry_hold = 0;
    }

    /// It did not arrive, or nobody knows: the same key again, later.
    fn failed(&mut self, now: Now, item: &Item, after: Option<RetryAfter>, jitter: u64) -> State {
        let earlier = item.attempts.saturating_sub(1);
        let wait = match after {
            Some(after) => retry::told_ms(after, jitter),
            None => retry::backoff_ms(earlier, jitter),
        };
        let until = now.steady_ms.saturating_add(wait.unsigned_abs());
        let all_wait = self.count_failure(&item.client_ref);
        if after.is_some() {
            self.told = Some((until, now.steady_ms));
        } else if all_wait {
            self.hold = self.hold.max(until);
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

/// How many requests with the record are in doubt after this reply to one of them, which is counted already. A backend
/// that judges the fields holds no row under the key, for that it would have answered with: the earlier ones failed too.
fn in_doubt_after(in_doubt: u32, reply: &Reply) -> u32 {
    match reply {
        Reply::Refused { fields, .. } if !fields.is_empty() => 0,
        Reply::Refused { .. } | Reply::TooLarge | Reply::SignInLost | Reply::Upgrade => {
            in_doubt.saturating_sub(1)
        }
        Reply::Done { .. }
        | Reply::Accepted
        | Reply::Stranger
        | Reply::NoAnswer
        | Reply::Busy { .. }
        | Reply::Declined { .. }
        | Reply::Waitlisted { .. }
        | Reply::Conflict { .. } => in_doubt,
    }
}
