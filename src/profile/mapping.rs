//! Rows of the backend ⇄ records of ours.

use super::{
    moments::MomentFormat,
    place::{Place, Wrong},
    pointers::Pointers,
    words::Words,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    held::Held,
    logged::{Logged, Said},
    moment::Moment,
    record::{KindId, Record, Standing},
};
use serde_json::Value;
use std::sync::Arc;

/// How a day is written.
#[derive(Clone, Copy)]
enum DayFormat {
    /// `2026-09-15`
    Date,
    /// `2026-09-15 00:00:00.000Z`; read back by its first ten characters.
    DateTime,
}

pub(super) struct Mapping {
    day_format: DayFormat,
    moment_format: MomentFormat,
    /// Where a row holds what.
    at: Pointers,
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
    "answers",
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
    "states",
    "confirmations",
];
const TABLES: &[&str] = &["states", "confirmations"];
const NEEDS: &[&str] = &["client_ref", "kind", "day", "answers"];

impl Mapping {
    pub fn parse(profile: Place) -> Result<Self, Wrong> {
        let place = profile.need("record")?;
        place.only(NAMES)?;
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
        let (day_format, moment_format) = formats(profile)?;
        Ok(Self {
            day_format,
            moment_format,
            at: Pointers::parse(place, NAMES.strip_suffix(TABLES).unwrap_or(NAMES), NEEDS)?,
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
        let answers = self.at.value("answers", row)?;
        Some(Record {
            client_ref: ClientRef::parse(&self.key(row)?).ok()?,
            kind: KindId(self.at.text("kind", row)?),
            form_version,
            day: self.read_day(&self.at.text("day", row)?)?,
            answers: answers.is_object().then(|| Answer::from(answers))?,
            photos: self.photos(row)?,
            receipt: self.receipt(row),
            standing: self.standing(row),
            logged: self.logged(row).map(Arc::new),
        })
    }

    /// What the row holds, to make an update from; `None` where it can't be understood.
    pub fn held(&self, row: &Value) -> Option<Held> {
        let answers = self.at.value("answers", row)?;
        let day = match self.at.text("day", row) {
            Some(day) => Some(self.read_day(&day)?),
            None => None,
        };
        Some(Held {
            id: self.at.text("id", row),
            version: self.at.text("version", row),
            day,
            answers: answers.is_object().then(|| Answer::from(answers))?,
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
        Value::String(match self.day_format {
            DayFormat::Date => day.to_string(),
            DayFormat::DateTime => format!("{day} 00:00:00.000Z"),
        })
    }

    pub fn write_moment(&self, moment: Moment) -> Value {
        self.moment_format.write(moment)
    }

    pub fn read_day(&self, text: &str) -> Option<Day> {
        let day = match self.day_format {
            DayFormat::Date => text,
            DayFormat::DateTime => text.get(..10)?,
        };
        Day::parse(day).ok()
    }

    fn photos(&self, row: &Value) -> Option<Vec<ClientRef>> {
        let Some(list) = self.at.value("photos", row) else {
            return Some(Vec::new());
        };
        list.as_array()?
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
        let state = self.at.text("state", row);
        let reason = || self.at.text("reason", row).unwrap_or_default();
        let named = self
            .states
            .iter()
            .find(|(theirs, _)| Some(theirs) == state.as_ref());
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

fn formats(profile: Place) -> Result<(DayFormat, MomentFormat), Wrong> {
    let mut day = DayFormat::Date;
    if let Some(place) = profile.field("formats") {
        place.only(&["day", "moment"])?;
        if let Some(name) = place.field("day") {
            day = name.one_of(
                &["date", "date_time"],
                &[DayFormat::Date, DayFormat::DateTime],
            )?;
        }
    }
    Ok((day, MomentFormat::parse(profile)?))
}
