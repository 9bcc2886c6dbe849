//! What a backend says of what went wrong: to people, and field by field.

use super::{
    place::{Place, Wrong},
    pointers::{Pointers, scalar},
    source::Source,
};
use serde_json::Value;

/// More of the backend's words than this are cut: they are shown beside a field.
const WORDS: usize = 500;
const FIELDS: usize = 100;
/// Of a list that leads to a field no more steps are looked at.
const STEPS: usize = 20;

/// Where an answer holds the backend's words.
pub(super) struct Errors {
    /// For people: the first of these that is there.
    words: Vec<Source>,
    at: Pointers,
}

const NAMES: &[&str] = &["fields", "field_name", "field_words", "position"];

impl Errors {
    pub fn parse(place: Place) -> Result<Self, Wrong> {
        place.only_of(NAMES, &["words"])?;
        let said = place.need("words")?;
        let mut words = Vec::new();
        match said.0.is_array() {
            true => {
                for one in said.items()? {
                    words.push(Source::parse(Place(one))?);
                }
            }
            false => words.push(Source::parse(said)?),
        }
        Ok(Self {
            words,
            at: Pointers::parse(place, NAMES, &[])?,
        })
    }

    /// Whether the backend itself spoke.
    pub fn spoke(&self, json: &Value) -> bool {
        self.words.iter().any(|at| at.value(json).is_some())
    }

    /// Words for people; empty where there are none.
    pub fn words(&self, json: &Value) -> String {
        let mut said = self.words.iter().filter_map(|at| at.value(json));
        said.next().map_or_else(String::new, words)
    }

    /// The place in a line.
    pub fn position(&self, json: &Value) -> Option<u32> {
        u32::try_from(self.at.value("position", json)?.as_u64()?).ok()
    }

    /// Words by the backend's name of the field: of a map, or of a list whose items name their field.
    pub fn fields(&self, json: &Value) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut add = |name: String, said: &Value| {
            let words = words(self.at.value("field_words", said).unwrap_or(said));
            if !words.is_empty() && all.len() < FIELDS {
                all.push((name, words));
            }
        };
        match self.at.value("fields", json) {
            Some(Value::Object(fields)) => {
                // What is said of the whole stands beside the fields in some.
                let beside = self.at.source("fields").is_some_and(Source::is_all);
                let of_all = |name: &str| self.words.iter().any(|at| at.field() == Some(name));
                for (name, said) in fields {
                    if !(beside && of_all(name)) {
                        add(name.clone(), said);
                    }
                }
            }
            Some(Value::Array(items)) => {
                for said in items {
                    let name = self.at.value("field_name", said).and_then(name);
                    if let Some(name) = name {
                        add(name, said);
                    }
                }
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
        }
        all
    }
}

/// A name, or the last of the steps that lead to the field.
fn name(value: &Value) -> Option<String> {
    match value.as_array() {
        Some(steps) => steps.iter().take(STEPS).filter_map(scalar).next_back(),
        None => scalar(value),
    }
}

/// Text, or a list of texts.
fn words(value: &Value) -> String {
    let one = std::slice::from_ref(value);
    let texts = value
        .as_array()
        .map_or(one, Vec::as_slice)
        .iter()
        .filter_map(Value::as_str);
    texts
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(WORDS)
        .collect()
}
