//! What the backend calls each of a few things of ours.

use super::place::{Place, Wrong};
use serde_json::Value;

/// The backend's words, each with what it stands for.
pub(super) struct Words<T>(Vec<(String, T)>);

impl<T: Copy> Words<T> {
    /// The table under `key`: its words → the language's names, each of which stands for the value in its place. Without
    /// a table the backend uses the names themselves.
    pub fn parse<'a>(
        place: Place<'a>,
        key: &str,
        names: &'static [&'static str],
        values: &[T],
    ) -> Result<Self, Wrong<'a>> {
        let Some(table) = place.field(key) else {
            let same = names.iter().zip(values);
            return Ok(Self(
                same.map(|(name, value)| ((*name).to_owned(), *value))
                    .collect(),
            ));
        };
        let mut words = Vec::new();
        for (theirs, ours) in table.entries()? {
            words.push((theirs.to_owned(), ours.one_of(names, values)?));
        }
        Ok(Self(words))
    }

    /// What a word stands for, where the table has it; numbers and flags are words too.
    pub fn get(&self, said: &Value) -> Option<T> {
        let word = super::template::plain(said);
        let found = self.0.iter().find(|(theirs, _)| *theirs == word);
        found.map(|(_, ours)| *ours)
    }
}
