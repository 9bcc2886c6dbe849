//! Where JSON comes in and goes out. Groups are filled one by one: collecting them would bring a sort into the bundle.

use super::number::Number;
use crate::domain::answer::Answer;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

impl From<&Value> for Answer {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::Int(whole),
                None => number.as_f64().map_or(Self::Null, real),
            },
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(group) => {
                let mut answers = BTreeMap::new();
                for (key, value) in group {
                    answers.insert(key.clone(), Self::from(value));
                }
                Self::Group(answers)
            }
        }
    }
}

impl From<&Answer> for Value {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Null => Self::Null,
            Answer::Flag(flag) => Self::Bool(*flag),
            Answer::Int(whole) => Self::from(*whole),
            Answer::Real(real) => Self::from(*real),
            Answer::Text(text) => Self::String(text.clone()),
            Answer::List(items) => Self::Array(items.iter().map(Self::from).collect()),
            Answer::Group(group) => {
                let mut values = Map::new();
                for (key, answer) in group {
                    values.insert(key.clone(), Self::from(answer));
                }
                Self::Object(values)
            }
        }
    }
}

/// Reads JSON text; `None` where it is none (serde_json stops at 128 levels).
pub fn answer_from_json(text: &str) -> Option<Answer> {
    let value: Value = serde_json::from_str(text).ok()?;
    Some(Answer::from(&value))
}

/// Writes a number as JSON does: `90`, `1.5`.
pub fn number_to_text(number: Number) -> String {
    match number {
        Number::Int(whole) => whole.to_string(),
        Number::Real(real) => {
            serde_json::Number::from_f64(real).map_or_else(String::new, |number| number.to_string())
        }
    }
}

/// 1.0 and 1 are one number: whatever is whole and fits becomes `Int`.
fn real(real: f64) -> Answer {
    // Both bounds are exact in f64; the upper one itself no longer fits.
    let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&real);
    if fits && real.trunc() == real {
        Answer::Int(real as i64)
    } else {
        Answer::Real(real)
    }
}
