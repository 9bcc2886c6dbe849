//! Two members on one phone, under every fault of the simulation: what one writes is never seen, sent or kept as the other's.
//! `DAJUAN_SEED=7 DAJUAN_TRACE=1 cargo test --test shared_phone` tells one sequence; `make prove PART=shared-phone-machine`
//! runs 1,000 from where the last run ended.

#[path = "shared_phone/mod.rs"]
mod phone;
#[path = "simulation/proving.rs"]
mod proving;
#[path = "simulation/mod.rs"]
mod simulation;

use proving::{Proven, prove};
use simulation::{ledger::Verdict, tell};
use std::sync::atomic::{AtomicUsize, Ordering};

const AGAIN: &str = "cargo test --no-default-features --test shared_phone no_canary";

#[test]
fn no_canary_of_one_member_is_seen_or_sent_by_the_other() {
    let canaries = AtomicUsize::new(0);
    let Proven { runs, last, all } = prove(100, AGAIN, |seed| {
        let (verdict, written) = phone::run(seed, phone::act);
        canaries.fetch_add(written, Ordering::Relaxed);
        verdict
    });
    let Verdict {
        lost,
        duplicated,
        leaked,
        ..
    } = all;
    let canaries = canaries.into_inner();
    tell(&format!(
        "prove: shared-phone sequences={runs} canaries={canaries} leaked={leaked} lost={lost} duplicated={duplicated} seed={last}"
    ));
    assert!(all.is_clean(), "{all:?}");
}
