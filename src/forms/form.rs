//! A form: fields in order, over the schema that checks them.

use super::answers::{Answers, CheckedAnswers};
use super::check::Check;
use super::extra::{Extra, Reader};
use super::fault::Fault;
use super::field::Field;
use super::gist::Gist;
use super::hints::mark;
use super::loading::{Errors, Node, Problem};
use super::schema::{HINTED, Schema};
use super::steps::step;
use super::widget::Widget;
use crate::domain::{answer::Answer, day::Day, record::KindId};
use std::collections::BTreeMap;

/// Most fields of a form: what matters is found by looking at each for each.
const MOST_FIELDS: usize = 500;

/// The form of a kind of duty.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    kind: KindId,
    version: u32,
    pub(super) schema: Schema,
    pub(super) fields: Vec<Field>,
    whole: bool,
    day: Option<String>,
    title: Option<String>,
    is_work: bool,
    reads_back: bool,
    keeps_versions: bool,
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

    /// Whether a draft of a version can be opened with what was read; else the catalog is to be read whole first.
    pub fn can_open(&self, version: u32) -> bool {
        let unread = |field: &Field| field.extra == Extra::Unread;
        self.whole || version == self.version && !self.fields.iter().any(unread)
    }

    /// Whether every answer belongs to a field.
    pub fn knows_all(&self, answers: &Answers) -> bool {
        answers.keys().all(|key| self.field(key).is_some())
    }

    /// What a computed field comes to.
    pub fn computed(&self, key: &str, answers: &Answers) -> Option<Answer> {
        let settled = self.settled(answers, &mut Check::new(None));
        settled.get(key).cloned()
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

    /// Whether it is shown in words once more before it is submitted.
    pub fn reads_back(&self) -> bool {
        self.reads_back
    }

    /// Whether a draft keeps what it said before.
    pub fn keeps_versions(&self) -> bool {
        self.keeps_versions
    }

    /// The field that tells the day of the duty.
    pub fn day_field(&self) -> Option<&str> {
        self.day.as_deref()
    }

    /// The fields that matter now, in order.
    pub fn relevant_fields(&self, answers: &Answers) -> Vec<&Field> {
        let mut relevant: Vec<&Field> = Vec::with_capacity(self.fields.len());
        let mut matters: Vec<bool> = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            step(1);
            // A condition looks at earlier fields alone; one that doesn't matter has no answer.
            let said = |place: usize, key: &str| {
                let matters = matters.get(place) == Some(&true);
                answers.said(key).filter(|_| matters)
            };
            let condition = field.relevant.as_ref();
            let holds = condition.is_none_or(|condition| condition.holds(&said));
            if holds {
                relevant.push(field);
            }
            matters.push(holds);
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
        relevant.retain(|field| !matches!(field.widget(), Widget::Hidden | Widget::Computed));
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

    /// Checks a draft on the body's day `today`.
    ///
    /// # Errors
    /// Every fault, in the order of the fields.
    pub fn check(&self, answers: &Answers, today: Day) -> Result<CheckedAnswers, Vec<Fault>> {
        let (answers, faults) = self.look(answers, today);
        if faults.is_empty() {
            Ok(CheckedAnswers {
                kind: self.kind.clone(),
                form_version: self.version,
                gist: self.gist(&answers),
                answers,
            })
        } else {
            Err(faults)
        }
    }

    /// A draft in one look, on the body's day `today`: the answers that matter, as they are sent, and every fault, in the
    /// order of the fields.
    pub fn look(&self, answers: &Answers, today: Day) -> (Answers, Vec<Fault>) {
        let mut check = Check::new(Some(today));
        let group = Answer::Group(self.settled(answers, &mut check));
        check.schema(&self.schema, &group);
        (Answers::from(group), self.in_order(check.faults))
    }

    /// The answers that matter, as they are sent; what the schema does not say of them is checked on the way.
    pub(super) fn settled(&self, answers: &Answers, check: &mut Check) -> BTreeMap<String, Answer> {
        let mut group = BTreeMap::new();
        for field in self.relevant_fields(answers) {
            let key = field.key();
            let said = answers.said(key);
            let mut answer = None;
            match &field.extra {
                Extra::Read(behind) => check.at(key, |check| {
                    answer = behind.answer(said, field, &group, check);
                }),
                Extra::None | Extra::Unread => answer = said.map(|said| field.settle(said)),
            }
            if let Some(answer) = answer {
                group.insert(key.to_owned(), answer);
            } else if field.required() {
                check.missing(key);
            }
        }
        group
    }

    /// Faults by field, in order, first those of no field; a sort would cost more bytes than it saves time.
    fn in_order(&self, faults: Vec<Fault>) -> Vec<Fault> {
        let mut ordered = Vec::with_capacity(faults.len());
        let strange = |fault: &&Fault| self.field(fault.place.field()).is_none();
        ordered.extend(faults.iter().filter(strange).cloned());
        for field in &self.fields {
            let here = |fault: &&Fault| fault.place.field() == field.key();
            ordered.extend(faults.iter().filter(here).cloned());
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
        reader: Option<&dyn Reader>,
        errors: &mut Errors,
    ) -> Option<Self> {
        node.group(errors)?;
        let schema = Schema::load(node, HINTED, errors);
        node.child("type").one_of(&["object"], errors);
        for key in ["enum", "const"].iter().filter(|key| node.has(key)) {
            errors.add(&node.child(key), Problem::Unsupported);
        }
        let ui = node.child("x-ui");
        ui.group(errors)?;
        ui.knows_only(
            &["order", "day", "title", "work", "read_back", "revisions"],
            errors,
        );
        let is_work = mark(&ui, "work", errors);
        let reads_back = mark(&ui, "read_back", errors);
        let keeps_versions = mark(&ui, "revisions", errors);
        let order = ui.child("order");
        let names = order.texts(errors)?;
        if names.len().max(schema.properties().count()) > MOST_FIELDS {
            errors.add(&order, Problem::TooMany(MOST_FIELDS));
            return None;
        }
        let properties = node.child("properties");
        for (key, _) in schema.properties() {
            if !names.contains(key) {
                errors.add(&properties.child(key), Problem::NotInOrder);
            }
        }
        if (schema.required()).any(|key| schema.property(key).is_none()) {
            errors.add(&node.child("required"), Problem::NotAField);
        }
        let mut fields: Vec<Field> = Vec::with_capacity(names.len());
        for (place, key) in order.items(errors)?.iter().zip(&names) {
            if fields.iter().any(|field| field.key() == key) {
                errors.add(place, Problem::Repeated);
            } else if schema.property(key).is_none() {
                errors.add(place, Problem::NotAField);
            } else {
                let property = properties.child(key);
                fields.extend(Field::load(
                    &property, key, &schema, &fields, reader, errors,
                ));
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
            reads_back,
            keeps_versions,
            schema,
            fields,
            whole: reader.is_some(),
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
