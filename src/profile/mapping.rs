//! Rows of the backend ⇄ records of ours.

use super::{
    answered::{Answered, structured},
    days::DayFormat,
    moments::MomentFormat,
    place::{Place, Wrong},
    pointers::{Pointers, scalar},
    source::Source,
    table::{Table, replace},
    words::Words,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    held::{DAY, Held},
    logged::{Logged, Said},
    moment::Moment,
    record::{KindId, Record, Standing},
};
use serde_json::Value;
use std::sync::Arc;

pub(super) struct Mapping {
    day_format: DayFormat,
    moment_format: MomentFormat,
    /// What is written where there is nothing; `None`: the field is left out.
    pub empty: Option<Value>,
    /// Where a row holds what.
    at: Pointers,
    answers: Answered,
    /// What the backend calls a kind.
    kinds: Table,
    /// What it calls an answer, by our field.
    words: Vec<(String, Table)>,
    /// What the backend calls a state, and which of ours it is.
    states: Vec<(String, StandingName)>,
    /// What the backend calls what a member says to what the office wrote down.
    confirmations: Words<SaidName>,
}

#[derive(Clone, Copy)]
enum StandingName {
    Received,
    Reviewed,
    Returned,
    Withdrawn,
}

#[derive(Clone, Copy)]
enum SaidName {
    Right,
    Wrong,
}

const NAMES: &[&str] = &[
    "client_ref",
    "kind",
    "form_version",
    "day",
    "photos",
    "receipt",
    "state",
    "reason",
    "id",
    "version",
    "logged_by",
    "logged_at",
    "confirmed",
    "objection",
];
const KEYS: &[&str] = &["answers", "states", "confirmations", "kinds", "words"];
const NEEDS: &[&str] = &["client_ref", "kind", "day"];

impl Mapping {
    pub fn parse(profile: Place) -> Result<Self, Wrong> {
        let place = profile.need("record")?;
        place.only_of(NAMES, KEYS)?;
        let mut states = Vec::new();
        if let Some(table) = place.field("states") {
            use StandingName::{Received, Returned, Reviewed, Withdrawn};
            for (theirs, ours) in table.entries()? {
                let names = &["received", "reviewed", "returned", "withdrawn"];
                states.push((
                    theirs.to_owned(),
                    ours.one_of(names, &[Received, Reviewed, Returned, Withdrawn])?,
                ));
            }
        }
        let mut words = Vec::new();
        if let Some(tables) = place.field("words") {
            for (field, table) in tables.entries()? {
                words.push((field.to_owned(), Table::parse(table)?));
            }
        }
        let kinds = place.field("kinds").map(Table::parse).transpose()?;
        let (day_format, empty) = formats(profile)?;
        Ok(Self {
            day_format,
            moment_format: MomentFormat::parse(profile)?,
            empty,
            at: Pointers::parse(place, NAMES, NEEDS)?,
            answers: Answered::parse(place.need("answers")?)?,
            kinds: kinds.unwrap_or_default(),
            words,
            states,
            confirmations: {
                let names = &["confirmed", "disputed"];
                Words::parse(
                    place,
                    "confirmations",
                    names,
                    &[SaidName::Right, SaidName::Wrong],
                )?
            },
        })
    }

    /// `None` where the row is not one of ours or can't be understood.
    pub fn record(&self, row: &Value) -> Option<Record> {
        let form_version = match self.at.value("form_version", row) {
            Some(version) => u32::try_from(version.as_u64()?).ok()?,
            None => 1,
        };
        let kind = self.at.word("kind", row)?;
        Some(Record {
            client_ref: ClientRef::parse(&self.at.word("client_ref", row)?).ok()?,
            kind: KindId(self.kinds.ours(&kind).unwrap_or(&kind).to_owned()),
            form_version,
            day: self.read_day(&self.at.word("day", row)?)?,
            answers: self.answers(row)?,
            photos: self.photos(row)?,
            receipt: self.receipt(row),
            standing: self.standing(row),
            logged: self.logged(row).map(Arc::new),
        })
    }

    /// What the row holds, to make an update from; `None` where it can't be understood. `version` is what the whole answer
    /// calls it. A weak one guards nothing.
    pub fn held(&self, row: &Value, version: Option<Value>) -> Option<Held> {
        let version = version.as_ref().or(self.at.value("version", row));
        let day = match self.at.text("day", row) {
            Some(day) => Some(self.read_day(&day)?),
            None => None,
        };
        Some(Held {
            id: self.at.text("id", row),
            version: version.and_then(scalar).filter(|it| !it.starts_with("W/")),
            day,
            answers: self.answers(row)?,
            photos: self.photos(row)?,
        })
    }

    /// The key under which the row was sent.
    pub fn key(&self, row: &Value) -> Option<String> {
        self.at.text("client_ref", row)
    }

    /// The receipt number; absent, null, `""` and 0 are none.
    pub fn receipt(&self, row: &Value) -> Option<String> {
        self.at
            .text("receipt", row)
            .filter(|receipt| receipt != "0")
    }

    pub fn write_day(&self, day: Day) -> Value {
        self.day_format.write(day)
    }

    pub fn write_moment(&self, moment: Moment) -> Value {
        self.moment_format.write(moment)
    }

    pub fn write_kind(&self, kind: &KindId) -> String {
        let theirs = self.kinds.theirs(&kind.0);
        theirs.unwrap_or(&kind.0).to_owned()
    }

    /// The answers, in the backend's words.
    pub fn write_answers(&self, answers: &Answer) -> Value {
        let mut written = Value::from(answers);
        for (field, table) in &self.words {
            if let Some(value) = written.get_mut(field) {
                replace(value, &|name| table.theirs(name).map(str::to_owned));
            }
        }
        written
    }

    /// The answers, in our words.
    fn answers(&self, row: &Value) -> Option<Answer> {
        let mut read = self.answers.read(row, self.empty.as_ref())?;
        for (field, table) in &self.words {
            if let Some(value) = read.to_mut().get_mut(field) {
                replace(value, &|word| table.ours(word).map(str::to_owned));
            }
        }
        Some(Answer::from(read.as_ref()))
    }

    /// Our name for a field of the backend's; its own where we have none.
    pub fn field_of(&self, theirs: String) -> String {
        let day = self.at.source("day").and_then(Source::field) == Some(&theirs);
        match self.answers.field_of(&theirs) {
            Some(ours) => ours.to_owned(),
            None if day => DAY.to_owned(),
            None => theirs,
        }
    }

    pub fn read_day(&self, text: &str) -> Option<Day> {
        self.day_format.read(text)
    }

    fn photos(&self, row: &Value) -> Option<Vec<ClientRef>> {
        let Some(list) = self.at.value("photos", row) else {
            return Some(Vec::new());
        };
        if list.as_str() == Some("") {
            return Some(Vec::new());
        }
        structured(list)
            .as_array()?
            .iter()
            .map(|id| ClientRef::parse(id.as_str()?).ok())
            .collect()
    }

    /// Whether a row can be withdrawn by its member.
    pub fn knows_withdrawn(&self) -> bool {
        let withdrawn = |(_, ours): &(_, StandingName)| matches!(ours, StandingName::Withdrawn);
        self.states.iter().any(withdrawn)
    }

    /// A state that the table does not name is `Received`: the row is there.
    fn standing(&self, row: &Value) -> Standing {
        let state = self.at.word("state", row);
        let reason = || self.at.text("reason", row).unwrap_or_default();
        let named = self
            .states
            .iter()
            .find(|(theirs, _)| state.as_deref() == Some(theirs));
        match named.map_or(StandingName::Received, |(_, ours)| *ours) {
            StandingName::Received => Standing::Received,
            StandingName::Reviewed => Standing::Reviewed { words: reason() },
            StandingName::Returned => Standing::Returned { reason: reason() },
            StandingName::Withdrawn => Standing::Withdrawn { reason: reason() },
        }
    }

    /// Who of the office wrote it down; `None`: its member did. What its member said to that and can't be understood is nothing.
    fn logged(&self, row: &Value) -> Option<Logged> {
        let by = self.at.text("logged_by", row)?;
        let at = self.at.value("logged_at", row);
        let said = || {
            let word = self.at.value("confirmed", row);
            match word.and_then(|word| self.confirmations.get(word)) {
                None => Said::Nothing,
                Some(SaidName::Right) => Said::Right,
                Some(SaidName::Wrong) => Said::Wrong {
                    words: self.at.text("objection", row).unwrap_or_default(),
                },
            }
        };
        Some(Logged {
            by,
            at: at.and_then(|at| self.moment_format.read(at)),
            said: self.at.points_at("confirmed").then(said),
        })
    }
}

fn formats(profile: Place) -> Result<(DayFormat, Option<Value>), Wrong> {
    let place = profile.may("formats", &["day", "moment", "empty"], &[])?;
    let empty = match place.field("empty") {
        Some(name) => match name.one_of(&["left_out", "null", "text", "zero"], &[0, 1, 2, 3])? {
            0 => None,
            1 => Some(Value::Null),
            2 => Some(Value::String(String::new())),
            _ => Some(0.into()),
        },
        None => None,
    };
    Ok((DayFormat::parse(place)?, empty))
}
