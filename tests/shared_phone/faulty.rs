//! Phones that confuse their members, which the watch must find.

use crate::{
    phone::{self, PHONE},
    simulation::{town::Town, world::Partition},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// A request takes whatever sign-in the phone has.
pub fn any_credentials(town: &mut Town) {
    phone::act(town);
    for tab in &town.tabs {
        tab.seat.token.set(tab.seat.phone.token.get());
    }
}

/// All members write into the partition of the first.
pub fn one_partition(town: &mut Town) {
    let disk = town.partition(PHONE, 0).disk.clone();
    let second = || {
        Rc::new(Partition {
            phone: PHONE,
            member: 1,
            disk,
            holder: Cell::new(0),
            last_seq: Cell::new(0),
            told: RefCell::default(),
            erased: Cell::new(false),
        })
    };
    town.partitions.entry((PHONE, 1)).or_insert_with(second);
    phone::act(town);
}

/// The session of the one before goes on, and the next one opens beside it.
pub fn session_goes_on(town: &mut Town) {
    let before = town.phones[PHONE].current.get();
    phone::act(town);
    let now = town.phones[PHONE].current.get();
    if let Some(before) = before.filter(|_| before != now) {
        town.partition(PHONE, before).disk.activate();
    }
}
