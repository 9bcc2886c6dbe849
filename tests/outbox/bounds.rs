//! Waits at the ends of what they can be.

use super::{DAY_MS, queue::*};
use dajuan::{
    domain::moment::Moment,
    outbox::{
        input::Input,
        item::State,
        reply::{Reply, RetryAfter},
        retry::{Bucket, LONGEST_TOLD_MS, left_ms, told_ms},
    },
};

#[test]
fn a_wait_as_long_as_it_can_be_is_waited_for_and_a_longer_one_is_over() {
    let left = |not_before| left_ms(Moment(not_before), Moment(0), LONGEST_TOLD_MS);
    assert_eq!(left(LONGEST_TOLD_MS), LONGEST_TOLD_MS.unsigned_abs());
    assert_eq!(left(LONGEST_TOLD_MS + 1), 0);
    assert_eq!((left(0), left(-1)), (0, 0));
}

#[test]
fn more_than_a_day_that_was_told_is_a_day() {
    for ms in [86_400_000, u32::MAX] {
        assert_eq!(told_ms(RetryAfter { ms }, 0), DAY_MS);
        assert_eq!(told_ms(RetryAfter { ms }, u64::MAX), LONGEST_TOLD_MS);
    }
}

#[test]
fn ten_retries_that_failed_empty_the_bucket_and_ten_successes_give_one_back() {
    let mut bucket = Bucket::default();
    for _ in 0..9 {
        bucket.spend();
    }
    assert!(!bucket.is_empty());
    bucket.spend();
    for _ in 0..9 {
        bucket.refill();
        assert!(bucket.is_empty());
    }
    bucket.refill();
    assert!(!bucket.is_empty());
}

#[test]
fn an_answer_that_could_not_be_written_is_written_again_after_half_a_minute() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.hears(1, Reply::TooLarge);
    queue.effects();
    queue.tell(Input::NotSaved { ids: vec![key(1)] });
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(30_000));
    queue.pass(29_999);
    assert_eq!(queue.effects(), []);
    queue.pass(1);
    queue.save();
    queue.stands(1, State::TooLarge);
}
