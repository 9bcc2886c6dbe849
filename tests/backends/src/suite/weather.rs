//! What the way and the server do to a queue.

use super::{Outcome, Step, ensure, sending::arrived};
use crate::{
    phone::now,
    world::{World, YEAR},
};
use dajuan::{outbox::item::State, profile::fault::Fault as ReadFault};
use dajuan_proxy::{Fault, Rule};
use std::time::Duration;

/// As slow as a village: bodies at 40 kB a second, after a fifth of a second.
pub fn slow(world: &World) -> Step {
    let phone = world.phone()?;
    let (entry, photos) = match world.profile.capabilities.photos {
        true => world.with_photos(),
        false => (world.entry(), Vec::new()),
    };
    world.fault(Rule::new(Fault::Throttle {
        bytes_per_second: 40_000,
        latency: Duration::from_millis(200),
    }));
    phone.submit(&entry, photos)?;
    arrived(world, &phone, [&entry])
}

/// The server is stopped; its port refuses, then it is there again with what it had.
pub fn down(world: &World) -> Step {
    let phone = world.phone()?;
    let before = world.rows(YEAR)?.len();
    let entry = world.entry();
    world.server.borrow_mut().stop();
    phone.submit(&entry, Vec::new())?;
    for _ in 0..3 {
        phone.turn();
    }
    let waits = matches!(
        phone.state(&entry.client_ref),
        Some(State::RetryWait { .. } | State::Queued | State::Unsure)
    );
    ensure!(waits, "{:?}", phone.state(&entry.client_ref));
    world.server.borrow_mut().resume();
    phone.tab.online();
    arrived(world, &phone, [&entry])?;
    let after = world.rows(YEAR)?.len();
    ensure!(after == before + 1, "{before} rows before, {after} after");
    Ok(Outcome::Passed)
}

/// A hotel's page with 200, a proxy's with 502: neither is the backend.
pub fn html(world: &World) -> Step {
    let phone = world.phone()?;
    let entry = world.entry();
    let broken = || Fault::answer(502, "text/html", "<html><h1>502 Bad Gateway");
    for fault in [Fault::captive_portal(), broken()] {
        world.fault(Rule::new(fault));
        let read = now(phone.client.list_year(YEAR));
        let known = matches!(
            read,
            Err(ReadFault::NotBackend(_) | ReadFault::NoAnswer | ReadFault::Busy { .. })
        );
        ensure!(known, "a list of HTML reads as {read:?}");
        world.mend();
    }
    world.fault(world.at_create(Fault::captive_portal()).once());
    world.fault(world.at_create(broken()).once());
    phone.submit(&entry, Vec::new())?;
    phone.turn();
    let state = phone.state(&entry.client_ref);
    ensure!(
        !matches!(state, Some(State::Done { .. })),
        "HTML was taken for the backend"
    );
    arrived(world, &phone, [&entry])
}

/// 503 with a time to come back, of which another origin may hide the header.
pub fn full(world: &World) -> Step {
    let phone = world.phone()?;
    let entry = world.entry();
    let busy = Fault::Answer {
        status: 503,
        headers: vec![
            ("Content-Type".into(), "application/json".into()),
            ("Retry-After".into(), "30".into()),
            ("Access-Control-Allow-Origin".into(), "*".into()),
        ],
        body: b"{}".to_vec(),
    };
    world.fault(world.at_create(busy).times(2));
    phone.submit(&entry, Vec::new())?;
    let asked = world.way.asked();
    phone.turn();
    let tries = world.way.asked() - asked;
    ensure!(tries == 1, "{tries} requests, and none was waited for");
    arrived(world, &phone, [&entry])
}
