//! What is wrong in a rules file, where, and what to do about it.

use super::{decimal::Decimal, words::Words};
use crate::domain::{day::Day, lang::Lang};
use serde_json::{Map, Value};

/// One mistake in a rules file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RulesError {
    /// JSON Pointer into the file, `""` for the whole.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong; [`RulesError::remedy`] says what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// Longer than [`super::LONGEST`] bytes.
    TooLong,
    /// No JSON, or nested deeper than 128 levels.
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// A key that its object has already: it ends here.
    Twice {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// A format that this program does not know.
    Newer,
    /// The value is not what this place holds.
    Wrong(Want),
    /// A key that must be there is not.
    Missing(&'static str),
    /// One of these keys must be there, and no two of them.
    OneOf(&'static [&'static str]),
    /// No key that stands here.
    Unknown,
    /// An id, version or year that stands here a second time.
    Repeated,
    /// No such id in this list of the same edition.
    NotIn(&'static str),
    /// More than so many.
    TooMany(usize),
    /// The second bound is below the first.
    Backwards,
    /// Another edition holds on one of these days.
    Overlap,
}

/// What a place in a rules file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Want {
    /// `{…}`
    Object,
    /// `[…]`, not empty
    List,
    /// `"…"` of 1 to 500 characters
    Text,
    /// A text of `a`–`z`, `0`–`9`, `_` and `-`, not empty
    Name,
    /// A whole number from one on
    Count,
    /// A number of up to three decimal places between −1,000,000 and 1,000,000
    Number,
    /// The same, not below zero
    Positive,
    /// `true` or `false`
    Flag,
    /// A day of the calendar, `YYYY-MM-DD`
    Day,
    /// A text, a number, `true`, `false`, a list of these, or `{"least": …, "most": …}`, `{"not": […]}`, `{"there": true}`
    Condition,
    /// A text, a number, `true` or `false`
    Value,
    /// One of these texts
    Choice(&'static [&'static str]),
}

/// What to do about a mistake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// Make the file shorter.
    Shorten,
    /// Put the JSON right at this place: a comma, quote or bracket.
    Mend,
    /// Update the program.
    Update,
    /// Write a value of this kind in its place.
    Write(Want),
    /// Add this key.
    Add(&'static str),
    /// Keep or add exactly one of these keys.
    Choose(&'static [&'static str]),
    /// Take it out, or write the key as `docs/rules.md` does.
    Remove,
    /// Write another one.
    Rename,
    /// Add it to this list, or write an id that is in it.
    Define(&'static str),
    /// Keep so many.
    Keep(usize),
    /// Exchange the two bounds.
    Swap,
    /// End the earlier edition on the day before the later one begins.
    EndEarlier,
}

impl RulesError {
    /// What to do about it.
    pub fn remedy(&self) -> Remedy {
        match self.problem {
            Problem::TooLong => Remedy::Shorten,
            Problem::NotJson { .. } => Remedy::Mend,
            Problem::Newer => Remedy::Update,
            Problem::Wrong(want) => Remedy::Write(want),
            Problem::Missing(key) => Remedy::Add(key),
            Problem::OneOf(keys) => Remedy::Choose(keys),
            Problem::Unknown | Problem::Twice { .. } => Remedy::Remove,
            Problem::Repeated => Remedy::Rename,
            Problem::NotIn(list) => Remedy::Define(list),
            Problem::TooMany(most) => Remedy::Keep(most),
            Problem::Backwards => Remedy::Swap,
            Problem::Overlap => Remedy::EndEarlier,
        }
    }
}

/// Mistakes found so far; after some tens the rest is not told.
#[derive(Default)]
pub(super) struct Errors(pub(super) Vec<RulesError>);

const MOST_ERRORS: usize = 50;
const LONGEST_TEXT: usize = 500;
const LARGEST: Decimal = Decimal::thousandths(1_000_000_000);

impl Errors {
    pub(super) fn add(&mut self, node: &Node<'_>, problem: Problem) {
        if self.0.len() < MOST_ERRORS {
            let mut place = String::new();
            node.write_place(&mut place);
            self.0.push(RulesError { place, problem });
        }
    }
}

/// A value in the file; its place is written out for a mistake alone.
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    above: Option<(&'a Node<'a>, Step<'a>)>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, above: None }
    }

    /// The value at a key, `null` where there is none.
    pub(super) fn child(&'a self, key: &'a str) -> Self {
        Self {
            value: self.value.get(key).unwrap_or(&Value::Null),
            above: Some((self, Step::Key(key))),
        }
    }

    /// The value at a key, where there is one.
    pub(super) fn maybe(&'a self, key: &'a str) -> Option<Self> {
        self.value.get(key).map(|_| self.child(key))
    }

    /// The value at a key; a mistake where there is none.
    pub(super) fn needed(&'a self, key: &'static str, errors: &mut Errors) -> Option<Self> {
        if self.value.get(key).is_none() {
            errors.add(self, Problem::Missing(key));
        }
        self.maybe(key)
    }

    fn write_place(&self, place: &mut String) {
        if let Some((above, step)) = self.above {
            above.write_place(place);
            place.push('/');
            match step {
                Step::Key(key) => place.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => place.push_str(&index.to_string()),
            }
        }
    }

    pub(super) fn wrong<T>(&self, want: Want, errors: &mut Errors) -> Option<T> {
        errors.add(self, Problem::Wrong(want));
        None
    }

    pub(super) fn object(&self, errors: &mut Errors) -> Option<&'a Map<String, Value>> {
        let Value::Object(map) = self.value else {
            return self.wrong(Want::Object, errors);
        };
        Some(map)
    }

    /// An object that has no other keys than these; every other one is named.
    pub(super) fn knows(&self, known: &[&str], errors: &mut Errors) -> Option<()> {
        let map = self.object(errors)?;
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            errors.add(&self.child(key), Problem::Unknown);
        }
        Some(())
    }

    /// 1 to `most` entries.
    pub(super) fn items(&'a self, most: usize, errors: &mut Errors) -> Option<Vec<Node<'a>>> {
        let Value::Array(items) = self.value else {
            return self.wrong(Want::List, errors);
        };
        if items.is_empty() {
            return self.wrong(Want::List, errors);
        }
        if items.len() > most {
            errors.add(self, Problem::TooMany(most));
            return None;
        }
        let nodes = items.iter().enumerate().map(|(index, value)| Node {
            value,
            above: Some((self, Step::Index(index))),
        });
        Some(nodes.collect())
    }

    pub(super) fn text(&self, errors: &mut Errors) -> Option<&'a str> {
        let text = self.value.as_str().filter(|text| {
            !text.trim().is_empty() && text.chars().take(LONGEST_TEXT + 1).count() <= LONGEST_TEXT
        });
        text.or_else(|| self.wrong(Want::Text, errors))
    }

    pub(super) fn name(&self, errors: &mut Errors) -> Option<String> {
        let plain =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
        let name = self.value.as_str();
        let name = name.filter(|it| (1..=64).contains(&it.len()) && it.bytes().all(plain));
        name.map(str::to_owned)
            .or_else(|| self.wrong(Want::Name, errors))
    }

    pub(super) fn choice(
        &self,
        names: &'static [&'static str],
        errors: &mut Errors,
    ) -> Option<&'static str> {
        let text = self.value.as_str();
        let name = names.iter().find(|name| Some(**name) == text);
        name.copied()
            .or_else(|| self.wrong(Want::Choice(names), errors))
    }

    pub(super) fn flag(&self, errors: &mut Errors) -> Option<bool> {
        self.value
            .as_bool()
            .or_else(|| self.wrong(Want::Flag, errors))
    }

    pub(super) fn count(&self, errors: &mut Errors) -> Option<u32> {
        let count = self.value.as_u64().filter(|count| *count > 0);
        count
            .and_then(|count| u32::try_from(count).ok())
            .or_else(|| self.wrong(Want::Count, errors))
    }

    pub(super) fn number(&self, errors: &mut Errors) -> Option<Decimal> {
        number_of(self.value).or_else(|| self.wrong(Want::Number, errors))
    }

    pub(super) fn positive(&self, errors: &mut Errors) -> Option<Decimal> {
        let number = number_of(self.value).filter(|number| *number >= Decimal::ZERO);
        number.or_else(|| self.wrong(Want::Positive, errors))
    }

    pub(super) fn day(&self, errors: &mut Errors) -> Option<Day> {
        let day = self.value.as_str().and_then(|text| Day::parse(text).ok());
        day.or_else(|| self.wrong(Want::Day, errors))
    }

    pub(super) fn words(&self, errors: &mut Errors) -> Option<Words> {
        self.knows(&[Lang::ZhCn.tag(), Lang::En.tag()], errors)?;
        let mut word = |lang: Lang| {
            let node = self.needed(lang.tag(), errors)?;
            node.text(errors).map(str::to_owned)
        };
        let (zh, en) = (word(Lang::ZhCn), word(Lang::En));
        Some(Words { zh: zh?, en: en? })
    }
}

/// A number as it was written, by its shortest decimal.
pub(super) fn number_of(value: &Value) -> Option<Decimal> {
    let Value::Number(number) = value else {
        return None;
    };
    let decimal = Decimal::parse(&number.to_string())?;
    (decimal <= LARGEST && decimal.as_thousandths() >= -LARGEST.as_thousandths()).then_some(decimal)
}
