//! The year scored by the body's rules, from what the phone has.

use super::{lists::Lists, targets::is_of_six};
use crate::{
    domain::{event::Event, lang::Lang, record::Record},
    i18n::{fill, year::year as own_words},
    scoring::{
        deed::Deed,
        rules::Rules,
        score::{Asked, ScoreError, score},
        summary::Sheet,
    },
    state::{progress::Courses, rules_file::RulesFile},
};
use std::sync::Arc;

/// What was scored, with its result.
#[derive(PartialEq)]
pub(super) struct Scored {
    pub rules: Arc<Rules>,
    pub asked: Asked,
    pub deeds: Vec<Deed>,
    pub sheet: Sheet,
}

/// How far the points have come.
#[derive(Clone, PartialEq)]
pub(super) enum Points {
    /// The rules or the records are on their way.
    Reading,
    /// This body scores nothing on the phone.
    Absent,
    /// Nothing can be scored, as a sentence.
    Not(String),
    /// The points.
    Are(Arc<Scored>),
}

impl Points {
    /// Whether there is anything that is asked for.
    pub fn has_targets(&self) -> bool {
        match self {
            Self::Are(scored) => !scored.sheet.summary.targets.is_empty(),
            Self::Reading | Self::Absent | Self::Not(_) => false,
        }
    }

    /// Whether the six ones are asked for.
    pub fn ask_six(&self) -> bool {
        match self {
            Self::Are(scored) => scored.sheet.summary.targets.iter().any(is_of_six),
            Self::Reading | Self::Absent | Self::Not(_) => false,
        }
    }

    /// Whether a row comes of something that happened: an absence too.
    pub fn tells_of_deeds(&self) -> bool {
        match self {
            Self::Are(scored) => scored
                .sheet
                .ledger
                .rows
                .iter()
                .any(|row| row.deed().is_some()),
            Self::Reading | Self::Absent | Self::Not(_) => false,
        }
    }
}

/// The rules, read once.
#[derive(Clone, PartialEq)]
pub(super) enum Read {
    File(RulesFile),
    Broken(String),
    Rules(Arc<Rules>),
}

impl Read {
    /// Reads the file's text.
    pub fn new(file: RulesFile) -> Self {
        let RulesFile::Read(text) = &file else {
            return Self::File(file);
        };
        match Rules::parse(text) {
            Ok(rules) => Self::Rules(Arc::new(rules)),
            Err(errors) => Self::Broken(
                errors
                    .first()
                    .map(|error| error.place.clone())
                    .unwrap_or_default(),
            ),
        }
    }
}

/// Scores a year of records and events that the phone has.
pub(super) fn points(
    lang: Lang,
    lists: &Lists,
    asked: &Asked,
    rules: &Read,
    courses: &Courses,
) -> Points {
    let own = own_words(lang);
    let rules = match rules {
        Read::File(RulesFile::Absent) => return Points::Absent,
        Read::File(RulesFile::Reading | RulesFile::Read(_)) => return Points::Reading,
        Read::File(RulesFile::Unfetched) => return Points::Not(own.rules_unfetched.to_owned()),
        Read::Broken(place) => return Points::Not(fill(own.rules_broken, &[("place", place)])),
        Read::Rules(rules) => rules,
    };
    let Some(deeds) = deeds(lists, rules, courses) else {
        return Points::Reading;
    };
    match score(rules, asked, &deeds) {
        Ok(sheet) => Points::Are(Arc::new(Scored {
            rules: Arc::clone(rules),
            asked: asked.clone(),
            deeds,
            sheet,
        })),
        Err(ScoreError::NoEdition) => Points::Not(own.rules_none.to_owned()),
        Err(ScoreError::OutOfFuel | ScoreError::TooLarge(_)) => {
            Points::Not(own.rules_too_much.to_owned())
        }
    }
}

/// None before the records were had.
fn deeds(lists: &Lists, rules: &Rules, courses: &Courses) -> Option<Vec<Deed>> {
    let of_record =
        |record: &Record| Deed::of_record(&courses.told(record), |field| rules.look_at(field));
    let of_event = |event: &Arc<Event>| Deed::of_event(event, rules.late_after());
    let records = lists.records()?.iter().filter_map(of_record);
    Some(
        records
            .chain(lists.events().iter().filter_map(of_event))
            .collect(),
    )
}
