//! One answer, weighed: the profile's rules first, the protocol's table after.

use super::{
    Profile,
    fault::{Fault, Misfit},
    operation::Operation,
    response::Response,
    retry_after,
    rule::{Outcome, by_status},
    template::{Slots, fill, plain},
};
use crate::outbox::reply::RetryAfter;
use serde_json::Value;

/// Some backends send it; `fetch` itself skips it before JSON.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) struct Judged {
    pub outcome: Outcome,
    /// Null where the body is no JSON.
    pub json: Value,
    /// Only where the backend itself spoke: a captive portal must not freeze a day.
    pub after: Option<RetryAfter>,
}

impl Profile {
    pub(super) fn judge(&self, operation: &Operation, slots: Slots, response: &Response) -> Judged {
        let (json, text) = parsed(response);
        let mut rules = operation.rules.iter().chain(&self.backend.rules);
        let mut outcome = if response.redirected {
            Outcome::Stranger
        } else {
            let ruled = rules.find_map(|rule| rule.outcome(response.status, &json, text));
            ruled.unwrap_or_else(|| by_status(response.status))
        };
        let success = (200..300).contains(&response.status);
        let claims = outcome == Outcome::Done || (outcome == Outcome::Waitlisted && success);
        let slots = self.signed_slots(slots);
        let unproved = (claims && !succeeded(operation, &slots, response, &json))
            || (outcome == Outcome::Accepted && json.is_null());
        if unproved {
            outcome = Outcome::Stranger;
        }
        let spoke = self.backend.errors.spoke(&json);
        let told = response.retry_after.as_deref().filter(|_| spoke);
        Judged {
            outcome,
            after: told.and_then(|told| retry_after::parse(told, response.at)),
            json,
        }
    }

    /// What the outcome means to a reader. `Done` that comes here lacks what is read from it: `rule` says what.
    pub(super) fn fault(
        &self,
        judged: &Judged,
        operation: &Operation,
        response: &Response,
        rule: &str,
    ) -> Fault {
        // No such method, not implemented; 426 asks for another app.
        let unheard = judged.outcome == Outcome::Upgrade && matches!(response.status, 405 | 501);
        let lacks = unheard || judged.outcome == Outcome::NotFound;
        if lacks && operation.form.may_lack {
            return Fault::Absent;
        }
        match judged.outcome {
            Outcome::SignIn => Fault::SignInLost,
            Outcome::RateLimit | Outcome::Retry => Fault::Busy {
                after: judged.after,
            },
            Outcome::Upgrade => Fault::Upgrade,
            Outcome::Validation | Outcome::Forbidden | Outcome::NotFound | Outcome::TooLarge => {
                Fault::Refused {
                    words: self.words(&judged.json),
                }
            }
            Outcome::Done
            | Outcome::Duplicate
            | Outcome::Accepted
            | Outcome::Stale
            | Outcome::Conflict
            | Outcome::Full
            | Outcome::Closed
            | Outcome::OutOfScope
            | Outcome::Declined
            | Outcome::Waitlisted
            | Outcome::Stranger => {
                Fault::NotBackend(Box::new(misfit(operation, response, &judged.json, rule)))
            }
        }
    }

    pub(super) fn words(&self, json: &Value) -> String {
        self.backend.errors.words(json)
    }

    /// The place in the line, where the answer says it.
    pub(super) fn position(&self, json: &Value) -> Option<u32> {
        self.backend.errors.position(json)
    }

    /// The backend's words by field.
    pub(super) fn field_errors(&self, json: &Value) -> Vec<(String, String)> {
        let said = self.backend.errors.fields(json);
        let ours = |(name, words): (String, String)| (self.backend.mapping.field_of(name), words);
        said.into_iter().map(ours).collect()
    }
}

/// The body, null where it is no JSON, and as text.
pub(super) fn parsed(response: &Response) -> (Value, &str) {
    // serde_json stops at 128 levels; what it refuses (1e400, lone surrogates) is no JSON of ours.
    let body = response.body.as_slice();
    let body = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    let text = std::str::from_utf8(body).unwrap_or_default();
    (serde_json::from_str(text).unwrap_or_default(), text)
}

fn succeeded(operation: &Operation, slots: Slots, response: &Response, json: &Value) -> bool {
    if response.too_long {
        return false;
    }
    if operation.form.bytes {
        return true;
    }
    if response.body.is_empty() {
        return operation.empty;
    }
    let echoed = |(at, template): &(String, String)| {
        let value = json.pointer(at);
        value.is_some_and(|value| plain(value) == fill(template, slots, str::to_owned))
    };
    let there = |at: &String| json.pointer(at).is_some_and(|value| !value.is_null());
    response.content_type.contains("json")
        && !json.is_null()
        && operation.echo.iter().all(echoed)
        && operation.has.iter().all(there)
}

fn misfit(operation: &Operation, response: &Response, json: &Value, rule: &str) -> Misfit {
    let secret = operation.may_hold_secrets();
    let first_bytes = match json.as_object().filter(|_| secret) {
        Some(fields) => fields
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" "),
        None => response.readable().chars().take(200).collect(),
    };
    Misfit {
        request: format!("{} {}", operation.method, operation.path),
        status: response.status,
        rule: format!("/operations/{}/{rule}", operation.form.name),
        first_bytes,
    }
}
