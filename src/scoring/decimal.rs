//! Decimal numbers without floats.

use std::fmt;

/// A decimal in steps of a thousandth: points, units and factors. Three places hold a factor of two places on points of
/// one (1.25 × 1.5) without rounding; what has more is rounded half away from zero, step by step. Never a float.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Decimal(i64);

const STEP: i64 = 1000;
const PLACES: usize = 3;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(STEP);

    /// From thousandths.
    pub const fn thousandths(steps: i64) -> Self {
        Self(steps)
    }

    /// In thousandths.
    pub const fn as_thousandths(self) -> i64 {
        self.0
    }

    /// A whole number; `None` where it is too large.
    pub fn whole(number: i64) -> Option<Self> {
        number.checked_mul(STEP).map(Self)
    }

    /// Reads `-12`, `1.5`, `0.125`; `None` for anything else, also for more than three places that are not zero.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fraction = if digits(fraction) {
            fraction.trim_end_matches('0')
        } else {
            return None;
        };
        if !digits(whole) || fraction.len() > PLACES {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let fraction: i64 = format!("{fraction:0<PLACES$}").parse().ok()?;
        let steps = whole.checked_mul(STEP)?.checked_add(fraction)?;
        Some(Self(if text.starts_with('-') { -steps } else { steps }))
    }

    /// What was typed, of a number that was kept as a float: rounded to three places; `None` where it does not fit.
    pub fn of_typed(real: f64) -> Option<Self> {
        Self::parse(&format!("{real:.3}"))
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, rounded half away from zero.
    pub fn times(self, factor: Self) -> Option<Self> {
        if factor == Self::ONE {
            return Some(self);
        }
        let product = i128::from(self.0) * i128::from(factor.0);
        rounded(product, i128::from(STEP))
    }

    /// The quotient, rounded half away from zero; `None` by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        let (above, below) = (i128::from(self.0) * i128::from(STEP), i128::from(other.0));
        if below < 0 {
            rounded(-above, -below)
        } else {
            rounded(above, below)
        }
    }

    /// How many whole steps of `step` are in it; `None` where `step` is not above zero.
    pub fn steps(self, step: Self) -> Option<Self> {
        if step.0 <= 0 {
            return None;
        }
        Self::whole(self.0.div_euclid(step.0))
    }
}

fn rounded(above: i128, below: i128) -> Option<Decimal> {
    let half = below / 2;
    let up = if above < 0 {
        above - half
    } else {
        above + half
    };
    // Browsers divide 64 bits in one step, and 128 in hundreds.
    let short = i64::try_from(up).ok().zip(i64::try_from(below).ok());
    let quotient = match short {
        Some((up, below)) => up.checked_div(below).map(i128::from),
        None => up.checked_div(below),
    };
    i64::try_from(quotient?).ok().map(Decimal)
}

impl fmt::Display for Decimal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            return write!(to, "{sign}{whole}");
        }
        let rest = format!("{rest:03}");
        write!(to, "{sign}{whole}.{}", rest.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn a_decimal_is_read_as_it_is_written() {
        for text in ["0", "1.5", "-1.5", "0.125", "-0.001", "120"] {
            assert_eq!(of(text).to_string(), text);
        }
        assert_eq!(of("1.500"), of("1.5"));
        for text in [
            "",
            "-",
            ".5",
            "1.",
            "1.0005",
            "1e3",
            "+1",
            "１",
            "1.-5",
            "99999999999999999",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let half = Decimal::thousandths(1);
        assert_eq!(half.times(of("0.5")), Some(Decimal::thousandths(1)));
        assert_eq!(half.times(of("0.499")), Some(Decimal::ZERO));
        assert_eq!(of("-0.001").times(of("0.5")), Some(of("-0.001")));
        assert_eq!(of("1").over(of("3")), Some(of("0.333")));
        assert_eq!(of("2").over(of("-3")), Some(of("-0.667")));
        assert_eq!(of("1").over(Decimal::ZERO), None);
        assert_eq!(of("3.9").steps(of("1.5")), Some(of("2")));
        assert_eq!(of("3.9").steps(Decimal::ZERO), None);
    }

    #[test]
    fn a_float_is_what_was_typed() {
        for (typed, read) in [
            (1.5, "1.5"),
            (0.1, "0.1"),
            (-2.0, "-2"),
            (1.0 / 3.0, "0.333"),
        ] {
            assert_eq!(Decimal::of_typed(typed), Some(of(read)));
        }
        for none in [f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(Decimal::of_typed(none), None);
        }
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let most = Decimal::thousandths(i64::MAX);
        assert_eq!(most.plus(Decimal::ONE), None);
        assert_eq!(most.times(of("2")), None);
        assert_eq!(Decimal::whole(i64::MAX), None);
        assert_eq!(
            Decimal::thousandths(i64::MIN).to_string(),
            "-9223372036854775.808"
        );
    }

    proptest! {
        #[test]
        fn every_decimal_reads_back(steps in (i64::MIN + 1)..=i64::MAX) {
            let decimal = Decimal::thousandths(steps);
            prop_assert_eq!(Decimal::parse(&decimal.to_string()), Some(decimal));
        }
    }
}
