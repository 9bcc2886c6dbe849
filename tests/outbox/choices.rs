//! An owner's choice, and the queue's turn.

use super::queue::*;
use dajuan::{
    domain::moment::Moment,
    outbox::{
        abilities::{Abilities, Uniqueness},
        input::Input,
        item::{Item, State, Why},
        reply::Reply,
    },
};

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

#[test]
fn one_that_is_taken_away_leaves_what_is_being_written_of_another_as_it_is() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    let sending = Item {
        state: State::Sending,
        attempts: 1,
        in_doubt: 1,
        ..queued(1)
    };
    queue.tell(Input::Removed { id: key(2) });
    assert!(queue.outbox.wants(std::slice::from_ref(&sending)));
    assert_eq!(queue.effects().len(), 1, "it is asked for once");
    queue.tell(Input::Saved { ids: vec![key(1)] });
    queue.sends(1);
    assert!(!queue.outbox.begins(&sending), "its attempt has begun");
}

#[test]
fn an_attempt_begins_with_the_write_that_says_so() {
    let queue = Queue::of([queued(1)]);
    let sending = |n| Item {
        state: State::Sending,
        ..queued(n)
    };
    assert!(queue.outbox.begins(&sending(1)));
    assert!(queue.outbox.begins(&sending(2)), "nobody knew of it");
    assert!(!queue.outbox.begins(&queued(1)));
}

#[test]
fn what_its_owner_sends_again_goes_once_and_another_choice_stands() {
    let unkept = Abilities {
        uniqueness: Uniqueness::Unkept,
        ..Abilities::default()
    };
    let unsure = |n| Item {
        in_doubt: 1,
        ..queued(n)
    };
    let mut queue = Queue::before(unkept, [unsure(1), unsure(2)]);
    assert!(queue.outbox.send_again(&key(1)) && queue.outbox.send_again(&key(2)));
    queue.tell(Input::Woke);
    queue.tries(1, Reply::NoAnswer);
    queue.stands(1, State::Unsure);
    queue.pass(2_000);
    queue.tries(2, done());
    queue.pass(86_400_000);
    queue.sends_nothing();
    assert!(queue.outbox.send_again(&key(1)));
    queue.tell(Input::Woke);
    queue.sends(1);
    queue.tell(Input::Elsewhere);
    queue.stands(1, State::Unsure);
    queue.pass(86_400_000);
    queue.sends_nothing();
}

#[test]
fn what_was_submitted_may_be_taken_away_until_the_backend_has_it() {
    let not_before = Moment(0);
    let words = String::new;
    let may = [
        State::Queued,
        State::Sending,
        State::RetryWait {
            not_before,
            told: true,
        },
        State::NeedsFix {
            words: words(),
            fields: Vec::new(),
        },
        State::TooLarge,
        State::PhotoLost,
        State::Conflict {
            words: words(),
            fields: Vec::new(),
        },
        State::Unsure,
        State::Declined {
            why: Why::Full,
            words: words(),
        },
        State::UpgradeNeeded,
    ];
    let may_not = [
        State::Draft,
        State::Accepted { not_before },
        State::Waitlisted { position: None },
        State::Done { receipt: None },
    ];
    for (states, expected) in [(&may[..], true), (&may_not[..], false)] {
        for state in states {
            let item = Item {
                state: state.clone(),
                ..queued(1)
            };
            assert_eq!(item.may_be_withdrawn(), expected, "{state:?}");
        }
    }
}
