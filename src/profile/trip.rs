//! The trip of a browser to the provider where a member signs in, and back.

use crate::domain::moment::Moment;
use std::fmt;

/// One trip to the provider and back. Its values are secrets of this page until the trip ends.
#[derive(Clone, PartialEq, Eq)]
pub struct Trip {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the id token.
    pub nonce: String,
    /// Proves to the token endpoint that who set out came back: 43 to 128 letters, digits, `-`.
    pub verifier: String,
    /// When it began.
    pub begun: Moment,
    /// What the page wants to know then; no space in it.
    pub note: String,
}

/// What the address says when the browser comes back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Return {
    state: String,
    code: String,
    error: String,
    issuer: Option<String>,
}

/// Why a trip came to nothing, named for what the person is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TripFault {
    /// The person, or the provider for them, said no.
    Denied,
    /// This page did not set out on it.
    Foreign,
    /// It took too long, or was ended already.
    Expired,
    /// The provider can't be asked now.
    Unreachable,
    /// What was given now is long over: the phone's clock is wrong.
    Clock,
    /// Not as OpenID Connect says, or as the profile does.
    Odd {
        /// For the integrator: which part.
        detail: String,
    },
}

/// A person may take as long as a code may live at most (RFC 6749, 4.1.2).
const TRIP_MS: i64 = 600_000;

impl fmt::Debug for Trip {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Trip of {:?}", self.begun)
    }
}

impl Trip {
    /// As it is kept until the browser is back.
    pub fn kept(&self) -> String {
        let Self {
            state,
            nonce,
            verifier,
            begun,
            note,
        } = self;
        format!("{state} {nonce} {verifier} {} {note}", begun.0)
    }

    /// One that was kept.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ').map(str::to_owned);
        Some(Self {
            state: parts.next()?,
            nonce: parts.next()?,
            verifier: parts.next()?,
            begun: Moment(parts.next()?.parse().ok()?),
            note: parts.next()?,
        })
    }
}

impl Return {
    /// What the query of an address says (with its `?`); `None` where it is not that of a return.
    pub fn read(query: &str) -> Option<Self> {
        let mut back = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = unescaped(value);
            match name {
                "state" => back.state = value,
                "code" => back.code = value,
                "error" => back.error = value,
                "iss" => back.issuer = Some(value),
                _ => {}
            }
        }
        let says = !back.code.is_empty() || !back.error.is_empty();
        (says && !back.state.is_empty()).then_some(back)
    }

    /// Its code, where it belongs to this trip and comes from this issuer (RFC 9207).
    pub(super) fn judged(
        self,
        trip: Option<&Trip>,
        issuer: &str,
        now: Moment,
    ) -> Result<String, TripFault> {
        let trip = trip.ok_or(TripFault::Expired)?;
        if trip.state != self.state || self.issuer.is_some_and(|told| told != issuer) {
            return Err(TripFault::Foreign);
        }
        if !(0..=TRIP_MS).contains(&now.0.saturating_sub(trip.begun.0)) {
            return Err(TripFault::Expired);
        }
        match self.error.as_str() {
            "" => Ok(self.code),
            error => Err(named(error)),
        }
    }
}

/// An error by its name (RFC 6749, 4.1.2.1 and 5.2).
pub(super) fn named(error: &str) -> TripFault {
    match error {
        "access_denied" => TripFault::Denied,
        "invalid_grant" => TripFault::Expired,
        "server_error" | "temporarily_unavailable" => TripFault::Unreachable,
        error => odd(error),
    }
}

pub(super) fn odd(detail: &str) -> TripFault {
    TripFault::Odd {
        detail: detail.chars().take(80).collect(),
    }
}

/// As a form writes it: `+` is a space. What is no escape stays as it is.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = after.get(..2).filter(|_| *first == b'%');
        let escaped = escaped.and_then(|two| str::from_utf8(two).ok());
        let escaped = escaped.and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(match escaped {
            Some(byte) => byte,
            None if *first == b'+' => b' ',
            None => *first,
        });
        rest = match escaped {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
