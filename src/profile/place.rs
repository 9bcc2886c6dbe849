//! A value of the profile together with where it stands.

use super::error::{Kind, ProfileError, Remedy, What};
use jsonptr::PointerBuf;
use serde_json::Value;

pub(super) struct Place<'a> {
    pub value: &'a Value,
    pointer: PointerBuf,
}

impl<'a> Place<'a> {
    pub fn root(value: &'a Value) -> Self {
        Self {
            value,
            pointer: PointerBuf::new(),
        }
    }

    pub fn wrong(&self, what: What, remedy: Remedy) -> ProfileError {
        ProfileError {
            pointer: self.pointer.to_string(),
            what,
            remedy,
        }
    }

    fn below(&self, key: &str, value: &'a Value) -> Self {
        let mut pointer = self.pointer.clone();
        pointer.push_back(key);
        Self { value, pointer }
    }

    /// The field, where it is there and not null.
    pub fn field(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(self.below(key, value))
    }

    pub fn need(&self, key: &str) -> Result<Self, ProfileError> {
        self.field(key).ok_or_else(|| {
            self.below(key, self.value)
                .wrong(What::Missing, Remedy::Add)
        })
    }

    /// Refuses keys that are not among `known`: a slip of the pen would else be ignored.
    pub fn only(&self, known: &'static [&'static str]) -> Result<(), ProfileError> {
        for (key, place) in self.entries()? {
            if !known.contains(&key) {
                return Err(place.wrong(What::UnknownKey, Remedy::OneOf(known)));
            }
        }
        Ok(())
    }

    pub fn entries(&self) -> Result<Vec<(&'a str, Self)>, ProfileError> {
        let object = self
            .value
            .as_object()
            .ok_or_else(|| self.not(Kind::Object))?;
        Ok(object
            .iter()
            .map(|(key, value)| (key.as_str(), self.below(key, value)))
            .collect())
    }

    pub fn items(&self) -> Result<Vec<Self>, ProfileError> {
        let list = self.value.as_array().ok_or_else(|| self.not(Kind::List))?;
        let place = |(at, value): (usize, &'a Value)| self.below(&at.to_string(), value);
        Ok(list.iter().enumerate().map(place).collect())
    }

    /// `[name, value]`.
    pub fn pair(&self) -> Result<(&'a str, Self), ProfileError> {
        match self.items()?.as_slice() {
            [name, value] => Ok((name.text()?, self.below("1", value.value))),
            _ => Err(self.not(Kind::Pair)),
        }
    }

    pub fn text(&self) -> Result<&'a str, ProfileError> {
        self.value.as_str().ok_or_else(|| self.not(Kind::Text))
    }

    pub fn flag(&self) -> Result<bool, ProfileError> {
        self.value.as_bool().ok_or_else(|| self.not(Kind::Flag))
    }

    pub fn status(&self) -> Result<u16, ProfileError> {
        let whole = self
            .value
            .as_u64()
            .and_then(|whole| u16::try_from(whole).ok());
        whole.ok_or_else(|| self.not(Kind::Whole))
    }

    pub fn pointer(&self) -> Result<PointerBuf, ProfileError> {
        PointerBuf::parse(self.text()?)
            .map_err(|_| self.wrong(What::BadPointer, Remedy::WritePointer))
    }

    /// What this text names among `names`.
    pub fn one_of<T: Copy>(
        &self,
        names: &'static [&'static str],
        values: &[T],
    ) -> Result<T, ProfileError> {
        let text = self.text()?;
        let found = names.iter().zip(values).find(|(name, _)| **name == text);
        let (_, value) = found.ok_or_else(|| self.wrong(What::NotAllowed, Remedy::OneOf(names)))?;
        Ok(*value)
    }

    fn not(&self, kind: Kind) -> ProfileError {
        self.wrong(What::WrongType, Remedy::Write(kind))
    }
}
