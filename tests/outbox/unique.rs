//! Backends that take a while, and backends that can't keep a key unique.

use super::queue::*;
use dajuan::outbox::{
    abilities::{Abilities, Uniqueness},
    effect::Part,
    input::Input,
    item::{Item, State},
    reply::Reply,
};

const LOOKS_UP: Abilities = Abilities {
    batches: false,
    looks_up: true,
    uniqueness: Uniqueness::Forever,
};
const LOOKED_UP: Abilities = Abilities {
    uniqueness: Uniqueness::LookedUp,
    ..LOOKS_UP
};
const UNKEPT: Abilities = Abilities {
    looks_up: false,
    uniqueness: Uniqueness::Unkept,
    ..LOOKS_UP
};

fn hears(queue: &mut Queue, n: u64, part: Part, reply: Reply) {
    assert_eq!(queue.sent(), Some((key(n), part.clone())));
    queue.hears_of(n, part, reply);
    queue.save();
}

#[test]
fn what_the_backend_took_is_looked_up_with_the_retry_schedule() {
    let mut queue = Queue::before(LOOKS_UP, [queued(1)]);
    queue.tries(1, Reply::Accepted);
    for wait in [2_000, 4_000, 8_000] {
        assert_eq!(queue.outbox.next_wakeup(queue.now), Some(wait));
        queue.pass(wait);
        if wait < 8_000 {
            hears(&mut queue, 1, Part::Status, Reply::Absent);
        }
    }
    hears(&mut queue, 1, Part::Status, done());
    assert!(matches!(queue.item(1).state, State::Done { .. }));
}

#[test]
fn every_fourth_time_it_is_sent_again_for_the_backend_may_have_lost_it() {
    let mut queue = Queue::before(LOOKS_UP, [queued(1)]);
    let mut parts = Vec::new();
    for _ in 0..9 {
        let (_, part) = queue.sent().expect("it is asked for");
        parts.push(part == Part::Record);
        let reply = match part {
            Part::Record => Reply::Accepted,
            Part::Photo(_) | Part::LookUp | Part::Status | Part::Current => Reply::Absent,
        };
        queue.hears_of(1, part, reply);
        queue.save();
        queue.pass(300_000);
    }
    let f = false;
    assert_eq!(parts, [true, f, f, f, true, f, f, f, true]);
}

#[test]
fn whatever_a_look_comes_to_the_item_stays_accepted() {
    for reply in [
        Reply::NoAnswer,
        Reply::Stranger,
        Reply::Busy { after: None },
        busy_for(10_000),
        Reply::SignInLost,
        Reply::Upgrade,
        Reply::Accepted,
    ] {
        let mut queue = Queue::before(LOOKS_UP, [queued(1)]);
        queue.tries(1, Reply::Accepted);
        queue.pass(2_000);
        hears(&mut queue, 1, Part::Status, reply.clone());
        let state = &queue.item(1).state;
        assert!(
            matches!(state, State::Accepted { .. }),
            "{reply:?}: {state:?}"
        );
    }
}

#[test]
fn a_press_looks_at_once_and_sends_nothing() {
    let mut queue = Queue::before(LOOKS_UP, [queued(1)]);
    queue.tries(1, Reply::Accepted);
    queue.tell(Input::Pressed);
    hears(&mut queue, 1, Part::Status, done());
}

#[test]
fn what_may_have_arrived_is_looked_up_before_it_is_sent_again() {
    let mut queue = Queue::before(LOOKED_UP, [queued(1), queued(2)]);
    queue.tries(1, Reply::NoAnswer);
    queue.pass(2_000);
    hears(&mut queue, 1, Part::LookUp, done());
    assert!(matches!(queue.item(1).state, State::Done { .. }));
    queue.tries(2, Reply::NoAnswer);
    queue.pass(2_000);
    hears(&mut queue, 2, Part::LookUp, Reply::Absent);
    assert_eq!(queue.item(2).in_doubt, 1, "written down before it leaves");
    assert_eq!(queue.sent(), Some((key(2), Part::Record)));
    queue.hears(2, done());
}

#[test]
fn a_kill_leaves_it_to_be_looked_up() {
    let mut queue = Queue::before(LOOKED_UP, [queued(1)]);
    queue.sends(1);
    let items = queue.outbox.items().to_vec();
    let mut queue = Queue::before(LOOKED_UP, items);
    assert_eq!(queue.sent(), Some((key(1), Part::LookUp)));
    let items = queue.outbox.items().to_vec();
    let mut queue = Queue::before(LOOKED_UP, items);
    assert_eq!(
        queue.sent(),
        Some((key(1), Part::LookUp)),
        "killed in the look"
    );
}

#[test]
fn a_look_that_fails_is_a_failed_try_and_is_done_again() {
    let mut queue = Queue::before(LOOKED_UP, [queued(1)]);
    queue.tries(1, Reply::NoAnswer);
    queue.pass(2_000);
    hears(&mut queue, 1, Part::LookUp, Reply::NoAnswer);
    queue.waits(1, 4_000, false);
    queue.pass(4_000);
    assert_eq!(queue.sent(), Some((key(1), Part::LookUp)));
}

#[test]
fn what_certainly_did_not_arrive_is_sent_again_without_a_look() {
    let mut queue = Queue::before(LOOKED_UP, [queued(1)]);
    queue.tries(1, Reply::SignInLost);
    queue.tell(Input::SignedIn);
    queue.sends(1);
}

#[test]
fn where_nobody_can_tell_what_may_have_arrived_is_its_owners_to_judge() {
    for reply in [
        Reply::NoAnswer,
        Reply::Stranger,
        Reply::Busy { after: None },
        busy_for(10_000),
        Reply::Accepted,
    ] {
        let mut queue = Queue::before(UNKEPT, [queued(1)]);
        queue.tries(1, reply.clone());
        queue.stands(1, State::Unsure);
        assert!(!queue.item(1).is_editable());
        queue.tell(Input::Pressed);
        queue.tell(Input::Online { jitter: 0 });
        queue.pass(86_400_000);
        queue.sends_nothing();
        queue.stands(1, State::Unsure);
    }
}

#[test]
fn where_nobody_can_tell_a_kill_leaves_it_to_its_owner() {
    let mut queue = Queue::before(UNKEPT, [queued(1)]);
    queue.sends(1);
    let items = queue.outbox.items().to_vec();
    let mut queue = Queue::before(UNKEPT, items);
    queue.stands(1, State::Unsure);
    queue.sends_nothing();
    let mut queue = Queue::before(UNKEPT, [queued(1)]);
    queue.sends(1);
    queue.tell(Input::Elsewhere);
    queue.stands(1, State::Unsure);
}

#[test]
fn an_item_that_comes_in_from_another_phone_may_have_arrived() {
    let mut queue = Queue::before(UNKEPT, []);
    let item = Item {
        in_doubt: 1,
        ..queued(1)
    };
    queue.tell(Input::Written { item });
    queue.stands(1, State::Unsure);
    queue.sends_nothing();
}

#[test]
fn where_nobody_can_tell_what_never_left_is_tried_again() {
    let mut queue = Queue::before(UNKEPT, [with_photos(1, &[11])]);
    for wait in [2_000, 4_000] {
        assert_eq!(queue.sent(), Some((key(1), Part::Photo(key(11)))));
        queue.hears_of(1, Part::Photo(key(11)), Reply::NoAnswer);
        queue.save();
        queue.waits(1, wait, false);
        queue.pass(wait as u64);
    }
    let mut queue = Queue::before(UNKEPT, [queued(1)]);
    queue.tries(1, Reply::SignInLost);
    queue.stands(1, State::Queued);
}

#[test]
fn what_comes_behind_another_is_no_change_of_it_and_may_double() {
    let behind = Item {
        chain: key(1),
        ..queued(2)
    };
    let mut queue = Queue::before(UNKEPT, [behind]);
    queue.tries(2, Reply::NoAnswer);
    queue.stands(2, State::Unsure);
}

#[test]
fn a_change_is_sent_again_wherever_for_it_stands_on_what_it_was_made_from() {
    for abilities in [LOOKED_UP, UNKEPT] {
        let update = Item {
            chain: key(1),
            updates: true,
            ..queued(2)
        };
        let mut queue = Queue::before(abilities, [update]);
        queue.tries(2, Reply::NoAnswer);
        queue.pass(2_000);
        queue.tries(2, done());
    }
}

#[test]
fn what_was_taken_is_asked_for_as_such_and_not_as_what_may_be_missing() {
    let mut queue = Queue::before(LOOKED_UP, [queued(1)]);
    queue.tries(1, Reply::Accepted);
    queue.pass(2_000);
    hears(&mut queue, 1, Part::Status, done());
}

#[test]
fn where_keys_are_not_kept_what_was_taken_is_asked_for_and_never_sent_again() {
    let looks = Abilities {
        looks_up: true,
        ..UNKEPT
    };
    let mut queue = Queue::before(looks, [queued(1)]);
    queue.tries(1, Reply::Accepted);
    for wait in [2_000, 4_000, 8_000, 16_000, 32_000] {
        queue.pass(wait);
        hears(&mut queue, 1, Part::Status, Reply::Absent);
    }
}
