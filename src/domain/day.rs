//! Days in the body's time zone.

use super::moment::Moment;
use std::fmt;

/// A civil day in the body's time zone (Asia/Shanghai), years 1 to 9999. Written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// The text is not a day of the calendar written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day written YYYY-MM-DD")]
pub struct NotADay;

/// Asia/Shanghai has been UTC+8 without daylight saving since 1992.
const BODY_OFFSET_MS: i64 = 8 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

impl Day {
    /// A day that the calendar has.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADay> {
        let fits = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month);
        if fits {
            Ok(Self { year, month, day })
        } else {
            Err(NotADay)
        }
    }

    /// Reads `YYYY-MM-DD`; what follows the first ten characters is refused.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        let mut parts = text.split('-');
        let mut part = |width: usize| {
            let digits = parts
                .next()
                .filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()));
            digits
                .and_then(|part| part.parse::<u16>().ok())
                .ok_or(NotADay)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(NotADay);
        }
        Self::new(
            year,
            u8::try_from(month).map_err(|_| NotADay)?,
            u8::try_from(day).map_err(|_| NotADay)?,
        )
    }

    /// The body's day at a moment, whatever the phone's zone.
    pub fn at(moment: Moment) -> Self {
        Self::from_epoch((moment.0.saturating_add(BODY_OFFSET_MS)).div_euclid(DAY_MS))
    }

    /// The year that a record of this day counts in.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// 0 for the first of January.
    pub fn place_in_year(self) -> usize {
        let month = usize::from(self.month);
        // As if February had 30 days: a month has 30 or 31, in an even row of twelve.
        let before = (367 * month - 362) / 12;
        let missing = match self.month {
            1 | 2 => 0,
            _ if is_leap(self.year) => 1,
            _ => 2,
        };
        before - missing + usize::from(self.day) - 1
    }

    /// 0 for a Monday, 6 for a Sunday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.to_epoch() + 3).rem_euclid(7) as u8
    }

    /// Noon of this day in the body's zone: a moment that every zone's calendar can format.
    pub fn noon(self) -> Moment {
        Moment(self.to_epoch() * DAY_MS + DAY_MS / 2 - BODY_OFFSET_MS)
    }

    /// The days that follow this one week by week up to `last`, in order; of more than `most` the latest.
    pub fn weeks_until(self, last: Self, most: u16) -> Vec<Self> {
        let weeks = (last.to_epoch() - self.to_epoch()).div_euclid(7);
        let first = (weeks - i64::from(most)).max(0) + 1;
        let days = (first..=weeks).map(|week| Self::from_epoch(self.to_epoch() + 7 * week));
        days.collect()
    }

    /// Whole days since 1970-01-01 (Howard Hinnant's civil calendar arithmetic).
    fn to_epoch(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let month = (i64::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn from_epoch(days: i64) -> Self {
        let shifted = days.clamp(-719_162, 2_932_896) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted - era * 146_097;
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: year as u16,
            month: month as u8,
            day: day as u8,
        }
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl fmt::Display for Day {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn new_year_comes_when_it_comes_to_the_body() {
        let last_second = Moment(1_798_732_799_000); // 2026-12-31T15:59:59Z
        assert_eq!(Day::at(last_second).to_string(), "2026-12-31");
        assert_eq!(
            Day::at(Moment(last_second.0 + 1000)).to_string(),
            "2027-01-01"
        );
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "2026-01-01T",
            "2026-01-01-",
            "0000-01-01",
            "",
            "２０２６-01-01",
        ] {
            assert_eq!(Day::parse(text), Err(NotADay), "{text}");
        }
        assert!(Day::parse("2028-02-29").is_ok());
    }

    #[test]
    fn weeks_go_up_to_the_last_day_and_leave_out_the_first() {
        let day = |text| Day::parse(text).expect("a day");
        let weeks = |first, last| {
            let days = day(first).weeks_until(day(last), 3).into_iter();
            days.map(|day| day.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            weeks("2025-12-25", "2026-01-08"),
            ["2026-01-01", "2026-01-08"]
        );
        assert_eq!(
            weeks("2026-01-01", "2026-02-04"),
            ["2026-01-15", "2026-01-22", "2026-01-29"]
        );
        assert_eq!(weeks("2026-01-01", "2026-01-07"), [""; 0]);
        assert_eq!(weeks("2026-01-09", "2026-01-08"), [""; 0]);
    }

    proptest! {
        #[test]
        fn weeks_are_seven_days_apart_on_one_weekday(from in 0_i64..40_000, days in -400_i64..400, most in 0_u16..20) {
            let (first, last) = (Day::from_epoch(from), Day::from_epoch(from + days));
            let weeks = first.weeks_until(last, most);
            prop_assert_eq!(weeks.len() as i64, days.div_euclid(7).clamp(0, i64::from(most)));
            for pair in weeks.windows(2) {
                prop_assert_eq!(pair[1].to_epoch() - pair[0].to_epoch(), 7);
            }
            prop_assert!(weeks.iter().all(|day| first < *day && *day <= last && day.weekday() == first.weekday()));
            prop_assert!(weeks.last().is_none_or(|day| last.to_epoch() - day.to_epoch() < 7));
        }

        #[test]
        fn every_day_reads_back(days in -719_162_i64..=2_932_896) {
            let day = Day::from_epoch(days);
            prop_assert_eq!(day.to_epoch(), days);
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(Day::at(day.noon()), day);
            let first = Day::new(day.year, 1, 1).expect("a day").to_epoch();
            prop_assert_eq!(day.place_in_year() as i64, days - first);
        }
    }
}
