//! The real machine and the real loop, under every fault that a seed can think of.
//! `DAJUAN_SEED=7 cargo test --test simulation` replays one seed; `DAJUAN_SCHEDULES=100000` runs more,
//! from `DAJUAN_FIRST` on; `make prove PART=simulation MINUTES=10` goes on where the last run ended.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)] // how a test fails

#[path = "simulation/backend.rs"]
mod backend;
#[path = "simulation/chance.rs"]
mod chance;
#[path = "simulation/ports.rs"]
mod ports;
#[path = "simulation/town.rs"]
mod town;

use dajuan::{
    domain::client_ref::ClientRef,
    runtime::ports::{Epoch, StoreError},
    storage::{
        contract::{self, Bench},
        memory::Memory,
    },
};
use ports::Plant;
use std::{
    env,
    io::Write,
    pin::pin,
    task::{Context, Poll, Waker},
};
use town::{Verdict, run};

/// Past libtest's capture, so that a run of the whole suite shows it.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().and_then(|text| text.parse().ok())
}

#[test]
fn nothing_is_lost_duplicated_leaked_or_stuck() {
    let seeds = match number("DAJUAN_SEED") {
        Some(seed) => seed..seed + 1,
        None => {
            let first = number("DAJUAN_FIRST").unwrap_or(1);
            first..first + number("DAJUAN_SCHEDULES").unwrap_or(2_000)
        }
    };
    let mut all = Verdict::default();
    let (mut schedules, mut last) = (0, 0);
    for seed in seeds {
        let verdict = run(seed, Plant::Nothing);
        if !verdict.is_clean() {
            tell(&format!("DAJUAN_SEED={seed}: {verdict:?}"));
        }
        all.add(verdict);
        (schedules, last) = (schedules + 1, seed);
    }
    let Verdict {
        lost,
        duplicated,
        leaked,
        stuck,
    } = all;
    tell(&format!(
        "prove: schedules={schedules} lost={lost} duplicated={duplicated} leaked={leaked} stuck={stuck} seed={last}"
    ));
    assert!(all.is_clean());
}

#[test]
fn every_planted_bug_is_found() {
    let planted = [
        Plant::DeleteBeforeSend,
        Plant::NewKeyPerTry,
        Plant::ServerErrorIsDone,
        Plant::PortalIsDone,
        Plant::AnyCredentials,
        Plant::OnePartition,
        Plant::NoWriteAhead,
        Plant::SavedTooEarly,
        Plant::PhotosForgotten,
        Plant::LeaseForAll,
        Plant::OldWordsOverwrite,
        Plant::DoubtForgotten,
    ];
    let mut worst = 0;
    let mut missed = Vec::new();
    for plant in planted {
        match (1..=2_000).find(|seed| !run(*seed, plant).is_clean()) {
            Some(seed) => {
                tell(&format!("prove: planted {plant:?} found with seed {seed}"));
                worst = worst.max(seed);
            }
            None => missed.push(plant),
        }
    }
    let (all, found) = (planted.len(), planted.len() - missed.len());
    tell(&format!("prove: planted={all} found={found} worst={worst}"));
    assert!(missed.is_empty(), "not found: {missed:?}");
}

#[test]
fn a_seed_replays_exactly() {
    for seed in 1..20 {
        assert_eq!(
            run(seed, Plant::NewKeyPerTry),
            run(seed, Plant::NewKeyPerTry)
        );
    }
}

struct InMemory;

impl Bench for InMemory {
    type Of = Memory;

    async fn fresh(&self) -> Result<Memory, StoreError> {
        Ok(Memory::default())
    }

    async fn begin(&self, store: &Memory) -> Result<Epoch, StoreError> {
        Ok(store.activate())
    }

    async fn end(&self, store: &Memory) -> Result<(), StoreError> {
        store.deactivate();
        Ok(())
    }

    async fn damage(&self, store: &Memory, id: &ClientRef) -> Result<(), StoreError> {
        store.damage(id);
        Ok(())
    }
}

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let mut checked = pin!(contract::check(&InMemory));
    let mut context = Context::from_waker(Waker::noop());
    match checked.as_mut().poll(&mut context) {
        Poll::Ready(kept) => assert_eq!(kept, Ok(())),
        Poll::Pending => panic!("a store in memory never waits"),
    }
}
