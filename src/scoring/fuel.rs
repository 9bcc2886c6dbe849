//! How long an evaluation may go on.

use super::score::ScoreError;

/// Steps that are left. Time grows with them, so what is scored ends, whatever the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fuel(u64);

/// What an evaluation of no deeds may take.
const BASE: u64 = 50_000;
/// What each deed may take: some 50 rules that count its kind.
const PER_DEED: u64 = 400;

impl Fuel {
    /// So many steps.
    pub fn new(steps: u64) -> Self {
        Self(steps)
    }

    /// What so many deeds may take: linear in them.
    pub fn for_deeds(deeds: usize) -> Self {
        let deeds = u64::try_from(deeds).unwrap_or(u64::MAX);
        Self(deeds.saturating_mul(PER_DEED).saturating_add(BASE))
    }

    /// What is left.
    pub fn left(self) -> u64 {
        self.0
    }

    pub(super) fn burn(&mut self, steps: usize) -> Result<(), ScoreError> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        self.0 = self.0.checked_sub(steps).ok_or(ScoreError::OutOfFuel)?;
        Ok(())
    }
}
