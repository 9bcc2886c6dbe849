//! What happens to a record after it arrived: the steps that the office and its author take. What the author answers travels
//! as an entry like any other, of a kind of its own, and is no duty: nothing counts it.

use super::{answer::Answer, client_ref::ClientRef, day::Day, file::File, record::KindId};

/// The kind of an entry that is a step of the author's.
pub const KIND: &str = "step";
/// The answer that holds the key of the record.
pub const RECORD: &str = "record";
/// The answer that holds the id of the step.
pub const STEP: &str = "step";
/// The answer that holds the author's words.
pub const WORDS: &str = "words";
/// The answer that says what the form asks for: `words`, `reason` or `rating`.
pub const ASKS: &str = "asks";
/// The answer that holds the author's rating.
pub const SCORE: &str = "score";

/// One thing that happened to a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its id in the kind's workflow.
    pub id: String,
    /// The day that it is of.
    pub day: Day,
    /// What was said; often empty.
    pub words: String,
    /// One of the step's levels.
    pub level: Option<String>,
    /// Who deals with it; often empty.
    pub unit: String,
    /// What the office added; often none.
    pub files: Vec<File>,
}

/// How one side rates the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rating {
    /// From 0 to [`Rating::MOST`].
    pub score: u8,
    /// What was said; often empty.
    pub words: String,
}

/// What a rating is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Band {
    /// 60–74 一般
    Fair,
    /// 75–89 良好
    Good,
    /// 90 and more 优秀
    Excellent,
}

/// How far a record has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// The key of the record.
    pub record: ClientRef,
    /// In the order in which they were taken; its arrival is none.
    pub steps: Vec<Step>,
    /// How its author rated the handling.
    pub mine: Option<Rating>,
    /// How the office rated the record: unknown until both are in.
    pub theirs: Option<Rating>,
}

impl Rating {
    /// The best.
    pub const MOST: u8 = 100;
}

impl Band {
    /// What a rating is called; below 60 it has no name.
    pub fn of(score: u8) -> Option<Self> {
        match score {
            90.. => Some(Self::Excellent),
            75..=89 => Some(Self::Good),
            60..=74 => Some(Self::Fair),
            0..=59 => None,
        }
    }
}

/// Whether an entry of this kind is a step of its author's.
pub fn is_step(kind: &KindId) -> bool {
    kind.0 == KIND
}

/// The record that an entry is a step of, and the step's id; `None`: it is none, or names none.
pub fn step_of<'a>(kind: &KindId, answers: &'a Answer) -> Option<(&'a str, &'a str)> {
    let text = |key| answers.field(key)?.text();
    if !is_step(kind) {
        return None;
    }
    Some((text(RECORD)?, text(STEP)?))
}
