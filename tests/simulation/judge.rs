//! The end of a run: faults off, the queue must drain; then the books are held against the backend and the phones.

use super::{
    backend::Member,
    ledger::Promise,
    town::Town,
    work::{Kind, base, kind_of},
    world::{Network, Partition},
};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{item::State, machine::Waits},
};
use std::{collections::BTreeMap, rc::Rc};

/// No wait that the machine may give lasts longer: a day told, as much again by chance, and the rest.
const LONGEST_MS: u64 = 60 * 3_600_000;

/// Faults off: each member signs in once more on each phone, and everything must go. Open tabs of the member who was
/// there last go on, or the phone starts afresh.
pub fn drain(town: &mut Town) {
    town.world.faulty.set(false);
    town.world.deliver_late();
    for phone in town.phones.clone() {
        phone.network.set(Network::Fine);
        let mut members: Vec<Member> = town
            .partitions
            .keys()
            .filter(|(number, _)| *number == phone.number)
            .map(|(_, member)| *member)
            .collect();
        let here = phone.current.get();
        members.sort_by_key(|member| Some(*member) != here);
        let goes_on = town.world.dice.one_in(2);
        for member in members {
            if goes_on && here == Some(member) {
                go_on(town, phone.number, member);
            } else {
                start_afresh(town, phone.number, member);
            }
            settle(town, phone.number, member);
            look_at_shown(town, phone.number, member);
        }
        town.tabs
            .retain(|tab| tab.seat.phone.number != phone.number);
    }
}

fn start_afresh(town: &mut Town, phone: usize, member: Member) {
    town.tabs.retain(|tab| tab.seat.phone.number != phone);
    if let Some(old) = town.phones[phone].current.get() {
        town.partition(phone, old).disk.deactivate();
    }
    town.sign_in(phone, member);
    town.open_tab(phone);
}

/// The tabs that are open wake up, with a good sign-in.
fn go_on(town: &mut Town, phone: usize, member: Member) {
    let session = town.partition(phone, member).disk.session();
    town.tabs.retain(|tab| {
        let mine = tab.seat.partition.phone == phone && tab.seat.partition.member == member;
        let runs = !tab.seat.closed.get() && Some(tab.runtime.epoch()) == session;
        tab.seat.phone.number != phone || (mine && runs)
    });
    let token = town.world.backend.borrow_mut().sign_in(member);
    town.phones[phone].token.set(token);
    for tab in town
        .tabs
        .iter_mut()
        .filter(|tab| tab.seat.phone.number == phone)
    {
        tab.frozen = false;
        tab.seat.token.set(token);
        tab.runtime.visible();
        tab.runtime.signed_in();
        tab.wants_pump.set(true);
    }
    if town.tabs.iter().all(|tab| tab.seat.phone.number != phone) {
        town.open_tab(phone);
    }
}

/// Until nothing can go any more.
fn settle(town: &mut Town, phone: usize, member: Member) {
    let partition = town.partition(phone, member);
    let world = town.world.clone();
    let end = world.time.get() + LONGEST_MS;
    world.backend.borrow_mut().healed = false;
    for _ in 0..40_000 {
        let mut works = false;
        for tab in &mut town.tabs {
            if tab.seat.phone.number == phone {
                if tab.seat.asks_sign_in.take() {
                    let token = world.backend.borrow_mut().sign_in(member);
                    tab.seat.token.set(token);
                    tab.runtime.signed_in();
                    tab.wants_pump.set(true);
                }
                // Who held the queue is told so, and presses.
                if tab.runtime.waits() == Waits::Held {
                    tab.seat.pressed.set(Some(world.time.get()));
                    tab.runtime.press();
                    tab.wants_pump.set(true);
                }
                tab.begin_to_pump();
                for which in (0..tab.tasks.len()).rev() {
                    works = true;
                    tab.poll(which);
                }
            }
        }
        if works {
            continue;
        }
        let (poison, others) = waiting(&partition);
        if poison + others == 0 {
            return;
        }
        if others == 0 {
            world.backend.borrow_mut().healed = true;
        }
        let tabs = town.tabs.iter();
        let mine = tabs.filter(|tab| tab.seat.phone.number == phone);
        let wakes = mine.filter_map(|tab| tab.wake_at.get());
        match wakes.min() {
            Some(at) if at <= end => world.time.set(at.max(world.time.get())),
            Some(_) | None => break,
        }
    }
    let (poison, others) = waiting(&partition);
    if poison + others > 0 {
        partition.disk.each(|id, row| {
            let item = row.as_ref().map(|row| &row.item);
            world.say(|| format!("at the end {id} {item:?}"));
        });
    }
    for _ in 0..poison + others {
        world.blame(Promise::Stuck, || {
            format!("phone {phone}, member {member}: {poison} and {others} wait for ever")
        });
    }
}

/// How many items of the partition can go: those that the backend fails over, and the others.
fn waiting(partition: &Partition) -> (usize, usize) {
    let (mut poison, mut others) = (0, 0);
    // Its owner's turn: what comes behind it waits for that.
    let mut owners: BTreeMap<ClientRef, u64> = BTreeMap::new();
    // What would change it has nothing to change.
    let mut declined: BTreeMap<ClientRef, u64> = BTreeMap::new();
    let mut rows = Vec::new();
    partition.disk.each(|_, row| {
        if let Ok(row) = row {
            let (item, kind) = (&row.item, kind_of(&row.entry));
            match item.state {
                State::Draft | State::Done { .. } | State::Waitlisted { .. } => {}
                State::Queued
                | State::Sending
                | State::RetryWait { .. }
                | State::Accepted { .. }
                | State::UpgradeNeeded => {
                    rows.push((item.chain.clone(), item.seq, kind, item.updates));
                }
                State::NeedsFix { .. }
                | State::TooLarge
                | State::PhotoLost
                | State::Conflict { .. }
                | State::Unsure => {
                    let first = owners.entry(item.chain.clone()).or_insert(item.seq);
                    *first = item.seq.min(*first);
                }
                State::Declined { .. } => {
                    let first = declined.entry(item.chain.clone()).or_insert(item.seq);
                    *first = item.seq.min(*first);
                }
            }
        }
    });
    for (chain, seq, kind, updates) in rows {
        let behind = |first: Option<&u64>| first.is_some_and(|first| *first < seq);
        if behind(owners.get(&chain)) || (updates && behind(declined.get(&chain))) {
            continue;
        }
        match kind {
            Kind::Poison => poison += 1,
            Kind::Plain | Kind::Refused | Kind::SignUp | Kind::Cancel => others += 1,
        }
    }
    (poison, others)
}

/// A tab that opens now shows every row, and names every row that it can't read.
fn look_at_shown(town: &mut Town, phone: usize, member: Member) {
    town.look();
    let partition = town.partition(phone, member);
    town.open_tab(phone);
    let Some(mut tab) = town.tabs.pop() else {
        return;
    };
    while !tab.tasks.is_empty() {
        tab.poll(0);
    }
    let (mut shown, unreadable) = (0, tab.runtime.unreadable());
    let mut hidden = 0;
    partition.disk.each(|id, row| match row {
        Ok(_) => shown += 1,
        Err(_) => hidden += usize::from(!unreadable.contains(&id.to_string())),
    });
    if hidden > 0 || tab.runtime.rows().len() != shown {
        town.world.blame(Promise::Lost, || {
            format!("phone {phone}, member {member}: {hidden} unreadable rows are not told")
        });
    }
}

pub fn judge(town: &Town) {
    let world = &town.world;
    let backend = world.backend.borrow();
    let ledger = world.ledger.borrow();
    let mut arrived: BTreeMap<&str, usize> = BTreeMap::new();
    for ((member, id), text) in &backend.records {
        let work = ledger.works.get(&(*member, id.clone()));
        let taken = ledger.taken.get(id);
        let others = taken.is_some_and(|own| !own.contains(base(text)));
        if text.contains("-office-") || others {
            continue;
        }
        *arrived.entry(base(text)).or_default() += 1;
        if work.is_none() {
            world.blame(Promise::Duplicated, || {
                format!("{text} under a foreign key")
            });
        }
    }
    for (text, _) in arrived.iter().filter(|(_, times)| **times > 1) {
        world.blame(Promise::Duplicated, || format!("{text} arrived twice"));
    }
    for ((member, id), work) in &ledger.works {
        let partition = town.partitions.get(&(work.phone, *member));
        for text in &work.saved {
            let held = partition
                .is_some_and(|it: &Rc<Partition>| world.holds(*member, &it.disk, id, text));
            if !held {
                world.blame(Promise::Lost, || text.clone());
            }
        }
    }
    for _ in 0..backend.overwritten {
        world.blame(Promise::Lost, || {
            "the office's words were overwritten".to_owned()
        });
    }
    for _ in 0..backend.without_photo {
        world.blame(Promise::Lost, || {
            "a record came without its photo".to_owned()
        });
    }
}
