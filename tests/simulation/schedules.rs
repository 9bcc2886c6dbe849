//! Many seeds on all cores. Each seed is a run of its own, so the result is the same on any number of threads.

use std::{
    ops::Range,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

/// Runs every seed, and stops handing out later ones once a run says `false`.
pub fn every(seeds: Range<u64>, run: impl Fn(u64) -> bool + Sync) {
    let next = AtomicU64::new(seeds.start);
    let end = AtomicU64::new(seeds.end);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end.load(Ordering::Relaxed) {
                        return;
                    }
                    if !run(seed) {
                        end.fetch_min(seed, Ordering::Relaxed);
                    }
                }
            });
        }
    });
}
