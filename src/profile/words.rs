//! What the backend calls each of a few things of ours.

use super::{
    place::{Place, Wrong},
    template::plain,
};
use serde_json::Value;

/// The backend's words, each with what it stands for.
pub(super) struct Words<T: 'static> {
    /// Each with the place of its value: what is read and sought is the same code for every table.
    words: Vec<(String, usize)>,
    values: &'static [T],
}

impl<T: Copy> Words<T> {
    /// The table under `key`: its words → the language's names, each of which stands for the value in its place. Without
    /// a table the backend uses the names themselves.
    pub fn parse<'a>(
        place: Place<'a>,
        key: &str,
        names: &'static [&'static str],
        values: &'static [T],
    ) -> Result<Self, Wrong<'a>> {
        let words = read(place, key, names)?;
        Ok(Self { words, values })
    }

    /// What a word stands for, where the table has it; numbers and flags are words too.
    pub fn get(&self, said: &Value) -> Option<T> {
        self.values.get(find(&self.words, said)?).copied()
    }
}

fn read<'a>(
    place: Place<'a>,
    key: &str,
    names: &'static [&'static str],
) -> Result<Vec<(String, usize)>, Wrong<'a>> {
    let mut words = Vec::new();
    match place.field(key) {
        Some(table) => {
            for (theirs, ours) in table.entries()? {
                words.push((theirs.to_owned(), ours.position(names)?));
            }
        }
        None => {
            for (at, name) in names.iter().enumerate() {
                words.push(((*name).to_owned(), at));
            }
        }
    }
    Ok(words)
}

fn find(words: &[(String, usize)], said: &Value) -> Option<usize> {
    let word = plain(said);
    let found = words.iter().find(|(theirs, _)| *theirs == word);
    found.map(|(_, at)| *at)
}
