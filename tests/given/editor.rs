//! What an editor would say of a file under a schema of ours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // how a test fails

use serde_json::{Value, json};

/// A validator of the few keywords that the schema is written in; the app's own engine refuses `$ref`.
pub struct Editor(Value);

impl Editor {
    pub fn of(schema: &str) -> Self {
        Self(serde_json::from_str(schema).unwrap())
    }

    pub fn takes(&self, value: &Value) -> bool {
        self.fits(&self.0, value)
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let keywords = schema.as_object().unwrap().iter();
        keywords.fold(true, |fits, (keyword, at)| {
            fits & self.keyword(schema, keyword, at, value)
        })
    }

    fn keyword(&self, schema: &Value, keyword: &str, at: &Value, value: &Value) -> bool {
        let group = value.as_object();
        let items = value.as_array();
        match keyword {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => self.fits(self.named(at), value),
            "type" => {
                let one = std::slice::from_ref(at);
                let types = at.as_array().map_or(one, Vec::as_slice);
                types.iter().any(|name| is(name.as_str().unwrap(), value))
            }
            "const" => value == at,
            "enum" => at.as_array().unwrap().contains(value),
            "anyOf" => at
                .as_array()
                .unwrap()
                .iter()
                .any(|one| self.fits(one, value)),
            "minimum" => value.as_f64().is_none_or(|n| n >= at.as_f64().unwrap()),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.len() as u64 >= at.as_u64().unwrap()),
            "items" => items.is_none_or(|items| items.iter().all(|item| self.fits(at, item))),
            "required" => group.is_none_or(|group| {
                let mut names = at.as_array().unwrap().iter();
                names.all(|name| group.contains_key(name.as_str().unwrap()))
            }),
            "properties" => group.is_none_or(|group| {
                let known = at.as_object().unwrap();
                let mut found = group
                    .iter()
                    .filter_map(|(key, value)| Some((known.get(key)?, value)));
                found.all(|(schema, value)| self.fits(schema, value))
            }),
            "additionalProperties" => group.is_none_or(|group| {
                let known = schema.get("properties").and_then(Value::as_object);
                let mut others = group
                    .iter()
                    .filter(|(key, _)| known.is_none_or(|known| !known.contains_key(*key)));
                others.all(|(_, value)| *at != json!(false) && self.fits(at, value))
            }),
            "unevaluatedProperties" => group.is_none_or(|group| {
                let named = schema.get("$ref").map(|name| self.named(name));
                let places = [Some(schema), named].into_iter().flatten();
                let known: Vec<_> = places
                    .filter_map(|it| it["properties"].as_object())
                    .collect();
                let mut keys = group.keys();
                keys.all(|key| known.iter().any(|known| known.contains_key(key)))
            }),
            "pattern" => value
                .as_str()
                .is_none_or(|text| of_pattern(at.as_str().unwrap(), text)),
            "maximum" => value.as_f64().is_none_or(|n| n <= at.as_f64().unwrap()),
            "minItems" => items.is_none_or(|items| items.len() as u64 >= at.as_u64().unwrap()),
            "maxItems" => items.is_none_or(|items| items.len() as u64 <= at.as_u64().unwrap()),
            other => unreachable!("no keyword {other}"),
        }
    }

    fn named(&self, name: &Value) -> &Value {
        let place = name.as_str().unwrap().trim_start_matches('#');
        self.0.pointer(place).unwrap()
    }
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => unreachable!("no type {other}"),
    }
}

/// The patterns that the schemas are written in.
fn of_pattern(pattern: &str, text: &str) -> bool {
    let all = |fit: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(fit);
    match pattern {
        "^[a-z0-9-]+$" => all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-')),
        "^[A-Za-z0-9-]+$" => all(|it| it.is_ascii_alphanumeric() || *it == b'-'),
        "^[+0-9 ()（）－-]+$" => {
            let spoken = |it: char| it.is_ascii_digit() || "+ ()（）－-".contains(it);
            !text.is_empty() && text.chars().all(spoken)
        }
        "^(/([^~]|~[01])*)?$" => {
            let escapes = text.split('~').skip(1);
            let escaped = escapes.fold(true, |fit, it| fit & it.starts_with(['0', '1']));
            escaped && (text.is_empty() || text.starts_with('/'))
        }
        other => unreachable!("no pattern {other}"),
    }
}
