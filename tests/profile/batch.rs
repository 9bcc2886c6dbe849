//! Several records in one request: a dialect made up here, and the answer that Kinto was recorded with.

use super::*;

/// `item` in place of the shipped dialect's.
fn in_place(item: Value) -> Value {
    let shipped: Value = serde_json::from_str(PRESET).unwrap();
    let shipped = shipped.pointer("/operations/batch/item").unwrap();
    let shipped = shipped.as_object().unwrap().keys();
    let mut whole: serde_json::Map<_, _> = shipped.map(|it| (it.clone(), Value::Null)).collect();
    whole.extend(item.as_object().unwrap().clone());
    whole.into()
}

/// Each record's answer stands under `responses`, with its status and its body.
fn kinto() -> Profile {
    with(json!({
        "operations": {
            "create": { "success": { "echo": { "/client_ref": null, "/data/client_ref": "{client_ref}" }, "has": null } },
            "batch": {
                "method": "POST",
                "path": "/v1/batch",
                "json": {
                    "defaults": { "method": "PUT" },
                    "requests": "{items}",
                    "records": null,
                },
                "item": in_place(json!({
                    "path": "/v1/records/{client_ref}",
                    "body": { "data": { "client_ref": "{client_ref}", "minutes": "{form_version}" } },
                })),
                "answer": { "items": "/responses", "status": "/status", "body": "/body" },
            },
        },
        "record": { "receipt": "/data/id" },
    }))
    .unwrap()
}

fn another() -> Entry {
    Entry {
        client_ref: key("018f0b3c-0000-4000-8000-000000000021"),
        ..entry()
    }
}

fn two() -> [Arc<Entry>; 2] {
    [Arc::new(entry()), Arc::new(another())]
}

/// As recorded (kinto.http, `### batch`), with keys of ours.
fn recorded() -> Value {
    let one = |id: &str, entry: &Entry| {
        json!({
            "path": "/v1/buckets/club/collections/reading_sessions/records", "status": 201,
            "headers": { "ETag": "\"1795418191557\"", "Content-Type": "application/json", "Content-Length": "357" },
            "body": {
                "permissions": { "write": ["account:ana"] },
                "data": { "title": "Book 20", "minutes": 40, "client_ref": entry.client_ref.as_str(), "id": id, "last_modified": 1795418191557u64 },
            },
        })
    };
    json!({ "responses": [
        one("2247fd13-5ac4-4067-9117-a63cb7fc701e", &entry()),
        one("f0a82986-9be0-4b4e-be5e-361b000d9c7d", &another()),
    ] })
}

fn replies(response: &Response) -> Option<Vec<Verdict>> {
    kinto().batched(&two(), response)
}

#[test]
fn several_records_are_asked_to_the_byte() {
    let request = kinto().batch(&two(), Some("tkn")).unwrap();
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "/v1/batch")
    );
    let Body::Json(body) = request.body else {
        panic!("not JSON")
    };
    assert_eq!(
        body,
        concat!(
            r#"{"defaults":{"method":"PUT"},"requests":["#,
            r#"{"body":{"data":{"client_ref":"0f0e0d0c-0b0a-4908-8706-050403020100","minutes":1}},"path":"/v1/records/0f0e0d0c-0b0a-4908-8706-050403020100"},"#,
            r#"{"body":{"data":{"client_ref":"018f0b3c-0000-4000-8000-000000000021","minutes":1}},"path":"/v1/records/018f0b3c-0000-4000-8000-000000000021"}]}"#,
        )
    );
}

#[test]
fn each_record_in_the_recorded_answer_is_done_with_its_own_receipt() {
    let done = |id: &str| {
        let receipt = Some(id.to_owned());
        Verdict::Final(Reply::Done { receipt })
    };
    assert_eq!(
        replies(&answer(200, &recorded())),
        Some(vec![
            done("2247fd13-5ac4-4067-9117-a63cb7fc701e"),
            done("f0a82986-9be0-4b4e-be5e-361b000d9c7d"),
        ])
    );
}

#[test]
fn answers_in_another_order_prove_nothing() {
    let mut swapped = recorded();
    swapped["responses"].as_array_mut().unwrap().reverse();
    let strangers = vec![Verdict::Final(Reply::Stranger); 2];
    assert_eq!(replies(&answer(200, &swapped)), Some(strangers));
}

#[test]
fn a_record_is_judged_by_its_own_status() {
    let mut mixed = recorded();
    mixed["responses"][0] = json!({ "status": 503, "body": { "code": 503, "errno": 201 } });
    mixed["responses"][1] = json!({
        "status": 400, "body": { "message": "缺", "data": { "title": { "message": "必填" } } },
    });
    assert_eq!(
        replies(&answer(200, &mixed)),
        Some(vec![
            Verdict::Final(Reply::Busy { after: None }),
            Verdict::Final(refused("缺", &[("title", "必填")])),
        ])
    );
}

#[test]
fn a_record_that_the_answer_leaves_out_had_no_answer() {
    let mut short = recorded();
    short["responses"].as_array_mut().unwrap().pop();
    let verdicts = replies(&answer(200, &short)).unwrap();
    assert_eq!(verdicts[1], Verdict::Final(Reply::NoAnswer));
}

#[test]
fn what_is_said_of_the_whole_request_holds_for_each_record() {
    for (response, reply) in [
        (bare(401), Reply::SignInLost),
        (bare(503), Reply::Busy { after: None }),
        (page(200, PORTAL), Reply::Stranger),
        (answer(200, &json!({ "responses": "?" })), Reply::Stranger),
    ] {
        let both = vec![Verdict::Final(reply); 2];
        assert_eq!(replies(&response), Some(both), "{response:?}");
    }
}

#[test]
fn a_backend_that_takes_no_batches_gets_each_record_alone() {
    for status in [404, 403, 405, 413, 501] {
        assert_eq!(replies(&bare(status)), None, "{status}");
    }
    let without = with(json!({ "operations": { "batch": null } })).unwrap();
    assert_eq!(without.batched(&two(), &answer(200, &recorded())), None);
    assert!(!without.abilities().batches);
    assert!(kinto().abilities().batches && profile().abilities().batches);
}

#[test]
fn a_whole_request_that_is_refused_may_have_brought_some_of_its_records() {
    for status in [400, 409, 412, 422] {
        let unknown = vec![Verdict::Final(Reply::NoAnswer); 2];
        assert_eq!(replies(&bare(status)), Some(unknown), "{status}");
    }
}

#[test]
fn a_batch_that_says_too_little_names_the_place_and_the_remedy() {
    let batch = |change: Value| {
        let mut batch = json!({
            "method": "POST", "path": "/b", "json": { "records": null, "all": "{items}" },
            "item": in_place(json!({ "key": "{client_ref}" })),
            "answer": { "items": "", "status": null, "body": null },
        });
        for (key, value) in change.as_object().unwrap() {
            batch[key] = value.clone();
        }
        json!({ "operations": { "batch": batch } })
    };
    assert!(with(batch(json!({}))).is_ok());
    let at = |key: &str| format!("/operations/batch/{key}");
    wrong(
        batch(json!({ "item": null })),
        &at("item"),
        What::Missing,
        Remedy::Add,
    );
    wrong(
        batch(json!({ "answer": null })),
        &at("answer"),
        What::Missing,
        Remedy::Add,
    );
    let one_of = Remedy::OneOf(&["{items}"]);
    wrong(
        batch(json!({ "json": { "records": null, "all": 1 } })),
        &at("json"),
        What::Contradiction,
        one_of,
    );
    let config = batch(json!({ "item": { "key": "{key}" } }));
    let error = with(config).err().unwrap();
    assert_eq!(
        (error.pointer, error.what),
        (at("item/key"), What::UnknownPlaceholder)
    );
    let config = json!({ "operations": { "create": { "item": {} } } });
    let error = with(config).err().unwrap();
    assert_eq!(
        (error.pointer, error.what),
        ("/operations/create/item".to_owned(), What::UnknownKey)
    );
}

#[test]
fn the_client_sends_several_in_one_request_and_follows_up_each() {
    let mut mixed = recorded();
    mixed["responses"][1] = json!({
        "status": 400,
        "body": { "message": "缺", "data": { "client_ref": { "code": "validation_not_unique", "message": "有了" } } },
    });
    let found = json!({ "items": [{ "client_ref": another().client_ref.as_str(), "data": { "id": "R-2" } }] });
    let wire = Recorded::default();
    wire.answers
        .borrow_mut()
        .extend([Ok(answer(200, &mixed)), Ok(answer(200, &found))]);
    let client = Client::new(kinto(), wire.clone());
    client.set_token(Some("tkn".into()));
    let replies = now(client.send_batch(two().to_vec()));
    let done = |id: &str| Reply::Done {
        receipt: Some(id.to_owned()),
    };
    assert_eq!(
        replies,
        Some(vec![
            done("2247fd13-5ac4-4067-9117-a63cb7fc701e"),
            done("R-2")
        ])
    );
    wire.answers.borrow_mut().push_back(Err(NoAnswer));
    assert_eq!(
        now(client.send_batch(two().to_vec())),
        Some(vec![Reply::NoAnswer; 2])
    );
}
