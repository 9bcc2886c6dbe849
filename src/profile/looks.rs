//! What the profile says of who looked: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, moments::MomentFormat, operation::Operation,
    pointers::Pointers, request::Request, response::Response, vocabulary, words::Words,
};
use crate::domain::{
    client_ref::ClientRef,
    look::{Look, Seen},
};
use serde_json::Value;

/// The looks that a backend notes, described.
pub struct Looks {
    profile: Profile,
    moments: MomentFormat,
    operation: Box<Operation>,
    at: Pointers,
    kinds: Words<Seen>,
}

const LOOK: &[&str] = &["by", "what", "record", "at", "times"];

impl Profile {
    /// What the profile says of who looked; `None` where the backend notes nothing.
    pub fn looks(&self) -> Result<Option<Looks>, ProfileError> {
        self.optional(&vocabulary::LOOKS, |place, operation| {
            let look = place.may("look", LOOK, &["kinds"])?;
            Ok(Looks {
                profile: self.clone(),
                moments: MomentFormat::parse(place)?,
                operation,
                at: Pointers::or_own_names(look, LOOK)?,
                kinds: Words::parse(look, "kinds", &Seen::NAMES, &Seen::ALL)?,
            })
        })
    }
}

impl Looks {
    /// Asks for the newest.
    pub fn ask(&self, token: Option<&str>) -> Request {
        self.profile.ask(&self.operation, &[], token)
    }

    /// Reads the answer; a look without a time is none.
    pub fn read(&self, response: &Response) -> Result<Vec<Look>, Fault> {
        let look = |row: &Value| {
            let kind = self.at.value("what", row)?;
            let times = self.at.value("times", row).and_then(Value::as_u64);
            let key = self.at.text("record", row);
            Some(Look {
                by: self.at.text("by", row).unwrap_or_default(),
                seen: self.kinds.get(kind).unwrap_or(Seen::Other),
                record: key.and_then(|key| ClientRef::parse(&key).ok()),
                at: self.moments.read(self.at.value("at", row)?)?,
                times: times.map_or(1, |times| u32::try_from(times).unwrap_or(u32::MAX)),
            })
        };
        self.profile.understood(&self.operation, response, look)
    }
}
