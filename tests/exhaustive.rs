//! Every world that one phone can come to within bounds, over the product's own machine (`Outbox`); the loop around it
//! follows `src/runtime` await by await, the store the contract of `runtime::ports::Store`.
//!
//! At every step a tab may be killed or frozen, a write fail or go unheard, a request get lost before or after its effect
//! or arrive late, the answer be a portal's, a 500, a 202, a `Retry-After`, a refusal or another version's, the sign-in
//! expire, the lease lapse, and somebody else sign in. In every world the promises hold, and the drain without faults ends
//! empty (`exhaustive/promises.rs`).
//!
//! Bounded, and why that is enough:
//! - tabs, members, items, and in one run the faults and the choices to edit or to withdraw: `bounds`. Within them every
//!   order is tried, and all else comes as often as it can.
//! - Times. A wait runs or is over, and all end at once (`World::settle`, `World::pass_time`): whatever ends a wait, the
//!   machine does the same. How long waits are is `tests/outbox.rs`'s.
//! - What follows an await without touching disk or wire is one step with it, but where a member's choice runs beside.
//! - Tabs have no order, items of a member come in theirs, photos are left to the simulation.
//!
//! `DAJUAN_WORLDS=test` is what `make test` runs, `DAJUAN_WORLDS=prove` what `make prove PART=exhaustive` does; without it
//! the smallest town.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm
)] // how a test fails

#[path = "exhaustive/action.rs"]
mod action;
#[path = "exhaustive/lease.rs"]
mod lease;
#[path = "exhaustive/model.rs"]
mod model;
#[path = "exhaustive/plant.rs"]
mod plant;
#[path = "exhaustive/promises.rs"]
mod promises;
#[path = "exhaustive/pump.rs"]
mod pump;
#[path = "exhaustive/tab.rs"]
mod tab;
#[path = "exhaustive/wire.rs"]
mod wire;
#[path = "exhaustive/wish.rs"]
mod wish;
#[path = "exhaustive/world.rs"]
mod world;

use model::{Bounds, Town};
use plant::Plant;
use stateright::{Checker, HasDiscoveries, Model};
use std::{env, io::Write, time::Duration};

const SMALLEST: Bounds = Bounds {
    tabs: 2,
    owners: &[0],
    faults: 1,
    choices: 1,
    batches: false,
    plant: Plant::Nothing,
};

fn bounds() -> Vec<Bounds> {
    let two_items = Bounds {
        owners: &[0, 0],
        ..SMALLEST
    };
    let two_members = Bounds {
        owners: &[0, 0, 1],
        batches: true,
        ..SMALLEST
    };
    match env::var("DAJUAN_WORLDS").as_deref() {
        Ok("test") => vec![
            two_items.clone(),
            Bounds {
                faults: 2,
                choices: 0,
                batches: true,
                ..two_items
            },
        ],
        Ok("prove") => vec![
            two_members.clone(),
            Bounds {
                faults: 2,
                choices: 0,
                ..two_members
            },
            Bounds {
                faults: 3,
                ..SMALLEST
            },
        ],
        _ => vec![SMALLEST],
    }
}

/// Past libtest's capture, so that a run of the whole suite shows it.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[test]
fn no_world_breaks_a_promise() {
    let (mut states, mut violations) = (0, 0);
    for bounds in bounds() {
        let town = Town::new(bounds.clone()).checker().threads(2);
        let checked = town.spawn_bfs().join();
        for (promise, path) in checked.discoveries() {
            tell(&format!("broken: {promise}, {bounds:?}"));
            for action in path.into_actions() {
                tell(&format!("  {action:?}"));
            }
            violations += 1;
        }
        states += checked.unique_state_count();
        tell(&format!(
            "{bounds:?}: {} states, {} steps deep",
            checked.unique_state_count(),
            checked.max_depth()
        ));
    }
    tell(&format!("prove: states={states} violations={violations}"));
    assert_eq!(violations, 0);
}

#[test]
fn what_is_planted_is_found() {
    let planted: [(Plant, usize, &'static [u8]); 12] = [
        (Plant::DeleteBeforeSend, 1, &[0]),
        (Plant::NoWriteAhead, 1, &[0]),
        (Plant::FenceIgnored, 2, &[0, 0]),
        (Plant::EpochIgnored, 1, &[0, 1]),
        (Plant::SavedTooEarly, 1, &[0]),
        (Plant::NewKeyPerTry, 1, &[0]),
        (Plant::ServerErrorIsDone, 1, &[0]),
        (Plant::PortalIsDone, 1, &[0]),
        (Plant::AnyWriteIsMine, 1, &[0, 0]),
        (Plant::NothingReadAgain, 2, &[0, 0]),
        (Plant::PartitionKept, 1, &[0, 1]),
        (Plant::LeaseForEver, 1, &[0]),
    ];
    for (plant, tabs, owners) in planted {
        let town = Town::new(Bounds {
            tabs,
            owners,
            plant,
            ..SMALLEST
        });
        let checker = town.checker().finish_when(HasDiscoveries::Any);
        let checked = checker.timeout(Duration::from_secs(600)).spawn_bfs().join();
        let found: Vec<&str> = checked.discoveries().into_keys().collect();
        tell(&format!(
            "prove: planted {plant:?} found by {found:?} after {} states",
            checked.unique_state_count()
        ));
        assert!(!found.is_empty(), "{plant:?}");
    }
}
