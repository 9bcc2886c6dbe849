//! One item of the queue, without its body.

use crate::domain::{client_ref::ClientRef, moment::Moment};

/// Why the backend said no to what is in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// No place is left.
    Full,
    /// A deadline has passed.
    Closed,
    /// It is not for this member.
    OutOfScope,
    /// The backend's words say it.
    Other,
}

/// Where an item stands. Only `Done` and the owner's choice end its life (promise I5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Being written; the machine leaves it alone.
    Draft,
    /// Waiting for its turn.
    Queued,
    /// An attempt is under way; after a restart its outcome is unknown and it is `Queued` again.
    Sending,
    /// Waiting until a moment, because the last attempt did not arrive.
    RetryWait {
        /// Not before this moment by the wall clock.
        not_before: Moment,
        /// The backend itself named the time (`Retry-After`): a press does not override it within the hour.
        told: bool,
    },
    /// The backend took it and has not decided; asked again with the retry schedule.
    Accepted {
        /// Not before this moment by the wall clock.
        not_before: Moment,
    },
    /// Refused for what is in it.
    NeedsFix {
        /// The backend's words, as text.
        words: String,
        /// The backend's words by field.
        fields: Vec<(String, String)>,
    },
    /// A photo is larger than the backend takes.
    TooLarge,
    /// The phone itself lost the bytes of a photo.
    PhotoLost,
    /// Both sides changed; needs the member.
    Conflict {
        /// The backend's words, as text.
        words: String,
        /// The fields that both changed, where that is known; the row has both sides.
        fields: Vec<String>,
    },
    /// It may have arrived, and this backend can't tell: sending it again could double it. Its owner decides.
    Unsure,
    /// The backend's business answer: no.
    Declined {
        /// For what reason.
        why: Why,
        /// The backend's words, as text.
        words: String,
    },
    /// The backend's business answer: on the waiting list.
    Waitlisted {
        /// Place in the line, where told.
        position: Option<u32>,
    },
    /// The backend speaks another version; the queue pauses.
    UpgradeNeeded,
    /// Arrived, with the receipt number where the backend gives one.
    Done {
        /// The receipt number.
        receipt: Option<String>,
    },
}

impl State {
    /// The backend took it, be it in line: what a list shows of it takes its place.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Waitlisted { .. })
    }
}

/// What the machine knows of an item.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// Its key, on the phone and at the backend.
    pub client_ref: ClientRef,
    /// The member's own counter, taken in the transaction that queues it; 0 for a draft.
    pub seq: u64,
    /// Items of one chain go in order; a record is the first of a chain of its own.
    pub chain: ClientRef,
    /// It changes the record that the first of its chain brought.
    pub updates: bool,
    /// Where it stands.
    pub state: State,
    /// Tries so far, kept across restarts.
    pub attempts: u32,
    /// Requests with the record itself whose outcome nobody knows.
    pub in_doubt: u32,
    /// For each photo, whether the backend holds it.
    pub uploads: Vec<(ClientRef, bool)>,
}

impl Item {
    /// The backend certainly holds nothing under its key, and it waits or needs its owner: other words may go under the
    /// same key. Where an earlier request may have had its effect, they would be answered with the old row, and be lost.
    pub fn is_editable(&self) -> bool {
        match self.state {
            State::Queued
            | State::RetryWait { .. }
            | State::UpgradeNeeded
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::PhotoLost => self.in_doubt == 0,
            State::Draft
            | State::Sending
            | State::Accepted { .. }
            | State::Conflict { .. }
            | State::Unsure
            | State::Declined { .. }
            | State::Waitlisted { .. }
            | State::Done { .. } => false,
        }
    }

    /// A wait that the schedule gave is over; one that the backend asked for stays.
    pub(super) fn end_wait(&mut self) {
        if let State::RetryWait { told: false, .. } = self.state {
            self.state = State::Queued;
        }
    }

    /// It was submitted, and the backend neither took it nor works on it: its owner may take it away.
    pub fn may_be_withdrawn(&self) -> bool {
        match self.state {
            State::Queued
            | State::Sending
            | State::RetryWait { .. }
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::PhotoLost
            | State::Conflict { .. }
            | State::Unsure
            | State::Declined { .. }
            | State::UpgradeNeeded => true,
            State::Draft
            | State::Accepted { .. }
            | State::Waitlisted { .. }
            | State::Done { .. } => false,
        }
    }
}
