//! Two members take turns on one phone, and everything that a turn shows, sends and leaves behind is looked at.
#![allow(clippy::indexing_slicing)] // how a test fails

mod turns;
mod watch;

use crate::simulation::{ledger::Verdict, town::Town};
pub use turns::act;

/// Of all that happens; a few dozen of them are deeds of the members, the others a step of a task.
const STEPS: usize = 400;
/// The phone that they share.
pub const PHONE: usize = 0;

/// Runs one seed: what it came to, and how many items bore canaries.
pub fn run(seed: u64, act: impl Fn(&mut Town)) -> (Verdict, usize) {
    let mut town = Town::new(seed, 1);
    for step in 0..STEPS {
        act(&mut town);
        if step % 8 == 0 {
            watch::look(&town);
        }
    }
    watch::look(&town);
    watch::wake_late_tabs(&mut town);
    town.drain();
    watch::look(&town);
    (town.verdict(), town.written)
}
