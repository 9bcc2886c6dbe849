//! What the profile says of the office's own sum of a year: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, moments::MomentFormat, operation::Operation,
    request::Request, response::Response, vocabulary,
};
use crate::domain::statement::Statement;
use serde_json::Value;

/// The statistics of a backend, described.
pub struct Statements {
    profile: Profile,
    moments: MomentFormat,
    operation: Box<Operation>,
}

impl Profile {
    /// What the profile says of statements; `None` where the backend has none.
    pub fn statements(&self) -> Result<Option<Statements>, ProfileError> {
        self.optional(&vocabulary::STATEMENT, |place, operation| {
            Ok(Statements {
                profile: self.clone(),
                moments: MomentFormat::parse(place)?,
                operation,
            })
        })
    }
}

impl Statements {
    /// Asks for a year.
    pub fn ask(&self, year: u16, token: Option<&str>) -> Request {
        let slots = [("year", year.into())];
        self.profile.ask(&self.operation, &slots, token)
    }

    /// Reads the answer; `None` where the office has worked out nothing yet.
    pub fn read(&self, response: &Response) -> Result<Option<Statement>, Fault> {
        let judged = self.profile.done(&self.operation, response)?;
        let at = |name| self.operation.answers.value(name, &judged.json);
        let (Some(as_of), Some(sheet)) = (at("as_of"), at("sheet")) else {
            return Ok(None);
        };
        let wrong = || {
            self.profile
                .fault(&judged, &self.operation, response, "answer/as_of")
        };
        Ok(Some(Statement {
            as_of: self.moments.read(as_of).ok_or_else(wrong)?,
            closed: at("closed").and_then(Value::as_bool).unwrap_or(false),
            sheet: sheet.to_string(),
        }))
    }
}
