//! A form: fields in order, over the schema that checks them.

use super::answers::{Answers, CheckedAnswers};
use super::check::Check;
use super::fault::Fault;
use super::field::Field;
use super::gist::Gist;
use super::hints::mark;
use super::loading::{Errors, Node, Problem};
use super::schema::Schema;
use super::widget::Widget;
use crate::domain::{answer::Answer, day::Day, record::KindId};
use std::collections::BTreeMap;

/// The form of a kind of duty.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    kind: KindId,
    version: u32,
    schema: Schema,
    fields: Vec<Field>,
    day: Option<String>,
    title: Option<String>,
    is_work: bool,
}

/// How far a draft has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Fields that matter now and are shown.
    pub fields: usize,
    /// Those with an answer.
    pub answered: usize,
    /// Required ones without.
    pub missing: usize,
}

impl Form {
    /// The kind of duty.
    pub fn kind(&self) -> &KindId {
        &self.kind
    }

    /// The version, stored beside the answers.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Every field, in order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// A field by its key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key() == key)
    }

    /// Whether the title is the name of a work, which Chinese puts into 《》.
    pub fn is_of_work(&self) -> bool {
        self.is_work
    }

    /// The field that tells the day of the duty.
    pub fn day_field(&self) -> Option<&str> {
        self.day.as_deref()
    }

    /// The fields that matter now, in order.
    pub fn relevant_fields(&self, answers: &Answers) -> Vec<&Field> {
        let mut relevant: Vec<&Field> = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            // A condition looks at earlier fields alone; one that doesn't matter has no answer.
            let said = |key: &str| {
                let matters = relevant.iter().any(|earlier| earlier.key() == key);
                answers.said(key).filter(|_| matters)
            };
            if field
                .relevant
                .as_ref()
                .is_none_or(|condition| condition.holds(&said))
            {
                relevant.push(field);
            }
        }
        relevant
    }

    /// Whether a field matters now.
    pub fn is_relevant(&self, key: &str, answers: &Answers) -> bool {
        let relevant = self.relevant_fields(answers);
        relevant.iter().any(|field| field.key() == key)
    }

    /// How far a draft has come.
    pub fn progress(&self, answers: &Answers) -> Progress {
        let mut relevant = self.relevant_fields(answers);
        relevant.retain(|field| field.widget() != Widget::Hidden);
        let open = |field: &&&Field| answers.said(field.key()).is_none();
        Progress {
            fields: relevant.len(),
            answered: relevant.len() - relevant.iter().filter(open).count(),
            missing: relevant
                .iter()
                .filter(open)
                .filter(|field| field.required())
                .count(),
        }
    }

    /// A new draft with the answers that the form starts with.
    pub fn fresh(&self, today: Day) -> Answers {
        let mut answers = Answers::default();
        for field in &self.fields {
            answers.set(field.key(), field.start(today).unwrap_or_default());
        }
        answers
    }

    /// Takes over the last answers of the fields that ask for it, where they are still right.
    pub fn prefill(&self, answers: &mut Answers, last: &Answers) {
        for field in self.fields.iter().filter(|field| field.prefill()) {
            if let Some(answer) = last.said(field.key())
                && self.schema.property_accepts(field.key(), answer)
            {
                answers.set(field.key(), answer.clone());
            }
        }
    }

    /// What a field offers from earlier answers, `history` newest first: for each different answer
    /// the field's own and those that come with it, to be taken over by [`Answers::fill`].
    pub fn recents<'a>(
        &self,
        field: &Field,
        history: impl IntoIterator<Item = &'a Answers>,
    ) -> Vec<Answers> {
        let mut found: Vec<Answers> = Vec::new();
        let Some(recent) = field.recent() else {
            return found;
        };
        for earlier in history {
            let Some(answer) = earlier.said(field.key()) else {
                continue;
            };
            if found.len() == recent.count {
                break;
            }
            if found
                .iter()
                .any(|other| other.get(field.key()) == Some(answer))
            {
                continue;
            }
            let mut offer = Answers::default();
            offer.set(field.key(), answer.clone());
            for key in &recent.with {
                offer.set(key, earlier.get(key).cloned().unwrap_or_default());
            }
            found.push(offer);
        }
        found
    }

    /// Checks a draft on the body's day `today`.
    ///
    /// # Errors
    /// Every fault, in the order of the fields.
    pub fn check(&self, answers: &Answers, today: Day) -> Result<CheckedAnswers, Vec<Fault>> {
        let relevant = self.relevant_fields(answers);
        let mut group = BTreeMap::new();
        let mut check = Check::new(Some(today));
        for field in &relevant {
            if let Some(answer) = answers.said(field.key()) {
                group.insert(field.key().to_owned(), field.settle(answer));
            } else if field.required() {
                check.missing(field.key());
            }
        }
        let group = Answer::Group(group);
        check.schema(&self.schema, &group);
        if check.faults.is_empty() {
            let answers = Answers::from(group);
            Ok(CheckedAnswers {
                kind: self.kind.clone(),
                form_version: self.version,
                gist: self.gist(&answers),
                answers,
            })
        } else {
            Err(self.in_order(check.faults))
        }
    }

    /// Faults by field, in order; a sort would cost more bytes than it saves time.
    fn in_order(&self, faults: Vec<Fault>) -> Vec<Fault> {
        let mut ordered = Vec::with_capacity(faults.len());
        let keys = self.fields.iter().map(Field::key);
        for key in [""].into_iter().chain(keys) {
            let here = faults.iter().filter(|fault| fault.place.field() == key);
            ordered.extend(here.cloned());
        }
        ordered
    }

    /// What tells a record with these answers from another: for drafts, and for records that came back.
    pub fn gist(&self, answers: &Answers) -> Gist {
        let day = Day::parse(text(answers, self.day.as_deref())).ok();
        Gist::new(self.kind.clone(), day, self.title(answers))
    }

    /// The title as it was typed, empty where there is none.
    pub fn title<'a>(&self, answers: &'a Answers) -> &'a str {
        text(answers, self.title.as_deref()).trim()
    }

    /// Reads an object schema with its hints.
    pub(super) fn load(
        node: &Node<'_>,
        kind: KindId,
        version: u32,
        errors: &mut Errors,
    ) -> Option<Self> {
        node.group(errors)?;
        let schema = Schema::load(node, 2, errors);
        node.child("type").one_of(&["object"], errors);
        for key in ["enum", "const"].iter().filter(|key| node.has(key)) {
            errors.add(&node.child(key), Problem::Unsupported);
        }
        let ui = node.child("x-ui");
        ui.group(errors)?;
        ui.knows_only(&["order", "day", "title", "work"], errors);
        let is_work = mark(&ui, "work", errors);
        let order = ui.child("order");
        let names = order.texts(errors)?;
        let properties = node.child("properties");
        for (key, _) in schema.properties() {
            if !names.contains(key) {
                errors.add(&properties.child(key), Problem::NotInOrder);
            }
        }
        let mut fields: Vec<Field> = Vec::with_capacity(names.len());
        for (place, key) in order.items(errors)?.iter().zip(&names) {
            if fields.iter().any(|field| field.key() == key) {
                errors.add(place, Problem::Repeated);
            } else if schema.property(key).is_none() {
                errors.add(place, Problem::NotAField);
            } else {
                let property = properties.child(key);
                fields.extend(Field::load(&property, key, &schema, &fields, errors));
            }
        }
        let mut named = |key| {
            let name = ui.has(key).then(|| ui.child(key))?;
            let text = name.text(errors)?;
            if schema.property(text).is_none() {
                errors.add(&name, Problem::NotAField);
            }
            Some(text.to_owned())
        };
        Some(Self {
            kind,
            version,
            day: named("day"),
            title: named("title"),
            is_work,
            schema,
            fields,
        })
    }
}

/// The text of a field, empty where it holds none.
fn text<'a>(answers: &'a Answers, key: Option<&str>) -> &'a str {
    match key.and_then(|key| answers.get(key)) {
        Some(Answer::Text(text)) => text,
        None | Some(_) => "",
    }
}
