//! What happens on a shared phone, beside what happens in any town: one goes, another comes, and sign-ins change.

use super::PHONE;
use crate::simulation::town::Town;
use dajuan::{domain::client_ref::ClientRef, runtime::ports::Store};

pub fn act(town: &mut Town) {
    let dice = town.world.dice.clone();
    let nobody = town.phones[PHONE].current.get().is_none();
    match dice.below(if nobody { 20 } else { 120 }) {
        0..=3 => comes(town),
        4 | 5 => town.leave(PHONE),
        6 => erases(town),
        7..=9 => renews(town),
        10 | 11 => expires(town),
        12 | 13 => thaws(town),
        14..=19 => reads_the_list(town),
        _ => town.act(),
    }
}

/// The other member, or the same again, with or without the one before having signed out; some tabs freeze before they hear of it.
fn comes(town: &mut Town) {
    for tab in &mut town.tabs {
        tab.frozen |= town.world.dice.one_in(4);
    }
    town.switch(PHONE);
}

/// Signs out, and takes everything along.
fn erases(town: &mut Town) {
    if let Some(member) = town.phones[PHONE].current.get() {
        town.leave(PHONE);
        town.erase(PHONE, member);
    }
}

/// A tab's sign-in is exchanged for another of its member, under whatever is on the way.
fn renews(town: &mut Town) {
    let dice = &town.world.dice;
    let live: Vec<_> = town.tabs.iter().filter(|tab| tab.is_live()).collect();
    let Some(tab) = dice.pick(&live) else { return };
    let mut backend = town.world.backend.borrow_mut();
    if dice.one_in(2) {
        backend.expire(tab.seat.token.get());
    }
    let token = backend.sign_in(tab.seat.partition.member);
    tab.seat.token.set(token);
    tab.seat.phone.token.set(token);
}

/// The office ends a sign-in, of whomever.
fn expires(town: &mut Town) {
    if let Some(tab) = town.world.dice.pick(&town.tabs) {
        let token = tab.seat.token.get();
        town.world.backend.borrow_mut().expire(token);
    }
}

/// A tab is looked at again, in whoever's time.
fn thaws(town: &mut Town) {
    let n = town.tabs.len();
    if n > 0 {
        let tab = &mut town.tabs[town.world.dice.below(n)];
        tab.frozen = false;
        tab.runtime.visible();
        tab.wants_pump.set(true);
    }
}

/// What the backend holds, kept on the phone; what is kept may go from the queue.
fn reads_the_list(town: &mut Town) {
    let n = town.tabs.len();
    if n == 0 {
        return;
    }
    let tab = &mut town.tabs[town.world.dice.below(n)];
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    tab.tasks.push(Box::pin(async move {
        let world = &seat.world;
        world.pause().await;
        let (keys, text) = {
            let backend = world.backend.borrow();
            let Some(member) = backend.signed_in(seat.token.get()) else {
                return;
            };
            let held = backend.held.iter().filter(|((it, _), _)| *it == member);
            let records = backend.records.keys().filter(|(it, _)| *it == member);
            let keys: Vec<ClientRef> = records.map(|(_, id)| id.clone()).collect();
            (keys, format!("{:?}", held.collect::<Vec<_>>()))
        };
        world.pause().await;
        let kept = runtime.store().cache(runtime.epoch(), "records", &text);
        if kept.await.is_ok() {
            let listed = keys.iter().cloned();
            world.ledger.borrow_mut().listed.extend(listed);
            runtime.list_shows(keys);
            wants_pump.set(true);
        }
    }));
}
