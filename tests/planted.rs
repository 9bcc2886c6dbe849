//! The simulation is not blind: each fault that is planted in the machine or in the loop is found by a few seeds.
//! `DAJUAN_PLANT=ChainIgnored DAJUAN_TRACE=1 DAJUAN_SEED=7 cargo test --no-default-features --features planted --test planted`
//! shows how one is found.

#[path = "simulation/mod.rs"]
mod simulation;

use dajuan::outbox::planted::{self, Planted};
use simulation::{number, schedules::every, tell, town::run};
use std::{
    env,
    sync::atomic::{AtomicU64, Ordering},
};

const SEEDS: u64 = 2_000;

#[test]
fn every_planted_fault_is_found() {
    let named = env::var("DAJUAN_PLANT").ok();
    let wanted = |fault: &Planted| {
        let named = named.as_ref();
        named.is_none_or(|name| *name == format!("{fault:?}"))
    };
    let first = number("DAJUAN_SEED").unwrap_or(1);
    let last = number("DAJUAN_SEED").unwrap_or(SEEDS);
    let (mut planted, mut worst, mut missed) = (0, 0, Vec::new());
    for fault in Planted::ALL.into_iter().filter(wanted) {
        planted += 1;
        let found = AtomicU64::new(u64::MAX);
        every(first..last + 1, |seed| {
            let verdict = planted::with(fault, || run(seed));
            if !verdict.is_clean() {
                found.fetch_min(seed, Ordering::Relaxed);
            }
            verdict.is_clean()
        });
        match found.into_inner() {
            u64::MAX => missed.push(fault),
            seed => {
                let why = planted::with(fault, || run(seed)).first.unwrap_or_default();
                tell(&format!(
                    "prove: planted {fault:?} found with seed {seed}: {why}"
                ));
                worst = worst.max(seed);
            }
        }
    }
    let found = planted - missed.len();
    tell(&format!(
        "prove: planted={planted} found={found} worst={worst}"
    ));
    assert!(missed.is_empty(), "not found: {missed:?}");
}
