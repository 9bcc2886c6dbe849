//! 通知: what others did about a member's records, places and leaves, as the backend tells it.

use super::{client_ref::ClientRef, day::Day, event::EventId, moment::Moment, record::KindId};

/// One thing that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// Grows with each one of a member's: up to which one they are read is one number.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// What happened.
    pub what: What,
    /// What it happened to.
    pub about: About,
    /// The other member, where one did it; else empty.
    pub who: String,
    /// What was said; often empty.
    pub words: String,
    /// The step that a record took: empty, unless [`What::Step`] or [`What::CosignStep`].
    pub step: String,
    /// One of the step's levels.
    pub level: Option<String>,
    /// Who deals with the record; often empty.
    pub unit: String,
    /// Until when an offered place is held.
    pub until: Option<Moment>,
    /// The backend knows that its member has read it.
    pub read: bool,
}

/// What a piece of news is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// A record.
    Record {
        /// Its key; none of another member's.
        key: Option<ClientRef>,
        /// The kind of duty, where the backend says it.
        kind: Option<KindId>,
        /// Its day, where the backend says it.
        day: Option<Day>,
        /// What it is called; may be empty.
        title: String,
    },
    /// An event.
    Event {
        /// Which.
        id: EventId,
        /// What it is called; may be empty.
        title: String,
    },
    /// Nothing that this version knows.
    Nothing,
}

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The office returned a record.
    Returned,
    /// The office reviewed a record.
    Reviewed,
    /// The office took its decision on a record back.
    Reopened,
    /// The office agrees with a dispute.
    DisputeAccepted,
    /// The office does not agree with a dispute.
    DisputeRefused,
    /// The office rewrote a record.
    Corrected,
    /// The office wrote a record down for the member.
    Logged,
    /// A record took a step.
    Step,
    /// A freed place is offered.
    Offered,
    /// A freed place was given.
    Promoted,
    /// An offered place was not taken in time.
    Lapsed,
    /// The office signed the member up.
    SignedUp,
    /// The office put the member on the waiting list.
    PutInLine,
    /// The office gave the member's place back.
    SignedOff,
    /// There is an event that is for the member.
    EventNew,
    /// An event moved, or is otherwise another.
    EventChanged,
    /// An event was called off.
    EventCancelled,
    /// An event that was called off takes place.
    EventBack,
    /// An event was deleted.
    EventGone,
    /// A leave was granted.
    LeaveGranted,
    /// A leave was refused.
    LeaveRefused,
    /// Another member asks for this one's name under a record.
    CosignAsked,
    /// Another member takes that back.
    CosignRevoked,
    /// A member who was asked has signed.
    CosignSigned,
    /// A member who was asked does not sign.
    CosignDeclined,
    /// A member who had signed takes the name back.
    CosignWithdrawn,
    /// A record under which the member's name stands was changed.
    CosignChanged,
    /// A record that the member had signed, or was asked to sign, was withdrawn.
    CosignGone,
    /// A record under which the member's name stands took a step.
    CosignStep,
    /// Something that this version does not know.
    Other,
}

impl What {
    /// The names that profiles and rows have for what may happen.
    pub const NAMES: [&'static str; 29] = [
        "returned",
        "reviewed",
        "reopened",
        "dispute_accepted",
        "dispute_refused",
        "corrected",
        "logged",
        "step",
        "offered",
        "promoted",
        "lapsed",
        "signed_up",
        "put_in_line",
        "signed_off",
        "event_new",
        "event_changed",
        "event_cancelled",
        "event_back",
        "event_gone",
        "leave_granted",
        "leave_refused",
        "cosign_asked",
        "cosign_revoked",
        "cosign_signed",
        "cosign_declined",
        "cosign_withdrawn",
        "cosign_changed",
        "cosign_gone",
        "cosign_step",
    ];

    /// What each of [`What::NAMES`] names.
    pub const ALL: [Self; 29] = [
        Self::Returned,
        Self::Reviewed,
        Self::Reopened,
        Self::DisputeAccepted,
        Self::DisputeRefused,
        Self::Corrected,
        Self::Logged,
        Self::Step,
        Self::Offered,
        Self::Promoted,
        Self::Lapsed,
        Self::SignedUp,
        Self::PutInLine,
        Self::SignedOff,
        Self::EventNew,
        Self::EventChanged,
        Self::EventCancelled,
        Self::EventBack,
        Self::EventGone,
        Self::LeaveGranted,
        Self::LeaveRefused,
        Self::CosignAsked,
        Self::CosignRevoked,
        Self::CosignSigned,
        Self::CosignDeclined,
        Self::CosignWithdrawn,
        Self::CosignChanged,
        Self::CosignGone,
        Self::CosignStep,
    ];

    /// Reads a name; what has none here is [`What::Other`].
    pub fn named(name: &str) -> Self {
        let mut all = Self::NAMES.iter().zip(Self::ALL);
        let found = all.find(|(known, _)| **known == name);
        found.map_or(Self::Other, |(_, what)| what)
    }

    /// Its name; `other` has none of its own.
    pub fn name(self) -> &'static str {
        let mut all = Self::NAMES.iter().zip(Self::ALL);
        let found = all.find(|(_, what)| *what == self);
        found.map_or("other", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_no_other_is_known() {
        for (name, what) in What::NAMES.into_iter().zip(What::ALL) {
            assert_eq!((What::named(name), what.name()), (what, name));
        }
        assert_eq!(What::named("promotion_of_the_year"), What::Other);
        assert_eq!(What::named(What::Other.name()), What::Other);
    }
}
