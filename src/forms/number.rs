//! Numbers as JSON Schema compares them.

use super::door::answer_from_json;
use crate::domain::answer::Answer;
use std::cmp::Ordering;

/// A whole number, or one that is not or does not fit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Number {
    /// Whole.
    Int(i64),
    /// With a fraction, or too large for `Int`.
    Real(f64),
}

/// More digits than a double surely keeps are not turned into a number.
pub(super) const MOST_DIGITS: usize = 15;

/// The largest whole number of so many digits.
pub(super) const MOST_NUMBER: i64 = 999_999_999_999_999;

impl Number {
    /// The number in an answer, if it is one.
    pub fn of(answer: &Answer) -> Option<Self> {
        if let Answer::Int(whole) = answer {
            Some(Self::Int(*whole))
        } else if let Answer::Real(real) = answer {
            Some(Self::Real(*real))
        } else {
            None
        }
    }

    /// 1.0 and 1e300 are whole as well as 1.
    pub fn is_whole(self) -> bool {
        match self {
            Self::Int(_) => true,
            Self::Real(real) => real.trunc() == real,
        }
    }

    /// Whether this is a whole number of `step`s; `step` is above zero.
    pub fn is_multiple_of(self, step: Self) -> bool {
        if let (Self::Int(whole), Self::Int(step)) = (self, step) {
            return whole.checked_rem(step) == Some(0);
        }
        let steps = self.as_f64() / step.as_f64();
        // Decimal steps like 0.01 are not exact in binary: a rounding error of either side is let through.
        let off = (steps - steps.round_ties_even()).abs();
        off <= steps.abs() * f64::EPSILON * 2.0
    }

    fn as_f64(self) -> f64 {
        match self {
            Self::Int(whole) => whole as f64,
            Self::Real(real) => real,
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if let (Self::Int(one), Self::Int(two)) = (self, other) {
            return Some(one.cmp(two));
        }
        self.as_f64().partial_cmp(&other.as_f64())
    }
}

/// Reads a number as people type it (`１２０`, `1，200`, ` 90 `, `−3`); `None` for anything else,
/// also for half a number (`1.`, `-`).
pub(super) fn read_number(typed: &str) -> Option<Answer> {
    let folded: String = typed.trim().chars().map(narrow).collect();
    let bare = folded.strip_prefix(['-', '+']).unwrap_or(&folded);
    let (whole, fraction) = match bare.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (bare, None),
    };
    let whole = without_grouping(whole)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(&whole) || !fraction.is_none_or(digits) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() + fraction.map_or(0, str::len) > MOST_DIGITS {
        return None;
    }
    let fraction = fraction.unwrap_or("0");
    let sign = if folded.starts_with('-') { "-" } else { "" };
    let zero = if whole.is_empty() { "0" } else { "" };
    answer_from_json(&[sign, zero, whole, ".", fraction].concat())
}

/// `1,200,000` without its commas; `None` where they stand elsewhere.
fn without_grouping(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut joined = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        joined.push_str(group);
    }
    Some(joined)
}

/// The half-width twin of a full-width character, and of the dashes that stand for a minus.
pub(super) fn narrow(wide: char) -> char {
    match wide {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{2010}' | '\u{2011}' => '-',
        '\u{3002}' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        _ => wide,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(typed: &str, number: Answer) {
        assert_eq!(read_number(typed), Some(number), "{typed}");
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        reads("１２０", Answer::Int(120));
        reads(" 90\u{3000}", Answer::Int(90));
        reads("１，２００", Answer::Int(1200));
        reads("1,234,567", Answer::Int(1_234_567));
        reads("007", Answer::Int(7));
        reads("−3", Answer::Int(-3));
        reads("1.5", Answer::Real(1.5));
        reads("1。5", Answer::Real(1.5));
        reads("1.50", Answer::Real(1.5));
        reads("2.0", Answer::Int(2));
        reads("-0", Answer::Int(0));
    }

    #[test]
    fn half_a_number_is_none_yet() {
        for typed in [
            "",
            "-",
            "1.",
            ".5",
            "1,2",
            "1,2000",
            ",100",
            "1e5",
            "12a",
            "九十",
            "9999999999999999999",
        ] {
            assert_eq!(read_number(typed), None, "{typed}");
        }
    }

    #[test]
    fn whole_numbers_and_fractions_compare() {
        assert!(Number::Int(2) > Number::Real(1.5));
        assert!(Number::Int(i64::MAX) < Number::Real(1e300));
        assert!(Number::Real(0.0075).is_multiple_of(Number::Real(0.0001)));
        assert!(!Number::Real(0.00751).is_multiple_of(Number::Real(0.0001)));
        assert!(!Number::Real(1e308).is_multiple_of(Number::Real(0.123456789)));
        assert!(Number::Int(0).is_multiple_of(Number::Real(0.1)));
    }
}
