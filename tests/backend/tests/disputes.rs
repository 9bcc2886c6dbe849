//! 有异议: a dispute is a record like any other; the office answers with words, and the answer is noted.

use dajuan_backend_tests::{Client, Server, unique_ref};
use serde_json::{Value, json};

const RECORDS: &str = "/api/collections/records/records";

fn dispute(client: &Client, client_ref: &str) -> Value {
    let body = json!({
        "client_ref": client_ref, "kind": "dispute", "day": "2026-11-23", "form_version": 1,
        "answers": {"year": "2026", "row": "total", "about": "合计 39.5 分", "wrong": "less", "text": "少了一次"},
    });
    client.post(RECORDS, &body).expect(200).json()
}

#[test]
fn a_dispute_sent_twice_is_one_and_nobody_else_reads_it() {
    let client_ref = unique_ref();
    let first = dispute(Server::member_a(), &client_ref);
    let second = dispute(Server::member_a(), &client_ref);
    assert_eq!(
        (&first["id"], &first["receipt"]),
        (&second["id"], &second["receipt"])
    );
    let path = format!("{RECORDS}/{}", first["id"].as_str().unwrap());
    Server::member_b().get(&path).expect(404);
    let filter = format!("{RECORDS}?filter=client_ref%3D%27{client_ref}%27");
    let seen = Server::member_b().get(&filter).expect(200).json();
    assert_eq!(seen["totalItems"], 0);
    let own = Server::member_a().get(&filter).expect(200).json();
    assert_eq!(own["totalItems"], 1);
}

#[test]
fn the_office_answers_with_words_and_each_answer_is_noted() {
    let client_ref = unique_ref();
    let sent = dispute(Server::member_a(), &client_ref);
    let path = format!("{RECORDS}/{}", sent["id"].as_str().unwrap());
    for state in ["reviewed", "returned"] {
        let bare = json!({"state": state, "reason": " "});
        let refused = Server::office().patch(&path, &bare).expect(400);
        assert_eq!(refused.field_code("reason"), "validation_required");
    }
    let answer = json!({"state": "reviewed", "reason": "已补上"});
    assert_ne!(Server::member_a().patch(&path, &answer).status, 200);
    Server::office().patch(&path, &answer).expect(200);
    let seen = Server::member_a().get(&path).expect(200).json();
    assert_eq!(
        (&seen["state"], &seen["reason"]),
        (&json!("reviewed"), &json!("已补上"))
    );
    let noted = format!("/api/collections/acts/records?filter=event%3D%27{client_ref}%27");
    let noted = Server::operator().get(&noted).expect(200).json();
    assert_eq!(noted["totalItems"], 1, "what was refused left no note");
    let note = &noted["items"][0];
    assert_eq!(
        (&note["kind"], &note["outcome"], &note["answers"]["words"]),
        (&json!("review"), &json!("reviewed"), &json!("已补上"))
    );
    assert_ne!(note["by"], "");
}
