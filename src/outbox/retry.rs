//! When to try again. Whole numbers only; chance is an argument.

use super::{
    planted::{self, Planted},
    reply::RetryAfter,
};

/// The longest wait that the schedule itself gives, in milliseconds.
pub const LONGEST_MS: i64 = 300_000;
/// The longest wait that a `Retry-After` can lead to: a day, and as much again at random.
pub const LONGEST_TOLD_MS: i64 = 172_800_000;
const TOLD_SPREAD_MS: u64 = 30_000;
/// An answer takes at most this long: what was sent in a round may be answered after it.
const ANSWER_MS: u64 = 30_000;

/// A whole number from 0 to `width`, as even as `chance` is.
pub fn spread_ms(width: u64, chance: u64) -> i64 {
    let drawn = (u128::from(chance) * (u128::from(width) + 1)) >> 64;
    i64::try_from(drawn).unwrap_or(i64::MAX)
}

/// `U(0, min(300 s, 2 s · 2ⁿ))`, n being the failures before this one.
pub fn backoff_ms(n: u32, chance: u64) -> i64 {
    spread_ms((2_000 << n.min(8)).min(LONGEST_MS.unsigned_abs()), chance)
}

/// `R + U(0, max(30 s, R))`: a constant R would bring all phones back together.
pub fn told_ms(after: RetryAfter, chance: u64) -> i64 {
    if planted::is(Planted::RetryAfterEndless) {
        return i64::from(after.ms);
    }
    let told = u64::from(after.ms).min(LONGEST_TOLD_MS.unsigned_abs() / 2);
    spread_ms(told.max(TOLD_SPREAD_MS), chance) + i64::from(after.ms.min(86_400_000))
}

/// What is left of a wait. A wait that is longer than it can be comes from a moved clock and is over.
pub fn left_ms(
    not_before: crate::domain::moment::Moment,
    now: crate::domain::moment::Moment,
    longest: i64,
) -> u64 {
    let left = not_before.since(now);
    if left > longest && !planted::is(Planted::ClockBelieved) {
        0
    } else {
        u64::try_from(left).unwrap_or(0)
    }
}

/// Phones that come online together take turns: each draws a moment of the round. Whom a full backend turned away draws
/// again from the next round, which starts when this one is over: retries never add to first tries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Rounds {
    ends: u64,
    width: u64,
}

impl Rounds {
    /// The first round, so many milliseconds wide.
    pub fn new(now: u64, width: u64) -> Self {
        let ends = now.saturating_add(width);
        Self { ends, width }
    }

    /// The backend is full: a moment of the next round. Now, where no round is running.
    pub fn next(&mut self, now: u64, chance: u64) -> u64 {
        if now >= self.ends.saturating_add(ANSWER_MS.min(self.width)) {
            return now;
        }
        let drawn = self.ends + spread_ms(self.width, chance).unsigned_abs();
        let wider = (self.width * 2).min(LONGEST_MS.unsigned_abs());
        *self = Self {
            ends: self.ends + self.width,
            width: self.width.max(wider),
        };
        drawn
    }
}

/// Caps retries: ten tokens, one for each retry that failed, a tenth back for each success.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Bucket {
    tenths: u16,
}

impl Default for Bucket {
    fn default() -> Self {
        Self { tenths: 100 }
    }
}

impl Bucket {
    /// A success gives back a tenth.
    pub fn refill(&mut self) {
        self.tenths = (self.tenths + 1).min(100);
    }

    /// A failed retry takes a token.
    pub fn spend(&mut self) {
        self.tenths = self.tenths.saturating_sub(10);
    }

    /// Less than one token is left: one try per 300 s.
    pub fn is_empty(self) -> bool {
        self.tenths < 10
    }
}
