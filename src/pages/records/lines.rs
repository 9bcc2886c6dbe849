//! The lines of a year: found by filters without a word of theirs, told where they are drawn.

use crate::{
    domain::{
        confirmation::is_confirmation,
        cosigning::is_cosigning,
        day::Day,
        dispute::is_dispute,
        lang::Lang,
        order::largest_first,
        record::{KindId, Record},
        withdrawal::is_withdrawal,
    },
    i18n::dispute::dispute,
    state::{
        at::At, confirming::Heard, disputes, progress::Courses, shelf::YearList, telling::Told,
        telling_acts,
    },
};
use leptos::prelude::*;
use std::{ops::Range, sync::Arc};

/// A line of the list: one that waits, or the place of one that was received, which is told once it is drawn.
#[derive(Clone, PartialEq)]
enum Line {
    Waits(Told),
    Received(usize),
}

/// What was received of a year: all of it, or what has come so far.
#[derive(Clone, PartialEq)]
enum Received {
    Whole(Arc<YearList>),
    First(Arc<Vec<Record>>),
    Nothing,
}

impl Received {
    fn of(at: At, year: u16) -> Self {
        let whole = at.shelf.years.with(|years| years.get(&year).cloned());
        let first = || coming(at, year).map_or(Self::Nothing, Self::First);
        whole.map_or_else(first, Self::Whole)
    }

    fn records(&self) -> &[Record] {
        match self {
            Self::Whole(list) => &list.records,
            Self::First(first) => first,
            Self::Nothing => &[],
        }
    }
}

/// The lines that pass the filters, and what was said about records, which is looked through once for all lines.
#[derive(PartialEq)]
pub struct Found {
    heard: Heard,
    received: Received,
    lines: Vec<Line>,
}

/// What a line must be of to be shown.
pub struct Filter {
    pub year: u16,
    /// Any if empty.
    pub kind: String,
    /// Any if 0.
    pub month: u8,
}

impl Filter {
    fn takes(&self, kind: &KindId, day: Option<Day>) -> bool {
        (self.kind.is_empty() || self.kind == kind.0)
            && (self.month == 0 || day.is_some_and(|day| day.month() == self.month))
    }
}

impl Found {
    /// Every line of a year that the filter takes: what waits first, then what was received, newest first.
    pub fn by(lang: Lang, at: At, filter: &Filter) -> Self {
        let this_year = at.clock.today().year();
        let received = Received::of(at, filter.year);
        let records = received.records();
        let of_year = |day: Option<Day>| {
            day.map_or(filter.year == this_year, |day| day.year() == filter.year)
        };
        let mut lines: Vec<(Option<Day>, Line)> = at.desk.rows.with(|rows| {
            rows.iter()
                .filter(|row| {
                    of_year(row.entry.day) && filter.takes(&row.entry.kind, row.entry.day)
                })
                .filter(|row| {
                    records
                        .iter()
                        .all(|record| record.client_ref != row.item.client_ref)
                })
                .map(|row| {
                    let told = telling_acts::item(lang, at, row);
                    (row.entry.day, Line::Waits(told))
                })
                .collect()
        });
        // What was withdrawn, confirmed or co-signed says so itself.
        let speaks = [is_withdrawal, is_confirmation, is_cosigning];
        let shown = records.iter().enumerate().filter(|(_, it)| {
            !speaks.iter().any(|speaks| speaks(&it.kind)) && filter.takes(&it.kind, Some(it.day))
        });
        lines.extend(shown.map(|(place, it)| (Some(it.day), Line::Received(place))));
        // A draft without a day is the newest of all.
        let lines = largest_first(lines, |(day, _)| day.map_or(i64::MAX, |day| day.noon().0));
        Self {
            heard: Heard::now(at),
            lines: lines.into_iter().map(|(_, line)| line).collect(),
            received,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// The lines at these places, in words.
    pub fn tell(&self, lang: Lang, at: At, courses: &Courses, places: Range<usize>) -> Vec<Told> {
        let records = self.received.records();
        let lines = self.lines.get(places).unwrap_or_default();
        let tell = |line: &Line| match line {
            Line::Waits(told) => Some(told.clone()),
            Line::Received(place) => {
                let record = records.get(*place)?;
                Some(told(
                    lang,
                    courses,
                    record,
                    self.heard.line(lang, at, record),
                ))
            }
        };
        lines.iter().filter_map(tell).collect()
    }
}

/// What has come of a year that is being read for the first time.
pub fn coming(at: At, year: u16) -> Option<Arc<Vec<Record>>> {
    let coming = at.shelf.coming.get();
    coming.filter(|(of, _)| *of == year).map(|(_, first)| first)
}

fn told(lang: Lang, courses: &Courses, record: &Record, told: Told) -> Told {
    if !is_dispute(&record.kind) {
        return match stage(lang, courses, record) {
            Some(stage) => Told {
                detail: [stage, &told.detail].join(" · "),
                ..told
            },
            None => told,
        };
    }
    let stage = disputes::of_record(record);
    let (tone, detail) = disputes::told(lang, &stage);
    let answered = matches!(stage, disputes::Stage::Answered { .. });
    let tag = if answered {
        (tone, dispute(lang).answered)
    } else {
        told.tag
    };
    Told {
        detail,
        tag,
        ..told
    }
}

/// The step at which a record stands, once it was taken.
fn stage<'a>(lang: Lang, courses: &'a Courses, record: &Record) -> Option<&'a str> {
    let steps = &courses.of(&record.client_ref)?.steps;
    Some(courses.workflow(record)?.stage(steps)?.label(lang))
}
