//! A dead network, and an item that alone keeps failing.

use super::queue::*;
use dajuan::outbox::{effect::Effect, input::Input, item::State, reply::Reply};

/// Who is tried while every try fails, and how long all wait before the next one.
fn tries(queue: &mut Queue, n: usize) -> Vec<(u64, u64)> {
    let one = |_| {
        let (id, _) = queue.sent().expect("something is sent");
        let who = (1..=100).find(|n| key(*n) == id).expect("one of ours");
        queue.hears(who, Reply::NoAnswer);
        queue.save();
        let wait = queue.outbox.next_wakeup(queue.now).unwrap_or(0);
        queue.pass(wait);
        (who, wait)
    };
    (0..n).map(one).collect()
}

#[test]
fn while_the_network_is_gone_one_item_is_tried_and_the_others_wait_behind_it() {
    let mut queue = Queue::of((1..=100).map(queued));
    let tried = tries(&mut queue, 8);
    let secs: Vec<_> = tried.iter().map(|(who, ms)| (*who, ms / 1_000)).collect();
    // The first three times the first; then each once, in order, less and less often.
    assert_eq!(
        secs,
        [
            (1, 2),
            (1, 4),
            (1, 0),
            (2, 16),
            (3, 32),
            (4, 64),
            (5, 128),
            (6, 256)
        ]
    );
}

#[test]
fn when_the_network_is_back_everything_goes_in_order() {
    let mut queue = Queue::of((1..=10).map(queued));
    tries(&mut queue, 6);
    queue.tries(5, done());
    for n in [1, 2, 3, 4, 6, 7, 8, 9, 10] {
        queue.tries(n, done());
    }
}

#[test]
fn the_first_goes_first_though_it_was_giving_way_when_the_network_came_back() {
    for ends in [Input::Online { jitter: 0 }, Input::Pressed] {
        let mut queue = Queue::of((1..=3).map(queued));
        tries(&mut queue, 2);
        queue.sends(1);
        queue.hears(1, Reply::NoAnswer);
        let Some(Effect::Save { items }) = queue.outbox.poll_effect() else {
            panic!("the failure is not written");
        };
        assert_eq!(keys(&items), [key(1), key(2)]);
        queue.tell(ends);
        queue.tell(Input::Saved { ids: keys(&items) });
        queue.save();
        let second = queue.item(2);
        assert_eq!((second.attempts, second.in_doubt), (0, 0));
        for n in 1..=3 {
            queue.tries(n, done());
        }
    }
}

#[test]
fn an_item_that_alone_keeps_failing_holds_nobody_up() {
    let mut queue = Queue::of((1..=5).map(queued));
    tries(&mut queue, 3);
    queue.tries(2, done());
    // Its own wait is over now and then; whatever it comes to, the next goes at once.
    for n in 3..=5 {
        queue.sends(n);
        queue.pass(300_000);
        queue.hears(n, done());
        queue.save();
        queue.tries(1, Reply::NoAnswer);
    }
    queue.sends_nothing();
}

#[test]
fn two_items_that_keep_failing_hold_the_others_up_for_one_round() {
    let mut queue = Queue::of((1..=6).map(queued));
    assert_eq!(tries(&mut queue, 4).last(), Some(&(2, 16_000)));
    queue.tries(3, done());
    queue.tries(1, Reply::NoAnswer);
    queue.tries(2, Reply::NoAnswer);
    queue.sends_nothing();
    queue.pass(4_000);
    queue.tries(4, done());
    queue.tries(2, Reply::NoAnswer);
    queue.tries(5, done());
    queue.tries(6, done());
}

#[test]
fn a_refusal_shows_that_the_network_is_there() {
    let mut queue = Queue::of((1..=4).map(queued));
    tries(&mut queue, 5);
    queue.tries(4, refused());
    queue.tries(1, done());
    queue.tries(2, done());
    queue.tries(3, done());
}

#[test]
fn a_press_in_an_outage_tries_the_first_at_once() {
    let mut queue = Queue::of((1..=4).map(queued));
    tries(&mut queue, 2);
    queue.tries(1, Reply::NoAnswer);
    queue.tries(2, Reply::NoAnswer);
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    queue.sends(1);
    queue.hears(1, done());
    queue.stands(2, State::Queued);
    queue.save();
    queue.tries(2, done());
}
