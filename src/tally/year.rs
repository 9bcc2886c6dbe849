//! A year counted: by kind, by month, by day.

use crate::domain::{
    day::Day,
    event::Event,
    record::{KindId, Record, Standing},
};

const DAY_MS: i64 = 86_400_000;

/// Whether something was logged or held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// A record: its kind is one of the catalog's.
    Record,
    /// An event that the member came to: its kind is one of the events'.
    Event,
}

/// One kind with how often it was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// Which sort of kind.
    pub source: Source,
    /// The kind.
    pub kind: KindId,
    /// How often.
    pub n: u32,
}

/// A year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Year {
    /// Which.
    pub year: u16,
    /// By kind, records first, each in the order in which they were met.
    pub kinds: Vec<Count>,
    /// January to December.
    pub months: [u32; 12],
    /// From the first of January on.
    pub days: Vec<u32>,
    /// All together.
    pub total: u32,
    /// Records that the office returned: they are not counted until they are mended.
    pub returned: u32,
}

/// Counts a year. A record counts on its own day, an event on the day that it begins.
pub fn year<'a>(
    year: u16,
    records: &[Record],
    events: impl IntoIterator<Item = &'a Event>,
) -> Year {
    let mut counted = Year {
        year,
        kinds: Vec::new(),
        months: [0; 12],
        days: vec![0; days_of(year).count()],
        total: 0,
        returned: 0,
    };
    for record in records.iter().filter(|record| record.day.year() == year) {
        match record.standing {
            Standing::Received | Standing::Reviewed => {
                counted.add(Source::Record, &record.kind, record.day);
            }
            Standing::Returned { .. } => counted.returned += 1,
        }
    }
    for event in events {
        let day = Day::at(event.starts);
        if day.year() == year && came_to(event) {
            counted.add(Source::Event, &event.kind, day);
        }
    }
    counted
}

/// Whether the member was there: what the office says, and before it says anything, the check-in.
pub fn came_to(event: &Event) -> bool {
    let checked_in = event.mine.checked_in.is_some();
    event.cancelled.is_none() && event.mine.attended.unwrap_or(checked_in)
}

/// The sum of a field of whole numbers over the counted records of a kind in a year.
pub fn sum(year: u16, records: &[Record], kind: &KindId, field: &str) -> u64 {
    let counts = |record: &&Record| {
        record.kind == *kind
            && record.day.year() == year
            && !matches!(record.standing, Standing::Returned { .. })
    };
    let number = |record: &Record| {
        let number = record.answers.field(field)?.whole()?;
        u64::try_from(number).ok()
    };
    let numbers = records.iter().filter(counts).filter_map(number);
    numbers.fold(0, u64::saturating_add)
}

/// The days of a year, in order.
pub fn days_of(year: u16) -> impl Iterator<Item = Day> {
    let month = move |month| (1..=31).filter_map(move |day| Day::new(year, month, day).ok());
    (1..=12).flat_map(month)
}

/// The place of a day in its year, from 0 on.
fn place_in_year(day: Day) -> Option<usize> {
    let first = Day::new(day.year(), 1, 1).ok()?;
    usize::try_from(day.noon().since(first.noon()) / DAY_MS).ok()
}

impl Year {
    /// How often a kind was done.
    pub fn of(&self, source: Source, kind: &KindId) -> u32 {
        let mut kinds = self.kinds.iter();
        kinds
            .find(|it| it.source == source && it.kind == *kind)
            .map_or(0, |it| it.n)
    }

    fn add(&mut self, source: Source, kind: &KindId, day: Day) {
        let known = |it: &&mut Count| it.source == source && it.kind == *kind;
        match self.kinds.iter_mut().find(known) {
            Some(it) => it.n += 1,
            None => self.kinds.push(Count {
                source,
                kind: kind.clone(),
                n: 1,
            }),
        }
        if let Some(month) = self.months.get_mut(usize::from(day.month()) - 1) {
            *month += 1;
        }
        if let Some(count) = place_in_year(day).and_then(|place| self.days.get_mut(place)) {
            *count += 1;
        }
        self.total += 1;
    }
}
