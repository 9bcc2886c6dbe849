//! What an import changes, and what it leaves alone.

use super::{Phone, Tab, entry, key, now, photos, stands};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{item::State, outlook::NextTry, reply::Reply},
    runtime::{Refusal, ports::Store},
    stored::{
        export::{Export, TakenIn},
        row::ItemRow,
    },
};

/// All that a tab holds, with its photos, as an export has it.
fn exported(tab: &Tab) -> Export {
    let rows = tab.rows();
    let keys = rows.iter().flat_map(|row| &row.entry.photos);
    let photos = keys.filter_map(|photo| {
        let bytes = now(tab.store().blob(&photo.id)).expect("the store reads")?;
        Some((photo.id.clone(), bytes))
    });
    Export {
        photos: photos.collect(),
        rows,
        ..Export::default()
    }
}

/// A phone with a draft and two items that never left it, and what it exports.
fn lost_phone() -> (Tab, Export) {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("a draft");
    for n in [2, 3] {
        now(tab.submit(entry(n), photos(n))).expect("submitted");
    }
    let export = exported(&tab);
    (tab, export)
}

fn take_in(tab: &Tab, export: &Export, received: &[ClientRef]) -> TakenIn {
    now(tab.take_in(export.clone(), received)).expect("taken in")
}

fn only(added: usize, here: usize, received: usize) -> TakenIn {
    TakenIn {
        added,
        here,
        received,
        ..TakenIn::default()
    }
}

#[test]
fn a_new_phone_takes_in_everything_and_sends_each_item_once_under_its_key() {
    let (_lost, export) = lost_phone();
    let phone = Phone::default();
    let tab = phone.first_tab();
    assert_eq!(take_in(&tab, &export, &[]), only(3, 0, 0));
    assert_eq!(stands(&tab, 1), State::Draft);
    now(tab.pump());
    for n in [2, 3] {
        assert!(matches!(stands(&tab, n), State::Done { .. }), "{n}");
    }
    let records = [key(102), key(2), key(103), key(3)];
    assert_eq!(*phone.wire.sent.borrow(), records);
}

#[test]
fn importing_twice_adds_nothing_and_changes_nothing() {
    let (_lost, export) = lost_phone();
    let phone = Phone::default();
    let tab = phone.first_tab();
    take_in(&tab, &export, &[]);
    let before = phone.disk.texts();
    assert_eq!(take_in(&tab, &export, &[]), only(0, 3, 0));
    assert_eq!(phone.disk.texts(), before);
    now(tab.pump());
    assert_eq!(take_in(&tab, &export, &[]), only(0, 1, 2));
}

#[test]
fn what_the_member_wrote_since_is_not_overwritten() {
    let (tab, export) = lost_phone();
    let newer = dajuan::domain::record::Entry {
        answers: dajuan::domain::answer::Answer::Text("后来的".into()),
        ..entry(1)
    };
    now(tab.save_draft(newer.clone(), Vec::new())).expect("a newer draft");
    assert_eq!(take_in(&tab, &export, &[]), only(0, 3, 0));
    assert_eq!(tab.row(&key(1)).map(|row| row.entry), Some(newer.into()));
}

#[test]
fn what_the_list_shows_as_received_is_not_queued_again() {
    let (_lost, export) = lost_phone();
    let tab = Phone::default().first_tab();
    assert_eq!(take_in(&tab, &export, &[key(2)]), only(2, 0, 1));
    assert_eq!(tab.row(&key(2)), None);
}

#[test]
fn what_came_in_waiting_can_be_withdrawn_but_not_edited() {
    let (_lost, export) = lost_phone();
    let tab = Phone::default().first_tab();
    take_in(&tab, &export, &[]);
    assert_eq!(now(tab.edit(&key(2))), Err(Refusal::Sent));
    assert_eq!(now(tab.withdraw(&key(2))), Ok(()));
}

#[test]
fn text_without_its_photos_comes_in_without_them_and_says_so() {
    let (_lost, export) = lost_phone();
    let phone = Phone::default();
    let tab = phone.first_tab();
    let text = Export {
        photos: Vec::new(),
        ..export
    };
    let told = take_in(&tab, &text, &[]);
    assert_eq!((told.added, told.photos_missing), (3, 3));
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(2), key(3)]);
}

#[test]
fn a_photo_of_another_item_is_never_overwritten() {
    let (tab, _) = lost_phone();
    let hostile = ItemRow {
        entry: dajuan::domain::record::Entry {
            client_ref: key(9),
            ..entry(2)
        }
        .into(),
        ..tab.row(&key(2)).expect("there")
    };
    let hostile = ItemRow {
        item: dajuan::outbox::item::Item {
            client_ref: key(9),
            chain: key(9),
            ..hostile.item
        },
        ..hostile
    };
    let export = Export {
        rows: vec![hostile],
        photos: vec![(key(102), vec![99])],
        ..Export::default()
    };
    assert_eq!(take_in(&tab, &export, &[]).photos_missing, 1);
    assert_eq!(now(tab.store().blob(&key(102))), Ok(Some(vec![2])));
}

#[test]
fn a_row_that_cannot_be_read_is_not_overwritten() {
    let (_lost, export) = lost_phone();
    let phone = Phone::default();
    let tab = phone.first_tab();
    take_in(&tab, &export, &[]);
    phone.disk.damage(&key(2));
    let before = phone.disk.texts();
    assert_eq!(take_in(&tab, &export, &[]), only(0, 3, 0));
    assert_eq!(phone.disk.texts(), before);
}

#[test]
fn the_next_try_is_told_as_the_machine_will_do_it() {
    let phone = Phone::default();
    phone.chance.0.set(1 << 31);
    let tab = phone.first_tab();
    let next = |tab: &Tab| tab.next_tries().into_iter().map(|(_, next)| next).next();
    now(tab.submit(entry(1), photos(1))).expect("submitted");
    assert_eq!(next(&tab), Some(NextTry::In { ms: 0, told: false }));
    phone.says(Reply::NoAnswer);
    let wake = now(tab.pump()).expect("it tries again");
    assert_eq!(
        next(&tab),
        Some(NextTry::In {
            ms: wake,
            told: false
        })
    );
    let after = dajuan::outbox::reply::RetryAfter { ms: 60_000 };
    phone.says(Reply::Busy { after: Some(after) });
    phone.clock.0.set(phone.clock.0.get() + wake);
    let wake = now(tab.pump()).expect("it tries again");
    assert!(wake >= 60_000);
    assert_eq!(
        next(&tab),
        Some(NextTry::In {
            ms: wake,
            told: true
        })
    );
    tab.signed_out();
    let tab = phone.tab(phone.disk.session().expect("a session"));
    now(tab.pump());
    assert!(matches!(next(&tab), Some(NextTry::In { told: true, .. })));
}

#[test]
fn a_press_on_one_item_sends_that_one_and_leaves_the_waits_of_others() {
    let phone = Phone::default();
    phone.chance.0.set(1 << 31);
    let tab = phone.first_tab();
    for n in [1, 2] {
        now(tab.submit(entry(n), photos(n))).expect("submitted");
    }
    phone.says(Reply::NoAnswer);
    now(tab.pump());
    let waits = stands(&tab, 1);
    assert!(matches!(waits, State::RetryWait { told: false, .. }));
    assert_eq!(stands(&tab, 2), State::Queued, "it waits behind the first");
    tab.press_one(&key(2));
    now(tab.pump());
    assert!(matches!(stands(&tab, 2), State::Done { .. }));
    assert_eq!(stands(&tab, 1), waits);
    phone.clock.0.set(phone.clock.0.get() + 10_000);
    tab.press_one(&key(1));
    now(tab.pump());
    assert!(matches!(stands(&tab, 1), State::Done { .. }));
}

#[test]
fn a_press_on_one_item_does_not_override_what_the_backend_asked_for() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("submitted");
    let after = dajuan::outbox::reply::RetryAfter { ms: 60_000 };
    phone.says(Reply::Busy { after: Some(after) });
    now(tab.pump());
    tab.press_one(&key(1));
    now(tab.pump());
    assert!(matches!(
        stands(&tab, 1),
        State::RetryWait { told: true, .. }
    ));
    assert_eq!(phone.sent(), 1);
}
