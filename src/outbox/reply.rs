//! What an attempt came to, after the profile has read the backend's answer.

use super::item::Why;

/// When the backend asked to be tried again, read from `Retry-After` and clamped to a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RetryAfter {
    /// 0 to 86,400,000.
    pub ms: u32,
}

/// A row of the protocol's table of replies. An attempt always ends in one of these.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reply {
    /// The backend holds the item under our key: new, or there already.
    Done {
        /// The receipt number, where the backend gives one.
        receipt: Option<String>,
    },
    /// The backend took it and has not decided (202).
    Accepted,
    /// The backend was asked for the item and does not hold it.
    Absent,
    /// What an update was made from is not what the backend holds now.
    Stale,
    /// Something answered that is not our backend: a captive portal, a proxy, a redirect.
    Stranger,
    /// No answer: no network, a timeout, a reset. The effect is unknown.
    NoAnswer,
    /// The backend can't now; `after` only where the profile recognised the reply.
    Busy {
        /// When to come back, if it said so.
        after: Option<RetryAfter>,
    },
    /// The sign-in is lost; no attempt is burnt.
    SignInLost,
    /// This app is too old or too new for the backend.
    Upgrade,
    /// The backend decided: no.
    Declined {
        /// For what reason.
        why: Why,
        /// The backend's words, as text.
        words: String,
    },
    /// The backend decided: on the waiting list.
    Waitlisted {
        /// Place in the line, where told.
        position: Option<u32>,
    },
    /// Both sides changed; needs the member.
    Conflict {
        /// The backend's words, as text.
        words: String,
    },
    /// A photo is larger than the backend takes (413).
    TooLarge,
    /// Refused for what is in it; the member can change it.
    Refused {
        /// The backend's words, as text.
        words: String,
        /// Words per field.
        fields: Vec<(String, String)>,
    },
}

impl Reply {
    /// Nothing came through, or the backend can't now.
    pub(super) fn is_failure(&self) -> bool {
        match self {
            Self::NoAnswer | Self::Stranger | Self::Busy { .. } => true,
            Self::Done { .. }
            | Self::Accepted
            | Self::Absent
            | Self::Stale
            | Self::SignInLost
            | Self::Upgrade
            | Self::Declined { .. }
            | Self::Waitlisted { .. }
            | Self::Conflict { .. }
            | Self::TooLarge
            | Self::Refused { .. } => false,
        }
    }

    /// How many requests with the record are in doubt after this reply to one of them, which is counted already. A backend
    /// that judges the fields holds no row under the key, for that it would have answered with: the earlier ones failed too.
    pub(super) fn in_doubt_after(&self, in_doubt: u32) -> u32 {
        match self {
            Self::Refused { fields, .. } if !fields.is_empty() => 0,
            Self::Refused { .. }
            | Self::TooLarge
            | Self::SignInLost
            | Self::Upgrade
            | Self::Stale => in_doubt.saturating_sub(1),
            Self::Done { .. }
            | Self::Accepted
            | Self::Absent
            | Self::Stranger
            | Self::NoAnswer
            | Self::Busy { .. }
            | Self::Declined { .. }
            | Self::Waitlisted { .. }
            | Self::Conflict { .. } => in_doubt,
        }
    }
}
