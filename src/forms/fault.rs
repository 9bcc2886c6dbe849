//! What is wrong with an answer, without words.

use super::number::Number;

/// One fault: where, and which rule with its numbers. The words are `i18n`'s, by rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is asked for.
    pub rule: Rule,
}

/// JSON Pointer into the answers: `/title`, `/photos/3`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place(pub String);

impl Place {
    /// The key of the field that holds this place, `""` for the whole form.
    pub fn field(&self) -> &str {
        let steps = self.0.strip_prefix('/').unwrap_or_default();
        steps.split_once('/').map_or(steps, |(first, _)| first)
    }
}

/// What an answer has to be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Rule {
    /// There must be one.
    Required,
    /// One of the choices.
    NotAChoice,
    /// A number.
    NotANumber,
    /// A whole number.
    NotWhole,
    /// Another kind of value (text, list …): a draft of another form, never typed by a person.
    WrongKind,
    /// A number from `least` on.
    TooSmall {
        /// The least that is right.
        least: Number,
    },
    /// A number up to `most`.
    TooLarge {
        /// The most that is right.
        most: Number,
    },
    /// A number above `bound`.
    NotAbove {
        /// The most that is wrong.
        bound: Number,
    },
    /// A number below `bound`.
    NotBelow {
        /// The least that is wrong.
        bound: Number,
    },
    /// A whole number of `step`s.
    NotInSteps {
        /// The step.
        step: Number,
    },
    /// Text of `least` characters (code points) or more.
    TooShort {
        /// Characters.
        least: usize,
    },
    /// Text of `most` characters (code points) or fewer.
    TooLong {
        /// Characters.
        most: usize,
    },
    /// A list of `least` entries or more.
    TooFew {
        /// Entries.
        least: usize,
    },
    /// A list of `most` entries or fewer.
    TooMany {
        /// Entries.
        most: usize,
    },
    /// No entry twice.
    Repeated,
    /// A day of the calendar.
    BadDay,
    /// Today or before.
    DayInFuture,
    /// An ISBN whose check digit is right.
    BadIsbn,
    /// A link that starts with `https://`.
    BadLink,
    /// No less, or no earlier, than the field that [`super::field::Field::bound`] names.
    BelowOther,
    /// No more, or no later, than that field.
    AboveOther,
    /// Nothing is right here (the schema says `false`).
    NotAllowed,
}
