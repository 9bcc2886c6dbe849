//! The walk over an answer that finds its faults.

use super::fault::{Fault, Place, Rule};
use super::isbn::Isbn;
use super::link::read_link;
use super::loading::push_step;
use super::number::Number;
use super::schema::{Format, Keyword, Schema};
use super::steps::step;
use crate::domain::{answer::Answer, day::Day};
use std::collections::BTreeMap;

/// A form with more faults than a person can read tells the first ones.
const MOST_FAULTS: usize = 100;
/// A list with more entries than these can't be told to have none twice.
const MOST_UNIQUE: usize = 1_000;

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
        step(1);
        match keyword {
            Keyword::Never => self.add(Rule::NotAllowed),
            Keyword::Type(names) => {
                if !names.iter().any(|name| is_of_type(answer, name)) {
                    self.add(type_rule(names, answer));
                }
            }
            Keyword::Enum(values) => {
                step(values.len());
                self.ask(values.contains(answer), Rule::NotAChoice);
            }
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
            // Each is compared with each before it.
            let most = MOST_UNIQUE;
            self.ask(items.len() <= most, Rule::TooMany { most });
            let twice = |(i, item)| {
                step(i);
                items.iter().take(i).any(|earlier| earlier == item)
            };
            let twice = items.iter().take(most).enumerate().any(twice);
            self.ask(!twice, Rule::Repeated);
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

    pub(super) fn add(&mut self, rule: Rule) {
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
