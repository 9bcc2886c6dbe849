//! The pages of a list: where the next one begins, and what ends it.

use super::{
    Profile,
    fault::Fault,
    judging::Judged,
    operation::Operation,
    response::Response,
    rule::Outcome,
    template::{Slots, plain},
};
use serde_json::Value;

/// Where a page of a list begins. The first: `Bookmark::default()`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bookmark {
    /// Pages before it.
    before: u32,
    /// Rows that these brought.
    seen: u32,
    /// What the page before said comes next: a cursor, or the query of an address.
    told: String,
}

/// A page by its number, from 1.
impl From<u32> for Bookmark {
    fn from(page: u32) -> Self {
        Self {
            before: page.saturating_sub(1),
            ..Self::default()
        }
    }
}

/// The rows of a page, and where the next begins.
pub(super) struct Rows {
    pub judged: Judged,
    pub next: Option<Bookmark>,
}

/// The slot that holds the query of an address that a page named; no profile can write it.
pub(super) const QUERY: &str = "?";

impl Bookmark {
    /// What the placeholders of a page stand for.
    pub(super) fn slots(&self, operation: &Operation) -> [(&'static str, Value); 5] {
        let told = |name| match self.told.is_empty() || by_cursor(operation) != (name == "cursor") {
            true => Value::Null,
            false => self.told.as_str().into(),
        };
        [
            ("page", (self.before + 1).into()),
            ("offset", self.seen.into()),
            ("size", operation.size.into()),
            ("cursor", told("cursor")),
            (QUERY, told(QUERY)),
        ]
    }
}

/// Whether what comes next fills a placeholder; else it is an address.
fn by_cursor(operation: &Operation) -> bool {
    operation.mentions("cursor")
}

impl Profile {
    /// A page of a list. What is not there after the first, of a list that does not say how long it is, is its end.
    pub(super) fn page(
        &self,
        operation: &Operation,
        at: &Bookmark,
        response: &Response,
    ) -> Result<Rows, Fault> {
        let judged = self.judge(operation, &[], response);
        let told = ["pages", "total", "next"].map(|name| operation.answers.points_at(name));
        if judged.outcome == Outcome::NotFound && at.before > 0 && told == [false; 3] {
            let json = Value::Null;
            return Ok(Rows {
                judged: Judged { json, ..judged },
                next: None,
            });
        }
        if judged.outcome != Outcome::Done {
            return Err(self.fault(&judged, operation, response, "success"));
        }
        let rows = self.rows(operation, &judged, response)?.len();
        match next(operation, at, &judged.json, response, rows) {
            Ok(next) => Ok(Rows { judged, next }),
            Err(rule) => Err(self.fault(&judged, operation, response, rule)),
        }
    }
}

impl Rows {
    /// The rows themselves.
    pub fn of<'a>(&'a self, operation: &'a Operation) -> &'a [Value] {
        let items = operation.answers.value("items", &self.judged.json);
        items.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// Where the next page begins; none after the last. `Err` names the rule that the answer broke.
fn next(
    operation: &Operation,
    at: &Bookmark,
    json: &Value,
    response: &Response,
    rows: usize,
) -> Result<Option<Bookmark>, &'static str> {
    let answers = &operation.answers;
    let rows = u32::try_from(rows).unwrap_or(u32::MAX);
    let mut next = Bookmark {
        before: at.before.saturating_add(1),
        seen: at.seen.saturating_add(rows),
        told: String::new(),
    };
    let count = |name, rule| answers.count(name, json, response).ok_or(rule);
    let more = if answers.points_at("next") {
        match answers.told("next", json, response) {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::Bool(true)) => rows > 0,
            Some(told) => {
                let told = plain(&told);
                next.told = match by_cursor(operation) || told.is_empty() {
                    true => told,
                    false => query_of(&told).ok_or("answer/next")?.to_owned(),
                };
                // A page that names itself as the next would be read for ever.
                !next.told.is_empty() && next.told != at.told
            }
        }
    } else if answers.points_at("pages") {
        count("pages", "answer/pages")? > next.before.into() && rows > 0
    } else if answers.points_at("total") {
        count("total", "answer/total")? > next.seen.into() && rows > 0
    } else {
        rows > 0 && rows >= operation.size
    };
    Ok(more.then_some(next))
}

/// Of an address no more counts than its query: the page is asked for where the profile says, whatever prefix, host or
/// scheme the backend believes to have.
fn query_of(address: &str) -> Option<&str> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let plain = !query.is_empty() && query.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then_some(query)
}

/// What the placeholders of a list stand for, those of the page last.
pub(super) fn with_page(
    mut slots: Vec<(&'static str, Value)>,
    at: &Bookmark,
    operation: &Operation,
) -> Vec<(&'static str, Value)> {
    slots.extend(at.slots(operation));
    slots
}

/// The query that stands in place of the profile's.
pub(super) fn query_in<'a>(slots: Slots<'a>) -> Option<&'a str> {
    let found = slots.iter().find(|(name, _)| *name == QUERY);
    found.and_then(|(_, query)| query.as_str())
}
