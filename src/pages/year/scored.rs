//! The year scored by the body's rules, from what the phone has.

use super::{lists::Lists, targets::is_of_six};
use crate::{
    domain::{event::Event, lang::Lang, record::Record},
    i18n::{fill, year::year as own_words},
    scoring::{
        deed::Deed,
        ledger::Ledger,
        rules::Rules,
        score::{Asked, ScoreError, Sums, score, sums},
        summary::Sheet,
    },
    state::{cosigning::Cosigning, progress::Courses, rules_file::RulesFile},
};
use std::sync::{Arc, OnceLock};

/// What was scored, with its result.
pub(super) struct Scored {
    pub rules: Arc<Rules>,
    pub asked: Asked,
    pub deeds: Vec<Deed>,
    pub sums: Sums,
    told: OnceLock<Sheet>,
}

impl Scored {
    /// Every point with its reason, told when somebody first asks: a long year has many.
    pub fn sheet(&self) -> &Sheet {
        let told = || score(&self.rules, &self.asked, &self.deeds);
        self.told.get_or_init(|| {
            // What has sums has a sheet.
            told().unwrap_or_else(|_| Sheet {
                ledger: Ledger::default(),
                summary: self.sums.summary.clone(),
                corrections: None,
            })
        })
    }
}

impl PartialEq for Scored {
    /// The same deeds come to the same under the same rules.
    fn eq(&self, other: &Self) -> bool {
        self.rules == other.rules && self.asked == other.asked && self.deeds == other.deeds
    }
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
            Self::Are(scored) => !scored.sums.summary.targets.is_empty(),
            Self::Reading | Self::Absent | Self::Not(_) => false,
        }
    }

    /// Whether the six ones are asked for.
    pub fn ask_six(&self) -> bool {
        match self {
            Self::Are(scored) => scored.sums.summary.targets.iter().any(is_of_six),
            Self::Reading | Self::Absent | Self::Not(_) => false,
        }
    }

    /// Whether a row comes of something that happened: an absence too.
    pub fn tells_of_deeds(&self) -> bool {
        match self {
            Self::Are(scored) => scored.sums.of_deeds,
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

    /// Not under way any more.
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::File(RulesFile::Reading))
    }
}

/// Scores a year of records and events that the phone has.
pub(super) fn points(
    lang: Lang,
    lists: &Lists,
    asked: &Asked,
    rules: &Read,
    told: (&Courses, &Cosigning),
) -> Points {
    let own = own_words(lang);
    let rules = match rules {
        Read::File(RulesFile::Absent) => return Points::Absent,
        Read::File(RulesFile::Reading | RulesFile::Read(_)) => return Points::Reading,
        Read::File(RulesFile::Unfetched) => return Points::Not(own.rules_unfetched.to_owned()),
        Read::Broken(place) => return Points::Not(fill(own.rules_broken, &[("place", place)])),
        Read::Rules(rules) => rules,
    };
    let Some(deeds) = deeds(lists, rules, told) else {
        return Points::Reading;
    };
    match sums(rules, asked, &deeds) {
        Ok(sums) => Points::Are(Arc::new(Scored {
            rules: Arc::clone(rules),
            asked: asked.clone(),
            deeds,
            sums,
            told: OnceLock::new(),
        })),
        Err(ScoreError::NoEdition) => Points::Not(own.rules_none.to_owned()),
        Err(ScoreError::OutOfFuel | ScoreError::TooLarge(_)) => {
            Points::Not(own.rules_too_much.to_owned())
        }
    }
}

/// None before the records were had.
fn deeds(
    lists: &Lists,
    rules: &Rules,
    (courses, signed): (&Courses, &Cosigning),
) -> Option<Vec<Deed>> {
    let looked_at = |field: &str| rules.look_at(field);
    let of_record = |record: &Record| Deed::of_record(&courses.told(record), looked_at);
    let of_event = |event: &Arc<Event>| Deed::of_event(event, rules.late_after());
    let records = lists.records()?.iter().filter_map(of_record);
    let events = lists.events().iter().filter_map(of_event);
    let signed = signed.iter().flat_map(|all| all.iter());
    let signed = signed.filter_map(|it| Deed::of_cosigned(it, looked_at));
    Some(records.chain(events).chain(signed).collect())
}
