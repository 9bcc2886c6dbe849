//! The ways in which a placeholder can be written: `{name|way}`.

use super::{
    base64::base64,
    template::{percent, plain},
};
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
    base64(format!("{identity}:{password}").as_bytes())
}
