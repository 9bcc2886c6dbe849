//! What the owner is told of the next try.

use super::queue::*;
use dajuan::outbox::{
    input::Input,
    machine::Waits,
    outlook::{NextTry, REMIND_AFTER_MS},
    reply::Reply,
};

#[track_caller]
fn next(queue: &Queue, n: u64, expected: NextTry) {
    assert_eq!(queue.outbox.next_try(queue.now, queue.item(n)), expected);
}

fn within(ms: u64) -> NextTry {
    NextTry::In { ms, told: false }
}

fn told(ms: u64) -> NextTry {
    NextTry::In { ms, told: true }
}

#[test]
fn an_item_whose_turn_it_is_is_tried_now_and_one_that_failed_after_its_wait() {
    let mut queue = Queue::of([queued(1)]);
    next(&queue, 1, within(0));
    queue.sends(1);
    next(&queue, 1, within(0));
    queue.hears(1, Reply::NoAnswer);
    queue.save();
    next(&queue, 1, within(2_000));
    queue.pass(1_500);
    next(&queue, 1, within(500));
    queue.pass(500);
    next(&queue, 1, within(0));
}

#[test]
fn a_wait_that_the_backend_asked_for_is_said_to_be_so_and_holds_everybody() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, busy_for(60_000));
    next(&queue, 1, told(120_000));
    next(&queue, 2, told(120_000));
    queue.pass(120_000);
    next(&queue, 1, within(0));
}

#[test]
fn a_queue_that_is_stopped_says_what_it_waits_for() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, refused());
    next(&queue, 1, NextTry::Never);
    queue.tries(2, Reply::Upgrade);
    next(&queue, 2, NextTry::AfterUpdate);
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::SignInLost);
    next(&queue, 1, NextTry::AfterSignIn);
    queue.tell(Input::SignedIn);
    next(&queue, 1, within(0));
}

#[test]
fn a_pause_for_another_version_is_told_until_it_is_over() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::Upgrade);
    queue.now.steady_ms += 3_599_999;
    next(&queue, 1, NextTry::AfterUpdate);
    queue.now.steady_ms += 1;
    next(&queue, 1, within(0));
    queue.pass(0);
    assert_eq!(queue.outbox.waits(), Waits::No);
}

#[test]
fn a_reminder_comes_after_three_days() {
    assert_eq!(REMIND_AFTER_MS, 72 * 60 * 60 * 1_000);
}
