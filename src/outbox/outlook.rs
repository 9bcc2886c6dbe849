//! What can be said of the queue to its owner: when each item is tried next, and how long it has waited.

use super::{
    item::{Item, State},
    machine::Outbox,
    turn::own_wait,
};
use crate::domain::moment::{Moment, Now};

/// When an item is tried next, by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextTry {
    /// In so many milliseconds; 0 when it is its turn.
    In {
        /// At the earliest.
        ms: u64,
        /// The backend asked for the wait (`Retry-After`).
        told: bool,
    },
    /// Once the member has signed in.
    AfterSignIn,
    /// Once a newer version of this app is here.
    AfterUpdate,
    /// Once its owner, who stopped it, presses.
    AfterPress,
    /// Once an earlier item of its chain has arrived.
    AfterAnother,
    /// Not by itself: it is its owner's turn, or it has arrived.
    Never,
}

impl Outbox {
    /// When this item is tried next.
    pub fn next_try(&self, now: Now, item: &Item) -> NextTry {
        if own_wait(now, item).is_none() {
            return NextTry::Never;
        }
        if self.is_held(item) {
            return NextTry::AfterPress;
        }
        if !self.signed_in {
            return NextTry::AfterSignIn;
        }
        if self.version_pause.is_some_and(|at| at > now.steady_ms) {
            return NextTry::AfterUpdate;
        }
        let Some(ms) = self.wait_of(now, item) else {
            return NextTry::AfterAnother;
        };
        let gate = self
            .told
            .map(|(until, _)| until.saturating_sub(now.steady_ms));
        let own = matches!(item.state, State::RetryWait { told: true, .. });
        NextTry::In {
            ms,
            told: ms > 0 && (own || gate == Some(ms)),
        }
    }
}

/// No release of this app is older: 1 January 2026 in the body's zone.
const FIRST_RELEASE: Moment = Moment(1_767_196_800_000);
/// Who waits longer has a clock that was moved: 400 days.
const LONGEST_MS: i64 = 400 * 86_400_000;

/// For how long one has waited, in milliseconds, given since when. `None` where only a clock that was moved can say so: the
/// future, before the first release, longer than 400 days.
pub fn waited_since(since: Moment, now: Moment) -> Option<u64> {
    let waited = u64::try_from(now.since(since)).ok();
    waited.filter(|_| since >= FIRST_RELEASE && now.since(since) <= LONGEST_MS)
}

/// For how long each has waited, in the order of the queue: where that is not known, at least as long as the next one.
pub fn waited(since: &[Moment], now: Moment) -> Vec<Option<u64>> {
    let mut after = None;
    let mut all: Vec<Option<u64>> = since
        .iter()
        .rev()
        .map(|since| {
            after = waited_since(*since, now).or(after);
            after
        })
        .collect();
    all.reverse();
    all
}

/// What waits longer than this is worth a reminder: three days.
pub const REMIND_AFTER_MS: u64 = 3 * 86_400_000;

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_795_000_000_000);
    const DAY: i64 = 86_400_000;

    #[test]
    fn an_age_is_told_as_it_is() {
        let since = [NOW.plus_ms(-4 * DAY), NOW.plus_ms(-DAY), NOW];
        assert_eq!(
            waited(&since, NOW),
            [Some(345_600_000), Some(86_400_000), Some(0)]
        );
    }

    #[test]
    fn a_clock_that_was_moved_gives_no_age_of_its_own() {
        for moved in [
            Moment(0),
            NOW.plus_ms(365 * DAY),
            Moment(i64::MAX),
            Moment(i64::MIN),
        ] {
            assert_eq!(waited(&[moved], NOW), [None]);
            assert_eq!(waited(&[moved, NOW.plus_ms(-5)], NOW), [Some(5), Some(5)]);
            assert_eq!(waited(&[NOW.plus_ms(-5), moved], NOW), [Some(5), None]);
        }
        assert_eq!(waited(&[NOW], NOW.plus_ms(401 * DAY)), [None]);
    }
}
