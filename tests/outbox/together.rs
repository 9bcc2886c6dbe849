//! Several records in one request.

use super::queue::*;
use dajuan::outbox::{
    effect::{Effect, Part},
    input::Input,
    item::{Item, State},
    reply::Reply,
};

#[test]
fn twenty_records_go_in_one_request_and_the_rest_in_the_next() {
    let mut queue = Queue::batching((1..=45).map(queued));
    for (first, last) in [(1, 20), (21, 40), (41, 45)] {
        queue.sends_all(first..=last);
        queue.hears_all((first..=last).map(|n| (n, done())));
    }
    queue.sends_nothing();
    queue.stands(45, arrived());
}

#[test]
fn a_backend_without_batches_gets_one_record_at_a_time() {
    let mut queue = Queue::of((1..=3).map(queued));
    for n in 1..=3 {
        queue.tries(n, done());
    }
}

#[test]
fn all_of_them_are_written_ahead_in_one_transaction() {
    let mut queue = Queue::batching([queued(1), queued(2)]);
    let sending = |n| Item {
        state: State::Sending,
        attempts: 1,
        in_doubt: 1,
        ..queued(n)
    };
    let items = vec![sending(1), sending(2)];
    assert_eq!(queue.effects(), [Effect::Save { items }]);
    queue.stands(2, State::Queued);
}

#[test]
fn each_record_has_its_own_answer_and_all_are_written_in_one_transaction() {
    let mut queue = Queue::batching((1..=4).map(queued));
    queue.sends_all(1..=4);
    queue.hears_all([
        (1, done()),
        (2, refused()),
        (3, Reply::Busy { after: None }),
        (4, Reply::Waitlisted { position: None }),
    ]);
    queue.stands(1, arrived());
    assert!(matches!(queue.item(2).state, State::NeedsFix { .. }));
    queue.waits(3, 2_000, false);
    queue.stands(4, State::Waitlisted { position: None });
    queue.sends_nothing();
    queue.pass(2_000);
    queue.tries(3, done());
}

#[test]
fn a_record_that_the_answer_leaves_out_had_no_answer() {
    let mut queue = Queue::batching([queued(1), queued(2)]);
    queue.sends_all(1..=2);
    queue.hears_all([(1, done())]);
    queue.waits(2, 2_000, false);
    assert_eq!(queue.item(2).in_doubt, 1);
}

#[test]
fn what_did_not_fit_into_the_request_goes_in_the_next() {
    let mut queue = Queue::batching((1..=4).map(queued));
    queue.effects();
    let ids = vec![key(1), key(2)];
    queue.tell(Input::Saved { ids });
    queue.sends_all(1..=2);
    queue.stands(3, State::Queued);
    assert_eq!((queue.item(3).attempts, queue.item(3).in_doubt), (0, 0));
    queue.hears_all([(1, done()), (2, done())]);
    queue.sends_all(3..=4);
}

#[test]
fn photos_go_alone_and_their_record_goes_with_the_others() {
    let mut queue = Queue::batching([queued(1), with_photos(2, &[11]), queued(3)]);
    queue.sends_all([1, 3]);
    queue.hears_all([(1, done()), (3, done())]);
    assert_eq!(queue.sent(), Some((key(2), Part::Photo(key(11)))));
}

#[test]
fn of_a_chain_one_item_at_most_is_in_a_request() {
    let behind = |n, chain| Item {
        chain: key(chain),
        ..queued(n)
    };
    let mut queue = Queue::batching([queued(1), behind(2, 1), queued(3), behind(4, 1)]);
    queue.sends_all([1, 3]);
    queue.hears_all([(1, done()), (3, done())]);
    queue.tries(2, done());
    queue.tries(4, done());
}

#[test]
fn a_request_for_several_that_fails_holds_all_up_and_then_each_goes_alone() {
    let mut queue = Queue::batching((1..=4).map(queued));
    queue.sends_all(1..=4);
    queue.hears_all((1..=4).map(|n| (n, Reply::NoAnswer)));
    queue.tell(Input::Written { item: queued(5) });
    queue.tell(Input::Written { item: queued(6) });
    queue.sends_nothing();
    queue.pass(2_000);
    for n in 1..=4 {
        queue.tries(n, done());
    }
    queue.sends_all(5..=6);
}

#[test]
fn a_backend_that_takes_no_batches_after_all_gets_one_record_at_a_time() {
    let mut queue = Queue::batching((1..=3).map(queued));
    queue.sends_all(1..=3);
    queue.tell(Input::NoBatch);
    queue.save();
    for n in 1..=3 {
        queue.stands(n, State::Queued);
        assert_eq!((queue.item(n).attempts, queue.item(n).in_doubt), (0, 0));
    }
    for n in 1..=3 {
        queue.tries(n, done());
    }
}

#[test]
fn a_lost_sign_in_under_a_batch_asks_once() {
    let mut queue = Queue::batching([queued(1), queued(2)]);
    queue.sends_all(1..=2);
    queue.tell(Input::Answered {
        part: Part::Record,
        replies: vec![(key(1), Reply::SignInLost), (key(2), Reply::SignInLost)],
        jitter: LONGEST,
    });
    let asks = |effect: &&Effect| matches!(effect, Effect::AskSignIn { again: false });
    assert_eq!(queue.effects().iter().filter(asks).count(), 1);
    queue.tell(Input::Saved {
        ids: vec![key(1), key(2)],
    });
    queue.tell(Input::SignedIn);
    queue.sends_all(1..=2);
}

#[test]
fn answers_to_another_request_change_nothing() {
    let mut queue = Queue::batching((1..=3).map(queued));
    queue.effects();
    let ids = vec![key(1), key(2)];
    queue.tell(Input::Saved { ids });
    queue.sends_all(1..=2);
    for replies in [vec![], vec![(key(1), done()), (key(3), done())]] {
        queue.tell(Input::Answered {
            part: Part::Record,
            replies,
            jitter: 0,
        });
        assert_eq!(queue.effects(), []);
        queue.stands(1, State::Sending);
    }
}

#[test]
fn an_item_whose_owner_is_choosing_is_left_out_of_the_request() {
    let mut queue = Queue::batching((1..=3).map(queued));
    assert!(queue.outbox.reserve(&key(2)), "nothing was performed yet");
    queue.pass(0);
    queue.sends_all([1, 3]);
    assert!(!queue.outbox.reserve(&key(3)), "under way");
}

#[test]
fn an_item_that_was_removed_is_taken_out_of_the_request() {
    let mut queue = Queue::batching((1..=2).map(queued));
    queue.effects();
    queue.tell(Input::Removed { id: key(1) });
    queue.tell(Input::Saved { ids: vec![key(2)] });
    queue.sends(2);
}

fn arrived() -> State {
    let receipt = Some("R-1".to_owned());
    State::Done { receipt }
}

#[test]
fn first_tries_that_fail_take_nothing_from_the_retries() {
    let mut queue = Queue::batching((1..=20).map(queued));
    queue.sends_all(1..=20);
    queue.hears_all((1..=20).map(|n| (n, Reply::NoAnswer)));
    queue.pass(2_000);
    queue.sends(1);
}

#[test]
fn a_record_that_may_have_arrived_goes_alone() {
    let in_doubt = Item {
        in_doubt: 1,
        ..queued(1)
    };
    let mut queue = Queue::batching([in_doubt, queued(2), queued(3)]);
    queue.tries(1, done());
    queue.sends_all([2, 3]);
}
