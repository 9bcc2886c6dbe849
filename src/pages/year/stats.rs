//! The numbers of the page, with their names and measure words.

use super::lists::Lists;
use crate::{
    domain::{
        lang::Lang,
        record::{KindId, Record},
    },
    forms::catalog::Kind,
    i18n::{
        events::events,
        fill, for_number, words,
        year::{YearWords, year as own_words},
    },
    scoring::deed::{self, DeedRef},
    state::{at::At, telling_acts},
    tally::year::{Count, Item, Source, Year, items, sum, year},
};
use std::sync::Arc;

/// One kind of duty.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    /// Record or event.
    pub source: Source,
    /// Which.
    pub kind: KindId,
    /// What it is called.
    pub name: String,
    /// What counts it: 场, 次, 件.
    pub measure: String,
    /// How often.
    pub n: u32,
    /// How often the year before.
    pub before: u32,
    /// People reached and the like: as a sentence each.
    pub people: Vec<String>,
}

/// A year beside the one before it.
#[derive(Clone, PartialEq)]
pub(super) struct Stats {
    /// The year.
    pub now: Year,
    /// The year before; none where it was not fetched yet.
    pub before: Option<Year>,
    /// Kinds of either year, records first.
    pub lines: Vec<Line>,
    /// Whether the records of the year were had.
    pub is_read: bool,
}

impl Stats {
    /// Counts what the phone has.
    pub fn new(lang: Lang, at: At, of: u16, (now, before): (&Lists, &Lists)) -> Self {
        let had = now.records();
        let before = counted(before, of.saturating_sub(1));
        let now = counted(now, of).unwrap_or_else(|| year(of, &[], []));
        let mut kinds: Vec<Count> = now.kinds.clone();
        for count in before.iter().flat_map(|before| &before.kinds) {
            if now.of(count.source, &count.kind) == 0 {
                kinds.push(Count {
                    n: 0,
                    ..count.clone()
                });
            }
        }
        let of_record = |count: &&Count| count.source == Source::Record;
        let (records, events): (Vec<&Count>, Vec<&Count>) = kinds.iter().partition(of_record);
        // In the catalog's order, then what it does not know.
        let known = at.duties.kinds();
        let place = |count: &&Count| known.iter().position(|kind| *kind.id() == count.kind);
        let (mut listed, other): (Vec<&Count>, Vec<&Count>) = records
            .into_iter()
            .partition(|count| place(count).is_some());
        listed.sort_by_key(|count| place(count));
        let ordered = listed.into_iter().chain(other).chain(events);
        let records = had.unwrap_or_default();
        let lines = ordered
            .map(|count| line(lang, at, (of, records), before.as_ref(), count))
            .collect();
        Self {
            now,
            before,
            lines,
            is_read: had.is_some(),
        }
    }

    /// Whether there is anything to compare with.
    pub fn compares(&self) -> bool {
        self.before.as_ref().is_some_and(|before| before.total > 0)
    }
}

/// A number of what was done, which is asked about.
#[derive(Clone, PartialEq)]
pub(super) enum Counted {
    /// Of a kind.
    Kind(Source, KindId),
    /// Of a month, from 0.
    Month(usize),
}

/// What makes it.
pub(super) fn behind(at: At, of: u16, what: &Counted) -> Vec<Arc<DeedRef>> {
    let fits = |item: &Item<'_>| match what {
        Counted::Kind(source, kind) => item.source == *source && item.kind == kind,
        Counted::Month(place) => usize::from(item.day.month()) == place + 1,
    };
    let deed = |item: Item<'_>| DeedRef {
        day: item.day,
        id: item.id.to_owned(),
        source: match item.source {
            Source::Record => deed::Source::Record,
            Source::Event => deed::Source::Event,
        },
        kind: item.kind.clone(),
    };
    let lists = Lists::of(at, of);
    let records = lists.records().unwrap_or_default();
    let all = items(of, records, lists.events().iter().map(AsRef::as_ref));
    let mut found: Vec<Arc<DeedRef>> = all.filter(fits).map(deed).map(Arc::new).collect();
    found.sort();
    found
}

/// 3 场
pub(super) fn count(own: &YearWords, n: u32, measure: &str) -> String {
    let n = n.to_string();
    let measure = for_number(measure, &n);
    fill(own.count, &[("n", &n), ("measure", measure)])
}

/// A year, where its records were had.
fn counted(lists: &Lists, of: u16) -> Option<Year> {
    let events = lists.events().iter().map(AsRef::as_ref);
    lists.records().map(|records| year(of, records, events))
}

fn line(
    lang: Lang,
    at: At,
    (of, records): (u16, &[Record]),
    before: Option<&Year>,
    count: &Count,
) -> Line {
    let own = own_words(lang);
    let kind = (count.source == Source::Record)
        .then(|| at.duties.kind(&count.kind))
        .flatten();
    let name = match (&kind, count.source) {
        (Some(kind), _) => kind.label(lang).to_owned(),
        (None, Source::Event) => telling_acts::kind(events(lang), &count.kind.0).to_owned(),
        (None, Source::Record) => words(lang).kind_other.to_owned(),
    };
    let measure = kind
        .as_ref()
        .map_or(own.measure_event, |kind| kind.measure(lang));
    Line {
        source: count.source,
        kind: count.kind.clone(),
        name,
        measure: measure.to_owned(),
        n: count.n,
        before: before.map_or(0, |before| before.of(count.source, &count.kind)),
        people: kind
            .as_ref()
            .map(|kind| people(lang, of, records, kind))
            .unwrap_or_default(),
    }
}

/// What a form counts in 人次 or 人, each field by itself: the two are never added.
fn people(lang: Lang, of: u16, records: &[Record], kind: &Kind) -> Vec<String> {
    let own = own_words(lang);
    let told = |id: &KindId, key: &str, label: &str, unit: &str| {
        let n = sum(of, records, id, key);
        let values = [("label", label), ("n", &n.to_string()), ("unit", unit)];
        (n > 0).then(|| fill(own.people, &values))
    };
    let fields = kind.form().fields().iter();
    fields
        .filter_map(|field| {
            let unit = field.unit(lang)?;
            let of_people = unit == own.person_times || unit == own.persons;
            of_people
                .then(|| told(kind.id(), field.key(), field.label(lang), unit))
                .flatten()
        })
        .collect()
}
