//! A sign-up is decided once, within seats and deadlines.

use dajuan_backend_tests::{Client, Event, Server, act, act_body, code, hours, unique_ref};
use serde_json::json;
use std::thread;

/// A, B and C: of 经济界, 农业界 and 教育界.
fn members() -> [&'static Client; 3] {
    Server::shared();
    [Server::member_a(), Server::member_b(), Server::member_c()]
}

#[test]
fn what_was_filled_in_comes_back() {
    let [a, ..] = members();
    let event = Event::with(json!({}));
    let client_ref = unique_ref();
    let answers = json!({"event": event.id, "transport": "bus", "remark": "<b>😀\u{202e}", "with": [1, {"x": null}]});
    let sent = act_body(&client_ref, "signup", &event.id, answers.clone());
    let reply = act(a, &sent).expect(200).json();
    assert_eq!(reply["client_ref"], client_ref);
    assert_eq!(
        (&reply["kind"], &reply["event"]),
        (&sent["kind"], &sent["event"])
    );
    assert!(reply["receipt"].as_str().unwrap().parse::<u64>().unwrap() > 1000);
    let signup = &event.mine(a)["signup"];
    assert_eq!(signup["answers"], answers);
    assert_eq!(signup["client_ref"], client_ref);
    assert_eq!(signup["by"], "");
}

#[test]
fn the_same_key_gets_the_very_same_answer_whatever_happened_since() {
    let [a, b, _] = members();
    let event = Event::with(json!({"capacity": 1, "waitlist": false}));
    let (first, second) = (unique_ref(), unique_ref());
    let taken = act_body(&first, "signup", &event.id, json!({}));
    let full = act_body(&second, "signup", &event.id, json!({}));
    let confirmed = act(a, &taken).expect(200);
    let refused = act(b, &full).expect(409);
    assert_eq!(event.outcome(a, "cancel"), "cancelled");
    event.edit(&json!({"cancelled": true})).expect(200);
    assert_eq!(act(a, &taken).expect(200).body, confirmed.body);
    assert_eq!(act(b, &full).expect(409).body, refused.body);
    Server::operator().delete(&event.path()).expect(204);
    assert_eq!(act(a, &taken).expect(200).body, confirmed.body);
    assert_eq!(act(b, &full).expect(409).body, refused.body);
}

#[test]
fn a_known_key_with_another_act_is_a_mistake() {
    let [a, b, _] = members();
    let (event, other) = (Event::with(json!({})), Event::with(json!({})));
    let client_ref = unique_ref();
    act(a, &act_body(&client_ref, "signup", &event.id, json!({}))).expect(200);
    for (kind, id) in [("cancel", &event.id), ("signup", &other.id)] {
        let reply = act(a, &act_body(&client_ref, kind, id, json!({}))).expect(400);
        assert_eq!(reply.field_code("client_ref"), "ref_taken");
    }
    assert_eq!(other.state(a), "");
    let of_b = act_body(&client_ref, "signup", &other.id, json!({}));
    assert_eq!(act(b, &of_b).expect(200).json()["outcome"], "confirmed");
}

#[test]
fn eight_posts_of_one_act_at_once_make_one_sign_up() {
    let [a, ..] = members();
    let event = Event::with(json!({"capacity": 5}));
    let body = act_body(&unique_ref(), "signup", &event.id, json!({}));
    let answers: Vec<_> = thread::scope(|scope| {
        let posts: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| act(a, &body).expect(200).body))
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(event.rows("signups").len(), 1);
    assert_eq!(event.rows("acts").len(), 2); // the operator's making of the event is the other
}

#[test]
fn two_phones_of_one_member_take_one_seat() {
    let [a, ..] = members();
    let event = Event::with(json!({"capacity": 2}));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(event.outcome(a, "signup"), "confirmed"));
        }
    });
    assert_eq!(event.rows("signups").len(), 1);
    assert_eq!(event.shown(a)["taken"], 1);
}

#[test]
fn a_sign_up_again_with_other_answers_is_a_change_and_keeps_the_place() {
    let [a, b, _] = members();
    let event = Event::with(json!({"capacity": 1}));
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    for (member, outcome) in [(a, "confirmed"), (b, "waitlisted")] {
        let reply = event
            .act(member, "signup", json!({"diet": "halal"}))
            .expect(200);
        assert_eq!(reply.json()["outcome"], outcome);
        assert_eq!(event.mine(member)["signup"]["answers"]["diet"], "halal");
    }
    event
        .edit(&json!({"change_until": hours(-1.0)}))
        .expect(200);
    let late = event.act(a, "signup", json!({"diet": "none"}));
    assert_eq!(code(&late), "too_late");
    assert_eq!(event.mine(a)["signup"]["answers"]["diet"], "halal");
    // The same answers again change nothing, so no deadline is in the way.
    event.act(a, "signup", json!({"diet": "halal"})).expect(200);
}

#[test]
fn each_deadline_is_its_own() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 5}));
    event.outcome(a, "signup");
    let set = |fields| event.edit(&fields).expect(200);
    set(json!({"sign_up_until": hours(-0.1)}));
    assert_eq!(event.refusal(b, "signup"), "closed");
    assert_eq!(
        event.act(a, "signup", json!({"x": 1})).expect(200).json()["outcome"],
        "confirmed"
    );
    set(json!({"sign_up_until": hours(1.0), "cancel_until": hours(-0.1)}));
    assert_eq!(event.outcome(b, "signup"), "confirmed");
    assert_eq!(event.refusal(a, "cancel"), "too_late");
    set(json!({"cancel_until": "", "sign_up_until": "", "starts": hours(-0.2)}));
    assert_eq!(event.refusal(c, "signup"), "closed");
    assert_eq!(event.refusal(a, "cancel"), "too_late");
}

#[test]
fn each_refusal_has_its_code() {
    let [a, b, _] = members();
    let full = Event::with(json!({"capacity": 1, "waitlist": false}));
    full.outcome(a, "signup");
    assert_eq!(full.refusal(b, "signup"), "full");
    assert_eq!(full.refusal(b, "cancel"), "not_signed_up");
    assert_eq!(full.refusal(b, "accept"), "no_offer");

    let must = Event::with(json!({"attendance": "must"}));
    assert_eq!(must.refusal(a, "signup"), "must_attend");

    let gone = Event {
        id: "nosuchevent0000".to_owned(),
    };
    for kind in [
        "signup",
        "cancel",
        "accept",
        "leave",
        "leave_withdraw",
        "checkin",
        "acknowledge",
        "decide",
    ] {
        assert_eq!(gone.refusal(a, kind), "gone", "{kind}");
    }
}

#[test]
fn those_whom_it_is_for_are_named_by_sector_committee_or_name() {
    let [a, b, c] = members();
    let me = c.get("/api/dajuan/me").expect(200).json();
    for (fields, within) in [
        (json!({"sectors": "经济界、农业界"}), [true, true, false]),
        (json!({"committees": "提案委"}), [false, true, true]),
        (
            json!({"sectors": "经济界", "invited": [me["id"]]}),
            [true, false, true],
        ),
    ] {
        let event = Event::with(fields);
        for (member, within) in [a, b, c].into_iter().zip(within) {
            assert_eq!(event.shown(member)["in_scope"], within);
            let reply = event.act(member, "signup", json!({}));
            if within {
                reply.expect(200);
            } else {
                assert_eq!(code(&reply), "out_of_scope");
            }
        }
    }
}

#[test]
fn what_is_malformed_is_named_and_uses_up_no_key() {
    let [a, ..] = members();
    let event = Event::with(json!({}));
    let client_ref = unique_ref();
    for (field, value) in [
        ("client_ref", json!("one")),
        ("client_ref", json!(null)),
        ("kind", json!("signups")),
        ("kind", json!("reading_share")),
        ("kind", json!(7)),
        ("event", json!("")),
        ("event", json!("a/b")),
        ("answers", json!([1])),
        ("answers", json!("text")),
        ("answers", json!({"text": "字".repeat(7000)})),
        ("photos", json!("text")),
        ("photos", json!([unique_ref()])),
        ("captured_at", json!("soon")),
    ] {
        let mut body = act_body(&client_ref, "signup", &event.id, json!({}));
        body[field] = value;
        let reply = act(a, &body).expect(400);
        assert_ne!(reply.field_code(field), "", "{field}: {}", reply.text());
    }
    act(a, &act_body(&client_ref, "signup", &event.id, json!({}))).expect(200);
    for body in ["", "[]", "null", "\"x\"", "{"] {
        let json = [("Content-Type", "application/json")];
        let reply = a.send("POST", "/api/dajuan/acts", &json, body.as_bytes());
        assert_eq!(reply.status, 400, "{body}: {}", reply.text());
    }
}

#[test]
fn a_member_reaches_nothing_but_the_routes_and_nobody_elses_place() {
    let [a, b, _] = members();
    let event = Event::with(json!({"capacity": 3}));
    event.outcome(a, "signup");
    let row = event.rows("signups")[0]["id"].as_str().unwrap().to_owned();
    for collection in ["events", "signups", "leaves", "checkins", "acts"] {
        let path = format!("/api/collections/{collection}/records");
        for member in [a, b] {
            let listed = member.get(&path);
            assert!(
                listed.status == 403 || listed.json()["totalItems"] == 0,
                "{collection}"
            );
            assert!(member.post(&path, &json!({"event": event.id})).status >= 400);
        }
    }
    for member in [a, b] {
        for path in [
            event.path(),
            format!("/api/collections/signups/records/{row}"),
        ] {
            assert!(member.get(&path).status >= 400);
            assert!(
                member
                    .patch(&path, &json!({"state": "confirmed", "capacity": 99}))
                    .status
                    >= 400
            );
            assert!(member.delete(&path).status >= 400);
        }
        member.get(&event.at_counter("signups")).expect(403);
        member.get(&event.at_counter("signups.csv")).expect(403);
        member
            .post(&event.at_counter("signup"), &json!({}))
            .expect(403);
    }
    // A body that names another member is the sender's act all the same.
    let me = a.get("/api/dajuan/me").expect(200).json();
    let mut body = act_body(
        &unique_ref(),
        "cancel",
        &event.id,
        json!({"member": me["id"]}),
    );
    body["member"] = me["id"].clone();
    assert_eq!(code(&act(b, &body)), "not_signed_up");
    assert_eq!(event.state(a), "confirmed");
    assert_eq!(event.mine(b)["signup"], json!(null));
}

#[test]
fn without_a_sign_in_there_is_no_event() {
    let guest = Server::shared().guest();
    guest.get("/api/dajuan/events?year=2026").expect(401);
    guest.get("/api/dajuan/approvals").expect(401);
    guest.get("/api/dajuan/staff/events?year=2026").expect(401);
    guest.get("/api/collections/events/records").expect(401);
    act(&guest, &act_body(&unique_ref(), "signup", "x", json!({}))).expect(401);
}

#[test]
fn the_list_holds_a_year_of_the_bodys_own_time() {
    let [a, ..] = members();
    let listed = |year: u32| {
        let path = format!("/api/dajuan/events?year={year}");
        let reply = a.get(&path).expect(200).json();
        let items = reply["items"].as_array().unwrap().clone();
        items
            .into_iter()
            .map(|item| item["starts"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for starts in ["2031-12-31T15:59:59.000Z", "2031-12-31T16:00:00.000Z"] {
        Event::with(json!({"starts": starts, "ends": "2032-01-02T00:00:00.000Z"}));
    }
    assert_eq!(listed(2031), ["2031-12-31T15:59:59.000Z"]);
    assert_eq!(listed(2032), ["2031-12-31T16:00:00.000Z"]);
    for query in ["", "?year=x", "?year=2026.5", "?year=2026&page=0"] {
        a.get(&format!("/api/dajuan/events{query}")).expect(400);
    }
}

#[test]
fn what_changed_while_a_sign_up_was_on_its_way_is_news_to_the_member() {
    let [a, b, _] = members();
    let event = Event::with(json!({"place": "旧码头"}));
    event.edit(&json!({"place": "新码头"})).expect(200);
    assert_eq!(event.shown(a)["revision"], 2);
    for (member, shown, seen) in [
        (a, json!({"revision": 1, "remark": "晚到"}), 1),
        (b, json!({}), 2),
    ] {
        event.act(member, "signup", shown).expect(200);
        assert_eq!(event.mine(member)["seen"], seen);
    }
    let answers = &event.mine(a)["signup"]["answers"];
    assert_eq!(
        *answers,
        json!({"remark": "晚到"}),
        "only what was filled in"
    );
    for odd in [json!(0), json!(9), json!("1"), json!(1.5)] {
        event.outcome(a, "cancel");
        event.act(a, "signup", json!({"revision": odd})).expect(200);
        assert_eq!(event.mine(a)["seen"], 2);
    }
}
