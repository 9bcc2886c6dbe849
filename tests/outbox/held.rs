//! 先不发: the member holds the queue, and lets go of all or of one.

use super::queue::*;
use dajuan::outbox::{input::Input, machine::Waits, outlook::NextTry, reply::Reply};

#[test]
fn what_is_under_way_ends_and_nothing_more_goes_until_a_press() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    queue.tell(Input::Held);
    queue.hears(1, done());
    queue.sends_nothing();
    assert_eq!(queue.outbox.waits(), Waits::Held);
    assert_eq!(queue.outbox.next_wakeup(queue.now), None);
    let held = queue.item(2).clone();
    assert_eq!(queue.outbox.next_try(queue.now, &held), NextTry::AfterPress);
    queue.tell(Input::Online { jitter: LONGEST });
    queue.tell(Input::SignedIn);
    queue.pass(86_400_000);
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    assert_eq!(queue.outbox.waits(), Waits::No);
    queue.sends(2);
}

#[test]
fn a_press_right_after_another_lets_go_too() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    queue.tell(Input::Pressed);
    queue.tell(Input::Held);
    queue.hears(1, done());
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    queue.sends(2);
}

#[test]
fn a_press_for_one_lets_that_one_go_until_it_arrives_and_no_other() {
    let mut queue = Queue::of([queued(1), queued(2), queued(3)]);
    queue.sends(1);
    queue.tell(Input::Held);
    queue.hears(1, done());
    queue.sends_nothing();
    queue.tell(Input::PressedOne { id: key(3) });
    queue.tries(3, Reply::NoAnswer);
    queue.sends_nothing();
    queue.pass(86_400_000);
    queue.sends(3);
    queue.hears(3, done());
    queue.sends_nothing();
    assert_eq!(queue.outbox.waits(), Waits::Held);
}

#[test]
fn between_the_parts_of_one_item_it_stops_as_well() {
    let mut queue = Queue::of([with_photos(1, &[7, 8])]);
    let first = queue.sent();
    queue.tell(Input::Held);
    let (id, part) = first.expect("the first photo");
    assert_eq!(id, key(1));
    queue.hears_of(1, part, done());
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    assert!(queue.sent().is_some());
}

#[test]
fn it_is_held_before_a_sign_in_too() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, Reply::SignInLost);
    queue.tell(Input::Held);
    assert_eq!(queue.outbox.waits(), Waits::Held);
    queue.tell(Input::SignedIn);
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn it_ends_once_nothing_is_left_to_go() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.tell(Input::Held);
    queue.hears(1, done());
    queue.sends_nothing();
    assert_eq!(queue.outbox.waits(), Waits::No);
    queue.tell(Input::Written { item: queued(2) });
    queue.sends(2);
}
