//! What may happen to a record after it arrived: for each kind its steps, declared in `public/workflows.json`, and the one
//! machine that they make. The backend's hooks read the same file (`backend/hooks/workflow.js`).

mod reading;

use super::{loading::CatalogError, words::Words};
use crate::domain::{
    answer::Answer,
    lang::Lang,
    record::KindId,
    step::{Rating, Step},
};
use std::collections::BTreeMap;
use thiserror::Error;

/// The workflows of a body.
#[derive(Clone, PartialEq, Debug)]
pub struct Workflows(Vec<Workflow>);

/// What may happen to records of one kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Workflow {
    kind: KindId,
    /// In the order of the file; the first is the record's arrival.
    steps: Vec<StepKind>,
    cosigners: Option<Cosigners>,
}

/// How other members put their names under records of a kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Cosigners {
    /// The fields that they may read.
    shows: Vec<String>,
    /// The steps after which nothing of it changes.
    until: Vec<String>,
}

/// A step that may be taken.
#[derive(Clone, PartialEq, Debug)]
pub struct StepKind {
    id: String,
    label: Words,
    after: Vec<String>,
    by: Who,
    words: Asked,
    unit: Asked,
    levels: Vec<Choice>,
    aside: bool,
    fact: Option<Fact>,
}

/// One of a step's levels.
#[derive(Clone, PartialEq, Debug)]
struct Choice {
    id: String,
    label: Words,
}

/// A field of the record that a step says, for the rules that a year is scored by.
#[derive(Clone, PartialEq, Debug)]
struct Fact {
    field: String,
    /// What the field holds then; `Null`: how many such steps there are.
    value: Answer,
}

/// Who takes a step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
    /// The office.
    Office,
    /// The record's author.
    Author,
    /// Each side rates the other; the step is taken when both have.
    Both,
}

/// Whether a step has something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Asked {
    /// It has none.
    No,
    /// It may.
    May,
    /// It must.
    Must,
}

/// A step that somebody wants to take.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wish<'a> {
    /// The id of the step.
    pub step: &'a str,
    /// What is said.
    pub words: &'a str,
    /// Who deals with it.
    pub unit: &'a str,
    /// One of the step's levels.
    pub level: Option<&'a str>,
    /// How the other side is rated.
    pub score: Option<u8>,
}

/// Why a step can't be taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Error)]
pub enum Refusal {
    /// The kind has no such step.
    #[error("no such step")]
    Unknown,
    /// It does not follow where the record stands.
    #[error("not now")]
    NotNow,
    /// The other side takes it.
    #[error("not yours")]
    NotYours,
    /// It must say something, or must not.
    #[error("words")]
    Words,
    /// It must name who deals with it, or must not.
    #[error("unit")]
    Unit,
    /// It must have one of its levels, or must have none.
    #[error("level")]
    Level,
    /// It must have a rating, or must have none.
    #[error("score")]
    Score,
}

impl Workflows {
    /// Reads the file.
    ///
    /// # Errors
    /// Every mistake, with its place and (by [`CatalogError::remedy`]) what to do.
    pub fn parse(text: &str) -> Result<Self, Vec<CatalogError>> {
        reading::parse(text)
    }

    /// That of a kind; `None`: nothing happens to its records but the office's review.
    pub fn of(&self, kind: &KindId) -> Option<&Workflow> {
        self.0.iter().find(|workflow| workflow.kind == *kind)
    }

    /// All of them.
    pub fn all(&self) -> &[Workflow] {
        &self.0
    }
}

impl Workflow {
    /// The kind of the records.
    pub fn kind(&self) -> &KindId {
        &self.kind
    }

    /// Its steps, in the order of the file; the first is the record's arrival.
    pub fn steps(&self) -> &[StepKind] {
        &self.steps
    }

    /// How other members put their names under its records; `None`: they don't.
    pub fn cosigners(&self) -> Option<&Cosigners> {
        self.cosigners.as_ref()
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&StepKind> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Where a record stands after these steps: at the last that is not aside.
    pub fn stage(&self, taken: &[Step]) -> Option<&StepKind> {
        let mut known = taken.iter().rev().filter_map(|step| self.step(&step.id));
        known
            .find(|step| !step.aside)
            .or_else(|| self.steps.first())
    }

    /// What may follow these steps, in the order of the file.
    pub fn following(&self, taken: &[Step]) -> Vec<&StepKind> {
        let Some(stage) = self.stage(taken) else {
            return Vec::new();
        };
        let follows = |step: &&StepKind| step.after.contains(&stage.id);
        self.steps.iter().filter(follows).collect()
    }

    /// Whether a side may take this step after these. Of a step by [`Who::Both`] each side may give its part.
    ///
    /// # Errors
    /// The first reason why it can't.
    pub fn check(&self, taken: &[Step], wish: Wish<'_>, by: Who) -> Result<&StepKind, Refusal> {
        let step = self.step(wish.step).ok_or(Refusal::Unknown)?;
        if !self
            .following(taken)
            .iter()
            .any(|other| other.id == step.id)
        {
            return Err(Refusal::NotNow);
        }
        if step.by != by && step.by != Who::Both {
            return Err(Refusal::NotYours);
        }
        if !step.words.fits(wish.words) {
            return Err(Refusal::Words);
        }
        if !step.unit.fits(wish.unit) {
            return Err(Refusal::Unit);
        }
        let is_level = |level: &str| step.levels.iter().any(|choice| choice.id == level);
        if !wish.level.map_or(step.levels.is_empty(), is_level) {
            return Err(Refusal::Level);
        }
        match wish.score {
            Some(score) if step.by == Who::Both && score <= Rating::MOST => Ok(step),
            None if step.by != Who::Both => Ok(step),
            Some(_) | None => Err(Refusal::Score),
        }
    }

    /// Whether [`Workflow::with_facts`] differs from the answers: a step says something, or the author wrote under such a name.
    pub fn tells(&self, answers: &Answer, taken: &[Step]) -> bool {
        let mut known = taken.iter().filter_map(|step| self.step(&step.id));
        let mut facts = self.steps.iter().filter_map(|step| step.fact.as_ref());
        known.any(|step| step.fact.is_some())
            || facts.any(|fact| answers.field(&fact.field).is_some())
    }

    /// The record's answers with what its steps say in place of what its author wrote under those names.
    pub fn with_facts(&self, answers: &Answer, taken: &[Step]) -> Answer {
        let Answer::Group(group) = answers else {
            return answers.clone();
        };
        let mut group = group.clone();
        for fact in self.steps.iter().filter_map(|step| step.fact.as_ref()) {
            group.remove(&fact.field);
        }
        let known = taken.iter().filter_map(|step| self.step(&step.id));
        for fact in known.filter_map(|step| step.fact.as_ref()) {
            fact.tell(&mut group);
        }
        Answer::Group(group)
    }
}

impl Cosigners {
    /// The fields that they may read.
    pub fn shows(&self) -> &[String] {
        &self.shows
    }

    /// Whether anything of it changes still after these steps.
    pub fn is_open(&self, taken: &[Step]) -> bool {
        !taken.iter().any(|step| self.until.contains(&step.id))
    }
}

impl StepKind {
    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    pub fn label(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }

    /// Who takes it.
    pub fn by(&self) -> Who {
        self.by
    }

    /// Whether something is said.
    pub fn words(&self) -> Asked {
        self.words
    }

    /// Whether it names who deals with it.
    pub fn unit(&self) -> Asked {
        self.unit
    }

    /// The name of one of its levels.
    pub fn level(&self, id: &str, lang: Lang) -> Option<&str> {
        let choice = self.levels.iter().find(|choice| choice.id == id)?;
        Some(choice.label.get(lang))
    }

    /// It stands beside the way and leads no further: an instruction on a report.
    pub fn is_aside(&self) -> bool {
        self.aside
    }
}

impl Asked {
    fn fits(self, text: &str) -> bool {
        match self {
            Self::No => text.is_empty(),
            Self::May => true,
            Self::Must => !text.trim().is_empty(),
        }
    }
}

impl Fact {
    fn tell(&self, fields: &mut BTreeMap<String, Answer>) {
        let value = if self.value == Answer::Null {
            let before = fields.get(&self.field).and_then(Answer::whole);
            Answer::Int(before.unwrap_or(0).saturating_add(1))
        } else {
            self.value.clone()
        };
        fields.insert(self.field.clone(), value);
    }
}
