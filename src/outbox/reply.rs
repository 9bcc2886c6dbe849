//! What an attempt came to, after the profile has read the backend's answer.

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
    /// The backend decided: no place left.
    Declined {
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
