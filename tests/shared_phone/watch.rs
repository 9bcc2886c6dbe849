//! Whatever a tab shows and a partition holds must be its member's own.

use crate::simulation::{
    ledger::Promise,
    town::{Tab, Town},
    work::holds_foreign,
    world::Partition,
};
use dajuan::domain::client_ref::ClientRef;

/// In whose eyes everything is foreign.
const NOBODY: usize = usize::MAX;

pub fn look(town: &Town) {
    town.look();
    town.tabs.iter().for_each(look_at_tab);
    for partition in town.partitions.values() {
        look_at_disk(town, partition);
    }
}

fn look_at_tab(tab: &Tab) {
    let (seat, runtime) = (&tab.seat, &tab.runtime);
    let member = seat.partition.member;
    let (rows, tries) = (runtime.rows(), runtime.next_tries());
    let unreadable = runtime.unreadable();
    let named: Vec<ClientRef> = tries
        .iter()
        .map(|(id, _)| id.clone())
        .chain(unreadable.iter().flat_map(|key| ClientRef::parse(key)))
        .collect();
    let each: Vec<_> = named.iter().map(|id| runtime.row(id)).collect();
    let waits = runtime.waits();
    let shown = format!("{rows:?} {each:?} {tries:?} {unreadable:?} {waits:?}");
    let ledger = seat.world.ledger.borrow();
    let foreign = holds_foreign(&shown, member) || named.iter().any(|id| !ledger.knows(member, id));
    if foreign || seat.closed.get() && !named.is_empty() {
        seat.world.blame(Promise::Leaked, || {
            format!("tab {} of {member} knows what it must not", seat.number)
        });
    }
}

/// Rows, photos, kept replies: all of it.
fn look_at_disk(town: &Town, partition: &Partition) {
    let (world, member) = (&town.world, partition.member);
    let disk = format!("{:?}", partition.disk);
    if holds_foreign(&disk, member) {
        world.blame(Promise::Leaked, || {
            format!("the partition of {member} holds what another wrote")
        });
    }
    if partition.erased.get() && holds_foreign(&disk, NOBODY) {
        world.blame(Promise::Leaked, || {
            format!("{member} erased everything, and it is there")
        });
    }
    let here = town.phones[partition.phone].current.get();
    if partition.disk.session().is_some() && here != Some(member) {
        world.blame(Promise::Rules, || {
            format!("a session of {member} runs in the time of {here:?}")
        });
    }
}

/// A tab whose session is over shows nothing once it has been woken, however late.
pub fn wake_late_tabs(town: &mut Town) {
    town.world.faulty.set(false);
    for tab in &mut town.tabs {
        if tab.seat.partition.disk.session() == Some(tab.runtime.epoch()) {
            continue;
        }
        tab.frozen = false;
        finish(tab);
        tab.runtime.visible();
        tab.wants_pump.set(true);
        finish(tab);
        if !tab.seat.closed.get() || !tab.runtime.rows().is_empty() {
            town.world.blame(Promise::Leaked, || {
                format!("tab {} woke and goes on", tab.seat.number)
            });
        }
    }
    look(town);
}

fn finish(tab: &mut Tab) {
    for _ in 0..1_000 {
        tab.begin_to_pump();
        for which in (0..tab.tasks.len()).rev() {
            tab.poll(which);
        }
    }
}
