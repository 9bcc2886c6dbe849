//! JSON Schema 2020-12, the subset that forms need. A keyword outside it is refused at load, so
//! that no schema says more than is checked.

use super::check::Check;
use super::loading::{CatalogError, Errors, Node, Problem, Want};
use super::number::Number;
use super::steps::step;
use crate::domain::{answer::Answer, day::Day};

/// A schema, as the list of its keywords; `true` has none.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Schema {
    pub(super) keywords: Vec<Keyword>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Keyword {
    Never,
    Type(Vec<&'static str>),
    /// `enum`, and `const` as an `enum` of one.
    Enum(Vec<Answer>),
    Minimum(Number),
    Maximum(Number),
    ExclusiveMinimum(Number),
    ExclusiveMaximum(Number),
    MultipleOf(Number),
    MinLength(usize),
    MaxLength(usize),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    Items(Schema),
    Properties(Vec<(String, Schema)>),
    Required(Vec<String>),
    DependentRequired(Vec<(String, Vec<String>)>),
    AllOf(Vec<Schema>),
    If {
        test: Schema,
        then: Schema,
        otherwise: Schema,
    },
    Format(Format),
    /// `x-latest: "today"`
    NotAfterToday,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Format {
    Day,
    Isbn,
    Link,
}

/// Levels that carry hints: a form, its fields, the form of rows, their fields.
pub(super) const HINTED: u8 = 4;

/// Whether `instance` is valid by `schema`, by the code that checks forms. `x-latest` needs a day
/// and says nothing here, `x-ui` says nothing either.
///
/// # Errors
/// Every keyword that is not supported or not well-formed, with its place.
pub fn validate(schema: &Answer, instance: &Answer) -> Result<bool, Vec<CatalogError>> {
    let mut errors = Errors::default();
    let schema = Schema::load(&Node::root(schema), HINTED, &mut errors);
    if errors.found.is_empty() {
        Ok(schema.accepts(instance, None))
    } else {
        Err(errors.found)
    }
}

impl Schema {
    /// Reads a schema; `hinted` levels of it may carry `x-ui`.
    pub(super) fn load(node: &Node<'_>, hinted: u8, errors: &mut Errors) -> Self {
        let mut keywords = Vec::new();
        if let Answer::Flag(flag) = node.value {
            if !flag {
                keywords.push(Keyword::Never);
            }
        } else if let Answer::Group(group) = node.value {
            for key in group.keys() {
                keywords.extend(Keyword::load(node, key, hinted, errors));
            }
        } else {
            errors.add(node, Problem::Wrong(Want::Schema));
        }
        Self { keywords }
    }

    /// Whether an answer is valid.
    pub(super) fn accepts(&self, answer: &Answer, today: Option<Day>) -> bool {
        let mut check = Check::new(today);
        check.schema(self, answer);
        check.faults.is_empty()
    }

    /// The schema of a property, if there is one.
    pub(super) fn property(&self, key: &str) -> Option<&Self> {
        step(self.properties().count());
        self.properties()
            .find_map(|(name, schema)| (name == key).then_some(schema))
    }

    /// Whether there is such a property and it takes this answer.
    pub(super) fn property_accepts(&self, key: &str, answer: &Answer) -> bool {
        self.property(key)
            .is_some_and(|property| property.accepts(answer, None))
    }

    /// Most characters of a text, most entries of a list.
    pub(super) fn limit(&self) -> Option<usize> {
        self.keywords.iter().find_map(|keyword| {
            if let Keyword::MaxLength(most) | Keyword::MaxItems(most) = keyword {
                Some(*most)
            } else {
                None
            }
        })
    }

    /// The format of a text.
    pub(super) fn format(&self) -> Option<Format> {
        self.keywords.iter().find_map(|keyword| {
            if let Keyword::Format(format) = keyword {
                Some(*format)
            } else {
                None
            }
        })
    }

    /// The properties, by name.
    pub(super) fn properties(&self) -> impl Iterator<Item = &(String, Self)> {
        self.keywords.iter().flat_map(|keyword| {
            if let Keyword::Properties(properties) = keyword {
                properties.as_slice()
            } else {
                &[]
            }
        })
    }

    /// What the schema's own `required` names.
    pub(super) fn required(&self) -> impl Iterator<Item = &String> {
        self.keywords.iter().flat_map(|keyword| {
            if let Keyword::Required(names) = keyword {
                names.as_slice()
            } else {
                &[]
            }
        })
    }

    /// Whether the schema's own `required` names `key`.
    pub(super) fn requires(&self, key: &str) -> bool {
        self.required().any(|name| name == key)
    }

    /// Whether a `required` names `key`, at once or under a condition.
    pub(super) fn ever_requires(&self, key: &str) -> bool {
        let names = |names: &[String]| {
            step(names.len());
            names.iter().any(|name| name == key)
        };
        step(self.keywords.len());
        self.keywords.iter().any(|keyword| {
            if let Keyword::Required(required) = keyword {
                names(required)
            } else if let Keyword::DependentRequired(pairs) = keyword {
                pairs.iter().any(|(_, required)| names(required))
            } else if let Keyword::AllOf(all) = keyword {
                all.iter().any(|schema| schema.ever_requires(key))
            } else if let Keyword::If {
                then, otherwise, ..
            } = keyword
            {
                then.ever_requires(key) || otherwise.ever_requires(key)
            } else {
                false
            }
        })
    }
}
