//! The leaves to decide, kept for offline reading.

use super::{
    StoredError,
    events::{kept, list},
    json::{Row, object, of, parse, to_ref},
    standing,
};
use crate::domain::{
    event::{EventId, Request},
    moment::Moment,
};
use serde_json::Value;

/// The leaves to decide as they were last read.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptApprovals {
    /// As the backend sorts.
    pub requests: Vec<Request>,
    /// When the backend said so.
    pub as_of: Moment,
    /// Rows that could not be understood.
    pub odd: u32,
}

impl KeptApprovals {
    /// As JSON, version 1.
    pub fn encode(&self) -> String {
        kept(self.as_of, self.odd, list(&self.requests, write_request))
    }

    /// Reads any version that was ever released.
    pub fn decode(text: &str) -> Result<Self, StoredError> {
        let value = parse(text, 1)?;
        let row = Row(&value);
        Ok(Self {
            requests: row.list("list", |request| read_request(Row(request)))?,
            as_of: Moment(row.whole("as_of")?),
            odd: row.small("odd")?,
        })
    }
}

fn write_request(request: &Request) -> Value {
    object([
        ("id", of(&request.id)),
        ("event", of(request.event.as_str())),
        ("title", of(&request.title)),
        ("starts", request.starts.0.into()),
        ("who", of(&request.who)),
        ("sector", of(&request.sector)),
        ("reason", of(&request.reason)),
        ("text", of(&request.text)),
        ("photos", list(&request.photos, |id| of(id))),
        ("at", request.at.0.into()),
        ("state", of(standing::leave_word(request.state))),
    ])
}

fn read_request(row: Row<'_>) -> Result<Request, StoredError> {
    Ok(Request {
        id: row.text("id")?,
        event: EventId::parse(&row.text("event")?).map_err(|_| StoredError::Damaged)?,
        title: row.text("title")?,
        starts: Moment(row.whole("starts")?),
        who: row.text("who")?,
        sector: row.text("sector")?,
        reason: row.text("reason")?,
        text: row.text("text")?,
        photos: row.list("photos", to_ref)?,
        at: Moment(row.whole("at")?),
        state: standing::leave_state(&row.text("state")?)?,
    })
}
