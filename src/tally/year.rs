//! A year counted: by kind, by month, by day.

use crate::domain::{
    day::Day,
    event::Event,
    record::{KindId, Record, Standing},
};

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

/// One thing that counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item<'a> {
    /// Record or event.
    pub source: Source,
    /// Its kind.
    pub kind: &'a KindId,
    /// Its day.
    pub day: Day,
    /// The record's key or the event's id.
    pub id: &'a str,
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
    records: &'a [Record],
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
    for item in items(year, records, events) {
        counted.add(item.source, item.kind, item.day);
    }
    let returned = duties(year, records).filter(|record| is_returned(record));
    counted.returned = u32::try_from(returned.count()).unwrap_or(u32::MAX);
    counted
}

/// What counts in a year, records first.
pub fn items<'a>(
    year: u16,
    records: &'a [Record],
    events: impl IntoIterator<Item = &'a Event>,
) -> impl Iterator<Item = Item<'a>> {
    let records = duties(year, records).filter(|record| record.standing.counts());
    let records = records.map(|record| Item {
        source: Source::Record,
        kind: &record.kind,
        day: record.day,
        id: record.client_ref.as_str(),
    });
    let events = events.into_iter().filter(|event| came_to(event));
    let events = events.map(|event| Item {
        source: Source::Event,
        kind: &event.kind,
        day: Day::at(event.starts),
        id: event.id.as_str(),
    });
    records.chain(events.filter(move |item| item.day.year() == year))
}

/// The records of a year that tell of a duty.
fn duties(year: u16, records: &[Record]) -> impl Iterator<Item = &Record> {
    let of_year = move |record: &&Record| record.day.year() == year && record.kind.is_duty();
    records.iter().filter(of_year)
}

fn is_returned(record: &Record) -> bool {
    matches!(record.standing, Standing::Returned { .. })
}

/// Whether the member was there: what the office says, and before it says anything, the check-in.
pub fn came_to(event: &Event) -> bool {
    let checked_in = event.mine.checked_in.is_some();
    event.cancelled.is_none() && event.mine.attended.unwrap_or(checked_in)
}

/// The sum of a field of whole numbers over the counted records of a kind in a year.
pub fn sum(year: u16, records: &[Record], kind: &KindId, field: &str) -> u64 {
    let counts = |record: &&Record| {
        record.kind == *kind && record.day.year() == year && record.standing.counts()
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
        if let Some(count) = self.days.get_mut(day.place_in_year()) {
            *count += 1;
        }
        self.total += 1;
    }
}
