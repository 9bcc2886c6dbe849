//! JSON Schema 2020-12, the subset that forms need. A keyword outside it is refused at load, so
//! that no schema says more than is checked.

use super::fault::{Fault, Place, Rule};
use super::isbn::Isbn;
use super::link::read_link;
use super::loading::{CatalogError, Errors, Node, Problem, Want, push_step};
use super::number::Number;
use crate::domain::{answer::Answer, day::Day};
use std::collections::BTreeMap;

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

const TYPES: &[&str] = &[
    "string", "integer", "number", "boolean", "array", "object", "null",
];

/// A form with more faults than a person can read tells the first ones.
const MOST_FAULTS: usize = 100;

/// Whether `instance` is valid by `schema`, by the code that checks forms. `x-latest` needs a day
/// and says nothing here, `x-ui` says nothing either.
///
/// # Errors
/// Every keyword that is not supported or not well-formed, with its place.
pub fn validate(schema: &Answer, instance: &Answer) -> Result<bool, Vec<CatalogError>> {
    let mut errors = Errors::default();
    let schema = Schema::load(&Node::root(schema), 2, &mut errors);
    if errors.0.is_empty() {
        Ok(schema.accepts(instance, None))
    } else {
        Err(errors.0)
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
            errors.add(&node.place, Problem::Wrong(Want::Schema));
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
        self.properties()
            .find_map(|(name, schema)| (name == key).then_some(schema))
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

    /// Whether the schema's own `required` names `key`.
    pub(super) fn requires(&self, key: &str) -> bool {
        self.keywords.iter().any(|keyword| {
            matches!(keyword, Keyword::Required(names) if names.iter().any(|name| name == key))
        })
    }

    /// Whether a `required` names `key`, at once or under a condition.
    pub(super) fn ever_requires(&self, key: &str) -> bool {
        let names = |names: &[String]| names.iter().any(|name| name == key);
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

impl Keyword {
    /// `None` for an annotation, or for a mistake that is now among `errors`.
    fn load(node: &Node<'_>, key: &str, hinted: u8, errors: &mut Errors) -> Option<Self> {
        let at = node.child(key);
        Some(match key {
            "type" => Self::Type(types(&at, errors)?),
            "enum" => Self::Enum(at.items(errors)?.iter().map(|n| n.value.clone()).collect()),
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
            "items" => Self::Items(Schema::load(&at, 0, errors)),
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
                errors.add(&at.place, Problem::Unsupported);
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

/// A walk over an answer that collects faults.
pub(super) struct Check {
    place: String,
    today: Option<Day>,
    pub(super) faults: Vec<Fault>,
}

impl Check {
    pub(super) fn new(today: Option<Day>) -> Self {
        Self {
            place: String::new(),
            today,
            faults: Vec::new(),
        }
    }

    pub(super) fn schema(&mut self, schema: &Schema, answer: &Answer) {
        for keyword in &schema.keywords {
            self.keyword(keyword, answer);
        }
    }

    fn keyword(&mut self, keyword: &Keyword, answer: &Answer) {
        match keyword {
            Keyword::Never => self.add(Rule::NotAllowed),
            Keyword::Type(names) => {
                if !names.iter().any(|name| is_of_type(answer, name)) {
                    self.add(type_rule(names, answer));
                }
            }
            Keyword::Enum(values) => self.ask(values.contains(answer), Rule::NotAChoice),
            Keyword::Minimum(least) => {
                let least = *least;
                self.ask_number(answer, |n| n >= least, Rule::TooSmall { least });
            }
            Keyword::Maximum(most) => {
                let most = *most;
                self.ask_number(answer, |n| n <= most, Rule::TooLarge { most });
            }
            Keyword::ExclusiveMinimum(bound) => {
                let bound = *bound;
                self.ask_number(answer, |n| n > bound, Rule::NotAbove { bound });
            }
            Keyword::ExclusiveMaximum(bound) => {
                let bound = *bound;
                self.ask_number(answer, |n| n < bound, Rule::NotBelow { bound });
            }
            Keyword::MultipleOf(step) => {
                let step = *step;
                self.ask_number(
                    answer,
                    |n| n.is_multiple_of(step),
                    Rule::NotInSteps { step },
                );
            }
            Keyword::MinLength(least) => {
                let least = *least;
                self.ask_text(
                    answer,
                    |t| t.chars().count() >= least,
                    Rule::TooShort { least },
                );
            }
            Keyword::MaxLength(most) => {
                let most = *most;
                self.ask_text(
                    answer,
                    |t| t.chars().count() <= most,
                    Rule::TooLong { most },
                );
            }
            Keyword::Format(format) => self.format(*format, answer),
            Keyword::NotAfterToday => {
                let past = |text: &str| match (Day::parse(text), self.today) {
                    (Ok(day), Some(today)) => day <= today,
                    (Err(_), _) | (_, None) => true,
                };
                let right = text_of(answer).is_none_or(past);
                self.ask(right, Rule::DayInFuture);
            }
            Keyword::MinItems(_) | Keyword::MaxItems(_) | Keyword::UniqueItems => {
                if let Answer::List(items) = answer {
                    self.list(keyword, items);
                }
            }
            Keyword::Items(each) => {
                if let Answer::List(items) = answer {
                    for (index, item) in items.iter().enumerate() {
                        self.at(&index.to_string(), |check| check.schema(each, item));
                    }
                }
            }
            Keyword::Properties(_) | Keyword::Required(_) | Keyword::DependentRequired(_) => {
                if let Answer::Group(group) = answer {
                    self.group(keyword, group);
                }
            }
            Keyword::AllOf(all) => {
                for schema in all {
                    self.schema(schema, answer);
                }
            }
            Keyword::If {
                test,
                then,
                otherwise,
            } => {
                let holds = test.accepts(answer, self.today);
                self.schema(if holds { then } else { otherwise }, answer);
            }
        }
    }

    fn format(&mut self, format: Format, answer: &Answer) {
        match format {
            Format::Day => self.ask_text(answer, |t| Day::parse(t).is_ok(), Rule::BadDay),
            Format::Isbn => self.ask_text(answer, |t| Isbn::parse(t).is_some(), Rule::BadIsbn),
            Format::Link => self.ask_text(answer, |t| read_link(t).is_some(), Rule::BadLink),
        }
    }

    fn list(&mut self, keyword: &Keyword, items: &[Answer]) {
        if let Keyword::MinItems(least) = keyword {
            self.ask(items.len() >= *least, Rule::TooFew { least: *least });
        } else if let Keyword::MaxItems(most) = keyword {
            self.ask(items.len() <= *most, Rule::TooMany { most: *most });
        } else {
            let twice = |(i, item)| items.iter().take(i).any(|earlier| earlier == item);
            self.ask(!items.iter().enumerate().any(twice), Rule::Repeated);
        }
    }

    fn group(&mut self, keyword: &Keyword, group: &BTreeMap<String, Answer>) {
        if let Keyword::Properties(properties) = keyword {
            for (key, schema) in properties {
                if let Some(answer) = group.get(key) {
                    self.at(key, |check| check.schema(schema, answer));
                }
            }
        } else if let Keyword::Required(required) = keyword {
            self.require(required, group);
        } else if let Keyword::DependentRequired(pairs) = keyword {
            for (key, required) in pairs {
                if group.contains_key(key) {
                    self.require(required, group);
                }
            }
        }
    }

    fn require(&mut self, required: &[String], group: &BTreeMap<String, Answer>) {
        for key in required {
            self.at(key, |check| {
                check.ask(group.contains_key(key), Rule::Required)
            });
        }
    }

    fn ask_number(&mut self, answer: &Answer, right: impl Fn(Number) -> bool, rule: Rule) {
        self.ask(Number::of(answer).is_none_or(right), rule);
    }

    fn ask_text(&mut self, answer: &Answer, right: impl Fn(&str) -> bool, rule: Rule) {
        self.ask(text_of(answer).is_none_or(right), rule);
    }

    fn ask(&mut self, right: bool, rule: Rule) {
        if !right {
            self.add(rule);
        }
    }

    fn add(&mut self, rule: Rule) {
        let place = Place(self.place.clone());
        let fault = Fault { place, rule };
        if self.faults.len() < MOST_FAULTS && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Works one step further down.
    pub(super) fn at(&mut self, key: &str, work: impl FnOnce(&mut Self)) {
        let here = self.place.len();
        push_step(&mut self.place, key);
        work(self);
        self.place.truncate(here);
    }

    /// Notes that a field has no answer.
    pub(super) fn missing(&mut self, key: &str) {
        self.at(key, |check| check.add(Rule::Required));
    }
}

fn text_of(answer: &Answer) -> Option<&str> {
    if let Answer::Text(text) = answer {
        Some(text)
    } else {
        None
    }
}

fn is_of_type(answer: &Answer, name: &str) -> bool {
    match answer {
        Answer::Null => name == "null",
        Answer::Flag(_) => name == "boolean",
        Answer::Int(_) => name == "integer" || name == "number",
        Answer::Real(real) => {
            name == "number" || name == "integer" && Number::Real(*real).is_whole()
        }
        Answer::Text(_) => name == "string",
        Answer::List(_) => name == "array",
        Answer::Group(_) => name == "object",
    }
}

fn type_rule(names: &[&str], answer: &Answer) -> Rule {
    let numeric = names.contains(&"integer") || names.contains(&"number");
    if numeric && Number::of(answer).is_some() {
        Rule::NotWhole
    } else if numeric && text_of(answer).is_some() {
        Rule::NotANumber
    } else {
        Rule::WrongKind
    }
}
