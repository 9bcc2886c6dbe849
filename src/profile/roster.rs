//! What the profile says of the members by name: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, operation::Operation, pointers::Pointers,
    request::Request, response::Response, vocabulary,
};
use crate::domain::person::Person;
use serde_json::Value;

/// The roster of a backend, described.
pub struct Roster {
    profile: Profile,
    operation: Box<Operation>,
    at: Pointers,
}

const PERSON: &[&str] = &["number", "name", "sector"];

impl Profile {
    /// What the profile says of the roster; `None` where the backend tells none.
    pub fn roster(&self) -> Result<Option<Roster>, ProfileError> {
        self.optional(&vocabulary::ROSTER, |place, operation| {
            let person = place.may("person", PERSON, &[])?;
            Ok(Roster {
                profile: self.clone(),
                operation,
                at: Pointers::or_own_names(person, PERSON)?,
            })
        })
    }
}

impl Roster {
    /// Asks for all.
    pub fn ask(&self, token: Option<&str>) -> Request {
        self.profile.ask(&self.operation, &[], token)
    }

    /// Reads the answer; somebody without a name can't be named.
    pub fn read(&self, response: &Response) -> Result<Vec<Person>, Fault> {
        let person = |row: &Value| {
            let text = |name| self.at.text(name, row);
            Some(Person {
                name: text("name")?,
                number: text("number").unwrap_or_default(),
                sector: text("sector").unwrap_or_default(),
            })
        };
        self.profile.understood(&self.operation, response, person)
    }
}
