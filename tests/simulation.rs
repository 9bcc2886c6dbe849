//! The real machine and the real loop, under every fault that a seed can think of.
//! `DAJUAN_SEED=7 cargo test --test simulation` replays one seed; `DAJUAN_SCHEDULES=100000` runs more,
//! from `DAJUAN_FIRST` on; `make prove PART=simulation MINUTES=10` goes on where the last run ended.

#![allow(clippy::panic)] // how a test fails

#[path = "simulation/proving.rs"]
mod proving;
#[path = "simulation/mod.rs"]
mod simulation;
#[path = "simulation/usual.rs"]
mod usual;

use dajuan::{
    domain::client_ref::ClientRef,
    runtime::ports::{Epoch, StoreError},
    storage::{
        contract::{self, Bench},
        memory::Memory,
    },
};
use proving::{Proven, prove};
use simulation::{ledger::Verdict, tell};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};
use usual::run;

/// Shows a seed's whole story.
const AGAIN: &str = "cargo test --no-default-features --test simulation nothing";

#[test]
fn nothing_is_lost_duplicated_leaked_or_stuck() {
    let Proven { runs, last, all } = prove(1_000, AGAIN, run);
    let Verdict {
        lost,
        duplicated,
        leaked,
        stuck,
        ..
    } = all;
    tell(&format!(
        "prove: schedules={runs} lost={lost} duplicated={duplicated} leaked={leaked} stuck={stuck} seed={last}"
    ));
    assert!(all.is_clean(), "{all:?}");
}

#[test]
fn a_seed_replays_exactly() {
    for seed in 1..20 {
        assert_eq!(run(seed), run(seed));
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
