//! Which answer means what: rules of the profile, in order, then the protocol's own table.

use super::{
    pattern::Pattern,
    place::{Place, Wrong},
    template::plain,
};
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
    Conflict,
    Full,
    Closed,
    OutOfScope,
    Declined,
    Waitlisted,
    TooLarge,
    RateLimit,
    Retry,
    Upgrade,
    Stranger,
}

/// As a profile writes them.
const NAMES: [&str; 19] = [
    "done",
    "duplicate",
    "accepted",
    "validation",
    "sign_in",
    "forbidden",
    "not_found",
    "stale",
    "conflict",
    "full",
    "closed",
    "out_of_scope",
    "declined",
    "waitlisted",
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
    Outcome::Conflict,
    Outcome::Full,
    Outcome::Closed,
    Outcome::OutOfScope,
    Outcome::Declined,
    Outcome::Waitlisted,
    Outcome::TooLarge,
    Outcome::RateLimit,
    Outcome::Retry,
    Outcome::Upgrade,
    Outcome::Stranger,
];

impl Outcome {
    /// As a profile writes it.
    pub fn name(self) -> &'static str {
        let mut all = NAMES.iter().zip(OUTCOMES);
        let found = all.find(|(_, outcome)| *outcome == self);
        found.map_or("stranger", |(name, _)| name)
    }
}

pub(super) struct Rule {
    /// Any of these; empty for every status.
    status: Vec<u16>,
    at: Option<String>,
    is: Option<Value>,
    matches: Option<Pattern>,
    then: Outcome,
}

impl Rule {
    /// Those under `rules`, in order.
    pub fn parse_all(place: Place) -> Result<Vec<Self>, Wrong> {
        let mut all = Vec::new();
        if let Some(rules) = place.field("rules") {
            for rule in rules.items()? {
                all.push(Self::parse(Place(rule))?);
            }
        }
        Ok(all)
    }

    fn parse(place: Place) -> Result<Self, Wrong> {
        place.only(&["status", "at", "is", "matches", "then"])?;
        let mut status = Vec::new();
        match place.field("status") {
            None => {}
            Some(list) if list.0.is_array() => {
                for one in list.items()? {
                    status.push(Place(one).status()?);
                }
            }
            Some(one) => status.push(one.status()?),
        }
        let is = place.field("is");
        if is.is_some() {
            place.need("at")?;
        }
        Ok(Self {
            status,
            at: place.field("at").map(Place::pointer).transpose()?,
            is: is.map(|is| is.0.clone()),
            matches: place.field("matches").map(Pattern::parse).transpose()?,
            then: place.need("then")?.one_of(&NAMES, &OUTCOMES)?,
        })
    }

    /// What this rule makes of the answer, where it speaks of it. `body` is the answer as text.
    pub fn outcome(&self, status: u16, json: &Value, body: &str) -> Option<Outcome> {
        let value = self.at.as_ref().and_then(|at| json.pointer(at));
        let value = value.filter(|value| !value.is_null());
        let is = |value: &Value| match &self.is {
            None => true,
            Some(Value::Array(any)) => any.contains(value),
            Some(is) => is == value,
        };
        let matches = |pattern: &Pattern| match value {
            Some(value) => pattern.fits(&plain(value)),
            None => pattern.fits(body),
        };
        let fits = (self.status.is_empty() || self.status.contains(&status))
            && (self.at.is_none() || value.is_some_and(is))
            && self.matches.as_ref().is_none_or(matches);
        fits.then_some(self.then)
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
        409 => Outcome::Conflict,
        412 | 428 => Outcome::Stale,
        413 => Outcome::TooLarge,
        429 => Outcome::RateLimit,
        405 | 406 | 426 | 501 | 505 => Outcome::Upgrade,
        408 | 425 | 500..=599 => Outcome::Retry,
        400..=499 => Outcome::Validation,
        0..=199 | 300..=399 | 600.. => Outcome::Stranger,
    }
}
