//! An owner's choice, and the queue's turn.

use super::queue::*;

#[test]
fn what_its_owner_chose_in_time_is_not_written_as_sending() {
    let mut queue = Queue::of([queued(1)]);
    assert!(queue.outbox.reserve(&key(1)));
    assert_eq!(queue.effects(), []);
}

#[test]
fn while_an_item_is_written_its_owner_waits_and_others_may_choose() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.effects();
    assert!(!queue.outbox.reserve(&key(1)));
    assert!(queue.outbox.reserve(&key(2)));
}

#[test]
fn what_arrived_stays_once_that_is_written() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, done());
    assert_eq!(queue.effects(), []);
}
