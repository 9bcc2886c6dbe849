//! The ways in which a placeholder can be written: `{name|way}`.

use super::template::{percent, plain};
use serde_json::Value;

/// As a profile writes them.
pub(super) const WAYS: &[&str] = &["json", "url", "odata", "backslash", "number", "text"];

/// The value, written so.
pub(super) fn write(way: &str, value: &Value) -> Value {
    match way {
        "json" => Value::String(value.to_string()),
        "url" => Value::String(percent(&plain(value))),
        "odata" => quoted(&plain(value).replace('\'', "''")),
        "backslash" => quoted(&plain(value).replace('\\', "\\\\").replace('\'', "\\'")),
        "number" => number(value),
        "text" => Value::String(plain(value)),
        _ => value.clone(),
    }
}

fn quoted(text: &str) -> Value {
    Value::String(format!("'{text}'"))
}

/// The number that a text is; what is none stays as it is.
fn number(value: &Value) -> Value {
    let read = value.as_str().and_then(|text| text.parse().ok());
    read.map_or_else(|| value.clone(), Value::Number)
}

/// Name and password as HTTP's Basic scheme writes them (RFC 7617).
pub(super) fn basic(identity: &str, password: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = format!("{identity}:{password}");
    let mut coded = String::new();
    for three in text.as_bytes().chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let digit = DIGITS.get(digit as usize).filter(|_| place <= three.len());
            coded.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    coded
}
