//! What a press ends, and what it leaves.

use super::queue::*;
use dajuan::outbox::{
    input::Input,
    item::{Item, State},
    reply::Reply,
};

fn failed(n: u64) -> Item {
    Item {
        state: State::RetryWait {
            not_before: START.plus_ms(60_000),
            told: false,
        },
        attempts: 1,
        ..queued(n)
    }
}

#[test]
fn a_press_on_one_item_ends_its_wait_and_no_other() {
    let mut queue = Queue::of([failed(1), failed(2)]);
    queue.tell(Input::PressedOne { id: key(2) });
    queue.tries(2, done());
    queue.sends_nothing();
    queue.waits(1, 60_000, false);
}

#[test]
fn the_hour_of_a_told_wait_is_counted_from_when_it_was_told_also_if_all_is_read_again() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(1_800_000);
    let items = queue.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    queue.pass(1_800_000);
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn without_a_sign_in_the_queue_wakes_for_nothing() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::SignInLost);
    assert_eq!(queue.outbox.next_wakeup(queue.now), None);
}

#[test]
fn what_was_never_tried_goes_while_an_empty_bucket_holds_the_retries() {
    let mut queue = Queue::of([queued(1)]);
    queue.empties_the_bucket(1);
    queue.tell(Input::Written { item: queued(2) });
    queue.tries(2, Reply::Waitlisted { position: None });
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(300_000));
}
