//! Points in time.

/// Milliseconds since 1970-01-01T00:00:00Z by some wall clock, which may be wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// This moment and `ms` more; stops at the ends of the range.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative when it is the other way round.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Now, by both clocks of the phone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Now {
    /// The wall clock: may jump.
    pub wall: Moment,
    /// Milliseconds since some start: never goes back.
    pub steady_ms: u64,
}
