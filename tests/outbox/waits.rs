//! Waits as what is left of them, for proofs.

use super::queue::*;
use dajuan::outbox::{
    input::Input,
    item::{Item, State},
    machine::Waits,
    reply::Reply,
};

/// A queue that waits since it was pressed and came online.
fn waiting() -> Queue {
    let mut queue = Queue::of([queued(1), queued(2), queued(3)]);
    queue.pass(5_000);
    queue.tries(1, Reply::Upgrade);
    queue.tell(Input::Pressed);
    queue.tries(1, Reply::NoAnswer);
    queue.tell(Input::Online { jitter: LONGEST });
    queue
}

#[test]
fn a_queue_whose_waits_stay_as_they_are_is_the_same_queue() {
    let mut queue = waiting();
    let before = queue.outbox.clone();
    queue.outbox.map_waits(queue.now, &|left| left);
    assert_eq!(queue.outbox, before);
    queue.pass(9_999);
    queue.tell(Input::Pressed);
    queue.sends_nothing();
    queue.pass(1);
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn half_of_what_was_left_is_waited_for() {
    let mut queue = waiting();
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(60_000));
    queue.outbox.map_waits(queue.now, &|left| left / 2);
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(30_000));
}

#[test]
fn a_pause_for_another_version_is_halved_or_over_like_any_wait() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::Upgrade);
    queue.outbox.map_waits(queue.now, &|left| left / 2);
    assert_eq!(queue.outbox.waits(), Waits::NewVersion);
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(1_800_000));
    queue.outbox.map_waits(queue.now, &|_| 0);
    assert_eq!(queue.outbox.waits(), Waits::No);
}

#[test]
fn the_wait_of_an_item_becomes_what_is_made_of_the_rest_of_it() {
    let mut queue = waiting();
    let until = |ms| queue.now.wall.plus_ms(ms);
    let accepted = |ms| State::Accepted {
        not_before: until(ms),
    };
    let retried = |ms| State::RetryWait {
        not_before: until(ms),
        told: false,
    };
    for (before, after) in [
        (accepted(8_000), accepted(4_000)),
        (retried(8_000), retried(4_000)),
        (State::Queued, State::Queued),
    ] {
        let state = before;
        let mut item = Item { state, ..queued(4) };
        item.map_wait(queue.now, &|left| left / 2);
        assert_eq!(item.state, after);
    }
    queue.outbox.map_waits(queue.now, &|_| 0);
    queue.pass(0);
    queue.sends(1);
}
