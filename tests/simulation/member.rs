//! What members do in an open tab: write, submit, edit, withdraw, throw away, press.

use super::{
    town::{Tab, Town},
    work::{Blobs, Kind, base, change, edited, entry, event_of, kind_of, with_event, words},
    world::Seat,
};
use dajuan::{
    domain::{client_ref::ClientRef, record::Entry},
    outbox::item::State,
    runtime::{Refusal, ports::StoreError},
};
use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

/// Something new, with a draft on the way or without.
pub fn writes(town: &mut Town) {
    let dice = town.world.dice.clone();
    let Some(tab) = live_tab(town) else { return };
    town.written += 1;
    let tab = &mut town.tabs[tab];
    let member = tab.seat.partition.member;
    let kind = match dice.below(12) {
        0 => Kind::Refused,
        1 => Kind::Poison,
        2 | 3 => Kind::SignUp,
        4 | 5 => Kind::Cancel,
        _ => Kind::Plain,
    };
    let (mut entry, blobs) = entry(&dice, member, town.written, kind);
    if kind == Kind::Cancel {
        // Only a sign-up that this tab shows can be cancelled.
        let rows = tab.runtime.rows();
        let mut shown = rows.iter().map(|row| &row.entry);
        match shown.find(|entry| kind_of(entry) == Kind::SignUp) {
            Some(sign_up) => entry = with_event(entry, event_of(sign_up)),
            None => return,
        }
    }
    let seat = tab.seat.clone();
    seat.world
        .ledger
        .borrow_mut()
        .work(member, seat.phone.number, &entry.client_ref);
    let drafts = dice.one_in(2);
    let form = Form::of(tab, &entry.client_ref);
    keep(tab, entry, blobs, drafts, form);
}

/// Saves an entry, first as a draft or at once; where there is no space for its photos, without them.
fn keep(tab: &mut Tab, mut entry: Entry, mut blobs: Blobs, drafts: bool, form: Option<Form>) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    let text = words(&entry).to_owned();
    let saved = move |entry: &Entry| {
        let (phone, partition) = (seat.phone.number, &seat.partition);
        let id = &entry.client_ref;
        let member = partition.member;
        seat.world
            .told_saved(member, phone, &partition.disk, id, &text);
    };
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        if drafts {
            match runtime.save_draft(entry.clone(), blobs.clone()).await {
                Ok(()) => {
                    saved(&entry);
                    blobs = Vec::new();
                }
                Err(StoreError::Full) => {
                    entry.photos = Vec::new();
                    blobs = Vec::new();
                }
                Err(_) => {}
            }
        }
        let mut outcome = runtime.submit(entry.clone(), blobs).await;
        if outcome == Err(StoreError::Full) && !entry.photos.is_empty() {
            entry.photos = Vec::new();
            outcome = runtime.submit(entry.clone(), Vec::new()).await;
        }
        if outcome.is_ok() {
            saved(&entry);
            wants_pump.set(true);
        }
    }));
}

/// A change of something that was sent, as the list shows it.
pub fn amends(town: &mut Town) {
    let dice = town.world.dice.clone();
    let Some(tab) = live_tab(town) else { return };
    let tab = &mut town.tabs[tab];
    let member = tab.seat.partition.member;
    let rows = tab.runtime.rows();
    let Some(row) = dice.pick(&rows) else { return };
    let of = row.item.client_ref.clone();
    let plain = kind_of(&row.entry) == Kind::Plain && !row.item.updates;
    let shown = town.world.backend.borrow().current(member, &of).cloned();
    let Some(base) = shown.filter(|_| plain) else {
        return;
    };
    town.written += 1;
    let entry = change(&dice, &row.entry, &base, member, town.written);
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    seat.world
        .ledger
        .borrow_mut()
        .work(member, seat.phone.number, &entry.client_ref);
    tab.tasks.push(Box::pin(async move {
        let made = runtime.amend(of, base, entry.clone(), Vec::new());
        if made.await.is_ok() {
            told_saved(&seat, &entry);
        }
        wants_pump.set(true);
    }));
}

/// Both sides changed it: the member takes their own words, or the office's.
fn resolves(tab: &mut Tab, id: ClientRef, fields: Vec<String>, form: Form) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        let mine = if seat.world.dice.one_in(2) {
            fields
        } else {
            choose(&seat, &id, true);
            let mut ledger = seat.world.ledger.borrow_mut();
            let work = ledger.work(seat.partition.member, seat.phone.number, &id);
            let own = work.saved.iter().map(|text| base(text).to_owned());
            let own = own.collect();
            ledger.taken.insert(id.clone(), own);
            Vec::new()
        };
        let _asked_again_another_time = runtime.resolve(&id, &mine).await;
        wants_pump.set(true);
    }));
}

/// Goes on with a draft, edits, withdraws or throws away what is shown.
pub fn chooses(town: &mut Town) {
    let dice = town.world.dice.clone();
    let Some(tab) = live_tab(town) else { return };
    let tab = &mut town.tabs[tab];
    let rows = tab.runtime.rows();
    let Some(row) = dice.pick(&rows) else { return };
    let id = row.item.client_ref.clone();
    let Some(form) = Form::of(tab, &id) else {
        return;
    };
    if let State::Conflict { fields, .. } = &row.item.state
        && !fields.is_empty()
        && dice.one_in(2)
    {
        return resolves(tab, id, fields.clone(), form);
    }
    let is_draft = row.item.state == State::Draft;
    match (is_draft, dice.one_in(6)) {
        (true, true) => throws_away(tab, id, form),
        (true, false) => goes_on(tab, id, form),
        (false, true) => withdraws(tab, id, form),
        (false, false) => edits(tab, id, form),
    }
}

fn goes_on(tab: &mut Tab, id: ClientRef, form: Form) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    let dice = seat.world.dice.clone();
    let Some(mut entry) = runtime.open(&id) else {
        return;
    };
    if dice.one_in(2) {
        edited(&mut entry, &dice);
    }
    let submits = dice.one_in(2);
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        // A form stays open for a while.
        seat.world.linger(1 + dice.below(12)).await;
        let outcome = match submits {
            true => runtime.submit(entry.clone(), Vec::new()).await,
            false => runtime.save_draft(entry.clone(), Vec::new()).await,
        };
        if outcome.is_ok() {
            told_saved(&seat, &entry);
            wants_pump.set(true);
        }
    }));
}

fn edits(tab: &mut Tab, id: ClientRef, form: Form) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        if let Ok(mut entry) = runtime.edit(&id).await {
            edited(&mut entry, &seat.world.dice);
            if runtime.submit(entry.clone(), Vec::new()).await.is_ok() {
                told_saved(&seat, &entry);
            }
        }
        wants_pump.set(true);
    }));
}

fn withdraws(tab: &mut Tab, id: ClientRef, form: Form) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    let wants_pump = tab.wants_pump.clone();
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        choose(&seat, &id, true);
        if runtime.withdraw(&id).await == Err(Refusal::Busy) {
            choose(&seat, &id, false);
        }
        wants_pump.set(true);
    }));
}

fn throws_away(tab: &mut Tab, id: ClientRef, form: Form) {
    let (runtime, seat) = (tab.runtime.clone(), tab.seat.clone());
    tab.tasks.push(Box::pin(async move {
        let _open = form;
        choose(&seat, &id, true);
        let _asked_again_another_time = runtime.discard_draft(&id).await;
    }));
}

/// An end by its owner's choice, or that a choice certainly came to nothing.
fn choose(seat: &Seat, id: &ClientRef, end: bool) {
    let mut ledger = seat.world.ledger.borrow_mut();
    let work = ledger.work(seat.partition.member, seat.phone.number, id);
    match end {
        true => work.ends += 1,
        false => work.ends -= 1,
    }
}

fn told_saved(seat: &Seat, entry: &Entry) {
    let partition = &seat.partition;
    seat.world.told_saved(
        partition.member,
        seat.phone.number,
        &partition.disk,
        &entry.client_ref,
        words(entry),
    );
}

pub fn tells_a_fact(town: &mut Town) {
    let dice = town.world.dice.clone();
    let Some(tab) = live_tab(town) else { return };
    let tab = &town.tabs[tab];
    match dice.below(5) {
        0 => {
            tab.seat.pressed.set(Some(town.world.time.get()));
            tab.runtime.press();
        }
        1 => tab.runtime.online(),
        2 => tab.runtime.visible(),
        3 => tab.runtime.hold(),
        _ => {
            let mine: Vec<ClientRef> = {
                let backend = town.world.backend.borrow();
                let keys = backend.records.keys();
                let member = tab.seat.partition.member;
                keys.filter(|(whose, _)| *whose == member)
                    .map(|(_, id)| id.clone())
                    .collect()
            };
            let listed = mine.iter().cloned();
            town.world.ledger.borrow_mut().listed.extend(listed);
            tab.runtime.list_shows(mine);
        }
    }
    tab.wants_pump.set(true);
}

/// A tab that its member can use now.
fn live_tab(town: &Town) -> Option<usize> {
    let all: Vec<_> = (0..town.tabs.len())
        .filter(|n| town.tabs[*n].is_live())
        .collect();
    town.world.dice.pick(&all).copied()
}

/// An open form: no other of this tab writes the same item.
struct Form {
    forms: Rc<RefCell<BTreeSet<ClientRef>>>,
    id: ClientRef,
}

impl Form {
    fn of(tab: &Tab, id: &ClientRef) -> Option<Self> {
        let (forms, id) = (tab.forms.clone(), id.clone());
        let opened = forms.borrow_mut().insert(id.clone());
        opened.then(|| Self { forms, id })
    }
}

impl Drop for Form {
    fn drop(&mut self) {
        self.forms.borrow_mut().remove(&self.id);
    }
}
