//! A few rounds of `make prove PART=signups`, with fewer members.

use dajuan_backend_tests::rounds::{Tally, Town, round};

#[test]
fn no_round_overbooks_doubles_or_forgets_a_seat() {
    let town = Town::of(60);
    let mut all = Tally::default();
    for seed in 1..=4 {
        let tally = round(&town, seed, 12);
        assert!(tally.is_clean(), "seed {seed}: {tally:?}");
        all.add(&tally);
    }
    // The rounds had something to find fault with.
    assert!(
        all.acts > 200 && all.lost > 20 && all.offers > 10 && all.looks > 20,
        "{all:?}"
    );
}
