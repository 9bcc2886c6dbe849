//! Several that drain one queue: 14 and 15.

use crate::{
    backend::Way,
    phone::{Phone, Tab, is_received, poll, submits, was_told_received},
};
use std::pin::pin;

/// Three that send, as two tabs and a worker do.
fn three(phone: &Phone) -> [Tab; 3] {
    let all = [phone.tab(), phone.tab(), phone.tab()];
    for (n, tab) in (1..=9).zip(all.iter().cycle()) {
        submits(tab, n, &format!("第{n}篇"));
    }
    all
}

#[test]
fn scenario_14_two_tabs_and_a_worker_drain_together() {
    let phone = Phone::new();
    let all = three(&phone);
    for _ in 0..100 {
        for tab in &all {
            tab.visible();
            let mut pump = pin!(tab.pump());
            assert!(poll(pump.as_mut()).is_some());
        }
        phone.pass(1_000);
    }
    assert_eq!(phone.arrived().len(), 9);
    assert_eq!(phone.requests(), 9, "one at a time, each item once");
}

#[test]
fn scenario_14_without_any_lock_each_item_still_arrives_once() {
    let phone = Phone::new();
    let all = three(&phone);
    for tab in all.iter().cycle().take(100) {
        // Whoever has the right to send stops in the middle, and it runs out.
        phone.goes(Way::HangsAfter);
        tab.visible();
        let _ = poll(pin!(tab.pump()));
        phone.pass(11_000);
    }
    phone.ways.borrow_mut().clear();
    for tab in &all {
        tab.visible();
        phone.drain(tab);
    }
    assert_eq!(phone.arrived().len(), 9);
    assert!(phone.requests() > 9, "the right to send was taken away");
}

#[test]
fn scenario_15_the_sending_tab_freezes() {
    for way in [Way::Hangs, Way::HangsAfter] {
        let phone = Phone::new();
        let frozen = phone.tab();
        submits(&frozen, 1, "读后感");
        phone.goes(way);
        let mut pump = pin!(frozen.pump());
        assert!(poll(pump.as_mut()).is_none());
        let tab = phone.tab();
        phone.pass(9_000);
        assert!(poll(pin!(tab.pump())).is_some());
        assert!(phone.requests() <= 1, "not before its lease has run out");
        phone.pass(1_000);
        phone.drain(&tab);
        is_received(&tab, 1);
        assert!(was_told_received(&tab));
        // It thaws: its renewal is refused, and what it holds is dropped with its task.
        assert!(poll(pump.as_mut()).is_none());
        assert!(!was_told_received(&frozen));
        assert_eq!(phone.arrived(), ["读后感"]);
    }
}
