//! Changes of a record under its version, as Kinto was recorded with them, and what a backend says of a key.

use super::*;
use dajuan::{
    domain::held::{Held, Update},
    outbox::{
        abilities::{Abilities, Uniqueness},
        item::Why,
    },
};

/// A backend that takes no changes.
fn without_changes() -> Value {
    json!({ "operations": { "update": null } })
}

/// Rows under `data`, versions in `last_modified`.
fn kinto() -> Profile {
    with(json!({
        "record": {
            "id": "/id", "version": "/last_modified", "kind": "/kind", "answers": "/answers", "day": "/date",
            "photos": null, "receipt": null,
        },
        "operations": {
            "update": {
                "method": "PATCH",
                "path": "/v1/records/{id}",
                "headers": { "If-Match": "\"{version}\"", "X-Change": "{client_ref} {kind}" },
                "json": {
                    "client_ref": null, "version": null, "day": null, "form_version": null, "answers": null,
                    "attachments": null, "captured_at": null,
                    "data": { "answers": "{answers}", "date": "{day}", "of": "{of}", "change": "{client_ref}" },
                },
                "success": { "echo": { "/client_ref": null, "/of": null, "/data/client_ref": "{of}" } },
                "rules": [],
            },
            "find": { "answer": { "items": "/data" } },
        },
    }))
    .unwrap()
}

fn of() -> ClientRef {
    key("018f0b3c-0000-4000-8000-000000000001")
}

fn base() -> Held {
    Held {
        id: Some("018f0b3c".to_owned()),
        version: Some("1795418191253".to_owned()),
        answers: Answer::Group(BTreeMap::from([(
            "title".to_owned(),
            Answer::Text("Book 8".to_owned()),
        )])),
        ..Held::default()
    }
}

fn change() -> Entry {
    Entry {
        kind: KindId("读书\r\nX: y".to_owned()),
        photos: Vec::new(),
        ..entry()
    }
}

/// As recorded (kinto.http, `### PATCH If-Match stale`).
const STALE: &str = r#"{"code":412,"errno":114,"error":"Precondition Failed","message":"Resource was modified meanwhile","details":{"existing":{"title":"Book 8","minutes":77,"client_ref":"ref-2026-8","last_modified":1795418191460}}}"#;

fn row(title: &str, version: u64) -> Value {
    json!({ "data": [{
        "client_ref": of().as_str(), "id": "018f0b3c", "last_modified": version, "answers": { "title": title },
    }] })
}

#[test]
fn a_change_is_sent_to_the_byte_and_no_header_holds_what_none_can() {
    let request = kinto()
        .update(&change(), &of(), &base(), Some("tkn"))
        .unwrap();
    assert_eq!(
        (request.method, request.url.as_str()),
        ("PATCH", "/v1/records/018f0b3c")
    );
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        request.headers,
        [
            header("If-Match", "\"1795418191253\""),
            header("X-Change", &format!("{KEY} X: y")),
            header("Authorization", "tkn"),
            header("Content-Type", "application/json"),
        ]
    );
    let Body::Json(body) = request.body else {
        panic!("not JSON")
    };
    assert_eq!(
        body,
        concat!(
            r#"{"data":{"answers":{"minutes":90,"title":"论语 \"{kind}\""},"change":"0f0e0d0c-0b0a-4908-8706-050403020100","#,
            r#""date":"2026-09-15","of":"018f0b3c-0000-4000-8000-000000000001"}}"#
        )
    );
    let unable = with(without_changes()).unwrap();
    assert!(unable.update(&change(), &of(), &base(), None).is_none());
}

#[test]
fn every_answer_to_a_change_has_its_meaning() {
    let updated = |response: &Response| kinto().updated(&change(), &of(), &base(), response);
    let stale = Response {
        body: STALE.as_bytes().to_vec(),
        ..answer(412, &Value::Null)
    };
    let words = || "Failed to create record.".to_owned();
    let done = json!({ "data": { "client_ref": of().as_str() } });
    let other = json!({ "data": { "client_ref": KEY } });
    for (response, reply) in [
        (answer(200, &done), Reply::Done { receipt: None }),
        (answer(200, &other), Reply::Stranger),
        (stale, Reply::Stale),
        (bare(428), Reply::Stale),
        (bare(409), Reply::Conflict { words: words() }),
        (bare(404), Reply::Conflict { words: words() }),
        (bare(401), Reply::SignInLost),
        (bare(503), Reply::Busy { after: None }),
        (page(413, ""), refused("", &[])),
    ] {
        assert_eq!(updated(&response), Verdict::Final(reply), "{response:?}");
    }
    let unable = with(without_changes()).unwrap();
    let none = unable.updated(&change(), &of(), &base(), &bare(412));
    assert_eq!(none, Verdict::Final(Reply::Upgrade));
}

fn update(base: Held) -> Step {
    let entry = Arc::new(change());
    let base = Arc::new(Update { base, theirs: None });
    let of = of();
    Step::Update { entry, of, base }
}

/// What sending a change comes to, and how many requests it takes.
#[track_caller]
fn sends(base: Held, answers: Vec<Response>, reply: Reply, requests: usize) {
    let wire = Recorded::will_answer(answers.into_iter().map(Ok));
    let client = Client::new(kinto(), wire.clone());
    client.set_token(Some("tkn".to_owned()));
    assert_eq!(now(client.send(update(base))), reply);
    assert_eq!(wire.paths().len(), requests);
}

#[test]
fn a_change_whose_version_is_not_known_looks_it_up_first() {
    let done = || answer(200, &json!({ "data": { "client_ref": of().as_str() } }));
    let received = Reply::Done { receipt: None };
    let unknown = || Held {
        id: None,
        version: None,
        ..base()
    };
    sends(base(), vec![done()], received.clone(), 1);
    sends(
        unknown(),
        vec![answer(200, &row("Book 8", 5)), done()],
        received,
        2,
    );
    sends(
        unknown(),
        vec![answer(200, &row("Book 9", 5))],
        Reply::Stale,
        1,
    );
    let gone = Reply::Conflict {
        words: String::new(),
    };
    let me = me().unwrap();
    let nothing = || answer(200, &json!({ "data": [] }));
    sends(unknown(), vec![nothing(), me], gone, 2);
    sends(unknown(), vec![nothing(), bare(401)], Reply::SignInLost, 2);
    sends(unknown(), vec![bare(503)], Reply::Busy { after: None }, 1);
}

#[test]
fn the_shipped_backend_takes_changes_from_the_version_that_is_known_and_withdrawals() {
    let shipped = profile();
    assert!(shipped.takes_changes() && shipped.takes_withdrawals());
    assert!(shipped.can_update(&base()));
    assert!(!shipped.can_update(&Held::default()), "it looks it up");
    let request = shipped.update(&change(), &of(), &base(), None).unwrap();
    let path = format!("/api/dajuan/records/{}/changes", of());
    assert_eq!((request.method, request.url), ("POST", path));
    let Body::Json(body) = request.body else {
        panic!("not JSON")
    };
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&body["client_ref"], &body["version"]),
        (&json!(KEY), &json!("1795418191253"))
    );
    let told = |code: &str| json!({ "client_ref": KEY, "code": code, "message": "已审核" });
    let declined = shipped.updated(&change(), &of(), &base(), &answer(409, &told("reviewed")));
    let (why, words) = (Why::Other, "已审核".to_owned());
    assert_eq!(declined, Verdict::Final(Reply::Declined { why, words }));
    let states = json!({ "record": { "states": { "withdrawn": null } } });
    assert!(!with(states).unwrap().takes_withdrawals());
}

#[test]
fn what_the_backend_holds_is_read_with_its_version() {
    let found = kinto().looked_up(&of(), &answer(200, &row("Book 8", 1795418191460)));
    let held = found.unwrap().and_then(|found| found.held).unwrap();
    assert_eq!(held.version.as_deref(), Some("1795418191460"));
    assert!(held.says_as(&base()));
    let odd = json!({ "data": [{ "client_ref": of().as_str(), "answers": 7 }] });
    let found = kinto()
        .looked_up(&of(), &answer(200, &odd))
        .unwrap()
        .unwrap();
    assert_eq!(found.held, None, "it is there and can't be understood");
    let nothing = kinto().looked_up(&of(), &answer(200, &json!({ "data": [] })));
    assert_eq!(nothing, Ok(None));
    let busy = kinto().looked_up(&of(), &bare(503));
    assert_eq!(busy, Err(Reply::Busy { after: None }));
}

#[test]
fn a_profile_says_whether_a_key_has_one_effect() {
    let of = |uniqueness: &str| {
        let config = json!({ "capabilities": { "uniqueness": uniqueness } });
        with(config).unwrap().abilities().uniqueness
    };
    assert_eq!(of("forever"), Uniqueness::Forever);
    assert_eq!(of("lookup"), Uniqueness::LookedUp);
    assert_eq!(of("none"), Uniqueness::Unkept);
    let shipped = Abilities {
        batches: true,
        looks_up: true,
        ..Abilities::default()
    };
    assert_eq!(profile().abilities(), shipped);
    let blind = json!({ "capabilities": { "uniqueness": "lookup" }, "operations": { "find": null, "update": null } });
    let (at, find) = ("/capabilities/uniqueness", Remedy::Describe("find"));
    wrong(blind, at, What::Contradiction, find);
    let names = Remedy::OneOf(&["forever", "lookup", "racy", "none"]);
    wrong(
        json!({ "capabilities": { "uniqueness": "day" } }),
        at,
        What::NotAllowed,
        names,
    );
}

#[test]
fn a_change_needs_a_proof_and_a_way_to_look() {
    let update = |success: Value| json!({ "method": "PUT", "path": "/r/{of}", "json": {}, "success": success });
    let echo = json!({ "echo": { "/client_ref": "{of}" } });
    let config = json!({ "operations": { "update": update(echo.clone()) } });
    assert!(with(config).is_ok());
    let config = json!({ "operations": { "update": update(Value::Null) } });
    wrong(
        config,
        "/operations/update",
        What::NoProof,
        Remedy::WriteEcho,
    );
    let config = json!({ "operations": { "update": update(echo), "find": null } });
    wrong(
        config,
        "/operations/update",
        What::Contradiction,
        Remedy::Describe("find"),
    );
}

#[test]
fn a_full_event_declines_or_puts_on_the_waiting_list() {
    let config = json!({
        "errors": { "position": "/place" },
        "operations": { "create": { "rules": [
            { "status": 409, "at": "/type", "is": "full", "then": "full" },
            { "status": [201, 409], "at": "/state", "is": "waiting", "then": "waitlisted" },
            { "status": 409, "at": "/type", "is": "in-progress", "then": "retry" },
            { "status": 409, "at": "/type", "is": "version", "then": "conflict" },
        ] } },
    });
    let profile = with(config).unwrap();
    let words = || "满了".to_owned();
    for (status, said, reply) in [
        (
            409,
            json!({ "type": "full" }),
            Reply::Declined {
                why: Why::Full,
                words: words(),
            },
        ),
        (
            409,
            json!({ "state": "waiting", "place": 3 }),
            Reply::Waitlisted { position: Some(3) },
        ),
        (
            201,
            json!({ "state": "waiting", "place": -1, "client_ref": KEY, "id": "x" }),
            Reply::Waitlisted { position: None },
        ),
        (
            // Who does not repeat our key has not put us on a list.
            201,
            json!({ "state": "waiting", "place": 3 }),
            Reply::Stranger,
        ),
        (
            409,
            json!({ "type": "in-progress" }),
            Reply::Busy { after: None },
        ),
        (
            409,
            json!({ "type": "version" }),
            Reply::Conflict { words: words() },
        ),
        (
            409,
            json!({ "type": "?" }),
            Reply::Conflict { words: words() },
        ),
    ] {
        let mut body = json!({ "message": "满了" });
        for (key, value) in said.as_object().unwrap() {
            body[key] = value.clone();
        }
        let verdict = profile.created(&entry(), &answer(status, &body));
        assert_eq!(verdict, Verdict::Final(reply), "{body}");
    }
}
