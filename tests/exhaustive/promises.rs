//! The promises of the protocol, each checked in every world.

use crate::{
    action::Action,
    model::Town,
    tab::{Fence, Pump, Storing, Tab, Wish},
    wire::Heard,
    world::{Disk, World, key, waits},
};
use dajuan::outbox::item::State;
use std::hash::{DefaultHasher, Hash, Hasher};

/// More steps than any drain takes.
const ENOUGH_STEPS: usize = 2_000;

pub fn none_broken(_: &Town, world: &World) -> bool {
    world.broken.is_none()
}

/// I1, I5: what was on disk is there, or at the backend in the same words, or its owner gave it up.
pub fn all_kept(town: &Town, world: &World) -> bool {
    world.owners.iter().zip(0..).all(|(owner, no)| {
        let member = town.bounds.owners[usize::from(no)];
        let arrived = world.backend.get(&(member, key(no)));
        let arrived = arrived.map_or(0, |(_, words)| *words);
        owner.wrote == 0
            || owner.given_up
            || match world.disks[usize::from(member)].rows.get(&key(no)) {
                Some(row) if matches!(row.item.state, State::Done { .. }) => {
                    arrived == row.revision
                }
                Some(row) => row.revision >= owner.wrote,
                None => arrived == owner.wrote,
            }
    })
}

/// I2
pub fn one_effect(_: &Town, world: &World) -> bool {
    let mut seen = [false; 10];
    let mut rows = world.backend.values();
    rows.all(|(no, _)| !std::mem::replace(&mut seen[usize::from(*no)], true))
}

/// I3
pub fn none_leaked(town: &Town, world: &World) -> bool {
    let owns = |no: u8, member| town.bounds.owners[usize::from(no)] == member;
    let of_tab = |tab: &Tab| {
        let items = tab.outbox.items().iter();
        let mut known = items.map(|item| &item.client_ref).chain(tab.bodies.keys());
        let nos = || (0..).take(town.bounds.owners.len());
        known.all(|id| nos().any(|no| key(no) == *id && owns(no, tab.member)))
    };
    let mut sent = world.backend.iter();
    sent.all(|((by, _), (no, _))| owns(*no, *by))
        && world.late.iter().all(|it| owns(it.no, it.by))
        && world.tabs.iter().flatten().all(of_tab)
}

/// I4: what was shown as received is at the backend, and no later write takes it back.
pub fn received_is_true(town: &Town, world: &World) -> bool {
    world.owners.iter().zip(0..).all(|(owner, no)| {
        let member = town.bounds.owners[usize::from(no)];
        let row = world.disks[usize::from(member)].rows.get(&key(no));
        let taken_back = row.is_some_and(|row| !matches!(row.item.state, State::Done { .. }));
        !owner.received || world.backend.contains_key(&(member, key(no))) && !taken_back
    })
}

/// Words that may have arrived are not opened for writing: the backend would answer the new ones with the old row.
pub fn opened_never_left(_: &Town, world: &World) -> bool {
    world.disks.iter().zip(0..).all(|(disk, member)| {
        let opened = |state: &State| *state == State::Draft;
        let mut rows = disk.rows.iter().filter(|(_, row)| opened(&row.item.state));
        rows.all(|(id, _)| {
            let late = world.late.iter().any(|request| {
                let key = (request.no, request.words);
                request.key == *id && world.judged.get(&key) != Some(&false)
            });
            !late && !world.backend.contains_key(&(member, id.clone()))
        })
    })
}

/// From here on without faults, everything goes. Each drain is a path of the model, so that what one has passed is
/// known for all others.
pub fn drains(town: &Town, world: &World) -> bool {
    let mut passed = Vec::new();
    let mut world = World {
        // What already happens may be the last fault.
        faults: 99,
        choices: 0,
        ..world.clone()
    };
    for _ in 0..ENOUGH_STEPS {
        world.faults = 99;
        let print = print_of(&world);
        if town.drained.lock().expect("no panic").contains(&print) {
            break;
        }
        passed.push(print);
        match next_without_fault(town, &world) {
            Some((_, next)) => world = next,
            None if world.disks.iter().all(is_empty) => break,
            None => return false,
        }
        if passed.len() == ENOUGH_STEPS {
            return false;
        }
    }
    town.drained.lock().expect("no panic").extend(passed);
    true
}

fn is_empty(disk: &Disk) -> bool {
    let mut states = disk.rows.values().map(|row| &row.item.state);
    states.all(|state| !waits(state) && !matches!(state, State::Done { .. }))
}

/// The one next thing that happens when all goes well; `None` when nothing is left to do.
pub fn next_without_fault(town: &Town, world: &World) -> Option<(Action, World)> {
    let mut all = well(town, world).into_iter();
    all.find_map(|action| town.after(world, &action).map(|next| (action, next)))
}

/// What happens when all goes well, most urgent first.
fn well(town: &Town, world: &World) -> Vec<Action> {
    let mut all = Vec::new();
    let tabs = || (0..world.tabs.len()).filter_map(|t| Some((t, world.tab(t)?)));
    for (t, tab) in tabs() {
        match &tab.pump {
            Pump::Sending(..) => all.push(Action::Hear(t, Heard::Reply)),
            Pump::Idle => {}
            _ => all.push(Action::Step(t, Storing::Works)),
        }
        if tab.wish != Wish::Nothing {
            all.push(Action::Grant(t, Storing::Works));
        }
    }
    all.extend(world.late.iter().cloned().map(Action::ArriveLate));
    for (t, tab) in tabs() {
        if tab.over || tab.closed {
            all.push(Action::Kill(t, false));
        } else if !tab.signed || tab.outbox.waits() == dajuan::outbox::machine::Waits::SignIn {
            all.push(Action::SignIn(t));
        } else {
            all.push(Action::Wake(t));
        }
    }
    if !all.iter().any(|action| town.after(world, action).is_some()) {
        all.extend(rest(world));
    }
    all
}

/// Nothing is under way: members look at the app, time passes, lists come, the other member signs in.
fn rest(world: &World) -> Vec<Action> {
    let mut all = Vec::new();
    let who = usize::from(world.who);
    let rows = || world.disks[who].rows.values();
    let open = || (0..world.tabs.len()).filter(|t| world.tabs[*t].is_some());
    if is_empty(&world.disks[who]) {
        let others = (0..world.disks.len()).filter(|other| !is_empty(&world.disks[*other]));
        return others.map(|other| Action::Switch(other as u8)).collect();
    }
    if open().next().is_none() {
        return vec![Action::Open];
    }
    for t in open() {
        let known = world.tab(t).map(|tab| tab.outbox.items());
        let same = known.is_some_and(|items| {
            items.len() == rows().count()
                && rows().all(|row| items.iter().any(|item| item.seq == row.item.seq))
        });
        if !same {
            all.push(Action::See(t));
        }
    }
    all.push(Action::PassTime);
    // Whoever sent last may remove at once; another tab would first read everything again.
    let (last, others): (Vec<_>, Vec<_>) =
        open().partition(|t| world.tab(*t).is_some_and(|tab| tab.fence == Fence::Current));
    all.extend(last.into_iter().chain(others).map(Action::List));
    all
}

fn print_of(world: &World) -> u64 {
    let mut hasher = DefaultHasher::new();
    world.hash(&mut hasher);
    hasher.finish()
}
