//! What a phone's storage and clocks do: 16, 17, 20, 22, 23.

use crate::{
    backend::Way,
    phone::{Phone, entry, is_received, key, now, stands, submits, was_told_received, with_photo},
};
use dajuan::{
    outbox::item::State,
    runtime::{Notice, ports::StoreError},
    storage::memory::Fault,
    stored::row::decode,
};

#[test]
fn scenario_16_no_space_for_a_photo() {
    let phone = Phone::new();
    let tab = phone.tab();
    now(tab.save_draft(entry(1, "读后感"), Vec::new())).expect("the text finds room");
    let (whole, photos) = with_photo(1, "读后感");
    phone.disk.memory.fail_next(Fault::Before(StoreError::Full));
    let refused = now(tab.submit(whole, photos));
    assert_eq!(refused, Err(StoreError::Full));
    let why = StoreError::Full;
    let client_ref = Some(key(1));
    assert_eq!(tab.take_notices(), [Notice::NotSaved { client_ref, why }]);
    assert_eq!(stands(&phone.tab(), 1), State::Draft, "the text is kept");
    // Its owner leaves the photo out.
    submits(&tab, 1, "读后感");
    phone.drain(&tab);
    assert_eq!(phone.arrived(), ["读后感"]);
}

#[test]
fn scenario_17_the_storage_is_wiped_whole() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "读后感");
    phone.disk.memory.wipe();
    assert_eq!(now(tab.pump()), None);
    assert!(!was_told_received(&tab), "nothing is called received");
    assert_eq!(tab.rows(), [], "and nothing is shown that is not there");
    let late = now(tab.submit(entry(2, "迟了"), Vec::new()));
    assert_eq!(late, Err(StoreError::Moved), "never called saved");
    // The member signs in again and goes on as on a new phone.
    phone.disk.memory.activate();
    let tab = phone.tab();
    assert_eq!(tab.rows(), []);
    submits(&tab, 1, "读后感");
    phone.drain(&tab);
    assert_eq!(phone.arrived(), ["读后感"]);
}

#[test]
fn scenario_20_an_old_draft_under_a_new_form_and_a_row_of_a_newer_release() {
    let phone = Phone::new();
    let tab = phone.tab();
    let old = dajuan::domain::record::Entry {
        form_version: 0,
        ..entry(1, "旧表")
    };
    now(tab.save_draft(old.clone(), Vec::new())).expect("a draft");
    submits(&tab, 2, "读后感");
    let newer = text_of(&phone, 2).replacen("\"v\":", "\"v\":9", 1);
    assert!(decode(&newer).is_err());
    phone.disk.memory.overwrite(&key(2), |_| newer.clone());
    // A release that does not know the newer shape leaves it as it is, and tells.
    let tab = phone.tab();
    assert_eq!(tab.unreadable(), [key(2).to_string()]);
    phone.drain(&tab);
    assert_eq!(phone.requests(), 0);
    assert_eq!(text_of(&phone, 2), newer, "not one byte changed");
    assert_eq!(tab.open(&key(1)), Some(old), "the draft keeps its form");
    // The newer release reads it again, and it goes.
    let known = newer.replacen("\"v\":9", "\"v\":", 1);
    phone.disk.memory.overwrite(&key(2), |_| known);
    let tab = phone.tab();
    phone.drain(&tab);
    assert_eq!(phone.arrived(), ["读后感"]);
}

const YEAR_MS: i64 = 365 * 86_400_000;

#[test]
fn scenario_22_the_clock_is_moved() {
    let hour = 3_600_000;
    for moved in [YEAR_MS, -YEAR_MS, hour, -hour] {
        let phone = Phone::new();
        let tab = phone.tab();
        submits(&tab, 1, "读后感");
        phone.goes(Way::Lost);
        assert!(now(tab.pump()).is_some());
        phone.clocks.moved.set(moved);
        // The same tab, and one that starts after it: neither waits longer than it could have.
        let again = phone.tab();
        for tab in [&tab, &again] {
            let wait = now(tab.pump()).unwrap_or(0);
            assert!(wait <= 300_000, "{moved}: {wait}");
        }
        phone.drain(&again);
        is_received(&again, 1);
        assert_eq!(phone.arrived().len(), 1);
    }
}

#[test]
fn scenario_22_a_lease_of_another_clock_freezes_nothing() {
    for moved in [YEAR_MS, -YEAR_MS] {
        let phone = Phone::new();
        let dead = phone.tab();
        submits(&dead, 1, "读后感");
        phone.goes(Way::Hangs);
        crate::phone::killed(dead.pump());
        phone.clocks.moved.set(moved);
        let tab = phone.tab();
        phone.drain(&tab);
        assert!(phone.clocks.steady.get() <= 300_000);
        is_received(&tab, 1);
    }
}

#[test]
fn scenario_23_one_row_is_corrupt() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "一");
    submits(&tab, 2, "二");
    phone.disk.memory.damage(&key(1));
    let damaged = text_of(&phone, 1);
    let tab = phone.tab();
    assert_eq!(tab.unreadable(), [key(1).to_string()], "told to its owner");
    phone.drain(&tab);
    assert_eq!(phone.arrived(), ["二"], "the others go");
    assert_eq!(text_of(&phone, 1), damaged, "kept as it is");
    let other = now(tab.submit(entry(1, "别的"), Vec::new()));
    assert_eq!(other, Err(StoreError::Moved), "never overwritten");
}

/// The bytes of a row as they lie on disk.
fn text_of(phone: &Phone, n: u8) -> String {
    let mut seen = String::new();
    phone.disk.memory.overwrite(&key(n), |text| {
        seen.push_str(text);
        text.to_owned()
    });
    seen
}
