//! The simulation is not blind: each fault that is planted in the machine or in the loop is found by a few seeds.
//! `DAJUAN_PLANT=ChainIgnored DAJUAN_TRACE=1 DAJUAN_SEED=7 cargo test --no-default-features --features planted --test planted`
//! shows how one is found. Faults that concern owners are found by the sequences of a shared phone too.

#![allow(clippy::indexing_slicing, clippy::panic)] // how a test fails

#[path = "shared_phone/faulty.rs"]
mod faulty;
#[path = "shared_phone/mod.rs"]
mod phone;
#[path = "simulation/mod.rs"]
mod simulation;
#[path = "simulation/usual.rs"]
mod usual;

use dajuan::outbox::planted::{self, Planted};
use faulty::{any_credentials, one_partition, session_goes_on};
use simulation::{ledger::Verdict, number, schedules::every, tell};
use std::{
    env,
    ops::Range,
    sync::atomic::{AtomicU64, Ordering},
};
use usual::run;

const SEEDS: u64 = 2_000;
/// Sequences of a shared phone.
const SEQUENCES: u64 = 1_000;

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
        match first_found(first..last + 1, |seed| planted::with(fault, || run(seed))) {
            None => missed.push(fault),
            Some((seed, verdict)) => {
                let why = verdict.first.unwrap_or_default();
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

#[test]
fn every_fault_about_owners_is_found_on_a_shared_phone() {
    let of_the_loop = [
        Planted::NoOwnerCheck,
        Planted::ReplyThoughMoved,
        Planted::ClosedRemembers,
    ];
    for fault in of_the_loop {
        let run = |seed| planted::with(fault, || phone::run(seed, phone::act).0);
        is_found(&format!("{fault:?}"), run);
    }
    is_found("SessionGoesOn", |seed| phone::run(seed, session_goes_on).0);
    let leaks = [
        is_found("AnyCredentials", |seed| phone::run(seed, any_credentials).0),
        is_found("OnePartition", |seed| phone::run(seed, one_partition).0),
    ];
    assert!(leaks.iter().all(|it| it.leaked > 0), "{leaks:?}");
}

fn is_found(name: &str, run: impl Fn(u64) -> Verdict + Sync) -> Verdict {
    let Some((seed, verdict)) = first_found(1..SEQUENCES + 1, run) else {
        panic!("{name} is not found");
    };
    let (leaked, why) = (verdict.leaked, verdict.first.as_deref().unwrap_or_default());
    tell(&format!(
        "prove: planted {name} on a shared phone found with seed {seed}: leaked={leaked} {why}"
    ));
    verdict
}

/// The lowest seed whose run breaks a promise, and what it came to.
fn first_found(seeds: Range<u64>, run: impl Fn(u64) -> Verdict + Sync) -> Option<(u64, Verdict)> {
    let found = AtomicU64::new(u64::MAX);
    every(seeds, |seed| {
        let verdict = run(seed);
        if !verdict.is_clean() {
            found.fetch_min(seed, Ordering::Relaxed);
        }
        verdict.is_clean()
    });
    let seed = Some(found.into_inner()).filter(|seed| *seed != u64::MAX)?;
    Some((seed, run(seed)))
}
