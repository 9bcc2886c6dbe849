//! What the backend can do for the queue, and what follows for an item.

use super::{
    effect::Part,
    item::{Item, State},
    planted::{self, Planted},
};

/// Of so many looks at an item that the backend took, one sends it again.
const SENT_AGAIN: u32 = 4;

/// What the backend can do for the queue; without any of it records go one by one, each as often as it takes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Abilities {
    /// Several records may go in one request, with a reply for each.
    pub batches: bool,
    /// It tells what it holds under a key.
    pub looks_up: bool,
    /// Whether a key sent again has one effect.
    pub uniqueness: Uniqueness,
}

impl Abilities {
    /// Where a key is not kept unique and nobody can tell, what may have arrived and would be sent again is its owner's to
    /// judge.
    pub(super) fn judge(self, item: &mut Item) {
        let would_go = match item.state {
            State::Queued | State::RetryWait { .. } | State::UpgradeNeeded => true,
            State::Accepted { .. } => !self.looks_up,
            State::Draft
            | State::Sending
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::PhotoLost
            | State::Conflict { .. }
            | State::Unsure
            | State::Declined { .. }
            | State::Waitlisted { .. }
            | State::Done { .. } => false,
        };
        let may_double = self.uniqueness == Uniqueness::Unkept && !item.updates;
        if would_go && may_double && item.in_doubt > 0 {
            item.state = State::Unsure;
        }
    }

    /// What is sent of an item next.
    pub(super) fn next_part(self, item: &Item) -> Part {
        let missing = item.uploads.iter().find(|(_, there)| !there);
        if let Some((photo, _)) = missing.filter(|_| !planted::is(Planted::RecordBeforePhotos)) {
            return Part::Photo(photo.clone());
        }
        if item.updates || item.in_doubt == 0 {
            return Part::Record;
        }
        let accepted = matches!(item.state, State::Accepted { .. }) && self.looks_up;
        match self.uniqueness {
            // Now and then it is sent again all the same: the backend may have lost what it took.
            Uniqueness::Forever if !accepted || item.attempts.is_multiple_of(SENT_AGAIN) => {
                Part::Record
            }
            Uniqueness::LookedUp if !accepted => Part::LookUp,
            // Its owner sends it again.
            Uniqueness::Unkept if !accepted => Part::Record,
            Uniqueness::Forever | Uniqueness::LookedUp | Uniqueness::Unkept => Part::Status,
        }
    }
}

/// What becomes of a key that is sent again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Uniqueness {
    /// It has one effect, for ever.
    #[default]
    Forever,
    /// It may have another effect: an item that may have arrived is looked up before it is sent again.
    LookedUp,
    /// It may have another effect, and nobody can tell: an item that may have arrived is its owner's to judge.
    Unkept,
}
