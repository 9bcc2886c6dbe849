//! Stored rows as JSON values, read and written by hand: a derived reader for each row costs the first form some 10 kB
//! (`docs/decisions/0006-bundle-size.md`).

use super::StoredError;
use crate::domain::client_ref::ClientRef;
use crate::domain::day::Day;
use serde::Deserialize;
use serde_json::{Map, Value};

/// Reads a text of a version up to `newest`.
pub(super) fn parse(text: &str, newest: u64) -> Result<Value, StoredError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Value::deserialize(&mut reader).map_err(|_| StoredError::Damaged)?;
    reader.end().map_err(|_| StoredError::Damaged)?;
    match value.get("v").and_then(Value::as_u64) {
        Some(0) | None => Err(StoredError::Damaged),
        Some(version) if version > newest => Err(StoredError::Newer),
        Some(_) => Ok(value),
    }
}

/// A row that is being read; every part is there and of its type, or the row is damaged.
#[derive(Clone, Copy)]
pub(super) struct Row<'a>(pub(super) &'a Value);

impl<'a> Row<'a> {
    /// A part that may be `null`, but is there.
    pub(super) fn value(self, key: &str) -> Result<&'a Value, StoredError> {
        self.0.get(key).ok_or(StoredError::Damaged)
    }

    pub(super) fn row(self, key: &str) -> Result<Row<'a>, StoredError> {
        self.value(key).map(Row)
    }

    pub(super) fn text(self, key: &str) -> Result<String, StoredError> {
        text(self.value(key)?)
    }

    pub(super) fn maybe_text(self, key: &str) -> Result<Option<String>, StoredError> {
        let value = self.value(key)?;
        if value.is_null() {
            Ok(None)
        } else {
            text(value).map(Some)
        }
    }

    /// A part that is `null`, or is read by `read`.
    pub(super) fn maybe<T>(
        self,
        key: &str,
        read: impl Fn(Row<'a>) -> Result<T, StoredError>,
    ) -> Result<Option<T>, StoredError> {
        let row = self.row(key)?;
        if row.0.is_null() {
            Ok(None)
        } else {
            read(row).map(Some)
        }
    }

    pub(super) fn whole(self, key: &str) -> Result<i64, StoredError> {
        self.value(key)?.as_i64().ok_or(StoredError::Damaged)
    }

    pub(super) fn maybe_whole(self, key: &str) -> Result<Option<i64>, StoredError> {
        if self.value(key)?.is_null() {
            Ok(None)
        } else {
            self.whole(key).map(Some)
        }
    }

    pub(super) fn count(self, key: &str) -> Result<u64, StoredError> {
        self.value(key)?.as_u64().ok_or(StoredError::Damaged)
    }

    pub(super) fn small(self, key: &str) -> Result<u32, StoredError> {
        self.row(key)?.as_small()
    }

    /// The row itself, a number.
    pub(super) fn as_small(self) -> Result<u32, StoredError> {
        let count = self.0.as_u64().ok_or(StoredError::Damaged)?;
        u32::try_from(count).map_err(|_| StoredError::Damaged)
    }

    /// The row itself, a pair.
    pub(super) fn pair(self) -> Result<(&'a Value, &'a Value), StoredError> {
        pair(self.0)
    }

    /// The row itself, a pair of texts.
    pub(super) fn two_texts(self) -> Result<(String, String), StoredError> {
        let (first, second) = pair(self.0)?;
        Ok((text(first)?, text(second)?))
    }

    pub(super) fn flag(self, key: &str) -> Result<bool, StoredError> {
        self.value(key)?.as_bool().ok_or(StoredError::Damaged)
    }

    pub(super) fn key(self, key: &str) -> Result<ClientRef, StoredError> {
        to_ref(self.value(key)?)
    }

    /// Every item of a list, read by `read`.
    pub(super) fn list<T>(
        self,
        key: &str,
        read: impl Fn(&'a Value) -> Result<T, StoredError>,
    ) -> Result<Vec<T>, StoredError> {
        self.value(key)?
            .as_array()
            .ok_or(StoredError::Damaged)?
            .iter()
            .map(read)
            .collect()
    }
}

pub(super) fn text(value: &Value) -> Result<String, StoredError> {
    value
        .as_str()
        .map(str::to_owned)
        .ok_or(StoredError::Damaged)
}

pub(super) fn to_ref(value: &Value) -> Result<ClientRef, StoredError> {
    let text = value.as_str().ok_or(StoredError::Damaged)?;
    ClientRef::parse(text).map_err(|_| StoredError::Damaged)
}

pub(super) fn to_day(text: &str) -> Result<Day, StoredError> {
    Day::parse(text).map_err(|_| StoredError::Damaged)
}

/// A pair of a list.
pub(super) fn pair(value: &Value) -> Result<(&Value, &Value), StoredError> {
    match value.as_array().map(Vec::as_slice) {
        Some([first, second]) => Ok((first, second)),
        Some(_) | None => Err(StoredError::Damaged),
    }
}

/// An object of these parts.
pub(super) fn object<const N: usize>(parts: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    for (key, value) in parts {
        map.insert(key.to_owned(), value);
    }
    Value::Object(map)
}

/// Text, as a value.
pub(super) fn of(text: impl ToString) -> Value {
    Value::String(text.to_string())
}
