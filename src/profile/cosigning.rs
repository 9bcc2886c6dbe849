//! What the profile says of who co-signs what: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, operation::Operation, place::Place,
    pointers::Pointers, request::Request, response::Response, vocabulary,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    cosigning::{About, Invitation, Paper, Stands},
    day::Day,
    record::{KindId, Standing},
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
const PAPER: &[&str] = &[
    "kind",
    "day",
    "form_version",
    "answers",
    "standing",
    "facts",
];

impl Profile {
    /// What the profile says of co-signing; `None` where the backend has none.
    pub fn cosigning(&self) -> Result<Option<Cosigning>, ProfileError> {
        self.optional(&vocabulary::COSIGNING, |place, operation| {
            let named = place.may("cosigning", INVITATION, &[])?;
            Ok(Cosigning {
                profile: self.clone(),
                operation,
                at: Pointers::or_own_names(named, INVITATION)?,
                paper: Pointers::or_own_names(Place(&Value::Null), PAPER)?,
            })
        })
    }
}

impl Cosigning {
    /// Asks for what concerns the member.
    pub fn ask(&self, token: Option<&str>) -> Request {
        self.profile.ask(&self.operation, &[], token)
    }

    /// Reads the answer. A row that can't be understood is left out; one that stands in a way of its own says so.
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
            stands: Stands::named(&text("state")?).unwrap_or(Stands::Other),
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
            standing: self.standing(paper),
            facts: self
                .paper
                .value("facts", paper)
                .map_or(Answer::Null, Answer::from),
        })
    }

    /// Where it isn't said, or not in a word that this version knows, nothing was decided: the paper is there.
    fn standing(&self, paper: &Value) -> Standing {
        match self.paper.text("standing", paper).as_deref() {
            Some("reviewed") => Standing::Reviewed {
                words: String::new(),
            },
            Some("returned") => Standing::Returned {
                reason: String::new(),
            },
            None | Some(_) => Standing::Received,
        }
    }

    fn day(&self, text: &str) -> Option<Day> {
        self.profile.backend.mapping.read_day(text)
    }
}
