//! What a press ends, and what it leaves.

use super::queue::*;
use dajuan::outbox::{
    abilities::{Abilities, Uniqueness},
    effect::Effect,
    input::Input,
    item::{Item, State},
    reply::Reply,
};

fn failed(n: u64) -> Item {
    Item {
        state: State::RetryWait {
            not_before: START.plus_ms(60_000),
            told: false,
        },
        attempts: 1,
        ..queued(n)
    }
}

#[test]
fn a_press_on_one_item_ends_its_wait_and_no_other() {
    let mut queue = Queue::of([failed(1), failed(2)]);
    queue.tell(Input::PressedOne { id: key(2) });
    queue.tries(2, done());
    queue.sends_nothing();
    queue.waits(1, 60_000, false);
}

#[test]
fn a_wait_that_was_ended_stays_so_when_the_disk_is_read_again() {
    let on_disk = || vec![failed(1), queued(2)];
    for ends in [Input::Online { jitter: 0 }, Input::Pressed] {
        let mut queue = Queue::of(on_disk());
        queue.tries(2, refused());
        queue.tell(ends);
        queue.tell(Input::Started { items: on_disk() });
        queue.sends(1);
    }
}

#[test]
fn a_try_of_another_tab_waits_though_the_wait_before_it_was_ended_here() {
    let mut queue = Queue::of([failed(1)]);
    queue.tell(Input::Pressed);
    let again = Item {
        attempts: 2,
        ..failed(1)
    };
    queue.tell(Input::Started { items: vec![again] });
    queue.waits(1, 60_000, false);
}

#[test]
fn a_wait_that_is_being_written_is_ended_by_the_network_and_by_a_press_on_it() {
    let ends = [
        (Input::Online { jitter: 0 }, true),
        (Input::Pressed, true),
        (Input::PressedOne { id: key(1) }, true),
        (Input::PressedOne { id: key(2) }, false),
    ];
    for (ends, over) in ends {
        let mut queue = Queue::of([queued(1), queued(2)]);
        queue.sends(1);
        queue.hears(1, Reply::NoAnswer);
        let Some(Effect::Save { items }) = queue.outbox.poll_effect() else {
            panic!("the failure is not written");
        };
        queue.tell(ends);
        queue.tell(Input::Saved { ids: keys(&items) });
        queue.sends(if over { 1 } else { 2 });
    }
}

#[test]
fn the_hour_of_a_told_wait_is_counted_from_when_it_was_told_also_if_all_is_read_again() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(1_800_000);
    let items = queue.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    queue.pass(1_800_000);
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn the_hour_begins_anew_where_another_tab_is_told_a_shorter_wait() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(3_600_000);
    // The row of the longer one can't be read there.
    let mut elsewhere = Queue::of([queued(2)]);
    elsewhere.now = queue.now;
    elsewhere.tries(2, busy_for(600_000));
    let items = elsewhere.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    queue.tell(Input::Pressed);
    queue.sends_nothing();
    queue.pass(3_600_000);
    queue.tell(Input::Pressed);
    queue.sends(2);
}

#[test]
fn without_a_sign_in_the_queue_wakes_for_nothing() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::SignInLost);
    assert_eq!(queue.outbox.next_wakeup(queue.now), None);
}

#[test]
fn what_was_never_tried_goes_while_an_empty_bucket_holds_the_retries() {
    let mut queue = Queue::of([queued(1)]);
    queue.empties_the_bucket(1);
    queue.tell(Input::Written { item: queued(2) });
    queue.tries(2, Reply::Waitlisted { position: None });
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(300_000));
}

#[test]
fn soon_after_a_press_one_on_another_item_ends_the_wait_of_that_one() {
    let mut queue = Queue::of([failed(1), failed(2), failed(3)]);
    queue.tell(Input::PressedOne { id: key(1) });
    queue.tries(1, Reply::NoAnswer);
    queue.tell(Input::PressedOne { id: key(2) });
    queue.sends_nothing();
    // Behind what the failure of the first holds up, and its own minute is over.
    queue.pass(2_000);
    queue.tries(2, Reply::NoAnswer);
    queue.waits(3, 58_000, false);
    for n in [1, 2] {
        let waits = queue.item(n).state.clone();
        queue.tell(Input::PressedOne { id: key(n) });
        queue.stands(n, waits);
    }
}

#[test]
fn soon_after_a_press_on_one_item_a_press_on_all_ends_the_waits_of_the_others_once() {
    let mut queue = Queue::of([failed(1), failed(2)]);
    queue.tell(Input::PressedOne { id: key(1) });
    queue.tries(1, done());
    queue.tell(Input::Pressed);
    queue.tries(2, Reply::NoAnswer);
    queue.tell(Input::Pressed);
    queue.tell(Input::PressedOne { id: key(2) });
    queue.waits(2, 4_000, false);
}

#[test]
fn the_spread_is_skipped_by_one_press_in_ten_seconds_whatever_is_pressed() {
    let mut queue = Queue::of([failed(1), failed(2)]);
    queue.tell(Input::PressedOne { id: key(1) });
    queue.tries(1, done());
    queue.tell(Input::Online { jitter: LONGEST });
    queue.tell(Input::PressedOne { id: key(2) });
    queue.sends_nothing();
    queue.pass(10_000);
    queue.tell(Input::PressedOne { id: key(2) });
    queue.sends(2);
}

#[test]
fn what_its_owner_sends_again_is_not_free_to_be_edited() {
    let unkept = Abilities {
        uniqueness: Uniqueness::Unkept,
        ..Abilities::default()
    };
    let mut queue = Queue::before(unkept, [queued(1)]);
    queue.tries(1, Reply::NoAnswer);
    queue.stands(1, State::Unsure);
    assert!(!queue.outbox.send_again(&key(2)));
    assert!(queue.outbox.send_again(&key(1)));
    assert!(!queue.outbox.send_again(&key(1)));
    assert!(!queue.item(1).is_editable());
    queue.pass(2_000);
    // Refused now, it may still be there from the first time.
    let no_fields = Reply::Refused {
        words: "题目太长".into(),
        fields: Vec::new(),
    };
    queue.tries(1, no_fields);
    assert_eq!(queue.item(1).in_doubt, 1);
    assert!(!queue.item(1).is_editable());
}

#[test]
fn what_its_owner_sends_again_goes_once_also_if_all_is_read_again_first() {
    let unkept = Abilities {
        uniqueness: Uniqueness::Unkept,
        ..Abilities::default()
    };
    let mut queue = Queue::before(unkept, [queued(1), queued(2)]);
    queue.tries(1, Reply::NoAnswer);
    queue.pass(2_000);
    queue.tries(2, Reply::NoAnswer);
    queue.pass(4_000);
    assert!(queue.outbox.send_again(&key(1)));
    assert!(queue.outbox.send_again(&key(2)));
    let items = queue.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    queue.tries(1, Reply::NoAnswer);
    queue.stands(1, State::Unsure);
    queue.pass(8_000);
    queue.tries(2, Reply::NoAnswer);
    queue.pass(300_000);
    queue.sends_nothing();
}
