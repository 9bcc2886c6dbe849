//! Taking a record back where the backend removes it, and removing what a key came to twice.

use super::{Profile, request::Request, response::Response, rule::Outcome, verdict::Verdict};
use crate::{
    domain::{client_ref::ClientRef, held::Held, record::Entry, withdrawal::record_of},
    outbox::reply::Reply,
};
use serde_json::Value;

/// No more rows are removed at once: so many were never made by one key.
const MOST: usize = 20;

impl Profile {
    /// Removes the record `of`, where the backend takes that in place of a withdrawal.
    pub fn remove(&self, of: &ClientRef, base: &Held, token: Option<&str>) -> Option<Request> {
        let operation = self.backend.operations.remove.as_ref()?;
        Some(self.ask(operation, &removal_slots(of, base), token))
    }

    /// The record that an entry takes back, where taking back is removing.
    pub fn removes(&self, entry: &Entry) -> Option<ClientRef> {
        self.backend.operations.remove.as_ref()?;
        record_of(&entry.kind, &entry.answers)
    }

    /// Reads the answer to [`Profile::remove`]: what is not there any more is removed.
    pub fn removed(&self, of: &ClientRef, base: &Held, response: &Response) -> Verdict {
        let Some(operation) = &self.backend.operations.remove else {
            return Verdict::Final(Reply::Upgrade);
        };
        let judged = self.judge(operation, &removal_slots(of, base), response);
        let gone = Reply::Done { receipt: None };
        match (judged.outcome, self.backend.auth.lost_as_refusal) {
            (Outcome::NotFound, true) => Verdict::CheckSignIn(gone),
            (Outcome::NotFound, false) => Verdict::Final(gone),
            _ => self.verdict(operation, &judged, response),
        }
    }

    /// The rows that a key came to beside the one that stays, by the backend's ids, where it can happen that two were made.
    /// The one that stays has the first id, so that all who look choose the same.
    pub fn doubles(&self, key: &ClientRef, response: &Response) -> Vec<Held> {
        let (Some(find), true) = (&self.backend.operations.find, self.backend.racy) else {
            return Vec::new();
        };
        let judged = self.judge(find, &[], response);
        let rows = find
            .answers
            .value("items", &judged.json)
            .and_then(Value::as_array);
        let mapping = &self.backend.mapping;
        let ours = |row: &&Value| mapping.key(row).as_deref() == Some(key.as_str());
        let rows = rows.into_iter().flatten().filter(ours);
        let mut all: Vec<Held> = rows.filter_map(|row| mapping.held(row, None)).collect();
        all.retain(|held| held.id.is_some());
        let first = all.iter().map(|held| &held.id).min_by_key(|id| order(id));
        let first = first.cloned();
        all.retain(|held| Some(&held.id) != first.as_ref());
        all.truncate(MOST);
        all
    }
}

fn removal_slots(of: &ClientRef, base: &Held) -> [(&'static str, Value); 3] {
    [
        ("of", of.as_str().into()),
        ("id", base.id.as_deref().into()),
        ("version", base.version.as_deref().into()),
    ]
}

/// Numbers by their size, the rest as text.
fn order(id: &Option<String>) -> (usize, String) {
    let id = id.as_deref().unwrap_or_default();
    (id.len(), id.to_owned())
}
