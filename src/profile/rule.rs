//! Which answer means what: rules of the profile, in order, then the protocol's own table.

use super::{error::ProfileError, place::Place};
use jsonptr::PointerBuf;
use serde_json::Value;

/// What an answer comes to, before the operation gives it its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    Done,
    Duplicate,
    Accepted,
    Validation,
    SignIn,
    Forbidden,
    NotFound,
    Stale,
    Full,
    TooLarge,
    RateLimit,
    Retry,
    Upgrade,
    Stranger,
}

/// As a profile writes them.
const NAMES: [&str; 14] = [
    "done",
    "duplicate",
    "accepted",
    "validation",
    "sign_in",
    "forbidden",
    "not_found",
    "stale",
    "full",
    "too_large",
    "rate_limit",
    "retry",
    "upgrade",
    "stranger",
];

/// In the order of `NAMES`.
const OUTCOMES: [Outcome; NAMES.len()] = [
    Outcome::Done,
    Outcome::Duplicate,
    Outcome::Accepted,
    Outcome::Validation,
    Outcome::SignIn,
    Outcome::Forbidden,
    Outcome::NotFound,
    Outcome::Stale,
    Outcome::Full,
    Outcome::TooLarge,
    Outcome::RateLimit,
    Outcome::Retry,
    Outcome::Upgrade,
    Outcome::Stranger,
];

pub(super) struct Rule {
    /// Any of these; empty for every status.
    status: Vec<u16>,
    at: Option<PointerBuf>,
    is: Option<Value>,
    then: Outcome,
}

impl Rule {
    pub fn parse(place: &Place) -> Result<Self, ProfileError> {
        place.only(&["status", "at", "is", "then"])?;
        let status = match place.field("status") {
            Some(list) if list.value.is_array() => {
                list.items()?.iter().map(Place::status).collect()
            }
            Some(one) => one.status().map(|status| vec![status]),
            None => Ok(Vec::new()),
        }?;
        let at = place.field("at").map(|at| at.pointer()).transpose()?;
        if at.is_none() && place.field("is").is_some() {
            place.need("at")?;
        }
        Ok(Self {
            status,
            at,
            is: place.field("is").map(|is| is.value.clone()),
            then: place.need("then")?.one_of(&NAMES, &OUTCOMES)?,
        })
    }

    pub fn outcome(&self, status: u16, json: &Value) -> Option<Outcome> {
        let at = self.at.as_ref().map(|at| at.resolve(json).ok());
        let fits = match (at, &self.is) {
            (None, _) => true,
            (Some(None), _) => false,
            (Some(Some(value)), None) => !value.is_null(),
            (Some(Some(value)), Some(is)) => {
                is == value || is.as_array().is_some_and(|any| any.contains(value))
            }
        };
        let meant = self.status.is_empty() || self.status.contains(&status);
        (meant && fits).then_some(self.then)
    }
}

/// The protocol's table, for what no rule of the profile speaks of.
pub(super) fn by_status(status: u16) -> Outcome {
    match status {
        202 => Outcome::Accepted,
        200..=299 => Outcome::Done,
        401 | 419 | 440 | 511 => Outcome::SignIn,
        403 => Outcome::Forbidden,
        404 => Outcome::NotFound,
        409 | 412 | 428 => Outcome::Stale,
        413 => Outcome::TooLarge,
        429 => Outcome::RateLimit,
        405 | 406 | 426 | 501 | 505 => Outcome::Upgrade,
        408 | 425 | 500..=599 => Outcome::Retry,
        400..=499 => Outcome::Validation,
        0..=199 | 300..=399 | 600.. => Outcome::Stranger,
    }
}
