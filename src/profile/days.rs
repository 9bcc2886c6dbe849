//! How a backend writes a day.

use super::place::{Place, Wrong};
use crate::domain::{civil::Civil, day::Day, moment::Moment};
use serde_json::Value;

/// How a day is written.
#[derive(Clone, Copy)]
pub(super) enum DayFormat {
    /// `2026-09-15`
    Date,
    /// `2026-09-15 00:00:00.000Z`; read back by its first ten characters.
    DateTime,
    /// `2026-09-15 00:00:00`; read back like that.
    Local,
    /// The milliseconds since 1970 at which the day begins in the body's zone.
    EpochMs,
}

impl DayFormat {
    /// What stands under `day` in the formats.
    pub fn parse(formats: Place) -> Result<Self, Wrong> {
        match formats.field("day") {
            Some(name) => name.one_of(
                &["date", "date_time", "local", "epoch_ms"],
                &[Self::Date, Self::DateTime, Self::Local, Self::EpochMs],
            ),
            None => Ok(Self::Date),
        }
    }

    pub fn write(self, day: Day) -> Value {
        match self {
            Self::Date => Value::String(day.to_string()),
            Self::DateTime => Value::String(format!("{day} 00:00:00.000Z")),
            Self::Local => Value::String(format!("{day} 00:00:00")),
            Self::EpochMs => Value::from(midnight(day).of_body().0),
        }
    }

    /// `None` where it is none.
    pub fn read(self, text: &str) -> Option<Day> {
        match self {
            Self::Date => Day::parse(text).ok(),
            Self::DateTime | Self::Local => Day::parse(text.get(..10)?).ok(),
            Self::EpochMs => Some(Day::at(Moment(text.parse().ok()?))),
        }
    }
}

fn midnight(day: Day) -> Civil {
    Civil {
        day,
        hour: 0,
        minute: 0,
        second: 0,
        ms: 0,
    }
}
