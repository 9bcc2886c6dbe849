//! Changes of what was sent, and items that may have arrived.

use super::*;
use dajuan::stored::row::ItemRow;

fn held(words: &str) -> Held {
    Held {
        answers: answers(&[("words", words), ("other", "原样")]),
        ..Held::default()
    }
}

fn answers(fields: &[(&str, &str)]) -> Answer {
    let fields = fields.iter();
    let fields = fields.map(|(name, text)| (name.to_string(), Answer::Text(text.to_string())));
    Answer::Group(fields.collect())
}

/// Item 2, a change of what was sent as item 1.
fn change(words: &str) -> Entry {
    Entry {
        answers: answers(&[("words", words), ("other", "原样")]),
        photos: Vec::new(),
        ..entry(2)
    }
}

fn found(held: Held) -> Result<Option<Found>, Reply> {
    Ok(Some(Found {
        receipt: Some("R-9".into()),
        held: Some(held),
    }))
}

impl Phone {
    fn finds(&self, found: Result<Option<Found>, Reply>) {
        self.wire.found.borrow_mut().push_back(found);
    }

    fn able(&self, uniqueness: Uniqueness, looks_up: bool) {
        self.wire.abilities.set(Abilities {
            uniqueness,
            looks_up,
            ..Abilities::default()
        });
    }

    /// The words of the last update that was sent.
    fn last_words(&self) -> Option<Answer> {
        let updates = self.wire.updates.borrow();
        updates.last().map(|(entry, _)| entry.answers.clone())
    }
}

#[test]
fn a_change_goes_behind_what_it_changes_over_a_restart() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
    phone.says(Reply::Done { receipt: None });
    phone.says(Reply::Busy {
        after: Some(RetryAfter { ms: 60_000 }),
    });
    now(tab.pump());
    let tab = phone.tab(tab.epoch());
    phone.clock.0.set(600_000);
    now(tab.pump());
    assert_eq!(
        *phone.wire.sent.borrow(),
        [key(101), key(1), key(1), key(2)]
    );
    assert_eq!(
        phone
            .wire
            .updates
            .borrow()
            .first()
            .map(|(_, of)| of.clone()),
        Some(key(1))
    );
    assert!(matches!(stands(&tab, 2), State::Done { .. }));
}

#[test]
fn a_change_of_a_photo_sends_the_new_ones_alone() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let base = Held {
        photos: vec![key(101)],
        ..held("一")
    };
    let both = [entry(1).photos, entry(2).photos].concat();
    let more = Entry {
        photos: both,
        ..change("一")
    };
    now(tab.amend(key(1), base, more, photos(2))).expect("saved");
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(102), key(2)]);
}

#[test]
fn a_photo_that_went_before_the_merge_does_not_go_again() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let photos_there = vec![key(101)];
    let base = Held {
        photos: photos_there.clone(),
        ..held("一")
    };
    let both = [entry(1).photos, entry(2).photos].concat();
    let more = Entry {
        photos: both,
        ..change("一")
    };
    now(tab.amend(key(1), base, more, photos(2))).expect("saved");
    phone.says(Reply::Done { receipt: None });
    phone.says(Reply::Stale);
    phone.finds(found(Held {
        photos: photos_there,
        ..held("办公室改的")
    }));
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(102), key(2), key(2)]);
    let uploads = tab.row(&key(2)).expect("kept").item.uploads;
    assert_eq!(uploads, [(key(101), true), (key(102), true)]);
}

#[test]
fn what_both_sides_changed_apart_is_put_together_and_kept_before_it_is_sent() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
    phone.says(Reply::Stale);
    let theirs = answers(&[("words", "一"), ("other", "办公室改的")]);
    let now_there = Held {
        version: Some("8".into()),
        answers: theirs,
        ..held("")
    };
    phone.finds(found(now_there.clone()));
    now(tab.pump());
    let both = answers(&[("words", "二"), ("other", "办公室改的")]);
    assert_eq!(phone.last_words(), Some(both.clone()));
    assert_eq!(phone.wire.updates.borrow().len(), 2);
    assert!(matches!(stands(&tab, 2), State::Done { .. }));
    let tab = phone.tab(tab.epoch());
    let row = tab.row(&key(2)).expect("kept");
    assert_eq!(row.entry.answers, both);
    assert_eq!(row.update.map(|it| it.base.clone()), Some(now_there));
}

#[test]
fn one_field_changed_by_both_waits_for_its_owner_with_both_sides_kept() {
    for (mine, words) in [(vec!["words".to_owned()], "二"), (Vec::new(), "三")] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
        phone.says(Reply::Stale);
        phone.finds(found(held("三")));
        now(tab.pump());
        let fields = vec!["words".to_owned()];
        let clash = State::Conflict {
            words: String::new(),
            fields,
        };
        let tab = phone.tab(tab.epoch());
        assert_eq!(stands(&tab, 2), clash);
        let row = tab.row(&key(2)).expect("kept");
        assert_eq!(row.entry.answers, change("二").answers);
        let theirs = row.update.and_then(|it| it.theirs.clone());
        assert_eq!(theirs, Some(held("三")));
        now(tab.pump());
        assert_eq!(
            phone.wire.updates.borrow().len(),
            1,
            "nothing without its owner"
        );
        assert_eq!(now(tab.resolve(&key(2), &mine)), Ok(()));
        now(tab.pump());
        assert_eq!(phone.last_words(), Some(change(words).answers));
        assert!(matches!(stands(&tab, 2), State::Done { .. }));
        assert_eq!(now(tab.resolve(&key(2), &mine)), Err(Refusal::Gone));
    }
}

#[test]
fn a_change_that_is_there_already_is_received() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
    phone.says(Reply::Stale);
    phone.finds(found(held("二")));
    now(tab.pump());
    let receipt = Some("R-9".to_owned());
    assert_eq!(stands(&tab, 2), State::Done { receipt });
}

#[test]
fn a_change_of_what_is_not_there_is_kept() {
    for nothing in [
        Ok(None),
        Ok(Some(Found {
            receipt: None,
            held: None,
        })),
    ] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
        phone.says(Reply::Stale);
        phone.finds(nothing);
        now(tab.pump());
        assert!(matches!(stands(&tab, 2), State::Conflict { .. }));
        assert_eq!(now(tab.resolve(&key(2), &[])), Err(Refusal::Gone));
        assert_eq!(now(tab.withdraw(&key(2))), Ok(()));
    }
}

#[test]
fn a_merge_that_could_not_be_kept_is_not_sent() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
    phone.says(None);
    {
        let mut pump = pin!(tab.pump());
        assert_eq!(poll(pump.as_mut()), None);
        phone.says(Reply::Stale);
        phone.finds(found(Held {
            answers: answers(&[("words", "一"), ("other", "他们的")]),
            ..held("")
        }));
        phone.disk.fail_next(Fault::Before(StoreError::Full));
        assert_eq!(poll(pump), Some(Some(30_000)));
    }
    assert_eq!(phone.wire.updates.borrow().len(), 1);
    // The next start knows the words as they were written, and merges anew.
    let again = phone.tab(tab.epoch());
    let row = again.row(&key(2)).expect("kept");
    assert_eq!(row.entry.answers, change("二").answers);
}

#[test]
fn a_refused_change_is_opened_and_goes_on_as_a_change() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.amend(key(1), held("一"), change("二"), Vec::new())).expect("saved");
    phone.says(Reply::Refused {
        words: "缺".into(),
        fields: vec![("words".into(), "必填".into())],
    });
    now(tab.pump());
    let mut opened = now(tab.edit(&key(2))).expect("opened");
    opened.answers = change("三").answers;
    now(tab.save_draft(opened.clone(), Vec::new())).expect("saved");
    let tab = phone.tab(tab.epoch());
    now(tab.submit(opened, Vec::new())).expect("saved");
    now(tab.pump());
    assert_eq!(phone.last_words(), Some(change("三").answers));
    assert_eq!(
        phone.wire.updates.borrow().last().map(|(_, of)| of.clone()),
        Some(key(1))
    );
}

#[test]
fn what_may_have_arrived_is_looked_up_before_it_is_sent_again() {
    for (there, sent) in [(true, 1), (false, 2)] {
        let phone = Phone::default();
        phone.able(Uniqueness::LookedUp, true);
        let tab = phone.first_tab();
        phone.says(Reply::NoAnswer);
        phone.finds(if there { found(held("")) } else { Ok(None) });
        now(tab.submit(change("一"), Vec::new())).expect("saved");
        now(tab.pump());
        assert_eq!(phone.sent(), sent);
        assert!(matches!(stands(&tab, 2), State::Done { .. }));
    }
}

#[test]
fn where_nobody_can_tell_its_owner_sends_it_again_or_takes_it_away() {
    let phone = Phone::default();
    phone.able(Uniqueness::Unkept, false);
    let tab = phone.first_tab();
    phone.says(Reply::NoAnswer);
    now(tab.submit(change("一"), Vec::new())).expect("saved");
    now(tab.pump());
    assert_eq!(stands(&tab, 2), State::Unsure);
    let client_ref = key(2);
    assert!(
        tab.take_notices()
            .contains(&Notice::NeedsOwner { client_ref })
    );
    let tab = phone.tab(tab.epoch());
    now(tab.pump());
    assert_eq!((stands(&tab, 2), phone.sent()), (State::Unsure, 1));
    assert_eq!(tab.send_again(&key(2)), Ok(()));
    assert_eq!(tab.send_again(&key(2)), Err(Refusal::Gone));
    phone.says(Reply::NoAnswer);
    now(tab.pump());
    assert_eq!((stands(&tab, 2), phone.sent()), (State::Unsure, 2));
    assert_eq!(now(tab.withdraw(&key(2))), Ok(()));
    assert_eq!(tab.rows(), []);
}

#[test]
fn what_the_backend_can_do_may_be_learnt_between_start_and_sign_in() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    phone.says(None);
    now(tab.submit(change("一"), Vec::new())).expect("saved");
    assert_eq!(poll(pin!(tab.pump())), None, "killed under the request");
    let tab = phone.tab_without_sign_in(tab.epoch());
    now(tab.pump());
    assert_eq!(phone.sent(), 1);
    phone.able(Uniqueness::Unkept, false);
    tab.described();
    tab.signed_in();
    tab.press();
    now(tab.pump());
    assert_eq!((stands(&tab, 2), phone.sent()), (State::Unsure, 1));
}

#[test]
fn a_change_that_is_edited_sends_no_photo_that_the_backend_has() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    now(tab.pump());
    let photos = entry(1).photos;
    let base = Held {
        photos: photos.iter().map(|photo| photo.id.clone()).collect(),
        ..held("一")
    };
    let change = Entry {
        photos,
        ..change("二")
    };
    now(tab.amend(key(1), base, change, Vec::new())).expect("saved");
    let again = now(tab.edit(&key(2))).expect("nothing of it was sent");
    now(tab.submit(again, Vec::new())).expect("saved");
    let before = phone.sent();
    now(tab.pump());
    assert_eq!(phone.sent(), before + 1);
    assert_eq!(phone.wire.sent.borrow().last(), Some(&key(2)));
}

#[test]
fn a_draft_of_a_change_is_saved_discarded_brought_back_and_submitted_as_a_change() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let base = Held {
        photos: vec![key(101)],
        ..held("一")
    };
    let first = Entry {
        photos: entry(1).photos,
        ..change("一")
    };
    now(tab.begin_change(key(1), base, first.clone())).expect("saved");
    assert_eq!(stands(&tab, 2), State::Draft);
    let written = Entry {
        answers: change("二").answers,
        ..first
    };
    now(tab.save_draft(written.clone(), Vec::new())).expect("saved");
    let discarded = tab.row(&key(2)).expect("there");
    now(tab.discard_draft(&key(2))).expect("discarded");
    let back = ItemRow {
        revision: 0,
        ..discarded
    };
    now(tab.bring_back(back, Vec::new())).expect("saved");
    now(tab.submit(written, Vec::new())).expect("saved");
    now(tab.pump());
    assert_eq!(phone.last_words(), Some(change("二").answers));
    assert_eq!(*phone.wire.sent.borrow(), [key(2)], "their photo is there");
    assert_eq!(
        phone.wire.updates.borrow().last().map(|(_, of)| of.clone()),
        Some(key(1))
    );
}
