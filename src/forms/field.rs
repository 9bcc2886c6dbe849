//! One field of a form.

use super::condition::Condition;
use super::door::number_to_text;
use super::isbn::Isbn;
use super::link::read_link;
use super::loading::{Errors, Node, Problem, Want};
use super::number::{Number, read_number};
use super::schema::{Format, Keyword, Schema};
use super::widget::{Holds, Widget};
use super::words::Words;
use crate::domain::{answer::Answer, day::Day, lang::Lang};

/// One field: its words, its widget, what it holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    key: String,
    label: Words,
    hint: Option<Words>,
    placeholder: Option<Words>,
    heading: Option<Words>,
    unit: Option<Words>,
    holds: Holds,
    widget: Widget,
    keyboard: &'static str,
    autocapitalize: &'static str,
    choices: Vec<Choice>,
    counter: bool,
    required: bool,
    prefill: bool,
    recent: Option<Recent>,
    start: Option<Start>,
    pub(super) relevant: Option<Condition>,
    pub(super) schema: Schema,
}

/// One of the answers to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    label: Words,
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
enum Start {
    Today,
    Value(Answer),
}

const HINTS: &[&str] = &[
    "label",
    "hint",
    "placeholder",
    "heading",
    "unit",
    "widget",
    "keyboard",
    "autocapitalize",
    "choices",
    "counter",
    "required",
    "relevant",
    "prefill",
    "recent",
    "default",
];
const KEYBOARDS: &[&str] = &[
    "text", "numeric", "decimal", "url", "tel", "email", "search",
];
const CAPITALS: &[&str] = &["none", "sentences", "words", "characters"];

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
        self.schema.keywords.iter().find_map(|keyword| {
            if let Keyword::MaxLength(most) | Keyword::MaxItems(most) = keyword {
                Some(*most)
            } else {
                None
            }
        })
    }

    /// Whether the characters are counted against the limit before the person's eyes.
    pub fn counter(&self) -> bool {
        self.counter
    }

    /// Whether there must be an answer wherever the field matters.
    pub fn required(&self) -> bool {
        self.required
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
            Holds::Text | Holds::Flag | Holds::List => text(typed),
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
        for keyword in &self.schema.keywords {
            let Keyword::Format(format) = keyword else {
                continue;
            };
            let settled = match format {
                Format::Isbn => Isbn::parse(typed).map(|isbn| isbn.as_str().to_owned()),
                Format::Link => read_link(typed).map(str::to_owned),
                Format::Day => Some(typed.trim().to_owned()),
            };
            return settled.map_or_else(|| answer.clone(), Answer::Text);
        }
        self.read(typed)
    }

    /// Reads a property and its `x-ui`; `earlier` fields may be looked at, `all` keys may be filled along.
    pub(super) fn load(
        property: &Node<'_>,
        key: &str,
        schema: &Schema,
        required: bool,
        earlier: &[Field],
        all: &[&str],
        errors: &mut Errors,
    ) -> Option<Self> {
        let ui = property.child("x-ui");
        ui.group(errors)?;
        ui.knows_only(HINTS, errors);
        let holds = property.child("type").one_of(Holds::TYPES, errors)?;
        let holds = Holds::of_type(holds);
        let choices = choices(property, &ui, errors);
        let is_day = schema.keywords.contains(&Keyword::Format(Format::Day));
        let widgets = holds.widgets(!choices.is_empty(), is_day);
        let widget = option(&ui, "widget", errors, |node, errors| {
            node.one_of(widgets, errors)
        });
        let widget = widget.or(widgets.first().copied()).unwrap_or_default();
        let keyboard = option(&ui, "keyboard", errors, |n, e| n.one_of(KEYBOARDS, e));
        let capitals = option(&ui, "autocapitalize", errors, |n, e| n.one_of(CAPITALS, e));
        let required_here = option(&ui, "required", errors, only_true).is_some();
        let relevant = option(&ui, "relevant", errors, |node, errors| {
            let accepts = |name: &str, value: &Answer| {
                if let Some(field) = earlier.iter().find(|field| field.key == name) {
                    Ok(field.schema.accepts(value, None))
                } else if all.contains(&name) {
                    Err(Problem::LooksAhead)
                } else {
                    Err(Problem::NotAField)
                }
            };
            Condition::load(node, &accepts, errors)
        });
        let field = Self {
            key: key.to_owned(),
            label: required_words(&ui, "label", errors)?,
            hint: option(&ui, "hint", errors, Words::load),
            placeholder: option(&ui, "placeholder", errors, Words::load),
            heading: option(&ui, "heading", errors, Words::load),
            unit: option(&ui, "unit", errors, Words::load),
            holds,
            widget: Widget::named(widget),
            keyboard: keyboard.unwrap_or(match holds {
                Holds::Integer => "numeric",
                Holds::Number => "decimal",
                Holds::Text | Holds::Flag | Holds::List => "text",
            }),
            autocapitalize: capitals.unwrap_or("sentences"),
            choices,
            counter: option(&ui, "counter", errors, only_true).is_some(),
            required: required || required_here,
            prefill: option(&ui, "prefill", errors, |n, e| n.one_of(&["last"], e)).is_some(),
            recent: option(&ui, "recent", errors, |node, errors| {
                recent(node, all, errors)
            }),
            start: option(&ui, "default", errors, |node, errors| {
                start(node, schema, is_day, errors)
            }),
            relevant,
            schema: schema.clone(),
        };
        if field.counter && field.limit().is_none() {
            errors.add(&ui.child("counter").place, Problem::NoLimit);
        }
        Some(field)
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

/// Reads a key that may be left out.
pub(super) fn option<'a, T>(
    node: &Node<'a>,
    key: &str,
    errors: &mut Errors,
    load: impl FnOnce(&Node<'a>, &mut Errors) -> Option<T>,
) -> Option<T> {
    if node.has(key) {
        load(&node.child(key), errors)
    } else {
        None
    }
}

/// Reads words that must be there.
pub(super) fn required_words(
    node: &Node<'_>,
    key: &'static str,
    errors: &mut Errors,
) -> Option<Words> {
    if !node.has(key) {
        errors.add(&node.place, Problem::Missing(key));
    }
    option(node, key, errors, Words::load)
}

fn only_true(node: &Node<'_>, errors: &mut Errors) -> Option<()> {
    if *node.value == Answer::Flag(true) {
        return Some(());
    }
    node.wrong(Want::Flag, errors)
}

/// The values of `enum` (for a list: of its items), each with its words from `x-ui.choices`.
fn choices(property: &Node<'_>, ui: &Node<'_>, errors: &mut Errors) -> Vec<Choice> {
    let holder = if property.has("items") {
        property.child("items")
    } else {
        property.child("")
    };
    let holder = if property.has("items") {
        &holder
    } else {
        property
    };
    let words = ui.child("choices");
    let mut choices = Vec::new();
    if holder.has("enum")
        && let Some(values) = holder.child("enum").texts(errors)
        && words.group(errors).is_some()
    {
        let known: Vec<&str> = values.iter().map(String::as_str).collect();
        words.knows_only(&known, errors);
        for value in &values {
            if let Some(label) = Words::load(&words.child(value), errors) {
                let value = value.clone();
                choices.push(Choice { value, label });
            }
        }
    } else if ui.has("choices") && !holder.has("enum") {
        errors.add(&words.place, Problem::Unsupported);
    }
    choices
}

fn recent(node: &Node<'_>, all: &[&str], errors: &mut Errors) -> Option<Recent> {
    node.group(errors)?;
    node.knows_only(&["count", "with"], errors);
    let count = node.child("count").count(errors)?;
    let with = option(node, "with", errors, Node::texts).unwrap_or_default();
    for key in with.iter().filter(|key| !all.contains(&key.as_str())) {
        errors.add(
            &node.child("with").at(key, node.value).place,
            Problem::NotAField,
        );
    }
    Some(Recent { count, with })
}

fn start(node: &Node<'_>, schema: &Schema, is_day: bool, errors: &mut Errors) -> Option<Start> {
    if is_day {
        node.one_of(&["today"], errors).map(|_| Start::Today)
    } else if schema.accepts(node.value, None) {
        Some(Start::Value(node.value.clone()))
    } else {
        errors.add(&node.place, Problem::NotAccepted);
        None
    }
}
