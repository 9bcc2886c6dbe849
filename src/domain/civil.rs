//! A day and a time of day, as people and files write them.

use super::{day::Day, moment::Moment};

/// A moment by some zone's calendar and clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Civil {
    /// The day.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub ms: u16,
}

const DAY_MS: i64 = 86_400_000;
const BODY_OFFSET_MS: i64 = 8 * 3_600_000;

impl Civil {
    /// As the body's clocks show it (Asia/Shanghai).
    pub fn in_body(moment: Moment) -> Self {
        let of_day = moment.plus_ms(BODY_OFFSET_MS).0.rem_euclid(DAY_MS);
        let part = |unit: i64, most: i64| (of_day / unit % most) as u8;
        Self {
            day: Day::at(moment),
            hour: part(3_600_000, 24),
            minute: part(60_000, 60),
            second: part(1000, 60),
            ms: (of_day % 1000) as u16,
        }
    }

    /// A moment in UTC: `2026-09-15T01:02:03.004Z`.
    pub fn rfc3339(moment: Moment) -> String {
        let Self {
            day,
            hour,
            minute,
            second,
            ms,
        } = Self::in_utc(moment);
        format!("{day}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z")
    }

    /// As it is in UTC.
    pub fn in_utc(moment: Moment) -> Self {
        Self::in_body(moment.plus_ms(-BODY_OFFSET_MS))
    }

    /// The moment at which the body's clocks show this; a part out of its range counts on.
    pub fn of_body(self) -> Moment {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        let of_day = (minutes * 60 + i64::from(self.second)) * 1000 + i64::from(self.ms);
        self.day.noon().plus_ms(of_day - DAY_MS / 2)
    }

    /// The moment at which it is this in UTC.
    pub fn of_utc(self) -> Moment {
        self.of_body().plus_ms(BODY_OFFSET_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_body_is_eight_hours_ahead() {
        let at = Moment(1_798_732_799_004); // 2026-12-31T15:59:59.004Z
        let (body, utc) = (Civil::in_body(at), Civil::in_utc(at));
        assert_eq!(
            (body.hour, body.minute, body.second, body.ms),
            (23, 59, 59, 4)
        );
        assert_eq!((utc.day.to_string().as_str(), utc.hour), ("2026-12-31", 15));
    }

    proptest! {
        #[test]
        fn a_moment_of_the_calendar_reads_back(ms in -62_000_000_000_000_i64..=253_000_000_000_000) {
            let at = Moment(ms);
            prop_assert_eq!(Civil::in_body(at).of_body(), at);
            prop_assert_eq!(Civil::in_utc(at).of_utc(), at);
        }
    }
}
