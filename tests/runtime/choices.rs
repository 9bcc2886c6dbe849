//! What an owner's choice leaves behind where it could not be carried out.

use super::*;

#[test]
fn a_choice_that_could_not_be_written_gives_the_right_to_send_back_at_once() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    let other = phone.tab(tab.epoch());
    phone.disk.fail_next(Fault::Before(StoreError::Full));
    let full = Refusal::Store(StoreError::Full);
    assert_eq!(now(tab.withdraw(&key(1))), Err(full));
    phone.disk.fail_next(Fault::Before(StoreError::Full));
    assert_eq!(now(other.edit(&key(1))), Err(full));
    assert!(now(tab.edit(&key(1))).is_ok());
}

#[test]
fn a_choice_that_is_refused_gives_the_right_to_send_back_at_once() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(Reply::Done { receipt: None });
    phone.says(Reply::NoAnswer);
    now(tab.pump());
    let other = phone.tab(tab.epoch());
    assert_eq!(now(tab.edit(&key(1))), Err(Refusal::Sent));
    assert_eq!(now(other.withdraw(&key(1))), Ok(()));
}

#[test]
fn what_is_opened_again_was_not_submitted_at_any_time() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let submitted = Entry {
        captured_at: Some(Moment(7)),
        ..entry(1)
    };
    now(tab.submit(submitted, photos(1))).expect("saved");
    let opened = now(tab.edit(&key(1))).expect("nothing of it was sent");
    assert_eq!(opened, entry(1));
    assert_eq!(
        tab.row(&key(1)).map(|row| (*row.entry).clone()),
        Some(entry(1))
    );
}
