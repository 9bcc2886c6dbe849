//! One field of a form.

use super::condition::Condition;
use super::door::number_to_text;
use super::extra::Extra;
use super::fault::Rule;
use super::form::Form;
use super::isbn::Isbn;
use super::link::read_link;
use super::list::{List, Listed};
use super::more::More;
use super::number::{Number, read_number};
use super::schema::Format;
use super::widget::{Holds, Widget};
use super::words::Words;
use crate::domain::{answer::Answer, day::Day, lang::Lang};

/// One field: its words, its widget, what it holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub(super) key: String,
    pub(super) label: Words,
    pub(super) hint: Option<Words>,
    pub(super) placeholder: Option<Words>,
    pub(super) heading: Option<Words>,
    pub(super) unit: Option<Words>,
    pub(super) holds: Holds,
    pub(super) widget: Widget,
    pub(super) keyboard: &'static str,
    pub(super) autocapitalize: &'static str,
    pub(super) choices: Vec<Choice>,
    pub(super) counter: bool,
    pub(super) required: bool,
    pub(super) prefill: bool,
    pub(super) recent: Option<Recent>,
    pub(super) start: Option<Start>,
    pub(super) limit: Option<usize>,
    pub(super) format: Option<Format>,
    pub(super) relevant: Option<Condition>,
    pub(super) extra: Extra,
    pub(super) since: Option<usize>,
}

/// One of the answers to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    pub(super) label: Words,
}

impl Choice {
    /// What is shown.
    pub fn label(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }
}

/// Earlier answers that a field offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Recent {
    pub(super) count: usize,
    /// Fields that are filled along: the author with the title.
    pub(super) with: Vec<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Start {
    Today,
    Value(Answer),
}

impl Field {
    /// The key in the answers.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The name of the field.
    pub fn label(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }

    /// A line that helps.
    pub fn hint(&self, lang: Lang) -> Option<&str> {
        self.hint.as_ref().map(|words| words.get(lang))
    }

    /// An example inside the empty field.
    pub fn placeholder(&self, lang: Lang) -> Option<&str> {
        self.placeholder.as_ref().map(|words| words.get(lang))
    }

    /// A heading that starts a part of the form with this field.
    pub fn heading(&self, lang: Lang) -> Option<&str> {
        self.heading.as_ref().map(|words| words.get(lang))
    }

    /// What a number counts: minutes, 人次.
    pub fn unit(&self, lang: Lang) -> Option<&str> {
        self.unit.as_ref().map(|words| words.get(lang))
    }

    /// What it holds.
    pub fn holds(&self) -> Holds {
        self.holds
    }

    /// What is drawn.
    pub fn widget(&self) -> Widget {
        self.widget
    }

    /// The value for `inputmode`.
    pub fn keyboard(&self) -> &'static str {
        self.keyboard
    }

    /// The value for `autocapitalize`.
    pub fn autocapitalize(&self) -> &'static str {
        self.autocapitalize
    }

    /// The answers to choose from, in order; empty where the answer is free.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Most characters (code points) of a text, most entries of a list.
    pub fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// Whether the characters are counted against the limit before the person's eyes.
    pub fn counter(&self) -> bool {
        self.counter
    }

    /// Whether there must be an answer wherever the field matters.
    pub fn required(&self) -> bool {
        self.required
    }

    /// Whether it matters whatever was answered.
    pub fn always_matters(&self) -> bool {
        self.relevant.is_none()
    }

    /// Whether a new form starts with the last answer.
    pub fn prefill(&self) -> bool {
        self.prefill
    }

    pub(super) fn recent(&self) -> Option<&Recent> {
        self.recent.as_ref()
    }

    /// The answer that a new form starts with.
    pub(super) fn start(&self, today: Day) -> Option<Answer> {
        self.start.as_ref().map(|start| match start {
            Start::Today => Answer::Text(today.to_string()),
            Start::Value(answer) => answer.clone(),
        })
    }

    /// What stands behind it, where the catalog was read whole.
    fn more(&self) -> Option<&More> {
        if let Extra::Read(behind) = &self.extra {
            Some(behind.more())
        } else {
            None
        }
    }

    /// The list that its answers come from.
    pub fn list(&self) -> Option<&List> {
        self.more()?.list.as_deref()
    }

    /// The entry of its list that an answer names.
    pub fn listed(&self, answer: &Answer) -> Option<&Listed> {
        self.list()?.entry(answer.text()?)
    }

    /// Whether it takes an answer that its list does not hold.
    pub fn takes_other(&self) -> bool {
        self.more().is_some_and(|more| more.takes_other)
    }

    /// The form of each of its rows.
    pub fn rows(&self) -> Option<&Form> {
        self.more()?.rows.as_ref()
    }

    /// The name of the field that it may not be beyond, by the rule that says so.
    pub fn bound(&self, rule: Rule, lang: Lang) -> &str {
        let more = self.more();
        let other = more.and_then(|more| {
            let below = rule == Rule::BelowOther;
            if below { &more.least } else { &more.most }.as_ref()
        });
        other.map_or("", |other| other.label.get(lang))
    }

    /// Reads what a person typed. What is no number yet stays text, so that nothing typed is lost;
    /// the unit may stand behind the number.
    pub fn read(&self, typed: &str) -> Answer {
        match self.holds {
            Holds::Integer | Holds::Number => {
                let bare = typed.trim();
                let bare = self
                    .unit
                    .as_ref()
                    .and_then(|unit| unit.strip_from(bare))
                    .unwrap_or(bare);
                read_number(bare).unwrap_or_else(|| text(typed))
            }
            Holds::Text | Holds::Flag | Holds::List | Holds::Rows => text(typed),
        }
    }

    /// What stands in the field for an answer: typed text as it was, a number in digits.
    pub fn show(&self, answer: &Answer) -> String {
        match answer {
            Answer::Text(text) => text.clone(),
            Answer::Int(whole) => whole.to_string(),
            Answer::Real(real) => number_to_text(Number::Real(*real)),
            Answer::Null | Answer::Flag(_) | Answer::List(_) | Answer::Group(_) => String::new(),
        }
    }

    /// The answer as it is sent: numbers read, an ISBN as 13 digits, a link and a day without spaces around.
    pub(super) fn settle(&self, answer: &Answer) -> Answer {
        let Answer::Text(typed) = answer else {
            return answer.clone();
        };
        let settled = match self.format {
            Some(Format::Isbn) => Isbn::parse(typed).map(|isbn| isbn.as_str().to_owned()),
            Some(Format::Link) => read_link(typed).map(str::to_owned),
            Some(Format::Day) => Some(typed.trim().to_owned()),
            None => return self.read(typed),
        };
        settled.map_or_else(|| answer.clone(), Answer::Text)
    }
}

/// Whether an answer says nothing.
pub(super) fn is_blank(answer: &Answer) -> bool {
    match answer {
        Answer::Null => true,
        Answer::Text(text) => text.trim().is_empty(),
        Answer::List(items) => items.is_empty(),
        Answer::Group(group) => group.is_empty(),
        Answer::Flag(_) | Answer::Int(_) | Answer::Real(_) => false,
    }
}

fn text(typed: &str) -> Answer {
    if typed.is_empty() {
        Answer::Null
    } else {
        Answer::Text(typed.to_owned())
    }
}
