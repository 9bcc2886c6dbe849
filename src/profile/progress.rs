//! What the profile says of the steps that records went through after they arrived: read when it is first asked for.

use super::{
    Profile, error::ProfileError, fault::Fault, operation::Operation, pointers::Pointers,
    request::Request, response::Response, section::Section, vocabulary,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    file::File,
    step::{Course, Rating, Step},
};
use serde_json::Value;

/// The steps of a backend's records, described.
pub struct Progress {
    profile: Profile,
    operation: Box<Operation>,
    at: Pointers,
    steps: Section,
    mine: Section,
    theirs: Section,
}

const COURSE: &[&str] = &["record"];
const STEP: &[&str] = &["step", "day", "words", "unit", "level", "files"];
const RATING: &[&str] = &["score", "words"];

impl Profile {
    /// What the profile says of progress; `None` where the backend tells none.
    pub fn progress(&self) -> Result<Option<Progress>, ProfileError> {
        self.optional(&vocabulary::PROGRESS, |place, operation| {
            let course = place.may("progress", &["record", "steps", "mine", "theirs"], &[])?;
            Ok(Progress {
                profile: self.clone(),
                operation,
                at: Pointers::or_own_names(course, COURSE)?,
                steps: Section::parse(course, "steps", STEP)?,
                mine: Section::parse(course, "mine", RATING)?,
                theirs: Section::parse(course, "theirs", RATING)?,
            })
        })
    }
}

impl Progress {
    /// Asks for the records of a year.
    pub fn ask(&self, year: u16, token: Option<&str>) -> Request {
        let slots = self.profile.year_slots(year);
        self.profile.ask(&self.operation, &slots, token)
    }

    /// Reads the answer. A row that can't be understood is left out: where a record stands is never guessed.
    pub fn read(&self, response: &Response) -> Result<Vec<Course>, Fault> {
        self.profile
            .understood(&self.operation, response, |row| self.course(row))
    }

    fn course(&self, row: &Value) -> Option<Course> {
        let steps = self.steps.items(row)?.iter().map(|step| self.step(step));
        Some(Course {
            record: ClientRef::parse(&self.at.text("record", row)?).ok()?,
            steps: steps.collect::<Option<_>>()?,
            mine: rating(&self.mine, row),
            theirs: rating(&self.theirs, row),
        })
    }

    fn step(&self, step: &Value) -> Option<Step> {
        let at = &self.steps.at;
        let text = |name| at.text(name, step);
        Some(Step {
            id: text("step")?,
            day: self.profile.backend.mapping.read_day(&text("day")?)?,
            words: text("words").unwrap_or_default(),
            level: text("level"),
            unit: text("unit").unwrap_or_default(),
            files: files(at.value("files", step)),
        })
    }
}

/// Files that can't be understood are left out: the step was taken all the same.
fn files(said: Option<&Value>) -> Vec<File> {
    let said = said.and_then(Value::as_array).into_iter().flatten();
    said.filter_map(|file| File::read(&Answer::from(file)))
        .collect()
}

fn rating(section: &Section, row: &Value) -> Option<Rating> {
    let part = section.part(row)?;
    let score = section.at.value("score", part)?.as_u64()?;
    let score = u8::try_from(score).ok()?;
    (score <= Rating::MOST).then(|| Rating {
        score,
        words: section.at.text("words", part).unwrap_or_default(),
    })
}
