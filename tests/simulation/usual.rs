//! The usual run: two members, a phone that they share and a phone of one of them.

use crate::simulation::{ledger::Verdict, town::Town};

const PHONES: usize = 2;
const STEPS: usize = 260;

/// Runs one seed.
pub fn run(seed: u64) -> Verdict {
    let mut town = Town::new(seed, PHONES);
    for step in 0..STEPS {
        town.act();
        if step % 16 == 0 {
            town.look();
        }
    }
    town.drain();
    town.verdict()
}
