//! Two members, two phones: 10 and 13.

use crate::{
    backend::{Token, Way},
    phone::{Phone, TOKEN, entry, is_received, key, now, poll, stands, submits, was_told_received},
};
use dajuan::{outbox::item::State, runtime::ports::StoreError, stored::export::Export};
use std::pin::pin;

const OTHER: Token = Token(2);

#[test]
fn scenario_10_another_member_signs_in_under_a_request() {
    let phone = Phone::new();
    phone.backend.borrow_mut().members.insert(OTHER, "乙");
    let tab = phone.tab();
    submits(&tab, 1, "甲的话");
    submits(&tab, 2, "甲的又一句");
    phone.goes(Way::AnswersLate);
    let mut pump = pin!(tab.pump());
    assert!(poll(pump.as_mut()).is_none());
    // 乙 signs in, in another tab: 甲's partition closes, and 乙's opens beside it.
    phone.disk.memory.deactivate();
    let theirs = phone.another();
    let their_tab = theirs.tab_of(OTHER);
    assert_eq!(their_tab.rows(), [], "nothing of 甲 is there");
    submits(&their_tab, 3, "乙的话");
    theirs.drain(&their_tab);
    phone.backend.borrow_mut().answers = true;
    assert!(poll(pump).is_some(), "the reply comes, and is dropped");
    now(tab.pump());
    assert!(!was_told_received(&tab));
    assert_eq!(tab.rows(), [], "and 甲's tab forgets");
    let refused = now(tab.submit(entry(4, "迟了"), Vec::new()));
    assert_eq!(refused, Err(StoreError::Moved));
    let rows: Vec<_> = phone.backend.borrow().records.keys().cloned().collect();
    assert_eq!(rows.len(), 2, "甲's first words and 乙's own: {rows:?}");
    assert!(rows.contains(&("甲", key(1))) && rows.contains(&("乙", key(3))));
    // 甲 comes back: what was not sent goes, under 甲's own sign-in.
    phone.disk.memory.activate();
    let tab = phone.tab();
    phone.drain(&tab);
    is_received(&tab, 1);
    is_received(&tab, 2);
    assert_eq!(phone.backend.borrow().records.len(), 3);
}

#[test]
fn scenario_10_the_token_changes_under_a_request() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "甲的话");
    // The backend knows the old token no more, and the phone has 乙's meanwhile.
    phone.backend.borrow_mut().members.remove(&TOKEN);
    phone.backend.borrow_mut().members.insert(OTHER, "乙");
    assert_eq!(now(tab.pump()), None);
    assert_eq!(phone.arrived(), Vec::<String>::new());
    assert_eq!(stands(&tab, 1), State::Queued);
    phone.backend.borrow_mut().members.insert(TOKEN, "甲");
    tab.signed_in();
    phone.drain(&tab);
    let rows: Vec<_> = phone.backend.borrow().records.keys().cloned().collect();
    assert_eq!(rows, [("甲", key(1))]);
}

#[test]
fn scenario_13_one_item_on_two_phones_is_one_row() {
    let phone = Phone::new();
    let second = phone.another();
    let (tab, other) = (phone.tab(), second.tab());
    submits(&tab, 1, "读后感");
    let export = Export {
        rows: tab.rows(),
        ..Export::default()
    };
    now(other.take_in(export, &[])).expect("taken in");
    second.goes(Way::ReplyLost);
    second.drain(&other);
    phone.drain(&tab);
    is_received(&tab, 1);
    is_received(&other, 1);
    assert_eq!(phone.arrived(), ["读后感"]);
}
