//! 以前的版本: which are worth one, and which stay.

use dajuan::{
    domain::{client_ref::ClientRef, moment::Moment},
    stored::former::{
        Book, Former,
        thinning::{MOST, MOST_BYTES, Stood, thinned},
    },
};
use proptest::{collection::vec, prelude::*};

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;

fn former(n: usize, at: i64, letters: u32) -> Former {
    Former {
        id: ClientRef::from_chance(((n + 1) as u128).to_be_bytes()),
        at: Moment(at),
        letters,
        bytes: letters * 3,
    }
}

/// Versions one after another: after how long each came, and how long it is.
fn written(steps: &[(i64, u32)]) -> Vec<Former> {
    let mut at = 1_790_000_000_000;
    let one = |(n, (wait, letters)): (usize, &(i64, u32))| {
        at += wait;
        former(n, at, *letters)
    };
    steps.iter().enumerate().map(one).collect()
}

/// The book of one who took each version when it was written.
fn kept(all: &[Former]) -> Vec<Former> {
    let mut book = Book::default();
    for one in all {
        let gone = book.take(one.clone(), one.at);
        assert!(
            book.versions.iter().all(|it| !gone.contains(&it.id)),
            "what goes is no longer listed"
        );
    }
    book.versions
}

fn steps(longest: i64, most_letters: u32, count: usize) -> impl Strategy<Value = Vec<(i64, u32)>> {
    let wait = prop_oneof![Just(0), 1..3 * MINUTE, 1..longest];
    vec((wait, 1..most_letters), 1..count)
}

proptest! {
    #[test]
    fn never_more_than_so_many_and_the_newest_is_always_there(
        steps in steps(40 * DAY, 200_000, 300),
    ) {
        let all = written(&steps);
        let kept = kept(&all);
        let bytes: u64 = kept.iter().map(|it| u64::from(it.bytes)).sum();
        prop_assert!(kept.len() <= MOST && bytes <= MOST_BYTES);
        prop_assert_eq!(kept.last(), all.last());
        prop_assert!(all.iter().filter(|it| kept.contains(it)).eq(&kept), "in their order");
    }

    #[test]
    fn thinning_at_every_save_keeps_what_thinning_once_would(steps in steps(2 * DAY, 50, 30)) {
        let all = written(&steps);
        let now = all.last().map_or(Moment(0), |it| it.at);
        prop_assert_eq!(kept(&all), thinned(&all, now));
    }

    #[test]
    fn near_each_time_of_writing_there_is_a_version_and_the_longest_too(
        steps in steps(2 * DAY, 50, 30),
    ) {
        let all = written(&steps);
        let kept = kept(&all);
        let now = all.last().map_or(0, |it| it.at.0);
        for one in &all {
            // A cell is half as wide as it lies back, or a minute.
            let near = ((now - one.at.0) / 2).max(MINUTE);
            let around = |it: &&Former| (it.at.0 - one.at.0).abs() <= near;
            let longest = kept.iter().filter(around).map(|it| it.letters).max();
            prop_assert!(longest >= Some(one.letters), "{one:?} of {kept:?}");
        }
    }

    #[test]
    fn a_clock_that_jumps_about_breaks_no_bound(
        times in vec((any::<i64>(), any::<u32>()), 1..120),
        now in any::<i64>(),
    ) {
        let all: Vec<Former> = times
            .iter()
            .enumerate()
            .map(|(n, (at, bytes))| Former { bytes: *bytes, ..former(n, *at, 1) })
            .collect();
        let kept = thinned(&all, Moment(now));
        let bytes: u64 = kept.iter().map(|it| u64::from(it.bytes)).sum();
        prop_assert!(kept.len() <= MOST && bytes <= MOST_BYTES);
    }
}

#[test]
fn an_afternoon_of_writing_leaves_its_last_minutes_and_ever_fewer_before() {
    let all = written(&[(MINUTE, 1); 240]);
    let kept = kept(&all);
    let back = |it: &Former| (all[239].at.0 - it.at.0) / MINUTE;
    let last_quarter = kept.iter().filter(|it| back(it) < 15).count();
    let first_hours = kept.iter().filter(|it| back(it) >= 60).count();
    assert!(last_quarter >= 5, "{last_quarter}");
    assert!((2..=5).contains(&first_hours), "{first_hours}");
    assert!(kept.len() < 25, "{}", kept.len());
}

#[test]
fn a_pause_a_minute_of_writing_and_a_large_loss_are_worth_a_version() {
    let book = Book {
        began: Moment(0),
        versions: vec![former(0, MINUTE, 10)],
    };
    let stood = |at, letters| Stood {
        at: Moment(at),
        letters,
    };
    let worth = |at, letters, now, after| book.is_worth(stood(at, letters), Moment(now), after);
    let soon = MINUTE + 5_000;
    assert!(!worth(soon, 500, soon + 300, 510), "the next letters");
    assert!(worth(2 * MINUTE, 500, 2 * MINUTE + 300, 510), "a minute");
    assert!(worth(soon, 500, soon + MINUTE, 510), "a pause");
    assert!(worth(soon, 500, soon + 300, 400), "a loss");
    assert!(!worth(soon, 500, soon + 300, 401), "a small one");
    assert!(worth(-9 * DAY, 500, -9 * DAY + 300, 510), "a moved clock");
    assert!(!worth(9 * MINUTE, 0, 90 * MINUTE, 5), "nothing was there");
}
