//! Acts about events: 11, 12, 13.

use crate::{
    backend::Way,
    phone::{Phone, Tab, entry, is_received, key, now, stands},
};
use dajuan::{
    domain::{answer::Answer, event::Act, record::Entry},
    outbox::{
        item::{State, Why},
        reply::Reply,
    },
    runtime::{Notice, Undone},
};

fn act(n: u8, act: Act) -> Entry {
    let event = (Act::EVENT.to_owned(), Answer::Text("ev1".into()));
    Entry {
        kind: act.kind(),
        answers: Answer::Group([event].into()),
        ..entry(n, "")
    }
}

#[track_caller]
fn presses(tab: &Tab, n: u8, which: Act) {
    now(tab.submit(act(n, which), Vec::new())).expect("saved");
}

fn with_seats(seats: usize) -> Phone {
    let phone = Phone::new();
    phone.backend.borrow_mut().event.seats = seats;
    phone
}

#[test]
fn scenario_11_the_event_is_full_when_the_sign_up_arrives() {
    for (is_closed, why, words) in [
        (false, Why::Full, "名额已满"),
        (true, Why::Closed, "报名已截止"),
    ] {
        let phone = with_seats(0);
        phone.backend.borrow_mut().event.is_closed = is_closed;
        let tab = phone.tab();
        presses(&tab, 1, Act::SignUp);
        phone.drain(&tab);
        let words = words.to_owned();
        assert_eq!(stands(&tab, 1), State::Declined { why, words });
        let client_ref = key(1);
        let told = Notice::NeedsOwner { client_ref };
        assert!(tab.take_notices().contains(&told));
        phone.pass(86_400_000);
        tab.press();
        phone.drain(&tab);
        assert_eq!(phone.requests(), 1, "an answer is an answer");
        let again = phone.tab();
        assert!(matches!(stands(&again, 1), State::Declined { .. }));
    }
}

#[test]
fn scenario_11_who_finds_no_seat_waits_in_line_also_where_the_answer_is_lost() {
    for way in [Way::Arrives, Way::ReplyLost, Way::ErrorAfter] {
        let phone = with_seats(0);
        phone.backend.borrow_mut().event.has_line = true;
        let tab = phone.tab();
        presses(&tab, 1, Act::SignUp);
        phone.goes(way);
        phone.drain(&tab);
        assert_eq!(stands(&tab, 1), State::Waitlisted { position: Some(1) });
        assert_eq!(phone.backend.borrow().event.line, ["甲"]);
        // 退出候补: nothing holds it up.
        presses(&tab, 2, Act::Cancel);
        phone.drain(&tab);
        is_received(&tab, 2);
        assert!(phone.backend.borrow().event.line.is_empty());
    }
}

#[test]
fn scenario_12_a_sign_up_and_its_cancellation_both_written_offline() {
    for way in [Way::Lost, Way::ReplyLost, Way::ErrorAfter] {
        let phone = with_seats(1);
        let tab = phone.tab();
        presses(&tab, 1, Act::SignUp);
        presses(&tab, 2, Act::Cancel);
        now(tab.submit(entry(3, "另一件"), Vec::new())).expect("saved");
        phone.goes(way);
        assert!(now(tab.pump()).is_some());
        phone.drain(&tab);
        let backend = phone.backend.borrow();
        assert_eq!(backend.event.order, ["甲 signup", "甲 cancel"]);
        assert!(backend.event.confirmed.is_empty());
        assert_eq!(backend.order, ["另一件"]);
    }
}

#[test]
fn scenario_12_a_sign_up_that_never_left_is_taken_back_without_a_request() {
    let phone = with_seats(1);
    let tab = phone.tab();
    presses(&tab, 1, Act::SignUp);
    let undone = now(tab.undo(act(2, Act::Cancel), false));
    assert_eq!(undone, Ok(Undone::Withdrawn));
    phone.drain(&tab);
    assert_eq!((phone.requests(), tab.rows().len()), (0, 0));
}

#[test]
fn scenario_12_a_sign_up_that_may_have_left_is_cancelled_there() {
    for way in [Way::Lost, Way::ReplyLost] {
        let phone = with_seats(1);
        let tab = phone.tab();
        presses(&tab, 1, Act::SignUp);
        phone.goes(way);
        assert!(now(tab.pump()).is_some());
        let undone = now(tab.undo(act(2, Act::Cancel), false));
        assert_eq!(undone, Ok(Undone::Queued));
        phone.drain(&tab);
        assert!(phone.backend.borrow().event.confirmed.is_empty());
        is_received(&tab, 2);
    }
}

#[test]
fn scenario_12_a_cancellation_waits_for_a_sign_up_that_its_owner_must_fix() {
    let phone = with_seats(1);
    let tab = phone.tab();
    presses(&tab, 1, Act::SignUp);
    presses(&tab, 2, Act::Cancel);
    phone.goes(Way::Says(Reply::Refused {
        words: "缺电话".into(),
        fields: vec![("phone".into(), "必填".into())],
    }));
    phone.drain(&tab);
    assert!(matches!(stands(&tab, 1), State::NeedsFix { .. }));
    assert_eq!(stands(&tab, 2), State::Queued, "kept, and visible");
    assert_eq!(phone.requests(), 0);
}

#[test]
fn scenario_12_a_cancellation_of_what_was_declined_is_answered_too() {
    let phone = with_seats(0);
    let tab = phone.tab();
    presses(&tab, 1, Act::SignUp);
    presses(&tab, 2, Act::Cancel);
    phone.drain(&tab);
    let words = "您没有报名".to_owned();
    let why = Why::Other;
    assert_eq!(stands(&tab, 2), State::Declined { why, words });
}

#[test]
fn scenario_13_two_phones_of_one_member_sign_up_for_one_event() {
    let phone = with_seats(2);
    let second = phone.another();
    let (tab, other) = (phone.tab(), second.tab());
    presses(&tab, 1, Act::SignUp);
    presses(&other, 2, Act::SignUp);
    phone.goes(Way::ReplyLost);
    phone.drain(&tab);
    second.drain(&other);
    is_received(&tab, 1);
    is_received(&other, 2);
    assert_eq!(
        phone.backend.borrow().event.confirmed.len(),
        1,
        "one place for one member"
    );
    // The second phone gives the place back; the first one's answer is no second place.
    presses(&other, 3, Act::Cancel);
    second.drain(&other);
    assert!(phone.backend.borrow().event.confirmed.is_empty());
}
