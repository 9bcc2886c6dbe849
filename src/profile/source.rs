//! Where a value stands: in the JSON of an answer or a row, in a header of the answer, or always the same.

use super::{
    error::{Remedy, What},
    operation::named,
    place::{Place, Wrong},
    response::Response,
};
use jsonptr::Pointer;
use serde_json::Value;

/// Where a value stands.
pub(super) enum Source {
    /// The steps of a JSON Pointer, read once: rows are many.
    At(Vec<String>),
    /// A header of the answer; of `Link`, the address that is `rel="next"`.
    Header(String),
    /// Always this.
    Is(Value),
}

impl Source {
    /// A pointer, `{"header": name}` or `{"is": value}`.
    pub fn parse(place: Place) -> Result<Self, Wrong> {
        if !place.0.is_object() {
            return Ok(Self::At(steps(place)?));
        }
        place.only(&["header", "is"])?;
        match (place.field("header"), place.field("is")) {
            (Some(header), None) => {
                let name = header.text()?;
                if named(name) {
                    Ok(Self::Header(name.to_ascii_lowercase()))
                } else {
                    Err(header.wrong(What::BadHeader, Remedy::WriteHeader))
                }
            }
            (None, Some(is)) => Ok(Self::Is(is.0.clone())),
            (Some(_), Some(is)) => Err(is.wrong(What::Contradiction, Remedy::Remove)),
            (None, None) => Err(place.wrong(What::Missing, Remedy::OneOf(&["header", "is"]))),
        }
    }

    /// The value of `name`, at the top.
    pub fn own(name: &str) -> Self {
        Self::At(vec![name.to_owned()])
    }

    /// What stands there in this JSON; null is nothing, and so is what a header would hold.
    pub fn value<'v>(&'v self, json: &'v Value) -> Option<&'v Value> {
        let found = match self {
            Self::At(steps) => steps.iter().try_fold(json, step),
            Self::Is(value) => Some(value),
            Self::Header(_) => None,
        };
        found.filter(|value| !value.is_null())
    }

    /// The same, of a whole answer.
    pub fn told(&self, json: &Value, response: &Response) -> Option<Value> {
        match self {
            Self::Header(name) => {
                let header = response.header(name)?;
                let text = if name == "link" {
                    next_of(header)?
                } else {
                    header
                };
                Some(text.into())
            }
            Self::At(_) | Self::Is(_) => self.value(json).cloned(),
        }
    }

    /// Whether it is the whole of the JSON.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::At(steps) if steps.is_empty())
    }

    /// The name of the field, where it is one of the row itself.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::At(steps) => match steps.as_slice() {
                [name] => Some(name),
                _ => None,
            },
            Self::Header(_) | Self::Is(_) => None,
        }
    }
}

fn steps(place: Place) -> Result<Vec<String>, Wrong> {
    let text = place.text()?;
    match Pointer::parse(text) {
        Ok(pointer) => Ok(pointer
            .tokens()
            .map(|token| token.decoded().into())
            .collect()),
        Err(_) => Err(place.wrong(What::BadPointer, Remedy::WritePointer)),
    }
}

fn step<'v>(from: &'v Value, step: &String) -> Option<&'v Value> {
    match from {
        Value::Object(fields) => fields.get(step),
        Value::Array(items) => {
            let plain = step == "0" || !step.starts_with(['0', '+']);
            items.get(step.parse::<usize>().ok().filter(|_| plain)?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The address of the next page (RFC 8288): `<…?page=2>; rel="next", <…>; rel="last"`.
fn next_of(header: &str) -> Option<&str> {
    let mut rest = header;
    while let Some((_, link)) = rest.split_once('<') {
        let (address, after) = link.split_once('>')?;
        let (about, others) = after.split_at(after.find(",").unwrap_or(after.len()));
        let next = |part: &str| {
            let value = part.trim().strip_prefix("rel=").unwrap_or_default();
            let mut kinds = value.trim_matches('"').split(' ');
            kinds.any(|kind| kind.eq_ignore_ascii_case("next"))
        };
        if about.split(';').any(next) {
            return Some(address);
        }
        rest = others;
    }
    None
}
