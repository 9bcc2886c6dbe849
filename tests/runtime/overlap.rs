//! Tasks of one tab and of several that come between one another's steps.

use super::{Count, Hands, Phone, Wire, entry, key, now, photos, poll, stands, watched::Watched};
use dajuan::{
    domain::record::Entry,
    outbox::{item::State, reply::Reply},
    runtime::drive::Runtime,
};
use std::pin::pin;

fn without_photo(n: u8) -> Entry {
    Entry {
        photos: Vec::new(),
        ..entry(n)
    }
}

#[test]
fn a_write_that_ends_after_the_store_was_read_again_lets_nothing_go_unwritten() {
    let (slow, wire) = (Watched::new(), Wire::default());
    let lets = slow.lets.clone();
    let epoch = slow.disk.activate();
    let (clock, chance) = (Hands::default(), Count::default());
    let tab = Runtime::new(slow, wire.clone(), clock, chance, epoch, 0);
    now(tab.start()).expect("an empty store reads");
    tab.signed_in();
    now(tab.submit(without_photo(1), Vec::new())).expect("saved");
    now(tab.submit(without_photo(2), Vec::new())).expect("saved");
    now(tab.submit(without_photo(3), Vec::new())).expect("saved");
    wire.replies.borrow_mut().push_back(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    lets.set(false);
    let receipt = Some("R-1".to_owned());
    let reply = Some(Reply::Done {
        receipt: receipt.clone(),
    });
    wire.replies.borrow_mut().push_back(reply);
    assert_eq!(poll(pump.as_mut()), None);
    let other = key(3);
    let mut edit = pin!(tab.edit(&other));
    assert!(poll(edit.as_mut()).is_none());
    lets.set(true);
    while poll(pump.as_mut()).is_none() {}
    let first = wire
        .sent
        .borrow()
        .iter()
        .filter(|id| **id == key(1))
        .count();
    assert_eq!(first, 1);
    let row = tab.row(&key(1)).expect("the row is there");
    assert_eq!(row.item.state, State::Done { receipt });
}

#[test]
fn what_another_tab_queued_before_goes_first() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let other = phone.tab(tab.epoch());
    now(tab.submit(without_photo(1), Vec::new())).expect("saved");
    phone.says(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    now(other.submit(without_photo(2), Vec::new())).expect("saved");
    now(tab.submit(without_photo(3), Vec::new())).expect("saved");
    phone.says(Reply::Done { receipt: None });
    assert!(poll(pump).is_some());
    assert_eq!(*phone.wire.sent.borrow(), [key(1), key(2), key(3)]);
}

#[test]
fn a_tab_that_is_shown_while_it_sends_learns_what_others_queued() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let other = phone.tab(tab.epoch());
    now(tab.submit(without_photo(1), Vec::new())).expect("saved");
    phone.says(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    now(other.submit(entry(2), photos(2))).expect("saved");
    tab.visible();
    phone.says(Reply::Done { receipt: None });
    let again = poll(pump).expect("the answer came");
    assert_eq!(again, Some(30_000));
    now(tab.pump());
    let receipt = Some("R-1".to_owned());
    assert_eq!(stands(&tab, 2), State::Done { receipt });
}
