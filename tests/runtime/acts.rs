//! Acts about events: their order, what is taken back, and that each goes alone.

use super::*;
use dajuan::{
    domain::event::{Act, EventId},
    outbox::item::Why,
    runtime::Undone,
};

fn act(n: u8, act: Act, event: &str) -> Entry {
    let event = (Act::EVENT.to_owned(), Answer::Text(event.to_owned()));
    Entry {
        kind: act.kind(),
        answers: Answer::Group([event].into()),
        photos: Vec::new(),
        ..entry(n)
    }
}

fn decides(n: u8, leave: &str) -> Entry {
    let mut decision = act(n, Act::Decide, "ev1");
    if let Answer::Group(answers) = &mut decision.answers {
        answers.insert("leave".to_owned(), Answer::Text(leave.to_owned()));
    }
    decision
}

fn submits(tab: &Tab, entry: Entry) {
    now(tab.submit(entry, Vec::new())).expect("saved");
}

fn chain(tab: &Tab, n: u8) -> ClientRef {
    tab.row(&key(n)).expect("the row is there").item.chain
}

fn waits_in_line(tab: &Tab, n: u8) -> bool {
    matches!(stands(tab, n), State::Waitlisted { .. })
}

#[test]
fn acts_about_one_event_are_one_chain_whichever_tab_wrote_them() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let other = phone.tab(tab.epoch());
    submits(&tab, act(1, Act::SignUp, "ev1"));
    submits(&tab, act(2, Act::SignUp, "ev2"));
    submits(&other, act(3, Act::Cancel, "ev1"));
    submits(&other, entry(4));
    assert_eq!(chain(&tab, 1), chain(&other, 3));
    assert_ne!(chain(&tab, 1), chain(&tab, 2));
    assert_eq!(chain(&other, 4), key(4));
}

#[test]
fn an_act_that_was_edited_goes_behind_what_was_submitted_meanwhile() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, act(1, Act::SignUp, "ev1"));
    submits(&tab, act(2, Act::Acknowledge, "ev1"));
    let edited = now(tab.edit(&key(1))).expect("it never left");
    submits(&tab, edited);
    phone.says(Reply::Busy {
        after: Some(RetryAfter { ms: 60_000 }),
    });
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(2)]);
}

#[test]
fn decisions_about_two_leaves_hold_each_other_up_no_more_than_an_own_act() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, decides(1, "lv1"));
    submits(&tab, decides(2, "lv2"));
    submits(&tab, act(3, Act::SignUp, "ev1"));
    submits(&tab, decides(4, "lv1"));
    assert_eq!(chain(&tab, 1), chain(&tab, 4));
    let mut chains: Vec<_> = (1..=3).map(|n| chain(&tab, n)).collect();
    chains.dedup();
    assert_eq!(chains.len(), 3);
}

#[test]
fn each_act_goes_alone_and_records_together() {
    let phone = Phone::default();
    phone.wire.batches.set((true, true));
    let tab = phone.first_tab();
    for n in [1, 2] {
        submits(
            &tab,
            Entry {
                photos: Vec::new(),
                ..entry(n)
            },
        );
    }
    submits(&tab, act(3, Act::SignUp, "ev1"));
    submits(&tab, act(4, Act::SignUp, "ev2"));
    submits(
        &tab,
        Entry {
            photos: Vec::new(),
            ..entry(5)
        },
    );
    now(tab.pump());
    assert_eq!(
        phone.wire.requests.get(),
        1 + 1 + 1,
        "three records, an act, an act"
    );
    assert_eq!(*phone.wire.sent.borrow(), [1, 2, 5, 3, 4].map(key));
}

#[test]
fn a_sign_up_that_never_left_is_withdrawn_and_no_cancellation_is_sent() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, act(1, Act::SignUp, "ev1"));
    submits(&tab, act(2, Act::SignUp, "ev2"));
    let undone = now(tab.undo(act(3, Act::Cancel, "ev1"), false));
    assert_eq!(undone, Ok(Undone::Withdrawn));
    assert!(tab.row(&key(1)).is_none() && tab.row(&key(3)).is_none());
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(2)]);
}

#[test]
fn what_the_backend_holds_or_may_hold_is_cancelled_there() {
    // A place that the list shows, and a change of it that never left.
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, act(1, Act::SignUp, "ev1"));
    let undone = now(tab.undo(act(2, Act::Cancel, "ev1"), true));
    assert_eq!(undone, Ok(Undone::Queued));
    assert!(tab.row(&key(1)).is_none());
    now(tab.pump());
    assert_eq!(*phone.wire.sent.borrow(), [key(2)]);
    // A sign-up that the backend took, and no list has shown yet.
    for reply in [
        Reply::Done { receipt: None },
        Reply::Waitlisted { position: None },
    ] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        submits(&tab, act(1, Act::SignUp, "ev1"));
        phone.says(reply);
        now(tab.pump());
        let undone = now(tab.undo(act(2, Act::Cancel, "ev1"), false));
        assert_eq!(undone, Ok(Undone::Queued));
    }
    // A sign-up that may have arrived.
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, act(1, Act::SignUp, "ev1"));
    let after = Some(RetryAfter { ms: 60_000 });
    phone.says(Reply::Busy { after });
    now(tab.pump());
    let undone = now(tab.undo(act(2, Act::Cancel, "ev1"), false));
    assert_eq!(undone, Ok(Undone::Queued));
    assert_eq!(chain(&tab, 2), chain(&tab, 1), "behind it");
}

#[test]
fn a_leave_is_taken_back_and_a_sign_up_of_the_same_event_stays() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    submits(&tab, act(1, Act::SignUp, "ev1"));
    submits(&tab, act(2, Act::Leave, "ev1"));
    let undone = now(tab.undo(act(3, Act::LeaveWithdraw, "ev1"), false));
    assert_eq!(undone, Ok(Undone::Withdrawn));
    assert!(tab.row(&key(1)).is_some() && tab.row(&key(2)).is_none());
}

#[test]
fn taken_acts_are_named_until_a_list_shows_them() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    for (n, which) in [
        (1, Act::SignUp),
        (2, Act::Acknowledge),
        (3, Act::Cancel),
        (4, Act::CheckIn),
    ] {
        submits(&tab, act(n, which, &format!("ev{n}")));
    }
    submits(
        &tab,
        Entry {
            photos: Vec::new(),
            ..entry(5)
        },
    );
    phone.says(Reply::Waitlisted { position: Some(2) });
    phone.says(Reply::Done { receipt: None });
    let why = Why::Other;
    let words = "您没有报名".to_owned();
    phone.says(Reply::Declined { why, words });
    let after = Some(RetryAfter { ms: 60_000 });
    phone.says(Reply::Busy { after });
    now(tab.pump());
    assert!(waits_in_line(&tab, 1));
    let id = |text| EventId::parse(text).expect("an id");
    let answered = tab.taken_acts();
    assert_eq!(
        answered,
        [
            (key(1), Act::SignUp, id("ev1")),
            (key(2), Act::Acknowledge, id("ev2"))
        ]
    );
    tab.list_shows(answered.into_iter().map(|(id, _, _)| id).collect());
    now(tab.pump());
    assert!(tab.taken_acts().is_empty());
    assert!(tab.row(&key(3)).is_some() && tab.row(&key(4)).is_some());
}

#[test]
fn what_is_said_about_one_invitation_to_co_sign_is_one_chain() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let said = |n: u8, act: &str, invitation: &str| {
        let answers = [("act", act), ("invitation", invitation)];
        let answers = answers.map(|(key, text)| (key.to_owned(), Answer::Text(text.to_owned())));
        Entry {
            kind: KindId("cosigning".to_owned()),
            answers: Answer::Group(answers.into()),
            photos: Vec::new(),
            ..entry(n)
        }
    };
    for (n, act, of) in [(1, "sign", "i1"), (2, "unsign", "i1"), (3, "sign", "i2")] {
        now(tab.submit(said(n, act, of), Vec::new())).expect("saved");
    }
    let chains: Vec<ClientRef> = tab.rows().into_iter().map(|row| row.item.chain).collect();
    assert!(chains[0] == chains[1] && chains[1] != chains[2]);
}
