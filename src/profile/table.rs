//! The backend's words for things that have names of ours.

use super::place::{Place, Wrong};
use serde_json::Value;

/// Its words → our names; what it lacks has one name on both sides.
#[derive(Default)]
pub(super) struct Table(Vec<(String, String)>);

impl Table {
    pub fn parse(place: Place) -> Result<Self, Wrong> {
        let mut words = Vec::new();
        for (theirs, ours) in place.entries()? {
            words.push((theirs.to_owned(), ours.text()?.to_owned()));
        }
        Ok(Self(words))
    }

    /// Our name for a word of theirs; numbers and flags are words too.
    pub fn ours(&self, word: &str) -> Option<&str> {
        let found = self.0.iter().find(|(theirs, _)| theirs == word);
        found.map(|(_, ours)| ours.as_str())
    }

    /// Their word for a name of ours.
    pub fn theirs(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(_, ours)| ours == name);
        found.map(|(theirs, _)| theirs.as_str())
    }
}

/// Puts a table's words in the place of the answers that it is for; of a list, of each of them.
pub(super) fn replace(value: &mut Value, word: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, word)),
        Value::Null | Value::Object(_) => {}
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {
            if let Some(other) = word(&super::template::plain(value)) {
                *value = Value::String(other);
            }
        }
    }
}
