//! Many phones, and an item that never goes through: 25.

use crate::phone::{Phone, is_received, now, stands, submits};
use dajuan::outbox::item::State;

#[test]
fn scenario_25_a_herd_of_phones_and_one_poison_item_in_the_queue() {
    let first = Phone::new();
    first.backend.borrow_mut().poison = Some("毒");
    let phones: Vec<Phone> = (0..50).map(|_| first.another()).collect();
    let tabs: Vec<_> = phones.iter().map(Phone::tab).collect();
    for (n, tab) in (0..).zip(&tabs) {
        submits(tab, n * 4 + 1, "一");
        submits(tab, n * 4 + 2, "毒");
        submits(tab, n * 4 + 3, "二");
        tab.online();
    }
    for _ in 0..600 {
        for tab in &tabs {
            now(tab.pump());
        }
        first.pass(1_000);
    }
    for (n, tab) in (0..).zip(&tabs) {
        is_received(tab, n * 4 + 1);
        is_received(tab, n * 4 + 3);
        let poison = stands(tab, n * 4 + 2);
        assert!(matches!(poison, State::RetryWait { .. }), "{poison:?}");
    }
    let useful = 2 * phones.len();
    assert_eq!(first.arrived().len(), useful);
    // In ten minutes the poison is tried at most once at each of the doubling waits, and then every five minutes.
    let wasted = first.requests() - useful;
    assert!(wasted <= 15 * phones.len(), "{wasted} requests for nothing");
}
