//! Where an answer or a row holds what: names of ours → where each stands.

use super::{
    place::{Place, Wrong},
    response::Response,
    source::Source,
};
use serde_json::Value;
use std::borrow::Cow;

/// The names that were given a place.
pub(super) struct Pointers(Vec<(&'static str, Source)>);

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
                all.push((*name, Source::parse(at)?));
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
                Some(at) => all.push((*name, Source::parse(Place(at))?)),
                None => all.push((*name, Source::own(name))),
            }
        }
        Ok(Self(all))
    }

    /// Whether `name` was given a place.
    pub fn points_at(&self, name: &str) -> bool {
        self.source(name).is_some()
    }

    /// Where `name` stands.
    pub fn source(&self, name: &str) -> Option<&Source> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, source)| source)
    }

    /// What `json` holds under `name`; null is nothing.
    pub fn value<'v>(&'v self, name: &str, json: &'v Value) -> Option<&'v Value> {
        self.source(name)?.value(json)
    }

    /// The same of a whole answer, whose headers count too.
    pub fn told(&self, name: &str, json: &Value, response: &Response) -> Option<Value> {
        self.source(name)?.told(json, response)
    }

    /// A count of a whole answer; a header's is text.
    pub fn count(&self, name: &str, json: &Value, response: &Response) -> Option<u64> {
        match self.source(name)? {
            Source::Header(name) => response.header(name)?.parse().ok(),
            source @ (Source::At(_) | Source::Is(_)) => source.value(json)?.as_u64(),
        }
    }

    /// The same as text, where it is text or a number and not empty.
    pub fn text(&self, name: &str, json: &Value) -> Option<String> {
        scalar(self.value(name, json)?)
    }

    /// The same, without a copy where it is text.
    pub fn word<'v>(&'v self, name: &str, json: &'v Value) -> Option<Cow<'v, str>> {
        word(self.value(name, json)?)
    }
}

/// Text or a number, as text; an empty text is nothing.
pub(super) fn scalar(value: &Value) -> Option<String> {
    word(value).map(Cow::into_owned)
}

fn word(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) if !text.is_empty() => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}
