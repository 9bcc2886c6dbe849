//! How a backend writes a moment.

use super::place::{Place, Wrong};
use crate::domain::{civil::Civil, day::Day, moment::Moment};
use serde_json::Value;

/// How a moment is written.
#[derive(Clone, Copy)]
pub(super) enum MomentFormat {
    /// `2026-09-15T01:02:03.004Z`
    Rfc3339,
    /// Milliseconds since 1970, a number.
    EpochMs,
    /// Seconds since 1970, a number.
    EpochS,
    /// `2026-09-15 09:02:03`, as the body's clocks show it.
    Local,
}

impl MomentFormat {
    /// What the profile names under `formats`.
    pub fn parse(profile: Place) -> Result<Self, Wrong> {
        let formats = profile.field("formats");
        match formats.and_then(|formats| formats.field("moment")) {
            Some(name) => name.one_of(
                &["rfc3339", "epoch_ms", "epoch_s", "local"],
                &[Self::Rfc3339, Self::EpochMs, Self::EpochS, Self::Local],
            ),
            None => Ok(Self::Rfc3339),
        }
    }

    pub fn write(self, moment: Moment) -> Value {
        match self {
            Self::Rfc3339 => Value::String(Civil::rfc3339(moment)),
            Self::EpochMs => Value::from(moment.0),
            Self::EpochS => Value::from(moment.0.div_euclid(1000)),
            Self::Local => Value::String(local(moment)),
        }
    }

    /// `None` where it is none.
    pub fn read(self, value: &Value) -> Option<Moment> {
        match self {
            Self::Rfc3339 | Self::Local => read_rfc3339(value.as_str()?),
            Self::EpochMs => value.as_i64().map(Moment),
            Self::EpochS => value.as_i64()?.checked_mul(1000).map(Moment),
        }
    }
}

fn local(moment: Moment) -> String {
    let Civil {
        day,
        hour,
        minute,
        second,
        ..
    } = Civil::in_body(moment);
    format!("{day} {hour:02}:{minute:02}:{second:02}")
}

/// RFC 3339, also with a space for the `T` and without seconds; what names no zone is in the body's.
fn read_rfc3339(text: &str) -> Option<Moment> {
    let (day, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at_checked(at)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Option<Vec<u8>> = time.split(':').map(digits).collect();
    let (hour, minute, second) = match *parts?.as_slice() {
        [hour @ 0..=23, minute @ 0..=59] => (hour, minute, 0),
        [hour @ 0..=23, minute @ 0..=59, second @ 0..=60] => (hour, minute, second),
        _ => return None,
    };
    let civil = Civil {
        day: Day::parse(day).ok()?,
        hour,
        minute,
        second,
        ms: thousandths(fraction)?,
    };
    match zone {
        "" => Some(civil.of_body()),
        "Z" | "z" => Some(civil.of_utc()),
        offset => Some(civil.of_utc().plus_ms(-offset_ms(offset)?)),
    }
}

/// `+08:00`, `+0800` or `+08`.
fn offset_ms(text: &str) -> Option<i64> {
    let (sign, rest) = text.split_at_checked(1)?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" => 0,
        minutes => digits(minutes)?,
    };
    Some(sign * (i64::from(digits(hours)?) * 60 + i64::from(minutes)) * 60_000)
}

/// Exactly two.
fn digits(text: &str) -> Option<u8> {
    let two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    two.then(|| text.parse().ok()).flatten()
}

/// The first three digits after the point.
fn thousandths(text: &str) -> Option<u16> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let three = text.bytes().chain([b'0'; 2]).take(3);
    Some(three.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_one_moment_is_read() {
        for text in [
            "2026-09-15T01:02:03.004Z",
            "2026-09-15 01:02:03.004Z",
            "2026-09-15t01:02:03.0049z",
            "2026-09-15T09:02:03.004+08:00",
            "2026-09-14T20:32:03.004-0430",
            "2026-09-15 09:02:03.004",
        ] {
            let read = read_rfc3339(text);
            assert_eq!(read, Some(Moment(1_789_434_123_004)), "{text}");
        }
        let short = read_rfc3339("2026-09-15 09:02");
        assert_eq!(short, Some(Moment(1_789_434_120_000)));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "2026-09-15",
            "2026-09-15T",
            "2026-02-30T01:02:03Z",
            "2026-09-15T24:00:00Z",
            "2026-09-15T1:2:3Z",
            "2026-09-15T01:02:03.Z",
            "2026-09-15T01:02:03+8",
            "活动活动活动活动",
            "2026-09-15T01:02:03Zulu",
            "2026-09-15T01:02:03+08:00:00",
        ] {
            assert_eq!(read_rfc3339(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in ".{0,40}") {
            let _read = read_rfc3339(&text);
        }

        #[test]
        fn what_is_written_reads_back(ms in -62_000_000_000_000_i64..=253_000_000_000_000) {
            for format in [MomentFormat::Rfc3339, MomentFormat::EpochMs] {
                prop_assert_eq!(format.read(&format.write(Moment(ms))), Some(Moment(ms)));
            }
            let second = Moment(ms.div_euclid(1000) * 1000);
            for format in [MomentFormat::EpochS, MomentFormat::Local] {
                prop_assert_eq!(format.read(&format.write(Moment(ms))), Some(second));
            }
        }
    }
}
