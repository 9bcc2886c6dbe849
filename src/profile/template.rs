//! Text with `{placeholders}`; braces around anything but a lower-case name are text.

use super::{
    error::{Remedy, What},
    place::{Place, Wrong},
    writing::{self, WAYS},
};
use serde_json::{Map, Value};

/// What the placeholders stand for in one request.
pub(super) type Slots<'a> = &'a [(&'static str, Value)];

/// Refuses placeholders that are not among `known`, in every text below this place.
pub(super) fn check<'a>(place: Place<'a>, known: &'static [&'static str]) -> Result<(), Wrong<'a>> {
    match place.0 {
        Value::String(text) => {
            let slots = pieces(text).filter_map(Piece::slot);
            for slot in slots {
                if !known.contains(&slot.name) || (slot.field.is_some() && slot.name != "answers") {
                    return Err(place.wrong(What::UnknownPlaceholder, Remedy::OneOf(known)));
                }
                if slot.way.is_some_and(|way| !WAYS.contains(&way)) {
                    return Err(place.wrong(What::UnknownPlaceholder, Remedy::OneOf(WAYS)));
                }
            }
            Ok(())
        }
        Value::Array(items) => items.iter().try_for_each(|item| check(Place(item), known)),
        Value::Object(fields) => fields
            .values()
            .try_for_each(|field| check(Place(field), known)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Whether a text has this placeholder somewhere.
pub(super) fn uses(text: &str, name: &str) -> bool {
    pieces(text)
        .filter_map(Piece::slot)
        .any(|slot| slot.name == name)
}

/// Names and templates under `key`: an object, or pairs where the order counts.
pub(super) fn templates<'a>(
    place: Place<'a>,
    key: &str,
    known: &'static [&'static str],
) -> Result<Vec<(String, String)>, Wrong<'a>> {
    let mut read = Vec::new();
    let mut push = |name: &str, value: Place<'a>| {
        check(value, known)?;
        read.push((name.to_owned(), value.text()?.to_owned()));
        Ok(())
    };
    match place.field(key) {
        None => {}
        Some(pairs) if pairs.0.is_array() => {
            for pair in pairs.items()? {
                let (name, value) = Place(pair).pair()?;
                push(name, value)?;
            }
        }
        Some(object) => {
            for (name, value) in object.entries()? {
                push(name, value)?;
            }
        }
    }
    Ok(read)
}

/// The text with every placeholder filled in; `escape` applies to what is filled in.
pub(super) fn fill(text: &str, slots: Slots, escape: fn(&str) -> String) -> String {
    filled(text, slots, escape).0
}

/// The same; `None` where a placeholder has no value.
pub(super) fn fill_whole(text: &str, slots: Slots, escape: fn(&str) -> String) -> Option<String> {
    let (text, whole) = filled(text, slots, escape);
    whole.then_some(text)
}

fn filled(text: &str, slots: Slots, escape: fn(&str) -> String) -> (String, bool) {
    let (mut filled, mut whole) = (String::new(), true);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Slot(slot) => {
                let value = slot.value(slots);
                whole &= !value.is_null();
                filled.push_str(&escape(&plain(&value)));
            }
        }
    }
    (filled, whole)
}

/// The JSON with every placeholder filled in. A text that is one placeholder becomes the value itself, whatever its
/// type; a field whose value is null holds `empty`, and is left out where that is null too.
pub(super) fn fill_json(template: &Value, slots: Slots, empty: Option<&Value>) -> Value {
    match template {
        Value::String(text) => {
            let mut all = pieces(text);
            match (all.next(), all.next()) {
                (Some(Piece::Slot(slot)), None) => slot.value(slots),
                _ => Value::String(fill(text, slots, str::to_owned)),
            }
        }
        Value::Array(items) => {
            let filled = items.iter().map(|item| fill_json(item, slots, empty));
            filled.collect()
        }
        Value::Object(fields) => {
            let mut filled = Map::new();
            for (key, field) in fields {
                let value = fill_json(field, slots, empty);
                // Null in the template is a key that the profile took away.
                let instead = empty.filter(|_| !field.is_null());
                match instead.filter(|_| value.is_null()) {
                    Some(instead) => drop(filled.insert(key.clone(), instead.clone())),
                    None if value.is_null() => {}
                    None => drop(filled.insert(key.clone(), value)),
                }
            }
            Value::Object(filled)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => template.clone(),
    }
}

/// Every byte that RFC 3986 does not leave unreserved becomes `%XX`.
pub(super) fn percent(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for digit in [byte >> 4, byte & 15] {
                escaped.extend(char::from_digit(digit.into(), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
    }
    escaped
}

/// Text as it is, nothing for null, numbers and the rest as JSON.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// `{name}`, `{answers.field}`, `{name|way}`.
struct Slot<'a> {
    name: &'a str,
    field: Option<&'a str>,
    way: Option<&'a str>,
}

impl Slot<'_> {
    fn value(&self, slots: Slots) -> Value {
        let found = slots.iter().find(|(slot, _)| *slot == self.name);
        let whole = found.map_or(&Value::Null, |(_, value)| value);
        let value = match self.field {
            Some(field) => whole.get(field).unwrap_or(&Value::Null),
            None => whole,
        };
        match self.way {
            Some(way) if !value.is_null() => writing::write(way, value),
            _ => value.clone(),
        }
    }
}

enum Piece<'a> {
    Text(&'a str),
    Slot(Slot<'a>),
}

impl<'a> Piece<'a> {
    fn slot(self) -> Option<Slot<'a>> {
        match self {
            Self::Slot(slot) => Some(slot),
            Self::Text(_) => None,
        }
    }
}

fn pieces(mut rest: &str) -> impl Iterator<Item = Piece<'_>> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((slot, after)) = slot_at_start(rest) {
            rest = after;
            return Some(Piece::Slot(slot));
        }
        let mut braces = rest.match_indices('{').map(|(at, _)| rest.split_at(at));
        let next = braces.find(|(_, tail)| slot_at_start(tail).is_some());
        let (text, after) = next.unwrap_or((rest, ""));
        rest = after;
        Some(Piece::Text(text))
    })
}

fn slot_at_start(text: &str) -> Option<(Slot<'_>, &str)> {
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let any = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let (name, mut rest) = word(text.strip_prefix('{')?, lower)?;
    let mut slot = Slot {
        name,
        field: None,
        way: None,
    };
    if let Some(after) = rest.strip_prefix('.') {
        let (field, after) = word(after, any)?;
        (slot.field, rest) = (Some(field), after);
    }
    if let Some(after) = rest.strip_prefix('|') {
        let (way, after) = word(after, lower)?;
        (slot.way, rest) = (Some(way), after);
    }
    Some((slot, rest.strip_prefix('}')?))
}

/// The letters that start the text, and what follows. They are sought no further than the word goes: a text of braces
/// alone stays linear.
fn word(text: &str, letter: impl Fn(char) -> bool) -> Option<(&str, &str)> {
    let end = text.find(|c| !letter(c)).filter(|end| *end > 0)?;
    Some(text.split_at(end))
}
