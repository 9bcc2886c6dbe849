//! A record belongs to its member, arrives once and gets one receipt.

use dajuan_backend_tests::{Client, Reply, Server, unique_ref};
use serde_json::{Value, json};
use std::thread;

const RECORDS: &str = "/api/collections/records/records";
const SEVERAL: &str = "/api/dajuan/records";

fn body(client_ref: &str) -> Value {
    json!({
        "client_ref": client_ref,
        "kind": "reading_share",
        "day": "2026-03-05",
        "form_version": 1,
        "answers": {"title": "论语", "minutes": 45, "thoughts": "<b>\u{202e}😀"},
        "captured_at": "2026-03-05T12:34:56.789Z",
    })
}

fn with(client_ref: &str, field: &str, value: Value) -> Value {
    let mut body = body(client_ref);
    body[field] = value;
    body
}

fn create(client: &Client, body: &Value) -> Reply {
    client.post(RECORDS, body)
}

fn found(client: &Client, client_ref: &str) -> Vec<Value> {
    let reply = client.get(&format!("{RECORDS}?filter=client_ref%3D%27{client_ref}%27"));
    reply.expect(200).json()["items"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn what_is_sent_comes_back_the_same() {
    let client_ref = unique_ref();
    let sent = body(&client_ref);
    let made = create(Server::member_a(), &sent).expect(200).json();
    for field in ["client_ref", "kind", "day", "form_version", "answers"] {
        assert_eq!(made[field], sent[field]);
    }
    assert_eq!(made["captured_at"], "2026-03-05 12:34:56.789Z");
    let rows = found(Server::member_a(), &client_ref);
    assert_eq!(rows, [made]);
}

#[test]
fn a_body_cannot_name_another_member_nor_set_receipt_state_or_reason() {
    Server::shared();
    let b = Server::member_b().get("/api/dajuan/me").expect(200).json();
    let a = Server::member_a().get("/api/dajuan/me").expect(200).json();
    let mut sent = with(&unique_ref(), "member", b["id"].clone());
    sent["receipt"] = json!(7);
    sent["state"] = json!("reviewed");
    sent["reason"] = json!("mine");
    let made = create(Server::member_a(), &sent).expect(200).json();
    assert_eq!(made["member"], a["id"]);
    assert!(made["receipt"].as_u64().unwrap() > 1000);
    assert_eq!(made["state"], "received");
    assert_eq!(made["reason"], "");
}

#[test]
fn the_same_client_ref_answers_with_the_row_that_exists() {
    let client_ref = unique_ref();
    let first = create(Server::member_a(), &body(&client_ref)).expect(200);
    let changed = with(&client_ref, "day", json!("2026-12-31"));
    let second = create(Server::member_a(), &changed).expect(200);
    assert_eq!(first.json(), second.json());
    assert_eq!(found(Server::member_a(), &client_ref).len(), 1);
}

/// The answers to several records in one request, in their order.
fn several(client: &Client, records: &[Value]) -> Vec<Value> {
    let reply = client.post(SEVERAL, &json!({ "records": records }));
    let answers = reply.expect(200).json()["answers"].take();
    serde_json::from_value(answers).expect("a list")
}

#[test]
fn of_several_records_each_is_taken_as_if_it_had_come_alone() {
    let refs: Vec<String> = (0..20).map(|_| unique_ref()).collect();
    let sent: Vec<Value> = refs.iter().map(|it| body(it)).collect();
    let answers = several(Server::member_a(), &sent);
    assert_eq!(answers.len(), 20);
    for (client_ref, answer) in refs.iter().zip(&answers) {
        assert_eq!(answer["status"], 200, "{answer}");
        assert_eq!(
            found(Server::member_a(), client_ref),
            [answer["body"].clone()]
        );
    }
    let receipts: Vec<_> = answers
        .iter()
        .map(|it| it["body"]["receipt"].as_u64())
        .collect();
    assert!(receipts.is_sorted_by(|a, b| a < b), "{receipts:?}");
    assert_eq!(several(Server::member_a(), &sent), answers, "again");
}

#[test]
fn of_several_records_one_that_is_refused_takes_no_other_with_it() {
    let (first, bad, last) = (unique_ref(), unique_ref(), unique_ref());
    let refused = [
        with(&bad, "day", json!("2026-02-30")),
        with(&bad, "kind", json!("Not A Kind")),
        with(&bad, "answers", json!([])),
        with(&bad, "attachments", json!([unique_ref()])),
        with("no key", "form_version", json!(1)),
        json!(null),
        json!(7),
    ];
    for one in &refused {
        let alone = create(Server::member_a(), one);
        let answers = several(
            Server::member_a(),
            &[body(&first), one.clone(), body(&last)],
        );
        let statuses: Vec<_> = answers.iter().map(|it| it["status"].as_u64()).collect();
        assert_eq!(statuses, [Some(200), Some(400), Some(200)], "{answers:?}");
        if one.is_object() {
            assert_eq!(answers[1]["body"]["data"], alone.expect(400).json()["data"]);
        }
    }
    assert_eq!(found(Server::member_a(), &bad), Vec::<Value>::new());
    assert_eq!(found(Server::member_a(), &first).len(), 1);
}

#[test]
fn several_records_are_the_member_s_own_and_not_without_end() {
    Server::shared();
    let me = Server::member_a().get("/api/dajuan/me").expect(200).json();
    let mut sent = with(&unique_ref(), "member", json!("somebodyelse000"));
    sent["receipt"] = json!(7);
    sent["state"] = json!("reviewed");
    let made = several(Server::member_a(), &[sent]).remove(0)["body"].take();
    assert_eq!(
        (&made["member"], &made["state"]),
        (&me["id"], &json!("received"))
    );
    assert!(made["receipt"].as_u64().unwrap() > 1000);
    let many: Vec<Value> = (0..21).map(|_| body(&unique_ref())).collect();
    for records in [json!(many), json!(null), json!({}), json!("x")] {
        let sent = json!({ "records": records });
        Server::member_a().post(SEVERAL, &sent).expect(400);
    }
    let sent = json!({ "records": [] });
    Server::shared().guest().post(SEVERAL, &sent).expect(401);
}

#[test]
fn eight_posts_at_once_make_one_row_and_one_receipt() {
    let a = Server::member_a();
    let client_ref = unique_ref();
    let receipts: Vec<_> = thread::scope(|scope| {
        let posts: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| create(a, &body(&client_ref)).expect(200).json()["receipt"].clone())
            })
            .collect();
        posts.into_iter().map(|post| post.join().unwrap()).collect()
    });
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(found(a, &client_ref).len(), 1);
}

#[test]
fn two_members_may_use_one_client_ref() {
    let client_ref = unique_ref();
    let of_a = create(Server::member_a(), &body(&client_ref))
        .expect(200)
        .json();
    let of_b = create(Server::member_b(), &body(&client_ref))
        .expect(200)
        .json();
    assert_ne!(of_a["id"], of_b["id"]);
    assert_ne!(of_a["receipt"], of_b["receipt"]);
}

#[test]
fn receipts_rise_and_a_deleted_one_is_not_given_again() {
    let a = Server::member_a();
    let last = create(a, &body(&unique_ref())).expect(200).json();
    let path = format!("{RECORDS}/{}", last["id"].as_str().unwrap());
    Server::operator().delete(&path).expect(204);
    let next = create(a, &body(&unique_ref())).expect(200).json();
    assert!(next["receipt"].as_u64() > last["receipt"].as_u64());
}

#[test]
fn a_refused_record_uses_up_no_client_ref() {
    let client_ref = unique_ref();
    let wrong = with(&client_ref, "day", json!("yesterday"));
    create(Server::member_a(), &wrong).expect(400);
    create(Server::member_a(), &body(&client_ref)).expect(200);
}

#[test]
fn a_wrong_field_is_named() {
    for (field, value) in [
        ("day", json!("2026-02-30")),
        ("day", json!("5.3.2026")),
        ("day", json!("")),
        ("client_ref", json!("one")),
        ("kind", json!("")),
        ("form_version", json!("abc")),
        ("answers", json!([1])),
        ("answers", json!("text")),
        ("captured_at", json!("soon")),
        ("attachments", json!("text")),
        ("attachments", json!([unique_ref()])),
    ] {
        let sent = with(&unique_ref(), field, value);
        let reply = create(Server::member_a(), &sent).expect(400);
        assert_ne!(reply.field_code(field), "", "{sent} → {}", reply.text());
    }
}

#[test]
fn another_member_can_neither_list_view_change_nor_delete_it() {
    let (a, b) = (Server::member_a(), Server::member_b());
    let client_ref = unique_ref();
    let made = create(a, &body(&client_ref)).expect(200).json();
    let path = format!("{RECORDS}/{}", made["id"].as_str().unwrap());
    assert!(found(b, &client_ref).is_empty());
    b.get(&path).expect(404);
    assert_ne!(b.patch(&path, &json!({"day": "2026-01-01"})).status, 200);
    assert_ne!(b.delete(&path).status, 204);
    a.get(&path).expect(200);
}

#[test]
fn its_own_member_can_neither_change_nor_delete_it() {
    let a = Server::member_a();
    let made = create(a, &body(&unique_ref())).expect(200).json();
    let path = format!("{RECORDS}/{}", made["id"].as_str().unwrap());
    assert_ne!(a.patch(&path, &json!({"state": "reviewed"})).status, 200);
    assert_ne!(a.delete(&path).status, 204);
    assert_eq!(a.get(&path).expect(200).json(), made);
}

#[test]
fn staff_see_every_record_and_set_state_and_reason_alone() {
    let office = Server::office();
    let made = create(Server::member_b(), &body(&unique_ref()))
        .expect(200)
        .json();
    let path = format!("{RECORDS}/{}", made["id"].as_str().unwrap());
    office.get(&path).expect(200);
    let refused = office.patch(&path, &json!({"answers": {}})).expect(400);
    assert_eq!(refused.field_code("answers"), "not_editable");
    let refused = office
        .patch(&path, &json!({"state": "returned"}))
        .expect(400);
    assert_eq!(refused.field_code("reason"), "validation_required");
    let returned = json!({"state": "returned", "reason": "请补页码"});
    office.patch(&path, &returned).expect(200);
    let seen = Server::member_b().get(&path).expect(200).json();
    assert_eq!(seen["reason"], "请补页码");
    assert_eq!(seen["answers"], made["answers"]);
    assert_ne!(create(office, &body(&unique_ref())).status, 200);
}

#[test]
fn a_lost_sign_in_is_401_for_list_view_create_change_and_delete() {
    let guest = Server::shared().guest();
    let one = format!("{RECORDS}/abcdefghijklmno");
    for client in [guest.clone(), guest.with_token("nonsense")] {
        for reply in [
            client.get(RECORDS),
            client.get(&one),
            create(&client, &body(&unique_ref())),
            client.patch(&one, &json!({})),
            client.delete(&one),
            client.get("/api/collections/attachments/records"),
            client.get("/api/collections/members/records"),
            client.get("/api/dajuan/me"),
            client.get(&format!("/api/dajuan/attachments/{}", unique_ref())),
        ] {
            let reply = reply.expect(401);
            assert_eq!(reply.json()["status"], 401);
            assert_eq!(reply.header("Cache-Control"), "no-store");
        }
    }
}
