//! Why a reading did not come to anything, named for the caller's next move.

use super::error::ProfileError;
use crate::outbox::reply::RetryAfter;

/// An answer outside the profile, for the integrator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misfit {
    /// Method and path template.
    pub request: String,
    /// The status that came.
    pub status: u16,
    /// JSON Pointer to the rule that the answer broke, in the profile.
    pub rule: String,
    /// The first 200 characters, as far as they are UTF-8; where the answer can hold a token, the names of its fields alone.
    pub first_bytes: String,
}

/// Why reading failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// No network, a timeout, a reset.
    NoAnswer,
    /// The backend can't now.
    Busy {
        /// When to come back, if it said so.
        after: Option<RetryAfter>,
    },
    /// The sign-in is lost.
    SignInLost,
    /// It is not there, not for this member, or not to be had so.
    Refused {
        /// The backend's words, as text.
        words: String,
    },
    /// The backend lacks a thing that it may lack: it is older than its profile, or has that switched off.
    Absent,
    /// This app is too old or too new for the backend.
    Upgrade,
    /// Something else answered (a captive portal, a proxy), or the profile does not fit the backend.
    NotBackend(Box<Misfit>),
}

/// Why signing in or setting a password failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInFault {
    /// The password or the code is wrong, or the member unknown.
    Wrong,
    /// Too many tries.
    TooMany {
        /// When to come back, if it said so.
        after: Option<RetryAfter>,
    },
    /// The account may not sign in.
    Inactive,
    /// The new password is not good enough; the backend's words.
    Refused {
        /// The backend's words, as text.
        words: String,
    },
    /// Not about the person.
    Other(Fault),
}

/// A profile that is found wrong when a part of it is first needed.
impl From<ProfileError> for Fault {
    fn from(mistake: ProfileError) -> Self {
        Self::NotBackend(Box::new(Misfit {
            request: "config.json".to_owned(),
            status: 0,
            first_bytes: mistake.to_string(),
            rule: mistake.pointer,
        }))
    }
}
