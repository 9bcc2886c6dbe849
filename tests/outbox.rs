//! The outbox, through its one door: facts in, effects out.

#![allow(clippy::expect_used, clippy::panic)] // how a test fails

#[path = "outbox/bounds.rs"]
mod bounds;
#[path = "outbox/choices.rs"]
mod choices;
#[path = "outbox/held.rs"]
mod held;
#[path = "outbox/onward.rs"]
mod onward;
#[path = "outbox/outage.rs"]
mod outage;
#[path = "outbox/outlook.rs"]
mod outlook;
#[path = "outbox/presses.rs"]
mod presses;
#[path = "outbox/queue.rs"]
mod queue;
#[path = "outbox/together.rs"]
mod together;
#[path = "outbox/unique.rs"]
mod unique;
#[path = "outbox/updates.rs"]
mod updates;
#[path = "outbox/waits.rs"]
mod waits;

use dajuan::{
    domain::moment::Moment,
    outbox::{
        effect::{Effect, Part},
        input::Input,
        item::{Item, State, Why},
        machine::Waits,
        reply::Reply,
    },
};
use queue::*;

const DAY_MS: i64 = 86_400_000;

#[test]
fn sending_is_written_before_anything_is_sent() {
    let mut queue = Queue::of([queued(1)]);
    let sending = Item {
        state: State::Sending,
        attempts: 1,
        in_doubt: 1,
        ..queued(1)
    };
    assert_eq!(
        queue.effects(),
        [Effect::Save {
            items: vec![sending]
        }]
    );
    queue.stands(1, State::Queued);
    queue.tell(Input::Saved { ids: vec![key(1)] });
    let (ids, part) = (vec![key(1)], Part::Record);
    assert_eq!(queue.effects(), [Effect::Send { ids, part }]);
    queue.stands(1, State::Sending);
}

#[test]
fn nothing_is_sent_when_sending_could_not_be_written() {
    let mut queue = Queue::of([queued(1)]);
    queue.effects();
    queue.tell(Input::NotSaved { ids: vec![key(1)] });
    queue.sends_nothing();
    queue.stands(1, State::Queued);
    assert_eq!(queue.item(1).attempts, 0);
    queue.pass(30_000);
    queue.sends(1);
}

#[test]
fn a_verified_reply_is_done_only_once_it_is_written() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.hears(1, done());
    queue.stands(1, State::Sending);
    assert!(matches!(queue.effects()[..], [Effect::Save { .. }]));
    queue.tell(Input::NotSaved { ids: vec![key(1)] });
    queue.stands(1, State::Sending);
    queue.pass(30_000);
    queue.save();
    let receipt = Some("R-1".to_owned());
    queue.stands(1, State::Done { receipt });
}

#[test]
fn an_item_that_arrived_stays_until_the_list_shows_it() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, done());
    queue.sends(2);
    let ids = vec![key(1), key(2)];
    queue.tell(Input::Listed { ids: ids.clone() });
    assert_eq!(queue.effects(), [Effect::Forget { ids: vec![key(1)] }]);
    queue.item(1);
    queue.tell(Input::Removed { id: key(1) });
    queue.tell(Input::Listed { ids });
    assert_eq!(queue.effects(), []);
    assert!(queue.outbox.item(&key(1)).is_none());
}

#[test]
fn who_waits_in_line_is_shown_by_the_list_from_then_on() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::Waitlisted { position: Some(3) });
    queue.tell(Input::Listed { ids: vec![key(1)] });
    assert_eq!(queue.effects(), [Effect::Forget { ids: vec![key(1)] }]);
}

#[test]
fn what_the_backend_decided_holds_up_no_act_behind_it_but_a_correction_of_a_no() {
    let behind = |n| Item {
        chain: key(1),
        ..queued(n)
    };
    let correction = |n| Item {
        updates: true,
        ..behind(n)
    };
    let waitlisted = || Reply::Waitlisted { position: None };
    let declined = || Reply::Declined {
        why: Why::Full,
        words: String::new(),
    };
    for (reply, next, goes) in [
        (waitlisted(), behind(2), true),
        (declined(), behind(2), true),
        (waitlisted(), correction(2), true),
        (declined(), correction(2), false),
        (Reply::TooLarge, behind(2), false),
    ] {
        let mut queue = Queue::of([queued(1), next]);
        queue.tries(1, reply);
        match goes {
            true => queue.tries(2, done()),
            false => queue.sends_nothing(),
        }
    }
}

#[test]
fn what_is_the_owners_turn_is_kept_and_never_retried() {
    let words = || "已满".to_owned();
    let fields = vec![("title".to_owned(), "必填".to_owned())];
    let rows = [
        (
            refused(),
            State::NeedsFix {
                words: "缺书名".into(),
                fields,
            },
        ),
        (Reply::TooLarge, State::TooLarge),
        (
            Reply::Conflict { words: words() },
            State::Conflict {
                words: words(),
                fields: Vec::new(),
            },
        ),
        (
            Reply::Declined {
                why: Why::Closed,
                words: words(),
            },
            State::Declined {
                why: Why::Closed,
                words: words(),
            },
        ),
        (
            Reply::Waitlisted { position: Some(3) },
            State::Waitlisted { position: Some(3) },
        ),
    ];
    for (reply, state) in rows {
        let mut queue = Queue::of([queued(1), queued(2)]);
        queue.tries(1, reply);
        queue.stands(1, state.clone());
        queue.tries(2, done());
        queue.tell(Input::Pressed);
        queue.pass(DAY_MS as u64);
        queue.sends_nothing();
        queue.stands(1, state);
        assert_eq!(queue.outbox.next_wakeup(queue.now), None);
    }
}

#[test]
fn whatever_did_not_surely_arrive_is_tried_again_under_its_key() {
    for reply in [
        Reply::NoAnswer,
        Reply::Stranger,
        Reply::Busy { after: None },
    ] {
        let mut queue = Queue::of([queued(1)]);
        queue.tries(1, reply);
        queue.waits(1, 2_000, false);
        queue.pass(1_999);
        queue.sends_nothing();
        queue.pass(1);
        queue.tries(1, done());
        assert_eq!(queue.item(1).attempts, 2);
    }
}

#[test]
fn waits_double_up_to_five_minutes() {
    let mut queue = Queue::of([queued(1)]);
    for ms in [
        2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
    ] {
        queue.tries(1, Reply::NoAnswer);
        queue.waits(1, ms, false);
        queue.pass(ms as u64);
    }
}

#[test]
fn an_accepted_item_is_asked_for_again_and_the_others_go_on() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, Reply::Accepted);
    let not_before = queue.now.wall.plus_ms(2_000);
    queue.stands(1, State::Accepted { not_before });
    queue.tries(2, done());
    queue.pass(2_000);
    queue.tries(1, done());
}

#[test]
fn a_lost_sign_in_stops_the_partition_and_burns_no_attempt() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    queue.hears(1, Reply::SignInLost);
    let effects = queue.effects();
    assert!(effects.contains(&Effect::AskSignIn { again: false }));
    queue.tell(Input::Saved { ids: vec![key(1)] });
    queue.stands(1, State::Queued);
    assert_eq!(queue.item(1).attempts, 0);
    assert_eq!(queue.outbox.waits(), Waits::SignIn);
    queue.pass(DAY_MS as u64);
    queue.sends_nothing();
    queue.tell(Input::SignedIn);
    queue.tries(1, done());
    queue.tries(2, done());
}

#[test]
fn a_second_lost_sign_in_asks_the_member() {
    let mut queue = Queue::of([queued(1)]);
    for again in [false, true, true] {
        queue.sends(1);
        queue.hears(1, Reply::SignInLost);
        let effects = queue.effects();
        assert!(
            effects.contains(&Effect::AskSignIn { again }),
            "{effects:?}"
        );
        queue.tell(Input::Saved { ids: vec![key(1)] });
        queue.tell(Input::SignedIn);
    }
}

#[test]
fn a_backend_of_another_version_pauses_the_queue() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    queue.hears(1, Reply::Upgrade);
    assert!(queue.effects().contains(&Effect::AskNewVersion));
    queue.tell(Input::Saved { ids: vec![key(1)] });
    queue.stands(1, State::UpgradeNeeded);
    assert_eq!(queue.outbox.waits(), Waits::NewVersion);
    queue.sends_nothing();
    let mut newer = Queue::of(queue.outbox.items().to_vec());
    newer.tries(1, done());
    newer.tries(2, done());
    queue.pass(3_600_000);
    queue.sends(1);
}

#[test]
fn retry_after_is_kept_with_as_much_again_at_random() {
    for (told, longest) in [
        (0, 30_000),
        (10_000, 40_000),
        (120_000, 240_000),
        (86_400_000, 2 * DAY_MS),
    ] {
        let mut queue = Queue::of([queued(1), queued(2)]);
        queue.tries(1, busy_for(told));
        queue.waits(1, longest, true);
        queue.tell(Input::Pressed);
        queue.tell(Input::Online { jitter: 0 });
        queue.pass(longest as u64 - 1);
        if longest < 3_600_000 {
            queue.tell(Input::Pressed);
        }
        queue.sends_nothing();
        queue.pass(1);
        queue.sends(1);
    }
}

#[test]
fn a_press_overrides_retry_after_only_after_an_hour() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(3_599_999);
    queue.tell(Input::Pressed);
    queue.sends_nothing();
    queue.pass(10_000);
    queue.tell(Input::Pressed);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(20_000);
    queue.tell(Input::Pressed);
    queue.sends_nothing();
}

#[test]
fn reading_the_store_again_does_not_begin_the_hour_anew() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, busy_for(86_400_000));
    queue.pass(3_600_000);
    // The two clocks drift apart.
    queue.now.wall = queue.now.wall.plus_ms(-5);
    let items = queue.outbox.items().to_vec();
    queue.tell(Input::Started { items });
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn retry_after_holds_over_a_restart() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, busy_for(600_000));
    let mut again = Queue::of(queue.outbox.items().to_vec());
    again.sends_nothing();
    assert_eq!(again.outbox.next_wakeup(again.now), Some(1_200_000));
    again.pass(1_200_000);
    again.sends(1);
}

#[test]
fn a_wait_that_another_tab_was_told_holds_where_an_older_one_was_known() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, busy_for(60_000));
    queue.pass(120_000);
    queue.tries(1, done());
    let mut elsewhere = Queue::of(queue.outbox.items().to_vec());
    elsewhere.now = queue.now;
    elsewhere.tries(2, busy_for(600_000));
    let items = elsewhere.outbox.items().iter().cloned();
    let items = items.chain([queued(3)]).collect();
    queue.tell(Input::Started { items });
    queue.sends_nothing();
}

#[test]
fn a_press_skips_waits_at_most_once_in_ten_seconds() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::NoAnswer);
    queue.tell(Input::Pressed);
    queue.tries(1, Reply::NoAnswer);
    queue.tell(Input::Pressed);
    queue.sends_nothing();
}

#[test]
fn coming_online_ends_waits_after_the_spread() {
    let mut queue = Queue::of([queued(1)]);
    for _ in 0..4 {
        queue.tries(1, Reply::NoAnswer);
        queue.pass(300_000);
    }
    queue.tries(1, Reply::NoAnswer);
    queue.tell(Input::Online { jitter: 1 << 60 });
    queue.sends_nothing();
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(3_750));
    queue.pass(3_750);
    queue.sends(1);
}

#[test]
fn whom_a_full_backend_turned_away_after_coming_online_waits_for_the_next_round() {
    let full = || Reply::Busy { after: None };
    let mut queue = Queue::of([]);
    queue.tell(Input::Online { jitter: 0 });
    queue.tell(Input::Written { item: queued(1) });
    // The first ends after 60 s, the second after 120, the third after 240, the fourth after 480; no round is wider than 300 s.
    for (said_after, next) in [
        (59_999, 120_000),
        (119_999 + 30_000, 240_000),
        (240_000, 480_000),
        (480_000, 780_000),
        (780_000, 1_080_000),
    ] {
        let now = queue.now.steady_ms;
        queue.sends(1);
        queue.pass(said_after - now.min(said_after));
        queue.hears(1, full());
        queue.save();
        queue.pass(next - queue.now.steady_ms - 1);
        queue.sends_nothing();
        queue.pass(1);
    }
    queue.sends(1);
}

#[test]
fn a_press_ends_the_wait_for_the_next_round() {
    let mut queue = Queue::of([queued(1)]);
    queue.tell(Input::Online { jitter: 0 });
    queue.tries(1, Reply::Busy { after: None });
    queue.sends_nothing();
    queue.tell(Input::Pressed);
    queue.sends(1);
}

#[test]
fn without_a_round_a_full_backend_is_tried_again_by_the_schedule() {
    let mut queue = Queue::of([queued(1)]);
    queue.tell(Input::Online { jitter: 0 });
    queue.sends(1);
    queue.pass(90_000);
    queue.hears(1, Reply::Busy { after: None });
    queue.save();
    queue.pass(2_000);
    queue.sends(1);
}

#[test]
fn an_empty_bucket_leaves_one_try_in_five_minutes() {
    let mut queue = Queue::of([queued(1)]);
    queue.empties_the_bucket(1);
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(300_000));
    queue.pass(299_999);
    queue.sends_nothing();
    queue.pass(1);
    queue.tries(1, done());
}

#[test]
fn an_item_that_keeps_failing_lets_the_others_go() {
    let mut queue = Queue::of([queued(1), queued(2), queued(3)]);
    for ms in [2_000, 4_000, 8_000] {
        queue.tries(1, Reply::Busy { after: None });
        if ms < 8_000 {
            queue.sends_nothing();
            queue.pass(ms);
        }
    }
    queue.tries(2, done());
    queue.tries(3, done());
    queue.pass(8_000);
    queue.sends(1);
}

#[test]
fn an_item_that_fails_on_time_still_lets_the_others_go_first() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    for _ in 0..3 {
        queue.tries(1, busy_for(10_000));
        queue.pass(40_000);
    }
    queue.sends(2);
}

#[test]
fn a_success_ends_what_an_empty_bucket_holds_back() {
    let tried = |n| Item {
        attempts: 1,
        ..queued(n)
    };
    let mut queue = Queue::of([tried(1), tried(2), tried(3)]);
    for _ in 0..10 {
        queue.tries(1, Reply::NoAnswer);
        queue.tell(Input::Online { jitter: 0 });
    }
    queue.tries(1, done());
    queue.tries(2, done());
    queue.sends(3);
}

#[test]
fn a_good_reply_makes_the_next_lost_sign_in_a_first_one() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.tries(1, Reply::SignInLost);
    queue.tell(Input::SignedIn);
    queue.tries(1, done());
    queue.sends(2);
    queue.hears(2, Reply::SignInLost);
    let effects = queue.effects();
    assert!(effects.contains(&Effect::AskSignIn { again: false }));
}

#[test]
fn a_press_ends_the_pause_for_another_version() {
    let mut queue = Queue::of([queued(1)]);
    queue.tries(1, Reply::Upgrade);
    queue.tell(Input::Pressed);
    assert_eq!(queue.outbox.waits(), Waits::No);
    queue.sends(1);
}

#[test]
fn a_dead_network_is_not_tried_with_every_item() {
    let mut queue = Queue::of((1..=100).map(queued));
    queue.tries(1, Reply::NoAnswer);
    queue.sends_nothing();
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(2_000));
}

#[test]
fn a_clock_that_was_moved_freezes_nothing() {
    let year = 365 * DAY_MS;
    for told in [false, true] {
        for moved in [year, -year] {
            let item = Item {
                state: State::RetryWait {
                    not_before: START.plus_ms(60_000),
                    told,
                },
                attempts: 1,
                ..queued(1)
            };
            let mut queue = Queue::of([item]);
            queue.sends_nothing();
            queue.now.wall = queue.now.wall.plus_ms(moved);
            queue.pass(60_000);
            queue.sends(1);
        }
    }
}

#[test]
fn what_was_being_sent_at_a_kill_is_queued_with_its_tries() {
    let item = Item {
        state: State::Sending,
        attempts: 4,
        ..queued(1)
    };
    let mut queue = Queue::of([item]);
    queue.stands(1, State::Queued);
    queue.tries(1, done());
    assert_eq!(queue.item(1).attempts, 5);
}

#[test]
fn photos_go_first_one_by_one_and_are_remembered() {
    let mut queue = Queue::of([with_photos(1, &[11, 12])]);
    let photo = |n| Some((key(1), Part::Photo(key(n))));
    assert_eq!(queue.sent(), photo(11));
    queue.hears_of(1, Part::Photo(key(11)), Reply::Done { receipt: None });
    assert_eq!(queue.sent(), photo(12));
    assert_eq!(queue.item(1).uploads, [(key(11), true), (key(12), false)]);
    queue.hears_of(1, Part::Photo(key(12)), Reply::NoAnswer);
    queue.save();
    let mut again = Queue::of(queue.outbox.items().to_vec());
    again.pass(2_000);
    assert_eq!(again.sent(), photo(12));
    again.hears_of(1, Part::Photo(key(12)), Reply::Done { receipt: None });
    again.sends(1);
}

#[test]
fn a_photo_that_is_refused_keeps_everything_for_its_owner() {
    for (reply, state) in [
        (Reply::TooLarge, State::TooLarge),
        (
            refused(),
            State::NeedsFix {
                words: "缺书名".into(),
                fields: vec![("title".into(), "必填".into())],
            },
        ),
    ] {
        let mut queue = Queue::of([with_photos(1, &[11]), queued(2)]);
        queue.sent();
        queue.hears_of(1, Part::Photo(key(11)), reply);
        queue.save();
        queue.stands(1, state);
        assert_eq!(queue.item(1).uploads, [(key(11), false)]);
        queue.sends(2);
    }
}

#[test]
fn a_photo_that_the_phone_lost_is_its_owners_turn() {
    let mut queue = Queue::of([with_photos(1, &[11]), queued(2)]);
    queue.sent();
    queue.tell(Input::PhotoLost { id: key(1) });
    queue.save();
    queue.stands(1, State::PhotoLost);
    queue.sends(2);
}

#[test]
fn items_go_in_the_order_of_their_numbers_one_at_a_time() {
    let mut queue = Queue::of([queued(3), queued(1)]);
    queue.sends(1);
    queue.tell(Input::Written { item: queued(2) });
    queue.sends_nothing();
    queue.hears(1, done());
    queue.tries(2, done());
    queue.tries(3, done());
}

#[test]
fn items_of_one_chain_wait_for_each_other_and_no_one_else() {
    let follower = Item {
        chain: key(1),
        ..queued(2)
    };
    let mut queue = Queue::of([queued(1), follower, queued(3)]);
    queue.tries(1, refused());
    queue.tries(3, done());
    queue.sends_nothing();
    queue.tell(Input::Removed { id: key(1) });
    queue.sends(2);
}

#[test]
fn a_draft_is_left_alone() {
    let draft = Item {
        seq: 0,
        state: State::Draft,
        ..queued(1)
    };
    let mut queue = Queue::of([draft]);
    queue.tell(Input::Pressed);
    queue.pass(DAY_MS as u64);
    queue.sends_nothing();
    queue.tell(Input::Written { item: queued(1) });
    queue.sends(1);
}

#[test]
fn a_stale_reply_changes_nothing() {
    let mut queue = Queue::of([queued(1), with_photos(2, &[11])]);
    queue.hears(1, done());
    queue.stands(1, State::Queued);
    queue.sends(1);
    queue.hears(2, done());
    queue.hears_of(1, Part::Photo(key(11)), done());
    queue.stands(1, State::Sending);
    queue.hears(1, Reply::NoAnswer);
    queue.hears(1, done());
    queue.save();
    queue.waits(1, 2_000, false);
}

#[test]
fn an_item_that_another_tab_sends_is_not_sent_here() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.tell(Input::Elsewhere);
    queue.hears(1, done());
    queue.stands(1, State::Queued);
    queue.sends_nothing();
    queue.pass(5_000);
    queue.sends(1);
}

#[test]
fn an_item_whose_owner_is_choosing_is_not_sent() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    assert!(!queue.outbox.reserve(&key(1)), "under way");
    assert!(queue.outbox.reserve(&key(2)));
    assert!(!queue.outbox.reserve(&key(2)), "once");
    assert!(!queue.outbox.reserve(&key(3)), "not there");
    queue.hears(1, done());
    queue.sends_nothing();
    assert_eq!(queue.outbox.next_wakeup(queue.now), Some(1_000));
    queue.outbox.release(&key(2));
    queue.pass(0);
    queue.sends(2);
}

#[test]
fn an_owner_may_choose_until_something_was_performed() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    assert!(queue.outbox.reserve(&key(1)));
    queue.pass(0);
    queue.sends(2);
}

#[test]
fn nothing_of_a_member_stays_after_sign_out() {
    let mut queue = Queue::of([queued(1), queued(2)]);
    queue.sends(1);
    queue.tell(Input::SignedOut);
    queue.hears(1, done());
    assert!(queue.outbox.items().is_empty());
    assert_eq!(queue.effects(), []);
    assert_eq!(queue.outbox.next_wakeup(queue.now), None);
}

#[test]
fn a_press_without_a_sign_in_asks_for_one() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    queue.hears(1, Reply::SignInLost);
    queue.save();
    queue.tell(Input::Pressed);
    assert!(queue.effects().contains(&Effect::AskSignIn { again: true }));
}

#[test]
fn no_clock_value_breaks_the_machine() {
    for wall in [i64::MIN, -1, 0, i64::MAX] {
        let mut queue = Queue::of([queued(1)]);
        queue.now.wall = Moment(wall);
        queue.tries(1, Reply::NoAnswer);
        queue.now.wall = Moment(wall.wrapping_neg());
        queue.pass(300_000);
        queue.tries(1, done());
    }
}

#[test]
fn an_item_is_editable_until_the_record_itself_may_have_left() {
    let mut queue = Queue::of([with_photos(1, &[11])]);
    assert!(queue.item(1).is_editable());
    let (id, part) = (key(1), Part::Photo(key(11)));
    assert_eq!(queue.sent(), Some((id.clone(), part.clone())));
    queue.tell(Input::Answered {
        part: part.clone(),
        replies: vec![(id.clone(), Reply::NoAnswer)],
        jitter: LONGEST,
    });
    queue.save();
    assert!(queue.item(1).is_editable(), "a photo is no record");
    queue.pass(2_000);
    assert_eq!(queue.sent(), Some((id.clone(), part.clone())));
    queue.tell(Input::Answered {
        part,
        replies: vec![(id, done())],
        jitter: LONGEST,
    });
    assert_eq!(queue.item(1).in_doubt, 0);
    queue.save();
    assert_eq!(queue.item(1).in_doubt, 1, "written down before it leaves");
}

#[test]
fn only_a_verdict_takes_away_the_doubt() {
    let fields = Vec::new();
    let words = String::new();
    for (reply, editable) in [
        (refused(), true),
        (Reply::Refused { words, fields }, true),
        (Reply::TooLarge, true),
        (Reply::Upgrade, true),
        (Reply::SignInLost, true),
        (Reply::NoAnswer, false),
        (Reply::Stranger, false),
        (Reply::Busy { after: None }, false),
        (busy_for(0), false),
        (Reply::Accepted, false),
        (Reply::Waitlisted { position: None }, false),
    ] {
        let mut queue = Queue::of([queued(1)]);
        queue.tries(1, reply.clone());
        assert_eq!(queue.item(1).is_editable(), editable, "{reply:?}");
        assert_eq!(queue.item(1).in_doubt, u32::from(!editable), "{reply:?}");
    }
}

#[test]
fn a_later_refusal_says_nothing_of_an_earlier_request_unless_the_backend_judged_the_fields() {
    let (words, fields) = (String::new(), Vec::new());
    for (reply, editable) in [
        (refused(), true),
        (Reply::Refused { words, fields }, false),
        (Reply::TooLarge, false),
    ] {
        let mut queue = Queue::of([queued(1)]);
        queue.tries(1, Reply::NoAnswer);
        queue.pass(2_000);
        queue.tries(1, reply.clone());
        assert_eq!(queue.item(1).is_editable(), editable, "{reply:?}");
    }
}

#[test]
fn a_kill_while_the_record_is_under_way_leaves_it_in_doubt() {
    let mut queue = Queue::of([queued(1)]);
    queue.sends(1);
    let items = vec![queue.item(1).clone()];
    let queue = Queue::of(items);
    queue.stands(1, State::Queued);
    assert!(!queue.item(1).is_editable());
}

#[test]
fn a_write_from_before_everything_was_read_again_is_not_wanted() {
    let mut queue = Queue::of([with_photos(1, &[11])]);
    let part = Part::Photo(key(11));
    assert_eq!(queue.sent(), Some((key(1), part.clone())));
    queue.tell(Input::Answered {
        part,
        replies: vec![(key(1), Reply::NoAnswer)],
        jitter: LONGEST,
    });
    let effects = queue.effects();
    let [Effect::Save { items }] = &effects[..] else {
        panic!("a write is asked for, not {effects:?}");
    };
    assert!(queue.outbox.wants(items));
    let receipt = Some("R-1".to_owned());
    let arrived = Item {
        state: State::Done { receipt },
        ..queued(1)
    };
    queue.tell(Input::Started {
        items: vec![arrived],
    });
    assert!(!queue.outbox.wants(items));
}
