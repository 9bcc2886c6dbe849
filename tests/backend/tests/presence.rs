//! Being there counts once, within its hours, by the code of the place or at the desk; what changed is acknowledged.

use dajuan_backend_tests::{Client, Event, Server, act, act_body, code, hours, unique_ref};
use serde_json::{Value, json};

fn members() -> [&'static Client; 2] {
    Server::shared();
    [Server::member_a(), Server::member_b()]
}

/// A voluntary event between these hours from now, that A signed up for while it was to come.
fn event(from: f64, to: f64) -> Event {
    let event = Event::with(json!({"venue_code": "ABC234"}));
    event.outcome(Server::member_a(), "signup");
    event
        .edit(&json!({"starts": hours(from), "ends": hours(to)}))
        .expect(200);
    event
}

fn check_in(
    event: &Event,
    member: &Client,
    typed: &str,
    captured_at: Value,
) -> dajuan_backend_tests::Reply {
    let mut body = act_body(&unique_ref(), "checkin", &event.id, json!({"code": typed}));
    body["captured_at"] = captured_at;
    act(member, &body)
}

fn row(event: &Event) -> Value {
    let rows = event.rows("checkins");
    assert_eq!(rows.len(), 1);
    rows[0].clone()
}

#[test]
fn the_venues_code_checks_in_however_it_is_typed_and_once() {
    let [a, _] = members();
    let event = event(1.0, 2.0);
    assert_eq!(
        code(&check_in(&event, a, "ABC235", json!(null))),
        "wrong_code"
    );
    assert_eq!(code(&check_in(&event, a, "", json!(null))), "wrong_code");
    for _ in 0..2 {
        let reply = check_in(&event, a, " abc-234", json!(null)).expect(200);
        assert_eq!(reply.json()["outcome"], "checked_in");
    }
    assert_eq!(row(&event)["late"], false);
    let mine = event.mine(a);
    assert_eq!(mine["attended"], "attended");
    assert!(mine["checked_in"].as_str().unwrap() <= &*hours(0.0));
}

#[test]
fn after_ten_wrong_codes_the_right_one_waits_too_and_only_there() {
    let [a, b] = members();
    let guessed = event(1.0, 2.0);
    guessed.outcome(b, "signup");
    for _ in 0..10 {
        let reply = check_in(&guessed, a, "ABC235", json!(null));
        assert_eq!(code(&reply), "wrong_code");
    }
    for typed in ["ABC235", "ABC234"] {
        let reply = check_in(&guessed, a, typed, json!(null));
        assert_eq!(code(&reply), "too_many");
    }
    assert!(guessed.rows("checkins").is_empty());
    // Another member, and the same one at another event, are not held up.
    check_in(&guessed, b, "ABC234", json!(null)).expect(200);
    check_in(&event(1.0, 2.0), a, "ABC234", json!(null)).expect(200);
    let desk = guessed.at_counter("checkin");
    let mine = json!({"code": guessed.mine(a)["code"]});
    Server::office().post(&desk, &mine).expect(200);
}

#[test]
fn the_window_opens_two_hours_before_and_closes_an_hour_after() {
    let [a, _] = members();
    for (from, to, wanted) in [
        (2.1, 3.0, Some("too_early")),
        (1.9, 3.0, None),
        (-3.0, -0.9, None),
        (-3.0, -1.1, Some("too_late")),
    ] {
        let event = event(from, to);
        let reply = check_in(&event, a, "ABC234", json!(null));
        match wanted {
            None => assert_eq!(reply.status, 200, "{from} {to}"),
            Some(wanted) => assert_eq!(code(&reply), wanted),
        }
    }
}

#[test]
fn what_was_noted_in_time_without_a_network_counts_within_three_days_and_is_marked() {
    let [a, _] = members();
    for (noted, wanted) in [
        (hours(-49.5), None),
        (hours(-52.5), Some("too_late")), // before the window
        (hours(-47.0), Some("too_late")), // after it
        (hours(1.0), Some("too_late")),   // a clock that is ahead
    ] {
        let event = event(-50.0, -49.0);
        let reply = check_in(&event, a, "ABC234", json!(noted));
        match wanted {
            None => {
                reply.expect(200);
                assert_eq!(row(&event)["late"], true);
                assert_eq!(event.mine(a)["checked_in"], json!(noted));
            }
            Some(wanted) => assert_eq!(code(&reply), wanted, "{noted}"),
        }
    }
    let long_ago = event(-80.0, -79.0);
    assert_eq!(
        code(&check_in(&long_ago, a, "ABC234", json!(hours(-79.5)))),
        "too_late"
    );
}

#[test]
fn who_has_no_place_is_told_so() {
    let [a, b] = members();
    let event = event(1.0, 2.0);
    assert_eq!(
        code(&check_in(&event, b, "ABC234", json!(null))),
        "not_signed_up"
    );
    let must = Event::with(json!({
        "attendance": "must", "starts": hours(1.0), "ends": hours(2.0), "venue_code": "XYZ789", "sectors": "经济界",
    }));
    check_in(&must, a, "XYZ789", json!(null)).expect(200);
    assert_eq!(
        code(&check_in(&must, b, "XYZ789", json!(null))),
        "out_of_scope"
    );
    must.edit(&json!({"cancelled": true})).expect(200);
    assert_eq!(
        code(&check_in(&must, a, "XYZ789", json!(null))),
        "called_off"
    );
}

#[test]
fn who_stands_at_the_door_takes_the_seat_that_is_held() {
    let [a, b] = members();
    let event = Event::with(json!({"capacity": 1, "venue_code": "ABC234"}));
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    event.outcome(a, "cancel");
    assert_eq!(event.state(b), "offered");
    event
        .edit(&json!({"starts": hours(1.0), "ends": hours(2.0)}))
        .expect(200);
    check_in(&event, b, "ABC234", json!(null)).expect(200);
    assert_eq!(event.state(b), "confirmed");
}

#[test]
fn the_desk_checks_in_by_the_members_code_even_afterwards() {
    let [a, b] = members();
    let event = event(1.0, 2.0);
    let (of_a, of_b) = (event.mine(a)["code"].clone(), event.mine(b)["code"].clone());
    assert_ne!(of_a, of_b);
    let sign = |c: char| "ABCDEFGHJKLMNPQRSTUVWXYZ23456789".contains(c);
    assert!(of_a.as_str().unwrap().len() == 6 && of_a.as_str().unwrap().chars().all(sign));
    let path = event.at_counter("checkin");
    let office = Server::office();
    assert_eq!(
        code(&office.post(&path, &json!({"code": of_b}))),
        "not_signed_up"
    );
    assert_eq!(
        code(&office.post(&path, &json!({"code": "AAAAAA"}))),
        "wrong_code"
    );
    event
        .edit(&json!({"starts": hours(-30.0), "ends": hours(-29.0)}))
        .expect(200);
    assert_eq!(event.mine(a)["attended"], "absent");
    let reply = office
        .post(&path, &json!({"code": of_a}))
        .expect(200)
        .json();
    assert_eq!(
        (&reply["outcome"], &reply["name"]),
        (&json!("checked_in"), &json!("委员甲"))
    );
    assert_eq!(row(&event)["by"], "办公室");
    assert_eq!(event.mine(a)["attended"], "attended");
    event
        .edit(&json!({"starts": hours(3.0), "ends": hours(4.0)}))
        .expect(200);
    let other = Event::with(json!({"attendance": "must"}));
    assert_eq!(
        code(&office.post(
            &other.at_counter("checkin"),
            &json!({"code": other.mine(a)["code"]})
        )),
        "too_early"
    );
}

#[test]
fn a_code_is_good_for_one_event() {
    let [a, _] = members();
    let (one, other) = (event(1.0, 2.0), event(1.0, 2.0));
    let typed = one.mine(a)["code"].clone();
    let reply = Server::office().post(&other.at_counter("checkin"), &json!({"code": typed}));
    assert_eq!(code(&reply), "wrong_code");
}

#[test]
fn absent_is_who_was_to_come_and_has_no_leave() {
    let [a, b] = members();
    let event =
        Event::with(json!({"attendance": "must", "sectors": "经济界", "level": "committee"}));
    event
        .act(a, "leave", json!({"reason": "health"}))
        .expect(200);
    event
        .edit(&json!({"starts": hours(-3.0), "ends": hours(-2.0)}))
        .expect(200);
    assert_eq!(event.mine(a)["attended"], "absent");
    assert_eq!(event.mine(b)["attended"], "");
    let leave = event.rows("leaves")[0]["id"].clone();
    let granted = json!({"leave": leave, "grant": true, "words": ""});
    event.act(Server::member_c(), "decide", granted).expect(200);
    assert_eq!(event.mine(a)["attended"], "");
}

#[test]
fn a_change_is_acknowledged_up_to_its_revision() {
    let [a, b] = members();
    let event = Event::with(json!({}));
    assert_eq!(event.mine(a)["seen"], 0);
    for place in ["一楼", "二楼"] {
        event.edit(&json!({"place": place})).expect(200);
    }
    event.outcome(b, "signup");
    assert_eq!(event.mine(b)["seen"], 3);
    let reply = event
        .act(a, "acknowledge", json!({"revision": 2}))
        .expect(200);
    assert_eq!(reply.json()["outcome"], "acknowledged");
    event
        .act(a, "acknowledge", json!({"revision": 1}))
        .expect(200);
    assert_eq!(event.mine(a)["seen"], 2);
    for revision in [json!(4), json!(0), json!(1.5), json!("2"), json!(null)] {
        let reply = event
            .act(a, "acknowledge", json!({"revision": revision}))
            .expect(400);
        assert_eq!(reply.field_code("answers"), "invalid_revision");
    }
}
