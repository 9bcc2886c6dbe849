//! The answers of a record: all in one place, or each in a field of its own.

use super::{
    place::{Place, Wrong},
    source::Source,
};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Where a row holds the answers.
pub(super) enum Answered {
    /// An object, or its JSON as text.
    Together(Source),
    /// Each by itself: our field, and where it stands.
    Apart(Vec<(String, Source)>),
}

impl Answered {
    /// One place, or an object of our fields and their places.
    pub fn parse(place: Place) -> Result<Self, Wrong> {
        if !place.0.is_object() {
            return Ok(Self::Together(Source::parse(place)?));
        }
        let mut fields = Vec::new();
        for (name, at) in place.entries()? {
            fields.push((name.to_owned(), Source::parse(at)?));
        }
        Ok(Self::Apart(fields))
    }

    /// The answers of a row, an object; `None` where they can't be understood. What stands for nothing (null, an empty
    /// text, `empty`) is no answer.
    pub fn read<'v>(&'v self, row: &'v Value, empty: Option<&Value>) -> Option<Cow<'v, Value>> {
        match self {
            Self::Together(at) => {
                let answers = structured(at.value(row)?);
                answers.is_object().then_some(answers)
            }
            Self::Apart(fields) => {
                let mut answers = Map::new();
                for (name, at) in fields {
                    let value = at.value(row).filter(|value| value.as_str() != Some(""));
                    if let Some(value) = value.filter(|value| Some(*value) != empty) {
                        answers.insert(name.clone(), value.clone());
                    }
                }
                Some(Cow::Owned(Value::Object(answers)))
            }
        }
    }

    /// Our field for the backend's, where it has one of its own.
    pub fn field_of(&self, theirs: &str) -> Option<&str> {
        match self {
            Self::Together(_) => None,
            Self::Apart(fields) => {
                let found = fields.iter().find(|(_, at)| at.field() == Some(theirs));
                found.map(|(ours, _)| ours.as_str())
            }
        }
    }
}

/// The value itself, or what its text is the JSON of: some columns hold text alone.
pub(super) fn structured(value: &Value) -> Cow<'_, Value> {
    let read = value.as_str().map(serde_json::from_str::<Value>);
    match read {
        Some(Ok(json)) => Cow::Owned(json),
        Some(Err(_)) | None => Cow::Borrowed(value),
    }
}
