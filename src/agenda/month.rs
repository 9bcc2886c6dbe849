//! A month as weeks from Monday on, and what is held on its days.

use crate::domain::{day::Day, event::Event};

/// A month of a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// A month that the calendar has: 1 to 12 of the years 1 to 9999.
    pub fn new(year: u16, month: u8) -> Option<Self> {
        Day::new(year, month, 1).ok().map(|_| Self { year, month })
    }

    /// The month of a day.
    pub fn of(day: Day) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The month before; none before the first of year 1.
    pub fn before(self) -> Option<Self> {
        match self.month {
            1 => Self::new(self.year.checked_sub(1)?, 12),
            month => Self::new(self.year, month - 1),
        }
    }

    /// The month after; none after the last of year 9999.
    pub fn after(self) -> Option<Self> {
        match self.month {
            12 => Self::new(self.year + 1, 1),
            month => Self::new(self.year, month + 1),
        }
    }

    /// Its days.
    pub fn days(self) -> impl Iterator<Item = Day> {
        (1..=31).filter_map(move |day| Day::new(self.year, self.month, day).ok())
    }

    /// Its weeks, Monday first; none where a day is another month's.
    pub fn weeks(self) -> Vec<[Option<Day>; 7]> {
        let mut weeks = Vec::new();
        let mut week = [None; 7];
        for day in self.days() {
            let place = usize::from(day.weekday());
            if place == 0 && day.day() > 1 {
                weeks.push(std::mem::take(&mut week));
            }
            if let Some(square) = week.get_mut(place) {
                *square = Some(day);
            }
        }
        weeks.push(week);
        weeks
    }

    /// Whether something of an event is in it.
    pub fn holds(self, event: &Event) -> bool {
        Self::of(first_day(event)) <= self && self <= Self::of(last_day(event))
    }
}

/// Whether something of an event is on a day. What ends at midnight is not on the day that begins then.
pub fn is_on(event: &Event, day: Day) -> bool {
    (first_day(event)..=last_day(event)).contains(&day)
}

fn first_day(event: &Event) -> Day {
    Day::at(event.starts)
}

fn last_day(event: &Event) -> Day {
    Day::at(event.ends.plus_ms(-1).max(event.starts))
}
