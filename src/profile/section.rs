//! A part of a row that holds things of its own: one object, or a list of them.

use super::{
    place::{Place, Wrong},
    pointers::Pointers,
};
use serde_json::Value;

/// Where the part stands in the row, and what stands where in it.
pub(super) struct Section {
    within: Option<String>,
    pub at: Pointers,
}

impl Section {
    /// The section `key` of `place`: a pointer `in`, and one for each of `names`. What is left out stands under its own
    /// name; a section that is `null` stands nowhere.
    pub fn parse<'a>(
        place: Place<'a>,
        key: &'static str,
        names: &'static [&'static str],
    ) -> Result<Self, Wrong<'a>> {
        let section = place.field(key);
        if let Some(section) = section {
            section.only_of(names, &["in"])?;
        }
        let within = match (
            section.and_then(|section| section.field("in")),
            place.0.get(key),
        ) {
            (Some(within), _) => Some(within.pointer()?),
            (None, Some(Value::Null)) => None,
            (None, _) => Some(format!("/{key}")),
        };
        Ok(Self {
            within,
            at: Pointers::or_own_names(section.unwrap_or(Place(&Value::Null)), names)?,
        })
    }

    /// The part, where the row has it.
    pub fn part<'a>(&self, row: &'a Value) -> Option<&'a Value> {
        let part = row.pointer(self.within.as_ref()?);
        part.filter(|part| !part.is_null())
    }

    /// The items of the list; `None` where something else stands there.
    pub fn items<'a>(&self, row: &'a Value) -> Option<&'a [Value]> {
        match self.part(row) {
            None => Some(&[]),
            Some(list) => list.as_array().map(Vec::as_slice),
        }
    }
}
