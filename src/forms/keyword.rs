//! Keywords, read from a schema.

use super::loading::{Errors, Node, Problem, Want};
use super::number::Number;
use super::schema::{Format, Keyword, Schema};
use crate::domain::answer::Answer;

/// More choices are a list, which is searched.
const MOST_CHOICES: usize = 1_000;

const TYPES: &[&str] = &[
    "string", "integer", "number", "boolean", "array", "object", "null",
];

impl Keyword {
    /// `None` for an annotation, or for a mistake that is now among `errors`.
    pub(super) fn load(
        node: &Node<'_>,
        key: &str,
        hinted: u8,
        errors: &mut Errors,
    ) -> Option<Self> {
        let at = node.child(key);
        Some(match key {
            "type" => Self::Type(types(&at, errors)?),
            "enum" => {
                let items = at.items(errors)?;
                if items.len() > MOST_CHOICES {
                    errors.add(&at, Problem::TooMany(MOST_CHOICES));
                    return None;
                }
                Self::Enum(items.iter().map(|n| n.value.clone()).collect())
            }
            "const" => Self::Enum(vec![at.value.clone()]),
            "minimum" => Self::Minimum(number(&at, errors)?),
            "maximum" => Self::Maximum(number(&at, errors)?),
            "exclusiveMinimum" => Self::ExclusiveMinimum(number(&at, errors)?),
            "exclusiveMaximum" => Self::ExclusiveMaximum(number(&at, errors)?),
            "multipleOf" => match number(&at, errors)? {
                step if step > Number::Int(0) => Self::MultipleOf(step),
                _ => return at.wrong(Want::Number, errors),
            },
            "minLength" => Self::MinLength(at.count(errors)?),
            "maxLength" => Self::MaxLength(at.count(errors)?),
            "minItems" => Self::MinItems(at.count(errors)?),
            "maxItems" => Self::MaxItems(at.count(errors)?),
            "uniqueItems" => match at.flag(errors)? {
                true => Self::UniqueItems,
                false => return None,
            },
            "items" => {
                // The items of a group of fields carry hints of their own.
                let hinted = if at.has("properties") { hinted } else { 0 };
                Self::Items(Schema::load(&at, hinted.saturating_sub(1), errors))
            }
            "properties" => Self::Properties(by_name(&at, errors, |child, errors| {
                Some(Schema::load(child, hinted.saturating_sub(1), errors))
            })?),
            "required" => Self::Required(at.texts(errors)?),
            "dependentRequired" => {
                Self::DependentRequired(by_name(&at, errors, |n, e| n.texts(e))?)
            }
            "allOf" => {
                let items = at.items(errors)?;
                let all = items.iter().map(|item| Schema::load(item, 0, errors));
                Self::AllOf(all.collect())
            }
            "if" => {
                let mut branch = |key| match node.has(key) {
                    true => Schema::load(&node.child(key), 0, errors),
                    false => Schema::default(),
                };
                Self::If {
                    test: branch("if"),
                    then: branch("then"),
                    otherwise: branch("else"),
                }
            }
            // Read with their `if`; without one they say nothing.
            "then" | "else" => return None,
            "format" => {
                at.one_of(&["date"], errors)?;
                Self::Format(Format::Day)
            }
            "x-format" => match at.one_of(&["isbn", "link"], errors)? {
                "isbn" => Self::Format(Format::Isbn),
                _ => Self::Format(Format::Link),
            },
            "x-latest" => {
                at.one_of(&["today"], errors)?;
                Self::NotAfterToday
            }
            "$schema" => {
                at.one_of(&["https://json-schema.org/draft/2020-12/schema"], errors)?;
                return None;
            }
            "$id" | "$comment" | "title" | "description" | "default" | "examples" => {
                return None;
            }
            "x-ui" if hinted > 0 => return None,
            _ => {
                errors.add(&at, Problem::Unsupported);
                return None;
            }
        })
    }
}

fn types(node: &Node<'_>, errors: &mut Errors) -> Option<Vec<&'static str>> {
    if let Answer::List(_) = node.value {
        let items = node.items(errors)?;
        items
            .iter()
            .map(|item| item.one_of(TYPES, errors))
            .collect()
    } else {
        node.one_of(TYPES, errors).map(|name| vec![name])
    }
}

fn number(node: &Node<'_>, errors: &mut Errors) -> Option<Number> {
    Number::of(node.value).or_else(|| node.wrong(Want::Number, errors))
}

fn by_name<T>(
    node: &Node<'_>,
    errors: &mut Errors,
    load: impl Fn(&Node<'_>, &mut Errors) -> Option<T>,
) -> Option<Vec<(String, T)>> {
    let keys = node.group(errors)?.keys();
    let pairs = keys.map(|key| Some((key.clone(), load(&node.child(key), errors)?)));
    pairs.collect()
}
