//! Decimal arithmetic: what people type adds up as it does on paper.

use super::door::{answer_from_json, number_to_text};
use super::number::{MOST_DIGITS, Number};
use crate::domain::answer::Answer;

/// More places than any sum of what can be typed needs.
const MOST_PLACES: u32 = 30;

/// `digits` / 10^`places`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    pub(super) const fn whole(digits: i64) -> Self {
        Self {
            digits: digits as i128,
            places: 0,
        }
    }

    /// The number in an answer; `None` for anything else, and for one that is written with a power of ten.
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        let text = match answer {
            Answer::Int(whole) => return Some(Self::whole(*whole)),
            Answer::Real(real) => number_to_text(Number::Real(*real)),
            Answer::Null
            | Answer::Flag(_)
            | Answer::Text(_)
            | Answer::List(_)
            | Answer::Group(_) => return None,
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = [whole, fraction].concat().parse().ok()?;
        let places = u32::try_from(fraction.len()).ok()?;
        Some(Self { digits, places })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let digits = self.at(places)?.checked_add(other.at(places)?)?;
        Some(Self { digits, places })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let digits = other.digits.checked_neg()?;
        self.plus(Self { digits, ..other })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        let places = self.places + other.places;
        (places <= MOST_PLACES).then_some(Self { digits, places })
    }

    /// The digits with so many places, no fewer than there are.
    fn at(self, places: u32) -> Option<i128> {
        let power = 10_i128.checked_pow(places.checked_sub(self.places)?)?;
        self.digits.checked_mul(power)
    }

    /// As an answer; `None` where it has more digits than a number of JSON surely keeps.
    pub(super) fn answer(mut self) -> Option<Answer> {
        while self.places > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.places -= 1;
        }
        let places = usize::try_from(self.places).ok()?;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs().to_string();
        if digits.len().max(places) > MOST_DIGITS {
            return None;
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - places)?;
        let point = if places > 0 { "." } else { "" };
        answer_from_json(&[sign, whole, point, fraction].concat())
    }
}
