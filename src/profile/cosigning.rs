//! What the profile says of who co-signs what: read when it is first asked for.

use super::{
    Profile,
    error::ProfileError,
    fault::Fault,
    operation::Operation,
    place::{Place, Wrong},
    pointers::Pointers,
    request::Request,
    response::Response,
    vocabulary,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    cosigning::{About, Invitation, Paper, Stands},
    day::Day,
    record::KindId,
};
use serde_json::Value;

/// The invitations of a backend, described.
pub struct Cosigning {
    profile: Profile,
    operation: Box<Operation>,
    at: Pointers,
    paper: Pointers,
}

const INVITATION: &[&str] = &[
    "id", "who", "sector", "state", "day", "open", "changed", "record", "paper",
];
const PAPER: &[&str] = &["kind", "day", "form_version", "answers"];

impl Profile {
    /// What the profile says of co-signing; `None` where the backend has none.
    pub fn cosigning(&self) -> Result<Option<Cosigning>, ProfileError> {
        let read = self.read_cosigning(Place(&self.described));
        read.map_err(|wrong| wrong.within(&self.described))
    }

    fn read_cosigning<'a>(&self, place: Place<'a>) -> Result<Option<Cosigning>, Wrong<'a>> {
        let form = &vocabulary::COSIGNING;
        let Some(described) = place.need("operations")?.field(form.name) else {
            return Ok(None);
        };
        let named = place.may("cosigning", INVITATION, &[])?;
        Ok(Some(Cosigning {
            profile: self.clone(),
            operation: Operation::parse(described, form)?,
            at: Pointers::or_own_names(named, INVITATION)?,
            paper: Pointers::or_own_names(Place(&Value::Null), PAPER)?,
        }))
    }
}

impl Cosigning {
    /// Asks for what concerns the member.
    pub fn ask(&self, token: Option<&str>) -> Request {
        self.profile.ask(&self.operation, &[], token)
    }

    /// Reads the answer. A row that can't be understood is left out: how an invitation stands is never guessed.
    pub fn read(&self, response: &Response) -> Result<Vec<Invitation>, Fault> {
        self.profile
            .understood(&self.operation, response, |row| self.invitation(row))
    }

    fn invitation(&self, row: &Value) -> Option<Invitation> {
        let text = |name| self.at.text(name, row);
        let flag = |name| self.at.value(name, row).and_then(Value::as_bool);
        let about = match self.at.value("paper", row) {
            Some(paper) => About::Theirs(self.paper(paper)?),
            None => About::Mine(ClientRef::parse(&text("record")?).ok()?),
        };
        Some(Invitation {
            id: text("id")?,
            who: text("who")?,
            sector: text("sector").unwrap_or_default(),
            stands: Stands::named(&text("state")?)?,
            day: self.day(&text("day")?)?,
            open: flag("open")?,
            changed: flag("changed").unwrap_or(false),
            about,
        })
    }

    fn paper(&self, paper: &Value) -> Option<Paper> {
        let text = |name| self.paper.text(name, paper);
        let answers = self.paper.value("answers", paper)?;
        Some(Paper {
            kind: KindId(text("kind")?),
            day: self.day(&text("day")?)?,
            form_version: text("form_version")?.parse().ok()?,
            answers: Answer::from(answers.as_object().map(|_| answers)?),
        })
    }

    fn day(&self, text: &str) -> Option<Day> {
        self.profile.backend.mapping.read_day(text)
    }
}
