//! Text with `{placeholders}`; braces around anything but a lower-case name are text.

use super::{
    error::{Remedy, What},
    place::{Place, Wrong},
};
use serde_json::{Map, Value};

/// What the placeholders stand for in one request.
pub(super) type Slots<'a> = &'a [(&'static str, Value)];

/// Refuses placeholders that are not among `known`, in every text below this place.
pub(super) fn check<'a>(place: Place<'a>, known: &'static [&'static str]) -> Result<(), Wrong<'a>> {
    match place.0 {
        Value::String(text) => {
            let stranger = |piece| matches!(piece, Piece::Slot(name) if !known.contains(&name));
            if pieces(text).any(stranger) {
                return Err(place.wrong(What::UnknownPlaceholder, Remedy::OneOf(known)));
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
    let mut filled = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Slot(name) => filled.push_str(&escape(&plain(value_of(name, slots)))),
        }
    }
    filled
}

/// The JSON with every placeholder filled in. A text that is one placeholder becomes the value itself, whatever its
/// type; a field whose value is null is left out.
pub(super) fn fill_json(template: &Value, slots: Slots) -> Value {
    match template {
        Value::String(text) => {
            let mut all = pieces(text);
            match (all.next(), all.next()) {
                (Some(Piece::Slot(name)), None) => value_of(name, slots).clone(),
                _ => Value::String(fill(text, slots, str::to_owned)),
            }
        }
        Value::Array(items) => items.iter().map(|item| fill_json(item, slots)).collect(),
        Value::Object(fields) => {
            let mut filled = Map::new();
            for (key, field) in fields {
                let value = fill_json(field, slots);
                if !value.is_null() {
                    filled.insert(key.clone(), value);
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

fn value_of<'a>(name: &str, slots: Slots<'a>) -> &'a Value {
    let found = slots.iter().find(|(slot, _)| *slot == name);
    found.map_or(&Value::Null, |(_, value)| value)
}

enum Piece<'a> {
    Text(&'a str),
    Slot(&'a str),
}

fn pieces(mut rest: &str) -> impl Iterator<Item = Piece<'_>> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = slot_at_start(rest) {
            rest = after;
            return Some(Piece::Slot(name));
        }
        let mut braces = rest.match_indices('{').map(|(at, _)| rest.split_at(at));
        let next = braces.find(|(_, tail)| slot_at_start(tail).is_some());
        let (text, after) = next.unwrap_or((rest, ""));
        rest = after;
        Some(Piece::Text(text))
    })
}

fn slot_at_start(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    // The end is sought no further than the name goes: a text of braces alone stays linear.
    let end = inside.find(|c| !named(c)).filter(|end| *end > 0)?;
    let (name, after) = inside.split_at(end);
    Some((name, after.strip_prefix('}')?))
}
