//! The waiting list: in the order of arrival, each freed seat goes on to the first who may have it.

use dajuan_backend_tests::{Client, Event, Server, hours};
use serde_json::json;

/// A, B and C: of 经济界, 农业界 and 教育界.
fn members() -> [&'static Client; 3] {
    Server::shared();
    [Server::member_a(), Server::member_b(), Server::member_c()]
}

#[test]
fn a_free_seat_is_given_and_the_next_ones_wait_in_the_order_of_arrival() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 1}));
    assert_eq!(event.outcome(a, "signup"), "confirmed");
    for (member, position) in [(c, 1), (b, 2)] {
        let reply = event.act(member, "signup_trip", json!({})).expect(200);
        assert_eq!(reply.json()["outcome"], "waitlisted");
        assert_eq!(reply.json()["position"], position);
    }
    assert_eq!(event.mine(b)["signup"]["position"], 2);
    let shown = event.shown(c);
    assert_eq!(
        (&shown["taken"], &shown["capacity"]),
        (&json!(1), &json!(1))
    );
}

#[test]
fn a_sector_takes_no_more_than_its_seats_and_the_others_take_what_is_left() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 2, "quotas": "经济界 1"}));
    assert_eq!(event.outcome(b, "signup"), "confirmed");
    assert_eq!(event.outcome(c, "signup"), "waitlisted");
    assert_eq!(event.outcome(a, "signup"), "confirmed");
    let quotas = event.shown(a)["quotas"].clone();
    assert_eq!(
        quotas,
        json!([{"sector": "经济界", "seats": 1, "taken": 1}])
    );

    let only = Event::with(json!({"quotas": "经济界 0\n农业界：1", "waitlist": false}));
    assert_eq!(only.refusal(a, "signup"), "full");
    assert_eq!(only.outcome(b, "signup"), "confirmed");
    assert_eq!(only.outcome(c, "signup"), "confirmed");
}

#[test]
fn a_freed_seat_goes_to_the_first_in_line_whose_sector_may_have_it() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 2, "quotas": "经济界 1"}));
    let (_, d) = Server::new_member("sg001"); // of no sector
    assert_eq!(event.outcome(a, "signup"), "confirmed");
    assert_eq!(event.outcome(b, "signup"), "confirmed");
    assert_eq!(event.outcome(c, "signup"), "waitlisted");
    assert_eq!(event.outcome(&d, "signup"), "waitlisted");
    // A's seat is kept for 经济界, so it goes to neither; B's is for all.
    assert_eq!(event.outcome(a, "cancel"), "cancelled");
    assert_eq!(
        (event.state(c), event.state(&d)),
        ("waitlisted".into(), "waitlisted".into())
    );
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
    assert_eq!(
        (event.state(c), event.state(&d)),
        ("offered".into(), "waitlisted".into())
    );
    assert_eq!(event.mine(&d)["signup"]["position"], 1);
    assert_eq!(event.outcome(c, "accept"), "confirmed");
    assert_eq!(event.outcome(c, "accept"), "confirmed");
}

#[test]
fn an_offer_lasts_as_long_as_the_event_says_and_no_longer_than_a_place_can_be_given_back() {
    let [a, b, _] = members();
    for (fields, wanted) in [
        (json!({"capacity": 1}), 24.0),
        (json!({"capacity": 1, "offer_hours": 3}), 3.0),
        (json!({"capacity": 1, "cancel_until": hours(5.0)}), 5.0),
    ] {
        let event = Event::with(fields);
        event.outcome(a, "signup");
        event.outcome(b, "signup");
        let earliest = hours(wanted - 0.01);
        event.outcome(a, "cancel");
        let mine = event.mine(b);
        let until = mine["signup"]["offer_until"].as_str().unwrap();
        assert!(*until > *earliest && *until <= *hours(wanted), "{until}");
    }
}

#[test]
fn short_before_the_last_moment_a_freed_seat_is_given_and_not_offered() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 2, "starts": hours(1.5), "ends": hours(3.0)}));
    for member in [a, b, c] {
        event.outcome(member, "signup");
    }
    assert_eq!(event.state(c), "waitlisted");
    assert_eq!(event.outcome(a, "cancel"), "cancelled");
    assert_eq!(event.state(c), "confirmed");
}

#[test]
fn an_offer_that_lapses_or_is_declined_goes_on_to_the_next() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 1}));
    for member in [a, b, c] {
        event.outcome(member, "signup");
    }
    event.outcome(a, "cancel");
    event.let_offer_lapse();
    assert_eq!(event.refusal(b, "accept"), "no_offer");
    assert_eq!(
        (event.state(b), event.state(c)),
        ("lapsed".into(), "offered".into())
    );
    // Back to the end of the line, then C declines.
    assert_eq!(event.outcome(b, "signup"), "waitlisted");
    assert_eq!(event.outcome(a, "signup"), "waitlisted");
    assert_eq!(event.outcome(c, "cancel"), "cancelled");
    assert_eq!(
        (event.state(b), event.state(a)),
        ("offered".into(), "waitlisted".into())
    );
    assert_eq!(event.refusal(a, "accept"), "no_offer");
}

#[test]
fn a_lapsed_offer_is_settled_by_whoever_looks() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 1}));
    for member in [a, b, c] {
        event.outcome(member, "signup");
    }
    event.outcome(a, "cancel");
    event.let_offer_lapse();
    assert_eq!(event.shown(a)["taken"], 1);
    assert_eq!(
        (event.state(b), event.state(c)),
        ("lapsed".into(), "offered".into())
    );
}

#[test]
fn after_cancelling_it_goes_to_the_end_of_the_line() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 1}));
    for member in [a, b, c] {
        event.outcome(member, "signup");
    }
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
    assert_eq!(event.mine(c)["signup"]["position"], 1);
    let again = event.act(b, "signup", json!({})).expect(200).json();
    assert_eq!(again["position"], 2);
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
}

#[test]
fn who_waits_may_leave_the_line_after_the_deadline() {
    let [a, b, _] = members();
    let event = Event::with(json!({"capacity": 1}));
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    event
        .edit(&json!({"cancel_until": hours(-0.1)}))
        .expect(200);
    assert_eq!(event.refusal(a, "cancel"), "too_late");
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
}

#[test]
fn a_members_new_sector_counts_where_a_seat_is_given_later() {
    let [a, b, _] = members();
    let event = Event::with(json!({"capacity": 2, "quotas": "经济界 1\n工会界 1"}));
    let (id, d) = Server::new_member("sg002");
    let path = format!("/api/collections/members/records/{id}");
    let move_to = |sector: &str| {
        Server::operator()
            .patch(&path, &json!({"sector": sector}))
            .expect(200)
    };
    move_to("经济界");
    event.outcome(a, "signup");
    assert_eq!(event.outcome(&d, "signup"), "waitlisted");
    assert_eq!(event.outcome(b, "signup"), "waitlisted");
    move_to("工会界");
    // The next thing that happens gives the seat of 工会界.
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
    assert_eq!(event.state(&d), "offered");
    assert_eq!(event.shown(&d)["quotas"][1]["taken"], 1);
}
