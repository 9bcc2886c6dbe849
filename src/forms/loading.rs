//! What is wrong in a catalog, where, and what to do about it.

use super::steps::step;
use crate::domain::answer::Answer;
use std::collections::BTreeMap;

/// One mistake in a catalog or schema.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CatalogError {
    /// JSON Pointer into the document, `""` for the whole.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong; [`CatalogError::remedy`] says what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// The text is not JSON, or nested deeper than 128 levels.
    NotJson,
    /// The value is not what this place holds.
    Wrong(Want),
    /// A key that must be there is not.
    Missing(&'static str),
    /// No key, keyword or combination that this program supports.
    Unsupported,
    /// An id or name that stands here a second time.
    Repeated,
    /// Names a field that the form does not have.
    NotAField,
    /// A field that `x-ui.order` leaves out.
    NotInOrder,
    /// Relevance looks at a field that comes later in the order, or at itself.
    LooksAhead,
    /// A value that the field does not accept.
    NotAccepted,
    /// A field with `x-ui.relevant` named in a `required`, which would block a form that hides it.
    RequiredYetRelevant,
    /// A field with `x-ui.compute` named in a `required`: nobody can fill it in.
    RequiredYetComputed,
    /// Relevance looks at a field with `x-ui.compute`.
    Computed,
    /// Names a list that the catalog does not have.
    NotAList,
    /// More than so many.
    TooMany(usize),
    /// A formula deeper than so many steps.
    TooDeep(usize),
    /// A counter on a text without `maxLength`.
    NoLimit,
}

/// What a place in the catalog holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Want {
    /// `{…}`
    Object,
    /// `[…]`, where one entry at least is needed not empty
    List,
    /// `"…"`, not empty
    Text,
    /// A text of `a`–`z`, `0`–`9` and `_`, not empty
    Name,
    /// A whole number from zero on.
    Count,
    /// A number; of `multipleOf` above zero.
    Number,
    /// `true` or `false`; as the flag of a hint only `true` says something.
    Flag,
    /// `{…}`, `true` or `false`
    Schema,
    /// One of these texts.
    OneOf(&'static [&'static str]),
}

/// What to do about a mistake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// Write a value of this kind in its place.
    Write(Want),
    /// Add this key.
    Add(&'static str),
    /// Take it out.
    Remove,
    /// Take it out and write this in its place.
    Instead(&'static str),
    /// Write another name, value or id.
    Rename,
    /// Leave so many.
    Shorten(usize),
    /// Add the field to `x-ui.order`, or move it before the field that looks at it.
    Order,
}

impl CatalogError {
    /// What to do about it.
    pub fn remedy(&self) -> Remedy {
        match self.problem {
            Problem::NotJson => Remedy::Write(Want::Object),
            Problem::Wrong(want) => Remedy::Write(want),
            Problem::Missing(key) => Remedy::Add(key),
            Problem::Unsupported if self.place.ends_with("/pattern") => Remedy::Instead("x-format"),
            Problem::Unsupported | Problem::RequiredYetComputed => Remedy::Remove,
            Problem::Repeated
            | Problem::NotAField
            | Problem::NotAList
            | Problem::Computed
            | Problem::NotAccepted => Remedy::Rename,
            Problem::TooMany(most) | Problem::TooDeep(most) => Remedy::Shorten(most),
            Problem::NotInOrder | Problem::LooksAhead => Remedy::Order,
            Problem::RequiredYetRelevant => Remedy::Instead("x-ui.required"),
            Problem::NoLimit => Remedy::Add("maxLength"),
        }
    }
}

const MOST_ERRORS: usize = 1_000;

/// Mistakes found so far.
#[derive(Default)]
pub(super) struct Errors {
    pub(super) found: Vec<CatalogError>,
    /// Conditions read so far.
    pub(super) conditions: usize,
}

impl Errors {
    /// A file with more mistakes than anybody mends at once tells the first ones.
    pub(super) fn add(&mut self, node: &Node<'_>, problem: Problem) {
        if self.found.len() == MOST_ERRORS {
            return;
        }
        let mut place = String::new();
        node.write_place(&mut place);
        self.found.push(CatalogError { place, problem });
    }
}

/// A value in the document; its place is written out for a mistake alone.
pub(super) struct Node<'a> {
    pub(super) value: &'a Answer,
    above: Option<(&'a Node<'a>, Step<'a>)>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Answer) -> Self {
        Self { value, above: None }
    }

    /// The value at a key, `Null` where there is none.
    pub(super) fn child(&'a self, key: &'a str) -> Self {
        step(1);
        let mut value = &Answer::Null;
        if let Answer::Group(group) = self.value {
            value = group.get(key).unwrap_or(value);
        }
        let above = Some((self, Step::Key(key)));
        Self { value, above }
    }

    fn write_place(&self, place: &mut String) {
        if let Some((above, step)) = self.above {
            above.write_place(place);
            match step {
                Step::Key(key) => push_step(place, key),
                Step::Index(index) => push_step(place, &index.to_string()),
            }
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self.value, Answer::Group(group) if group.contains_key(key))
    }

    pub(super) fn is_absent(&self) -> bool {
        *self.value == Answer::Null
    }

    pub(super) fn group(&self, errors: &mut Errors) -> Option<&'a BTreeMap<String, Answer>> {
        if let Answer::Group(group) = self.value {
            return Some(group);
        }
        self.wrong(Want::Object, errors)
    }

    pub(super) fn items(&'a self, errors: &mut Errors) -> Option<Vec<Node<'a>>> {
        if let Answer::List(items) = self.value {
            step(items.len());
            let nodes = items.iter().enumerate().map(|(index, value)| Node {
                value,
                above: Some((self, Step::Index(index))),
            });
            return Some(nodes.collect());
        }
        self.wrong(Want::List, errors)
    }

    pub(super) fn text(&self, errors: &mut Errors) -> Option<&'a str> {
        if let Answer::Text(text) = self.value {
            return Some(text);
        }
        self.wrong(Want::Text, errors)
    }

    /// A list of texts.
    pub(super) fn texts(&self, errors: &mut Errors) -> Option<Vec<String>> {
        let items = self.items(errors)?;
        let texts = items
            .iter()
            .map(|item| item.text(errors).map(str::to_owned));
        texts.collect()
    }

    pub(super) fn flag(&self, errors: &mut Errors) -> Option<bool> {
        if let Answer::Flag(flag) = self.value {
            return Some(*flag);
        }
        self.wrong(Want::Flag, errors)
    }

    pub(super) fn count(&self, errors: &mut Errors) -> Option<usize> {
        if let Answer::Int(whole) = self.value
            && let Ok(count) = usize::try_from(*whole)
        {
            return Some(count);
        }
        self.wrong(Want::Count, errors)
    }

    pub(super) fn one_of(
        &self,
        words: &'static [&'static str],
        errors: &mut Errors,
    ) -> Option<&'static str> {
        if let Answer::Text(text) = self.value
            && let Some(word) = words.iter().find(|word| *word == text)
        {
            return Some(word);
        }
        self.wrong(Want::OneOf(words), errors)
    }

    pub(super) fn wrong<T>(&self, want: Want, errors: &mut Errors) -> Option<T> {
        errors.add(self, Problem::Wrong(want));
        None
    }

    /// Names every key that is not among `known`.
    pub(super) fn knows_only(&self, known: &[&str], errors: &mut Errors) {
        if let Answer::Group(group) = self.value {
            step(group.len() * known.len());
            for key in group.keys().filter(|key| !known.contains(&key.as_str())) {
                errors.add(&self.child(key), Problem::Unsupported);
            }
        }
    }
}

/// Adds a step to a JSON Pointer.
pub(super) fn push_step(place: &mut String, key: &str) {
    place.push('/');
    for letter in key.chars() {
        match letter {
            '~' => place.push_str("~0"),
            '/' => place.push_str("~1"),
            _ => place.push(letter),
        }
    }
}
