//! A value of the profile, read with an eye on where it stands.

use super::error::{Kind, ProfileError, Remedy, What};
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

/// A value of the merged profile.
#[derive(Clone, Copy)]
pub(super) struct Place<'a>(pub &'a Value);

/// A mistake at a value, or at a key of it. On the heap: every reader hands one on, and a word costs fewer bytes than all of it.
pub(super) struct Wrong<'a>(Box<Mistake<'a>>);

struct Mistake<'a> {
    at: &'a Value,
    key: Option<&'a str>,
    what: What,
    remedy: Remedy,
}

impl<'a> Wrong<'a> {
    /// With the pointer: the value is found again in the tree that it was read from, so that reading keeps no track.
    pub fn within(self, root: &Value) -> ProfileError {
        let mut pointer = PointerBuf::new();
        let Mistake {
            at,
            key,
            what,
            remedy,
        } = *self.0;
        find(root, at, &mut pointer);
        if let Some(key) = key {
            pointer.push_back(key);
        }
        ProfileError {
            pointer: pointer.to_string(),
            what,
            remedy,
        }
    }
}

/// Whether `at` stands under `value`; then `pointer` leads there. serde_json keeps the depth under 128.
fn find(value: &Value, at: &Value, pointer: &mut PointerBuf) -> bool {
    let mut below = |key: &str, value: &Value| {
        pointer.push_back(key);
        let found = find(value, at, pointer);
        if !found {
            pointer.pop_back();
        }
        found
    };
    std::ptr::eq(value, at)
        || match value {
            Value::Object(fields) => fields.iter().any(|(key, value)| below(key, value)),
            Value::Array(items) => {
                let mut places = items.iter().enumerate();
                places.any(|(at, value)| below(&at.to_string(), value))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
        }
}

impl<'a> Place<'a> {
    pub fn wrong(self, what: What, remedy: Remedy) -> Wrong<'a> {
        self.wrong_at(None, what, remedy)
    }

    fn wrong_at(self, key: Option<&'a str>, what: What, remedy: Remedy) -> Wrong<'a> {
        Wrong(Box::new(Mistake {
            at: self.0,
            key,
            what,
            remedy,
        }))
    }

    /// The field, where it is there and not null.
    pub fn field(self, key: &str) -> Option<Self> {
        self.0.get(key).filter(|value| !value.is_null()).map(Place)
    }

    pub fn need(self, key: &'static str) -> Result<Self, Wrong<'a>> {
        let missing = || self.wrong_at(Some(key), What::Missing, Remedy::Add);
        self.field(key).ok_or_else(missing)
    }

    /// A section that may be left out; what is there has no keys but `known` and `more`.
    pub fn may(
        self,
        key: &str,
        known: &'static [&'static str],
        more: &'static [&'static str],
    ) -> Result<Self, Wrong<'a>> {
        let Some(section) = self.field(key) else {
            return Ok(Place(&Value::Null));
        };
        section.only_of(known, more)?;
        Ok(section)
    }

    /// Refuses keys that are not among `known`: a slip of the pen would else be ignored.
    pub fn only(self, known: &'static [&'static str]) -> Result<(), Wrong<'a>> {
        self.only_of(known, &[])
    }

    /// The same, with `more` beside `known`.
    pub fn only_of(
        self,
        known: &'static [&'static str],
        more: &'static [&'static str],
    ) -> Result<(), Wrong<'a>> {
        let stranger = |key: &str| !known.contains(&key) && !more.contains(&key);
        match self.entries()?.find(|(key, _)| stranger(key)) {
            Some((key, _)) => Err(self.wrong_at(Some(key), What::UnknownKey, Remedy::OneOf(known))),
            None => Ok(()),
        }
    }

    /// Fields that are not null.
    pub fn entries(self) -> Result<impl Iterator<Item = (&'a str, Self)>, Wrong<'a>> {
        let fields = self
            .0
            .as_object()
            .ok_or_else(|| self.not(Kind::Object))?
            .iter();
        let there = fields.filter(|(_, value)| !value.is_null());
        Ok(there.map(|(key, value)| (key.as_str(), Place(value))))
    }

    pub fn items(self) -> Result<&'a [Value], Wrong<'a>> {
        self.0
            .as_array()
            .map(Vec::as_slice)
            .ok_or_else(|| self.not(Kind::List))
    }

    /// `[name, value]`.
    pub fn pair(self) -> Result<(&'a str, Self), Wrong<'a>> {
        match self.items()? {
            [name, value] => Ok((Place(name).text()?, Place(value))),
            _ => Err(self.not(Kind::Pair)),
        }
    }

    pub fn text(self) -> Result<&'a str, Wrong<'a>> {
        self.0.as_str().ok_or_else(|| self.not(Kind::Text))
    }

    pub fn flag(self) -> Result<bool, Wrong<'a>> {
        self.0.as_bool().ok_or_else(|| self.not(Kind::Flag))
    }

    /// The flag under `key`; false where there is none.
    pub fn flag_at(self, key: &str) -> Result<bool, Wrong<'a>> {
        self.field(key).map_or(Ok(false), Self::flag)
    }

    pub fn status(self) -> Result<u16, Wrong<'a>> {
        let whole = self.0.as_u64().and_then(|whole| u16::try_from(whole).ok());
        whole.ok_or_else(|| self.not(Kind::Whole))
    }

    /// A JSON Pointer, checked: `Value::pointer` gives nothing for one that is none.
    pub fn pointer(self) -> Result<String, Wrong<'a>> {
        let text = self.text()?;
        match Pointer::parse(text) {
            Ok(_) => Ok(text.to_owned()),
            Err(_) => Err(self.wrong(What::BadPointer, Remedy::WritePointer)),
        }
    }

    /// What this text names among `names`.
    pub fn one_of<T: Copy>(
        self,
        names: &'static [&'static str],
        values: &[T],
    ) -> Result<T, Wrong<'a>> {
        let named = values.get(self.position(names)?);
        named.copied().ok_or_else(|| self.not(Kind::Text))
    }

    pub fn position(self, names: &'static [&'static str]) -> Result<usize, Wrong<'a>> {
        let text = self.text()?;
        let found = names.iter().position(|name| *name == text);
        found.ok_or_else(|| self.wrong(What::NotAllowed, Remedy::OneOf(names)))
    }

    fn not(self, kind: Kind) -> Wrong<'a> {
        self.wrong(What::WrongType, Remedy::Write(kind))
    }
}
