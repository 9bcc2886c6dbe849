//! Changes of what was sent: in order behind it, merged where the backend changed it too.

use super::queue::*;
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{
        effect::{Effect, Part},
        input::Input,
        item::{Item, State},
        reply::Reply,
    },
};

fn update(n: u64, of: u64) -> Item {
    Item {
        chain: key(of),
        updates: true,
        ..queued(n)
    }
}

fn merged(queue: &mut Queue, n: u64, clashes: &[&str]) {
    queue.tell(Input::Merged {
        id: key(n),
        uploads: Vec::new(),
        clashes: clashes.iter().map(|it| it.to_string()).collect(),
        jitter: LONGEST,
    });
}

fn current(n: u64) -> Option<(ClientRef, Part)> {
    Some((key(n), Part::Current))
}

#[test]
fn a_change_goes_after_what_it_changes_also_over_a_restart() {
    let mut queue = Queue::of([queued(1), update(2, 1), update(3, 1), queued(4)]);
    queue.tries(1, Reply::NoAnswer);
    let mut queue = Queue::of(queue.outbox.items().to_vec());
    queue.tries(4, done());
    queue.pass(2_000);
    queue.tries(1, done());
    let mut queue = Queue::of(queue.outbox.items().to_vec());
    queue.tries(2, done());
    queue.tries(3, done());
}

#[test]
fn what_arrived_and_left_the_phone_holds_no_change_up() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.tries(2, done());
}

#[test]
fn a_stale_change_is_merged_with_what_the_backend_holds_and_sent_again_under_its_key() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.sends(2);
    queue.hears(2, Reply::Stale);
    assert_eq!(queue.sent(), current(2));
    queue.stands(2, State::Sending);
    merged(&mut queue, 2, &[]);
    queue.save();
    assert_eq!(queue.item(2).in_doubt, 0, "it was refused");
    queue.tries(2, done());
}

#[test]
fn a_field_that_both_changed_is_its_owners_to_choose() {
    let mut queue = Queue::of([update(2, 1), update(3, 1), queued(4)]);
    queue.sends(2);
    queue.hears(2, Reply::Stale);
    assert_eq!(queue.sent(), current(2));
    merged(&mut queue, 2, &["title"]);
    queue.save();
    queue.stands(
        2,
        State::Conflict {
            words: String::new(),
            fields: vec!["title".into()],
        },
    );
    queue.tries(4, done());
    queue.sends_nothing();
    assert_eq!(queue.outbox.next_wakeup(queue.now), None);
}

#[test]
fn a_backend_that_finds_everything_stale_is_not_asked_without_a_pause() {
    let mut queue = Queue::of([update(2, 1)]);
    let mut pauses = Vec::new();
    for _ in 0..4 {
        queue.sends(2);
        queue.hears(2, Reply::Stale);
        assert_eq!(queue.sent(), current(2));
        merged(&mut queue, 2, &[]);
        queue.save();
        let wait = queue.outbox.next_wakeup(queue.now).unwrap_or(0);
        pauses.push(wait);
        queue.pass(wait);
    }
    assert_eq!(pauses, [0, 2_000, 4_000, 8_000]);
}

#[test]
fn a_question_for_what_the_backend_holds_that_fails_is_a_failed_try() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.sends(2);
    queue.hears(2, Reply::Stale);
    assert_eq!(queue.sent(), current(2));
    queue.hears_of(2, Part::Current, Reply::NoAnswer);
    queue.save();
    queue.waits(2, 2_000, false);
    queue.pass(2_000);
    queue.sends(2);
}

#[test]
fn what_the_backend_holds_already_is_done() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.sends(2);
    queue.hears(2, Reply::Stale);
    assert_eq!(queue.sent(), current(2));
    queue.hears_of(2, Part::Current, done());
    queue.save();
    assert!(matches!(queue.item(2).state, State::Done { .. }));
}

#[test]
fn a_merge_that_comes_late_changes_nothing() {
    let mut queue = Queue::of([update(2, 1)]);
    merged(&mut queue, 2, &["title"]);
    queue.sends(2);
    merged(&mut queue, 2, &["title"]);
    assert_eq!(queue.effects(), []);
    queue.hears(2, Reply::Stale);
    assert!(queue.outbox.merges(&key(2)));
    let items = queue.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    assert!(!queue.outbox.merges(&key(2)));
    let before = queue.effects();
    merged(&mut queue, 2, &["title"]);
    assert_eq!(queue.effects(), []);
    assert!(matches!(before[..], [Effect::Save { .. }]), "{before:?}");
}

#[test]
fn a_kill_under_a_merge_sends_the_change_again() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.sends(2);
    queue.hears(2, Reply::Stale);
    assert_eq!(queue.sent(), current(2));
    let mut queue = Queue::of(queue.outbox.items().to_vec());
    queue.sends(2);
}

#[test]
fn a_change_never_goes_in_a_request_with_others() {
    let mut queue = Queue::batching([update(2, 1), queued(3), update(4, 3), queued(5)]);
    queue.tries(2, done());
    queue.sends_all([3, 5]);
}

#[test]
fn a_change_that_is_still_being_written_holds_up_none_that_was_submitted() {
    let draft = Item {
        seq: 0,
        state: State::Draft,
        ..update(5, 1)
    };
    let mut queue = Queue::of([draft, update(2, 1)]);
    queue.tries(2, done());
}

#[test]
fn a_change_waits_for_its_own_chain_and_the_first_of_a_chain_for_nobody() {
    let stopped = |item| Item {
        state: State::TooLarge,
        ..item
    };
    let mut queue = Queue::of([stopped(queued(1)), update(3, 2)]);
    queue.tries(3, done());
    let mut queue = Queue::of([stopped(update(1, 2)), queued(2)]);
    queue.tries(2, done());
}

#[test]
fn a_change_that_arrived_goes_once_the_list_shows_what_it_changed() {
    let mut queue = Queue::of([update(2, 1)]);
    queue.tries(2, done());
    queue.tell(Input::Listed { ids: vec![key(2)] });
    assert_eq!(queue.effects(), []);
    queue.tell(Input::Listed { ids: vec![key(1)] });
    assert_eq!(queue.effects(), [Effect::Forget { ids: vec![key(2)] }]);
}
