//! Where a JSON value holds what: names of ours → pointers into it.

use super::place::{Place, Wrong};
use serde_json::Value;

/// The names that were given a pointer.
pub(super) struct Pointers(Vec<(&'static str, String)>);

impl Pointers {
    /// Reads the fields of `place` that are in `names`; those in `needs` must be there.
    pub fn parse<'a>(
        place: Place<'a>,
        names: &[&'static str],
        needs: &[&'static str],
    ) -> Result<Self, Wrong<'a>> {
        let mut all = Vec::new();
        for name in names {
            if needs.contains(name) {
                place.need(name)?;
            }
            if let Some(at) = place.field(name) {
                all.push((*name, at.pointer()?));
            }
        }
        Ok(Self(all))
    }

    /// Those of `place` for `names`; what is left out stands under its own name, what is `null` stands nowhere.
    pub fn or_own_names<'a>(place: Place<'a>, names: &[&'static str]) -> Result<Self, Wrong<'a>> {
        let mut all = Vec::new();
        for name in names {
            match place.0.get(name) {
                Some(Value::Null) => {}
                Some(at) => all.push((*name, Place(at).pointer()?)),
                None => all.push((*name, format!("/{name}"))),
            }
        }
        Ok(Self(all))
    }

    /// Whether `name` was given a pointer.
    pub fn points_at(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// What `json` holds under `name`; null is nothing.
    pub fn value<'v>(&self, name: &str, json: &'v Value) -> Option<&'v Value> {
        let (_, at) = self.0.iter().find(|(known, _)| *known == name)?;
        json.pointer(at).filter(|value| !value.is_null())
    }

    /// The same as text, where it is text or a number and not empty.
    pub fn text(&self, name: &str, json: &Value) -> Option<String> {
        scalar(self.value(name, json)?)
    }
}

/// Text or a number, as text; an empty text is nothing.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}
