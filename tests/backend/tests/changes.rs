//! A record after it arrived: its member changes it once per key and from the version that there is, withdraws it, and answers
//! for what the office logged; what was before stays to be read, and nobody writes it.

use dajuan_backend_tests::{Client, Reply, Server, unique_ref};
use serde_json::{Value, json};
use std::thread;

const RECORDS: &str = "/api/collections/records/records";
const VERSIONS: &str = "/api/collections/versions/records";
const LOG: &str = "/api/dajuan/staff/records";

fn entry(client_ref: &str, kind: &str, answers: Value) -> Value {
    json!({"client_ref": client_ref, "kind": kind, "day": "2026-03-05", "form_version": 1, "answers": answers})
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

/// A record of 委员甲, which arrived.
struct Arrived {
    id: String,
    client_ref: String,
}

impl Arrived {
    #[track_caller]
    fn new() -> Self {
        Self::of_kind("reading_share")
    }

    #[track_caller]
    fn of_kind(kind: &str) -> Self {
        let client_ref = unique_ref();
        let body = entry(&client_ref, kind, json!({"title": "论语", "minutes": 45}));
        let row = Server::member_a().post(RECORDS, &body).expect(200).json();
        let id = text(&row, "id");
        Self { id, client_ref }
    }

    fn path(&self) -> String {
        format!("{RECORDS}/{}", self.id)
    }

    #[track_caller]
    fn row(&self) -> Value {
        Server::office().get(&self.path()).expect(200).json()
    }

    fn send(&self, client: &Client, change: &Value) -> Reply {
        let path = format!("/api/dajuan/records/{}/changes", self.client_ref);
        client.post(&path, change)
    }

    fn change(&self, change: &Value) -> Reply {
        self.send(Server::member_a(), change)
    }

    fn office(&self, decision: &Value) -> Reply {
        Server::office().patch(&self.path(), decision)
    }

    #[track_caller]
    fn versions(&self) -> Vec<Value> {
        let path = format!("/api/dajuan/records/{}/history", self.client_ref);
        let history = Server::member_a().get(&path).expect(200).json();
        history["versions"].as_array().unwrap().clone()
    }

    fn about(&self, kind: &str, mut answers: Value) -> Reply {
        answers["record"] = json!(self.client_ref);
        let body = entry(&unique_ref(), kind, answers);
        Server::member_a().post(RECORDS, &body)
    }

    fn withdraw(&self) -> Reply {
        self.about("withdrawal", json!({"reason": "记错了人"}))
    }
}

fn change(version: u32, title: &str) -> Value {
    json!({
        "client_ref": unique_ref(), "version": version.to_string(), "day": "2026-03-06",
        "form_version": 1, "answers": {"title": title, "minutes": 50},
    })
}

#[test]
fn what_was_returned_is_changed_and_received_again_and_the_former_version_is_kept() {
    let record = Arrived::new();
    let before = record.row();
    let returned = json!({"state": "returned", "reason": "请补页码"});
    record.office(&returned).expect(200);
    let sent = change(0, "论语 第三篇");
    let told = record.change(&sent).expect(200).json();
    assert_eq!(told["client_ref"], sent["client_ref"]);
    assert_eq!(told["of"], record.client_ref.as_str());

    let row = record.row();
    assert_eq!(row["answers"], sent["answers"]);
    assert_eq!(row["day"], sent["day"]);
    assert_eq!(row["receipt"], before["receipt"]);
    assert_eq!(
        (&row["state"], &row["reason"], &row["version"]),
        (&json!("received"), &json!(""), &json!(1))
    );
    let versions = record.versions();
    assert_eq!(versions.len(), 1);
    let former = &versions[0];
    for field in ["day", "answers", "form_version"] {
        assert_eq!(former[field], before[field]);
    }
    assert_eq!(
        (&former["state"], &former["reason"], &former["by"]),
        (&json!("returned"), &json!("请补页码"), &json!("member"))
    );
    assert_ne!(former["replaced"], Value::Null);
}

#[test]
fn a_change_sent_again_answers_as_the_first_time_and_happens_once() {
    let record = Arrived::new();
    let sent = change(0, "大学");
    let first = record.change(&sent).expect(200);
    record.change(&change(1, "中庸")).expect(200);
    let again = record.change(&sent).expect(200);
    assert_eq!(first.body, again.body);
    assert_eq!(record.row()["answers"]["title"], "中庸");
    assert_eq!(record.versions().len(), 2);
    let other = Arrived::new();
    let refused = other.change(&sent).expect(400);
    assert_eq!(refused.field_code("client_ref"), "ref_taken");
}

#[test]
fn a_change_of_another_version_leaves_nothing_and_may_come_again_under_its_key() {
    let record = Arrived::new();
    record.change(&change(0, "大学")).expect(200);
    let mut stale = change(0, "中庸");
    record.change(&stale).expect(412);
    assert_eq!(record.row()["answers"]["title"], "大学");
    assert_eq!(record.versions().len(), 1);
    stale["version"] = json!(1);
    record.change(&stale).expect(200);
    assert_eq!(record.row()["answers"]["title"], "中庸");
}

#[test]
fn of_eight_changes_at_once_from_one_version_one_is_taken() {
    let record = Arrived::new();
    let statuses: Vec<u16> = thread::scope(|scope| {
        let sent: Vec<_> = (0..8)
            .map(|n| {
                scope.spawn({
                    let record = &record;
                    move || record.change(&change(0, &n.to_string())).status
                })
            })
            .collect();
        sent.into_iter().map(|it| it.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|it| **it == 200).count(), 1);
    assert_eq!(statuses.iter().filter(|it| **it == 412).count(), 7);
    assert_eq!(record.versions().len(), 1);
}

#[test]
fn what_was_reviewed_or_withdrawn_is_changed_and_withdrawn_no_more() {
    let reviewed = Arrived::new();
    reviewed.office(&json!({"state": "reviewed"})).expect(200);
    let withdrawn = Arrived::new();
    withdrawn.withdraw().expect(200);
    for (record, code) in [(reviewed, "reviewed"), (withdrawn, "withdrawn")] {
        let before = record.row();
        let sent = change(0, "大学");
        let refused = record.change(&sent).expect(409);
        assert_eq!(refused.json()["code"], code);
        assert_ne!(refused.json()["message"], "");
        assert_eq!(record.change(&sent).expect(409).body, refused.body);
        assert_eq!(record.withdraw().expect(409).json()["code"], code);
        assert_eq!(record.row(), before);
    }
}

#[test]
fn nobody_changes_the_record_of_another_and_what_speaks_about_a_record_is_not_changed() {
    let record = Arrived::new();
    let other = record.send(Server::member_b(), &change(0, "大学"));
    assert_eq!(other.expect(409).json()["code"], "gone");
    record
        .send(Server::office(), &change(0, "大学"))
        .expect(403);
    let guest = Server::shared().guest();
    record.send(&guest, &change(0, "大学")).expect(401);
    let path = format!("/api/dajuan/records/{}/history", record.client_ref);
    Server::member_b().get(&path).expect(404);
    let dispute = Arrived::of_kind("dispute");
    let refused = dispute.change(&change(0, "大学")).expect(409);
    assert_eq!(refused.json()["code"], "fixed");
    assert!(record.versions().is_empty());
}

#[test]
fn a_malformed_change_names_its_field_and_uses_up_no_key() {
    let record = Arrived::new();
    let good = change(0, "大学");
    for (field, value) in [
        ("client_ref", json!("one")),
        ("version", json!(null)),
        ("version", json!("-1")),
        ("day", json!("2026-02-30")),
        ("form_version", json!(0)),
        ("answers", json!([])),
        ("attachments", json!([unique_ref()])),
        ("attachments", json!("text")),
        ("captured_at", json!("soon")),
    ] {
        let mut sent = good.clone();
        sent[field] = value;
        let reply = record.change(&sent).expect(400);
        assert_ne!(reply.field_code(field), "", "{sent} → {}", reply.text());
    }
    record.change(&good).expect(200);
}

#[test]
fn a_withdrawn_record_stays_visible_to_both_and_is_no_more_decided() {
    let record = Arrived::new();
    let bare = record.about("withdrawal", json!({"reason": " "}));
    assert_eq!(
        bare.expect(400).field_code("answers"),
        "validation_required"
    );
    record.withdraw().expect(200);
    let seen = Server::member_a().get(&record.path()).expect(200).json();
    assert_eq!(seen, record.row());
    assert_eq!(
        (&seen["state"], &seen["reason"]),
        (&json!("withdrawn"), &json!("记错了人"))
    );
    assert_eq!(record.versions()[0]["state"], "received");
    for state in ["reviewed", "received"] {
        let refused = record.office(&json!({"state": state})).expect(400);
        assert_eq!(refused.field_code("state"), "withdrawn");
    }
    let other = Arrived::new();
    let refused = other
        .office(&json!({"state": "withdrawn", "reason": "x"}))
        .expect(400);
    assert_eq!(refused.field_code("state"), "withdrawn");
}

#[test]
fn the_office_decides_on_the_version_that_it_looked_at() {
    let record = Arrived::new();
    record.change(&change(0, "大学")).expect(200);
    record
        .office(&json!({"state": "reviewed", "version": 0}))
        .expect(412);
    assert_eq!(record.row()["state"], "received");
    record
        .office(&json!({"state": "reviewed", "version": 1}))
        .expect(200);
    assert_eq!(record.row()["version"], 1);
}

#[test]
fn nobody_writes_the_former_versions_and_another_member_reads_none() {
    let record = Arrived::new();
    record.change(&change(0, "大学")).expect(200);
    let filter = format!("{VERSIONS}?filter=record%3D%27{}%27", record.id);
    let rows = Server::member_a().get(&filter).expect(200).json();
    assert_eq!(rows["totalItems"], 1);
    assert_eq!(Server::office().get(&filter).expect(200).json(), rows);
    assert_eq!(
        Server::member_b().get(&filter).expect(200).json()["totalItems"],
        0
    );
    let one = format!("{VERSIONS}/{}", text(&rows["items"][0], "id"));
    for client in [Server::member_a(), Server::office()] {
        assert_ne!(client.patch(&one, &json!({"reason": "x"})).status, 200);
        assert_ne!(client.delete(&one).status, 204);
        assert_ne!(client.post(VERSIONS, &rows["items"][0]).status, 200);
    }
}

#[test]
fn what_the_operator_rewrites_is_another_version() {
    let record = Arrived::new();
    let answers = json!({"answers": {"title": "红楼梦"}});
    Server::operator()
        .patch(&record.path(), &answers)
        .expect(200);
    record.change(&change(0, "大学")).expect(412);
    let versions = record.versions();
    assert_eq!((versions.len(), &versions[0]["by"]), (1, &json!("office")));
    Server::operator()
        .patch(&record.path(), &json!({"state": "returned", "reason": "x"}))
        .expect(200);
    record.change(&change(1, "大学")).expect(200);
}

/// What the office logs for 委员甲.
fn log(client_ref: &str) -> Value {
    let me = Server::member_a().get("/api/dajuan/me").expect(200).json();
    let mut sent = entry(client_ref, "reading_share", json!({"title": "论语"}));
    sent["member"] = me["id"].clone();
    sent
}

#[test]
fn what_the_office_logs_is_marked_and_its_member_confirms_it_once() {
    let client_ref = unique_ref();
    let sent = log(&client_ref);
    let row = Server::office().post(LOG, &sent).expect(200).json();
    let again = Server::office().post(LOG, &sent).expect(200).json();
    assert_eq!(row, again);
    assert_ne!(row["logged_by"], "");
    let id = text(&row, "id");
    let record = Arrived { id, client_ref };
    let history = format!("/api/dajuan/records/{}/history", record.client_ref);
    let logged = || Server::member_a().get(&history).expect(200).json()["logged"].clone();
    assert_eq!(logged()["confirmed"], "");

    let bare = record.about("confirmation", json!({"right": false}));
    assert_eq!(
        bare.expect(400).field_code("answers"),
        "validation_required"
    );
    record
        .about("confirmation", json!({"right": "yes"}))
        .expect(400);
    let wrong = json!({"right": false, "words": "那天我不在"});
    record.about("confirmation", wrong.clone()).expect(200);
    assert_eq!(
        (&logged()["confirmed"], &logged()["objection"]),
        (&json!("disputed"), &json!("那天我不在"))
    );
    record
        .about("confirmation", json!({"right": true}))
        .expect(200);
    assert_eq!(logged()["confirmed"], "confirmed");
    let late = record.about("confirmation", wrong).expect(409).json();
    assert_eq!(late["code"], "confirmed");
    let own = Arrived::new().about("confirmation", json!({"right": true}));
    assert_eq!(own.expect(409).json()["code"], "own");
}

#[test]
fn only_clerks_log_for_a_member_and_a_member_marks_nothing_as_logged() {
    let sent = log(&unique_ref());
    Server::member_a().post(LOG, &sent).expect(403);
    Server::shared().guest().post(LOG, &sent).expect(401);
    for (field, value) in [
        ("member", json!("nobody")),
        ("kind", json!("dispute")),
        ("day", json!("2026-02-30")),
        ("answers", json!([])),
        ("client_ref", json!("one")),
    ] {
        let mut wrong = sent.clone();
        wrong[field] = value;
        let reply = Server::office().post(LOG, &wrong).expect(400);
        assert_ne!(reply.field_code(field), "", "{}", reply.text());
    }
    let mut own = entry(&unique_ref(), "reading_share", json!({}));
    for (field, value) in [
        ("logged_by", "办公室"),
        ("confirmed", "confirmed"),
        ("objection", "x"),
    ] {
        own[field] = json!(value);
    }
    own["version"] = json!(7);
    let row = Server::member_a().post(RECORDS, &own).expect(200).json();
    assert_eq!(
        (&row["logged_by"], &row["confirmed"], &row["version"]),
        (&json!(""), &json!(""), &json!(0))
    );
}

#[test]
fn each_change_withdrawal_and_answer_is_noted() {
    let record = Arrived::new();
    record.change(&change(0, "大学")).expect(200);
    record.withdraw().expect(200);
    let filter = format!(
        "/api/collections/acts/records?sort=created&filter=event%3D%27{}%27",
        record.client_ref
    );
    let notes = Server::operator().get(&filter).expect(200).json();
    let noted: Vec<_> = notes["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| (text(note, "kind"), text(note, "outcome")))
        .collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        noted,
        [pair("change", "received"), pair("withdraw", "withdrawn")]
    );
}
