//! Killed between two steps, and replies that are lost: 1 to 6.

use crate::{
    backend::Way,
    phone::{
        Phone, Stop, entry, is_received, key, killed, now, stands, submits, was_told_received,
        with_photo,
    },
};
use dajuan::outbox::item::State;

/// The lease of a killed tab has run out.
const TAKEN_OVER_MS: u64 = 10_000;

#[test]
fn scenario_01_killed_before_the_transaction_commits() {
    let phone = Phone::new();
    let tab = phone.tab();
    now(tab.save_draft(entry(1, "读后感"), Vec::new())).expect("a draft");
    phone.disk.stops(0, Stop::BeforeCommit);
    killed(tab.submit(entry(1, "读后感"), Vec::new()));
    assert_eq!(tab.take_notices(), [], "nothing was called saved");
    drop(tab);
    let tab = phone.tab();
    phone.drain(&tab);
    assert_eq!(stands(&tab, 1), State::Draft);
    assert_eq!(phone.requests(), 0);
    let opened = tab.open(&key(1)).expect("the draft opens");
    now(tab.submit(opened, Vec::new())).expect("saved");
    phone.drain(&tab);
    assert_eq!(phone.arrived(), ["读后感"]);
}

#[test]
fn scenario_02_killed_after_the_commit_and_before_the_request() {
    let phone = Phone::new();
    let tab = phone.tab();
    phone.disk.stops(0, Stop::AfterCommit);
    killed(tab.submit(entry(1, "读后感"), Vec::new()));
    drop(tab);
    let tab = phone.tab();
    assert_eq!(stands(&tab, 1), State::Queued);
    phone.drain(&tab);
    assert_eq!((phone.arrived().len(), phone.requests()), (1, 1));
}

#[test]
fn scenario_03_killed_between_the_effect_and_the_reply() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "读后感");
    phone.goes(Way::HangsAfter);
    killed(tab.pump());
    drop(tab);
    assert_eq!(phone.arrived().len(), 1);
    phone.pass(TAKEN_OVER_MS);
    let tab = phone.tab();
    phone.drain(&tab);
    is_received(&tab, 1);
    assert!(was_told_received(&tab));
    assert_eq!((phone.arrived().len(), phone.requests()), (1, 2));
}

#[test]
fn scenario_04_killed_after_the_reply_and_before_the_item_is_removed() {
    for stop in [Stop::BeforeCommit, Stop::AfterCommit] {
        let phone = Phone::new();
        let tab = phone.tab();
        submits(&tab, 1, "读后感");
        phone.drain(&tab);
        is_received(&tab, 1);
        tab.list_shows(vec![key(1)]);
        phone.disk.stops(0, stop);
        killed(tab.pump());
        drop(tab);
        phone.pass(TAKEN_OVER_MS);
        let tab = phone.tab();
        tab.list_shows(vec![key(1)]);
        phone.drain(&tab);
        tab.list_shows(vec![key(1)]);
        phone.drain(&tab);
        assert_eq!(tab.rows(), []);
        assert_eq!((phone.arrived().len(), phone.requests()), (1, 1));
    }
}

#[test]
fn scenario_04_killed_after_the_reply_and_before_it_is_written() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "读后感");
    phone.disk.stops(1, Stop::BeforeCommit);
    killed(tab.pump());
    assert!(!was_told_received(&tab));
    assert_eq!(stands(&tab, 1), State::Sending);
    drop(tab);
    phone.pass(TAKEN_OVER_MS);
    let tab = phone.tab();
    phone.drain(&tab);
    assert!(was_told_received(&tab));
    assert_eq!(phone.arrived().len(), 1);
}

#[test]
fn scenario_05_the_reply_is_lost_and_the_connection_breaks_in_mid_photo() {
    let phone = Phone::new();
    let tab = phone.tab();
    let (entry, photos) = with_photo(1, "读后感");
    now(tab.submit(entry, photos)).expect("saved");
    phone.goes(Way::Lost);
    phone.goes(Way::ReplyLost);
    phone.goes(Way::Arrives);
    phone.goes(Way::ReplyLost);
    phone.drain(&tab);
    is_received(&tab, 1);
    assert_eq!(phone.arrived(), ["读后感"]);
    assert_eq!(phone.backend.borrow().photos.len(), 1);
    assert!(phone.ways.borrow().is_empty(), "each of them happened");
}

#[test]
fn scenario_06_an_error_of_the_server_after_the_effect() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "读后感");
    phone.goes(Way::ErrorAfter);
    phone.goes(Way::ErrorAfter);
    phone.drain(&tab);
    is_received(&tab, 1);
    assert_eq!((phone.arrived().len(), phone.requests()), (1, 3));
}
