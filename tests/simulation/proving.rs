//! Runs the seeds that were asked for: `DAJUAN_SEED` alone, or `DAJUAN_SCHEDULES` of them from `DAJUAN_FIRST` on.

use crate::simulation::{ledger::Verdict, number, schedules::every, tell};
use std::sync::{Mutex, PoisonError};

/// How many runs, the last seed, and all that they came to.
pub struct Proven {
    pub runs: u64,
    pub last: u64,
    pub all: Verdict,
}

/// `usual` many where none are asked for; a seed that fails is told with the command that shows it: `again`.
pub fn prove(usual: u64, again: &str, run: impl Fn(u64) -> Verdict + Sync) -> Proven {
    let seeds = match number("DAJUAN_SEED") {
        Some(seed) => seed..seed + 1,
        None => {
            let first = number("DAJUAN_FIRST").unwrap_or(1);
            first..first + number("DAJUAN_SCHEDULES").unwrap_or(usual)
        }
    };
    let (runs, last) = (seeds.end - seeds.start, seeds.end - 1);
    let all = Mutex::new(Verdict::default());
    every(seeds, |seed| {
        let verdict = run(seed);
        if !verdict.is_clean() {
            tell(&format!(
                "{verdict:?}\nagain: DAJUAN_TRACE=1 DAJUAN_SEED={seed} {again}"
            ));
        }
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        add(&mut all, &verdict);
        true
    });
    let all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    Proven { runs, last, all }
}

fn add(all: &mut Verdict, one: &Verdict) {
    all.lost += one.lost;
    all.duplicated += one.duplicated;
    all.leaked += one.leaked;
    all.stuck += one.stuck;
    all.rules += one.rules;
}
