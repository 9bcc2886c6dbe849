//! The hints in `x-ui`, read into a field.

use super::condition::Condition;
use super::extra::{Extra, MARKS, Property, Reader};
use super::field::{Choice, Field, Recent, Start};
use super::loading::{Errors, Node, Problem, Want};
use super::schema::{Format, Schema};
use super::steps::step;
use super::widget::{Holds, Widget};
use super::words::Words;
use crate::domain::answer::Answer;

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
    "since",
    "list",
    "other",
    "compute",
    "least",
    "most",
];
const KEYBOARDS: &[&str] = &[
    "text", "numeric", "decimal", "url", "tel", "email", "search",
];
const CAPITALS: &[&str] = &["none", "sentences", "words", "characters"];

impl Field {
    /// Reads a property of `form` and its `x-ui`, which may look at `earlier` fields.
    pub(super) fn load(
        property: &Node<'_>,
        key: &str,
        form: &Schema,
        earlier: &[Field],
        reader: Option<&dyn Reader>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let schema = form.property(key)?;
        let ui = property.child("x-ui");
        ui.group(errors)?;
        ui.knows_only(HINTS, errors);
        let holds = property.child("type").one_of(Holds::TYPES, errors)?;
        let holds = Holds::of_type(holds, property.child("items").has("properties"));
        let extra = if holds == Holds::Rows || MARKS.iter().any(|key| ui.has(key)) {
            let property = Property {
                node: property,
                ui: &ui,
                key,
                form,
                earlier,
            };
            match reader {
                Some(reader) => Extra::Read(reader.behind(&property, holds, errors)?),
                None => Extra::Unread,
            }
        } else {
            Extra::None
        };
        let choices = choices(property, &ui, errors);
        let is_day = schema.format() == Some(Format::Day);
        let widgets = holds.widgets(!choices.is_empty(), is_day);
        let widget = word(&ui, "widget", widgets, errors);
        let widget = widget.or(widgets.first().copied()).unwrap_or_default();
        let widget = if ui.has("list") {
            Widget::Combo
        } else if ui.has("compute") {
            Widget::Computed
        } else {
            Widget::named(widget)
        };
        let keyboard = word(&ui, "keyboard", KEYBOARDS, errors);
        let capitals = word(&ui, "autocapitalize", CAPITALS, errors);
        let required_here = mark(&ui, "required", errors);
        let relevant = option(&ui, "relevant", errors, |node, errors| {
            let place = |name: &str, value: &Answer| {
                step(earlier.len());
                let place = earlier.iter().position(|field| field.key == name);
                let found = place.and_then(|place| earlier.get(place));
                if found.is_some_and(|field| field.widget == Widget::Computed) {
                    // A draft holds no answer of it to look at.
                    Err(Problem::Computed)
                } else if found.is_some() {
                    Ok(place.filter(|_| form.property_accepts(name, value)))
                } else if form.property(name).is_some() {
                    Err(Problem::LooksAhead)
                } else {
                    Err(Problem::NotAField)
                }
            };
            Condition::load(node, &place, errors)
        });
        let field = Self {
            key: key.to_owned(),
            label: required_words(&ui, "label", errors)?,
            hint: words(&ui, "hint", errors),
            placeholder: words(&ui, "placeholder", errors),
            heading: words(&ui, "heading", errors),
            unit: words(&ui, "unit", errors),
            holds,
            widget,
            keyboard: keyboard.unwrap_or(match holds {
                Holds::Integer => "numeric",
                Holds::Number => "decimal",
                Holds::Text | Holds::Flag | Holds::List | Holds::Rows => "text",
            }),
            autocapitalize: capitals.unwrap_or("sentences"),
            choices,
            counter: mark(&ui, "counter", errors),
            required: form.requires(key) || required_here,
            prefill: word(&ui, "prefill", &["last"], errors).is_some(),
            recent: option(&ui, "recent", errors, |node, errors| {
                recent(node, form, errors)
            }),
            start: option(&ui, "default", errors, |node, errors| {
                start(node, schema, is_day, errors)
            }),
            limit: schema.limit(),
            format: schema.format(),
            relevant,
            extra,
            since: option(&ui, "since", errors, |node, errors| node.count(errors)),
        };
        if field.counter && field.limit.is_none() {
            errors.add(&ui.child("counter"), Problem::NoLimit);
        }
        if field.relevant.is_some() && form.ever_requires(key) {
            errors.add(&ui.child("relevant"), Problem::RequiredYetRelevant);
        }
        Some(field)
    }
}

/// Reads a key that may be left out.
pub(super) fn option<T>(
    node: &Node<'_>,
    key: &str,
    errors: &mut Errors,
    load: impl FnOnce(&Node<'_>, &mut Errors) -> Option<T>,
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
        errors.add(node, Problem::Missing(key));
    }
    words(node, key, errors)
}

fn words(node: &Node<'_>, key: &str, errors: &mut Errors) -> Option<Words> {
    option(node, key, errors, Words::load)
}

/// One of a few texts, where there is one.
pub(super) fn word(
    node: &Node<'_>,
    key: &str,
    words: &'static [&'static str],
    errors: &mut Errors,
) -> Option<&'static str> {
    option(node, key, errors, |node, errors| node.one_of(words, errors))
}

/// `true`, or left out.
pub(super) fn mark(node: &Node<'_>, key: &str, errors: &mut Errors) -> bool {
    let marked = option(node, key, errors, |node, errors| {
        if *node.value == Answer::Flag(true) {
            return Some(());
        }
        node.wrong(Want::Flag, errors)
    });
    marked.is_some()
}

/// The values of `enum` (for a list: of its items), each with its words from `x-ui.choices`.
fn choices(property: &Node<'_>, ui: &Node<'_>, errors: &mut Errors) -> Vec<Choice> {
    let items = property.child("items");
    let values = [property, &items].into_iter().find(|node| node.has("enum"));
    let values = values.and_then(|node| node.child("enum").texts(errors));
    let words = ui.child("choices");
    let Some(values) = values else {
        if ui.has("choices") {
            errors.add(&words, Problem::Unsupported);
        }
        return Vec::new();
    };
    if words.group(errors).is_none() {
        return Vec::new();
    }
    let known: Vec<&str> = values.iter().map(String::as_str).collect();
    words.knows_only(&known, errors);
    let labelled = values.iter().filter_map(|value| {
        Words::load(&words.child(value), errors).map(|label| Choice {
            value: value.clone(),
            label,
        })
    });
    labelled.collect()
}

fn recent(node: &Node<'_>, form: &Schema, errors: &mut Errors) -> Option<Recent> {
    node.group(errors)?;
    node.knows_only(&["count", "with"], errors);
    let count = node.child("count").count(errors)?;
    let with = option(node, "with", errors, |node, errors| {
        let items = node.items(errors)?;
        let names = items.iter().map(|item| {
            let key = item.text(errors)?;
            if form.property(key).is_none() {
                errors.add(item, Problem::NotAField);
            }
            Some(key.to_owned())
        });
        names.collect()
    });
    let with = with.unwrap_or_default();
    Some(Recent { count, with })
}

fn start(node: &Node<'_>, schema: &Schema, is_day: bool, errors: &mut Errors) -> Option<Start> {
    if is_day {
        node.one_of(&["today"], errors).map(|_| Start::Today)
    } else if schema.accepts(node.value, None) {
        Some(Start::Value(node.value.clone()))
    } else {
        errors.add(node, Problem::NotAccepted);
        None
    }
}
