//! A leave is asked by a member and decided by those who may, once.

use dajuan_backend_tests::{Client, Event, Server, act, act_body, code, unique_ref};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// A and B, and C who decides for committees and sectors.
fn members() -> [&'static Client; 3] {
    Server::shared();
    [Server::member_a(), Server::member_b(), Server::member_c()]
}

/// An event that A must attend and C decides leaves of.
fn must() -> Event {
    Event::with(json!({"attendance": "must", "level": "committee"}))
}

fn ask(event: &Event, member: &Client) -> String {
    let answers = json!({"event": event.id, "reason": "health", "text": "复查"});
    let reply = event.act(member, "leave", answers).expect(200).json();
    assert_eq!(reply["outcome"], "pending");
    let rows = event.rows("leaves");
    rows.last().unwrap()["id"].as_str().unwrap().to_owned()
}

fn decision(leave: &str, grant: bool) -> Value {
    json!({"leave": leave, "grant": grant, "words": "同意"})
}

fn approvals(reader: &Client, event: &Event) -> Vec<Value> {
    let listed = reader.get("/api/dajuan/approvals").expect(200).json();
    let mut items = listed["items"].as_array().unwrap().clone();
    items.retain(|item| item["event"] == event.id);
    items
}

/// A member of the staff with this role.
fn staff(role: &str) -> Client {
    let body = json!({
        "email": format!("{role}@example.com"), "name": role, "role": role, "password": "dajuan-2026", "passwordConfirm": "dajuan-2026",
    });
    let path = "/api/collections/staff/records";
    Server::operator().post(path, &body).expect(200);
    Server::shared().sign_in("staff", &format!("{role}@example.com"))
}

static APPROVER: LazyLock<Client> = LazyLock::new(|| staff("approver"));
static CLERK: LazyLock<Client> = LazyLock::new(|| staff("clerk"));

#[test]
fn a_leave_is_granted_or_refused_with_the_approvers_words() {
    let [a, _, c] = members();
    for (grant, outcome) in [(true, "granted"), (false, "refused")] {
        let event = must();
        let id = ask(&event, a);
        let reply = event.act(c, "decide", decision(&id, grant)).expect(200);
        assert_eq!(reply.json()["outcome"], outcome);
        let leave = event.mine(a)["leave"].clone();
        assert_eq!(leave["state"], outcome);
        assert_eq!(
            (&leave["words"], &leave["by"]),
            (&json!("同意"), &json!("委员丙"))
        );
        assert_eq!(
            (&leave["reason"], &leave["text"]),
            (&json!("health"), &json!("复查"))
        );
        assert_eq!(
            code(&event.act(c, "decide", decision(&id, !grant))),
            "decided"
        );
        assert_eq!(event.refusal(a, "leave_withdraw"), "decided");
    }
}

#[test]
fn a_decision_sent_twice_is_answered_alike() {
    let [a, _, c] = members();
    let event = must();
    let id = ask(&event, a);
    let body = act_body(&unique_ref(), "decide", &event.id, decision(&id, true));
    let first = act(c, &body).expect(200);
    assert_eq!(act(c, &body).expect(200).body, first.body);
}

#[test]
fn only_who_approves_the_level_sees_and_decides_a_leave() {
    let [a, b, c] = members();
    for (level, theirs) in [
        ("committee", true),
        ("sector", true),
        ("standing", false),
        ("chair", false),
        ("", false),
    ] {
        let event = Event::with(json!({"attendance": "must", "level": level}));
        let id = ask(&event, a);
        assert_eq!(approvals(c, &event).len(), usize::from(theirs), "{level}");
        assert!(approvals(b, &event).is_empty() && approvals(a, &event).is_empty());
        assert_eq!(
            code(&event.act(b, "decide", decision(&id, true))),
            "not_yours"
        );
        assert_eq!(
            code(&event.act(a, "decide", decision(&id, true))),
            "not_yours"
        );
        let reply = event.act(c, "decide", decision(&id, true));
        if theirs {
            reply.expect(200);
        } else {
            assert_eq!(code(&reply), "not_yours", "{level}");
        }
    }
}

#[test]
fn nobody_decides_about_their_own_leave() {
    let [_, _, c] = members();
    let event = must();
    let id = ask(&event, c);
    assert!(approvals(c, &event).is_empty());
    assert_eq!(
        code(&event.act(c, "decide", decision(&id, true))),
        "not_yours"
    );
}

#[test]
fn the_approver_sees_who_asks_why_and_what_was_decided() {
    let [a, _, c] = members();
    let event = must();
    let id = ask(&event, a);
    let item = approvals(c, &event).remove(0);
    for (field, value) in [
        ("id", json!(id)),
        ("title", json!("视察")),
        ("who", json!("委员甲")),
        ("sector", json!("经济界")),
        ("reason", json!("health")),
        ("text", json!("复查")),
        ("photos", json!([])),
        ("state", json!("pending")),
    ] {
        assert_eq!(item[field], value);
    }
    event.act(c, "decide", decision(&id, false)).expect(200);
    assert_eq!(approvals(c, &event)[0]["state"], "refused");
}

#[test]
fn the_approver_sees_the_photos_of_a_leave_and_no_others() {
    let [a, b, c] = members();
    let event = must();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    bytes.extend([7; 2000]);
    let (shown, own) = (unique_ref(), unique_ref());
    for photo in [&shown, &own] {
        Server::upload(a, photo, &bytes);
    }
    let mut body = act_body(
        &unique_ref(),
        "leave",
        &event.id,
        json!({"reason": "health"}),
    );
    body["photos"] = json!([shown]);
    act(a, &body).expect(200);
    assert_eq!(approvals(c, &event)[0]["photos"], json!([shown]));
    let path = |photo: &str| format!("/api/dajuan/attachments/{photo}");
    assert_eq!(c.get(&path(&shown)).expect(200).body, bytes);
    c.get(&path(&own)).expect(404);
    b.get(&path(&shown)).expect(404);
    // A withdrawn leave is nobody's to look at.
    event.act(a, "leave_withdraw", json!({})).expect(200);
    c.get(&path(&shown)).expect(404);
    a.get(&path(&shown)).expect(200);
}

#[test]
fn a_photo_of_another_member_is_none_of_mine() {
    let [a, b, _] = members();
    let event = must();
    let photo = unique_ref();
    Server::upload(a, &photo, &[0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
    let mut body = act_body(
        &unique_ref(),
        "leave",
        &event.id,
        json!({"reason": "health"}),
    );
    body["photos"] = json!([photo]);
    assert_eq!(
        act(b, &body).expect(400).field_code("photos"),
        "unknown_attachment"
    );
}

#[test]
fn a_pending_leave_is_withdrawn_and_asked_again_but_not_asked_twice() {
    let [a, _, c] = members();
    let event = must();
    assert_eq!(event.refusal(a, "leave_withdraw"), "gone");
    let id = ask(&event, a);
    assert_eq!(event.refusal(a, "leave"), "already");
    assert_eq!(event.outcome(a, "leave_withdraw"), "withdrawn");
    assert_eq!(event.outcome(a, "leave_withdraw"), "withdrawn");
    assert!(approvals(c, &event).is_empty());
    assert_eq!(
        code(&event.act(c, "decide", decision(&id, true))),
        "decided"
    );
    assert_eq!(ask(&event, a), id);
    event.act(c, "decide", decision(&id, true)).expect(200);
    assert_eq!(event.refusal(a, "leave"), "already");
}

#[test]
fn a_granted_leave_of_a_voluntary_event_gives_the_seat_on() {
    let [a, b, c] = members();
    let event = Event::with(json!({"capacity": 1, "level": "committee"}));
    assert_eq!(event.refusal(a, "leave"), "not_signed_up");
    event.outcome(a, "signup");
    event.outcome(b, "signup");
    let id = ask(&event, a);
    assert_eq!(event.state(a), "confirmed");
    event.act(c, "decide", decision(&id, true)).expect(200);
    assert_eq!(
        (event.state(a), event.state(b)),
        ("cancelled".into(), "offered".into())
    );
    // Who signs up after all comes: the leave is void.
    assert_eq!(event.outcome(a, "signup"), "waitlisted");
    assert_eq!(event.mine(a)["leave"]["state"], "withdrawn");
}

#[test]
fn each_refusal_has_its_code() {
    let [a, ..] = members();
    let over = Event::with(
        json!({"attendance": "must", "starts": "2026-01-05T01:00:00Z", "ends": "2026-01-05T02:00:00Z"}),
    );
    assert_eq!(over.refusal(a, "leave"), "too_late");
    let others = Event::with(json!({"attendance": "must", "sectors": "农业界"}));
    assert_eq!(others.refusal(a, "leave"), "out_of_scope");
    let off = must();
    let id = ask(&off, a);
    off.edit(&json!({"cancelled": true})).expect(200);
    assert_eq!(off.refusal(a, "leave"), "called_off");
    assert_eq!(
        code(&off.act(
            Server::member_c(),
            "decide",
            decision("nosuchleave0000", true)
        )),
        "gone"
    );
    let elsewhere = must();
    assert_eq!(
        code(&elsewhere.act(Server::member_c(), "decide", decision(&id, true))),
        "gone"
    );
}

#[test]
fn a_malformed_leave_or_decision_is_a_mistake() {
    let [a, _, c] = members();
    let event = must();
    for answers in [
        json!({"reason": 7}),
        json!({"reason": "health", "text": "字".repeat(2001)}),
    ] {
        let reply = event.act(a, "leave", answers).expect(400);
        assert_eq!(reply.field_code("answers"), "invalid_leave");
    }
    let id = ask(&event, a);
    for answers in [json!({"leave": id}), json!({"leave": id, "grant": "yes"})] {
        assert_eq!(
            event
                .act(c, "decide", answers)
                .expect(400)
                .field_code("answers"),
            "invalid_grant"
        );
    }
    assert_eq!(event.mine(a)["leave"]["state"], "pending");
}

#[test]
fn approvers_and_administrators_of_the_office_decide_and_clerks_do_not() {
    let [a, b, _] = members();
    let event = Event::with(json!({"attendance": "must", "level": ""}));
    let (of_a, of_b) = (ask(&event, a), ask(&event, b));
    let path = event.at_counter("leave");
    assert_eq!(
        code(&CLERK.post(&path, &decision(&of_a, true))),
        "not_yours"
    );
    assert!(approvals(&CLERK, &event).is_empty());
    assert_eq!(approvals(&APPROVER, &event).len(), 2);
    let decided = APPROVER.post(&path, &decision(&of_a, true)).expect(200);
    assert_eq!(decided.json()["outcome"], "granted");
    Server::office()
        .post(&path, &decision(&of_b, false))
        .expect(200);
    assert_eq!(event.mine(a)["leave"]["by"], "approver");
    assert_eq!(event.mine(b)["leave"]["state"], "refused");
    let leaves = "/api/collections/leaves/records";
    assert_eq!(CLERK.get(leaves).expect(200).json()["totalItems"], 0);
}
