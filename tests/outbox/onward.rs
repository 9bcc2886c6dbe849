//! What goes next is written together with what came of the last request.

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

/// The items that the next write holds, with how they will stand.
#[track_caller]
fn written(queue: &mut Queue) -> Vec<Item> {
    match queue.outbox.poll_effect() {
        Some(Effect::Save { items }) => items,
        other => panic!("no write is asked for, but {other:?}"),
    }
}

fn saved(queue: &mut Queue, ids: impl IntoIterator<Item = u64>) {
    let ids: Vec<ClientRef> = ids.into_iter().map(key).collect();
    queue.tell(Input::Saved { ids });
}

#[test]
fn the_next_item_is_written_ahead_with_the_answer_to_the_last() {
    let mut queue = Queue::of((1..=2).map(queued));
    queue.sends(1);
    queue.hears(1, done());
    let items = written(&mut queue);
    assert_eq!(keys(&items), [key(1), key(2)]);
    assert!(matches!(items[0].state, State::Done { .. }));
    let ahead = (State::Sending, 1, 1);
    let second = &items[1];
    assert_eq!(
        (second.state.clone(), second.attempts, second.in_doubt),
        ahead
    );
    queue.stands(1, State::Sending);
    queue.stands(2, State::Queued);
    queue.sends_nothing();
    saved(&mut queue, [1, 2]);
    queue.sends(2);
}

#[test]
fn nothing_goes_on_what_was_not_written() {
    let mut queue = Queue::of((1..=2).map(queued));
    queue.sends(1);
    queue.hears(1, done());
    let ids = keys(&written(&mut queue));
    queue.tell(Input::NotSaved { ids });
    queue.sends_nothing();
    queue.pass(30_000);
    // The answer alone is written again: its item waits for the disk, the other one for its turn.
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
    saved(&mut queue, [1]);
    queue.tries(2, done());
}

#[test]
fn where_the_answer_alone_was_written_the_next_goes_by_a_write_of_its_own() {
    let mut queue = Queue::of((1..=2).map(queued));
    queue.sends(1);
    queue.hears(1, done());
    written(&mut queue);
    saved(&mut queue, [1]);
    assert!(matches!(queue.item(1).state, State::Done { .. }));
    assert_eq!(keys(&written(&mut queue)), [key(2)]);
    queue.stands(2, State::Queued);
}

#[test]
fn the_owner_may_still_choose_for_what_goes_next_and_the_answer_is_kept() {
    let mut queue = Queue::of((1..=3).map(queued));
    queue.sends(1);
    queue.hears(1, done());
    assert!(
        queue.outbox.reserve(&key(2)),
        "nobody has written anything yet"
    );
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
    saved(&mut queue, [1]);
    queue.sends(3);
}

#[test]
fn what_was_removed_meanwhile_takes_no_answer_with_it() {
    let mut queue = Queue::of((1..=2).map(queued));
    queue.sends(1);
    queue.hears(1, done());
    let old = written(&mut queue);
    queue.tell(Input::Removed { id: key(2) });
    assert!(
        !queue.outbox.wants(&old),
        "a row that is gone is not written"
    );
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
    saved(&mut queue, [1]);
    assert!(matches!(queue.item(1).state, State::Done { .. }));
}

#[test]
fn an_item_never_stands_twice_in_one_write() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.tell(Input::Answered {
        part: Part::Record,
        replies: vec![(key(1), Reply::NoAnswer)],
        jitter: 0,
    });
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
}

#[test]
fn an_item_of_the_same_chain_goes_on_with_the_one_before() {
    let behind = Item {
        chain: key(1),
        ..queued(2)
    };
    let mut queue = Queue::of([queued(1), behind]);
    queue.sends(1);
    queue.hears(1, Reply::NoAnswer);
    assert_eq!(keys(&written(&mut queue)), [key(1)], "it did not arrive");
    saved(&mut queue, [1]);
    queue.pass(2_000);
    queue.sends(1);
    queue.hears(1, done());
    assert_eq!(keys(&written(&mut queue)), [key(1), key(2)]);
}

#[test]
fn without_a_sign_in_the_answer_is_written_alone() {
    let mut queue = Queue::of((1..=2).map(queued));
    queue.sends(1);
    queue.hears(1, Reply::SignInLost);
    let asked = queue.outbox.poll_effect();
    assert_eq!(asked, Some(Effect::AskSignIn { again: false }));
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
}

#[test]
fn a_look_waits_until_the_answer_is_written() {
    let accepted = Item {
        state: State::Accepted { not_before: START },
        attempts: 1,
        in_doubt: 1,
        ..queued(2)
    };
    let looks = dajuan::outbox::abilities::Abilities {
        looks_up: true,
        ..Default::default()
    };
    let mut queue = Queue::before(looks, [queued(1), accepted]);
    queue.sends(1);
    queue.hears(1, done());
    assert_eq!(keys(&written(&mut queue)), [key(1)]);
    saved(&mut queue, [1]);
    assert_eq!(queue.sent(), Some((key(2), Part::Status)));
}
