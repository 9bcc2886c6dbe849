//! The backend described as data: requests to the byte, and what every kind of answer means. The facts are those that
//! PocketBase 0.40 was recorded with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what a helper can't do fails its test

#[path = "profile/batch.rs"]
mod batch;
#[path = "profile/cosigning.rs"]
mod cosigning;
#[path = "profile/doubles.rs"]
mod doubles;
#[path = "given/editor.rs"]
mod editor;
#[path = "profile/events.rs"]
mod events;
#[path = "profile/hosts.rs"]
mod hosts;
#[path = "profile/language.rs"]
mod language;
#[path = "profile/looks.rs"]
mod looks;
#[path = "profile/newer.rs"]
mod newer;
#[path = "profile/news.rs"]
mod news;
#[path = "profile/office.rs"]
mod office;
#[path = "profile/oidc.rs"]
mod oidc;
#[path = "profile/paging.rs"]
mod paging;
#[path = "profile/portals.rs"]
mod portals;
#[path = "profile/progress.rs"]
mod progress;
#[path = "profile/reports.rs"]
mod reports;
#[path = "profile/roster.rs"]
mod roster;
#[path = "profile/schema.rs"]
mod schema;
#[path = "profile/sessions.rs"]
mod sessions;
#[path = "profile/statements.rs"]
mod statements;
#[path = "profile/updates.rs"]
mod updates;

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        logged::{Logged, Said},
        member::MemberId,
        moment::Moment,
        record::{Entry, KindId, Photo, Standing},
    },
    outbox::reply::{Reply, RetryAfter},
    profile::{
        Profile, dialect_of,
        error::{Kind, Remedy, What},
        fault::{Fault, SignInFault},
        request::{Body, Request},
        response::Response,
        retry_after,
        verdict::Verdict,
    },
    runtime::ports::{Step, Transport},
    transport::{
        client::Client,
        wire::{NoAnswer, Wire},
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    future::Future,
    path::Path,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
};

const PRESET: &str = include_str!("../public/dialects/pocketbase.json");
const CONFIG: &str = include_str!("../public/config.json");
const KEY: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
const PORTAL: &str = "<!doctype html><title>Wi-Fi</title>";

thread_local! {
    static SHIPPED: Profile = Profile::parse(CONFIG, PRESET).unwrap();
}

fn profile() -> Profile {
    SHIPPED.with(Profile::clone)
}

fn with(config: Value) -> Result<Profile, dajuan::profile::error::ProfileError> {
    Profile::parse(&config.to_string(), PRESET)
}

fn key(text: &str) -> ClientRef {
    ClientRef::parse(text).unwrap()
}

fn entry() -> Entry {
    let answers = [
        (
            "title".to_owned(),
            Answer::Text("论语 \"{kind}\"".to_owned()),
        ),
        ("minutes".to_owned(), Answer::Int(90)),
    ];
    Entry {
        client_ref: key(KEY),
        kind: KindId("reading_share".to_owned()),
        form_version: 1,
        day: Some(Day::new(2026, 9, 15).unwrap()),
        answers: Answer::Group(BTreeMap::from(answers)),
        photos: vec![photo()],
        captured_at: Some(Moment(1_795_418_123_554)),
    }
}

fn photo() -> Photo {
    Photo {
        id: key("00000000-0000-4000-8000-000000000007"),
        sha256: "ab".repeat(32),
        bytes: 3,
        mime: "image/jpeg".to_owned(),
    }
}

fn row() -> Value {
    json!({
        "id": "lwui6jt5x2c12fw", "client_ref": KEY, "kind": "reading_share", "day": "2026-09-15", "form_version": 1,
        "answers": {"title": "论语", "minutes": 90}, "attachments": ["00000000-0000-4000-8000-000000000007"],
        "receipt": 10023, "state": "returned", "reason": "日期不对",
        "collectionName": "records", "created": "2026-11-23 07:15:23.554Z",
    })
}

fn answer(status: u16, body: &Value) -> Response {
    Response {
        status,
        content_type: "application/json".to_owned(),
        body: body.to_string().into_bytes(),
        ..Response::default()
    }
}

fn page(status: u16, body: &str) -> Response {
    Response {
        status,
        content_type: "text/html".to_owned(),
        body: body.as_bytes().to_vec(),
        ..Response::default()
    }
}

fn bare(status: u16) -> Response {
    answer(
        status,
        &json!({"data": {}, "message": "Failed to create record.", "status": status}),
    )
}

fn refused(words: &str, fields: &[(&str, &str)]) -> Reply {
    let fields = fields
        .iter()
        .map(|(name, words)| ((*name).to_owned(), (*words).to_owned()));
    Reply::Refused {
        words: words.to_owned(),
        fields: fields.collect(),
    }
}

#[track_caller]
fn created(response: Response, expected: Verdict) {
    assert_eq!(
        profile().created(&entry(), &response),
        expected,
        "{response:?}"
    );
}

// Requests

#[test]
fn a_sign_in_is_asked_to_the_byte() {
    let request = profile().sign_in("wy001", "p\"w");
    assert_eq!(request.method, "POST");
    assert_eq!(request.url, "/api/collections/members/auth-with-password");
    assert_eq!(
        request.headers,
        [("Content-Type".to_owned(), "application/json".to_owned())]
    );
    assert!(request.body == Body::Json(r#"{"identity":"wy001","password":"p\"w"}"#.to_owned()));
    assert!(!request.cookies);
}

#[test]
fn a_record_is_sent_to_the_byte_and_what_a_member_typed_is_never_a_template() {
    let request = profile().create(&entry(), Some("tkn"));
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "/api/collections/records/records")
    );
    let auth = ("Authorization".to_owned(), "tkn".to_owned());
    assert_eq!(
        request.headers,
        [
            auth,
            ("Content-Type".to_owned(), "application/json".to_owned())
        ]
    );
    let Body::Json(body) = request.body else {
        panic!("not JSON")
    };
    assert_eq!(
        body,
        concat!(
            r#"{"answers":{"minutes":90,"title":"论语 \"{kind}\""},"attachments":["00000000-0000-4000-8000-000000000007"],"#,
            r#""captured_at":"2026-11-23T07:15:23.554Z","client_ref":"0f0e0d0c-0b0a-4908-8706-050403020100","#,
            r#""day":"2026-09-15","form_version":1,"kind":"reading_share"}"#
        )
    );
}

#[test]
fn what_is_not_known_is_left_out_of_the_body() {
    let unknown = Entry {
        captured_at: None,
        ..entry()
    };
    let Body::Json(body) = profile().create(&unknown, None).body else {
        panic!("not JSON")
    };
    assert_eq!(
        serde_json::from_str::<Value>(&body)
            .unwrap()
            .get("captured_at"),
        None
    );
}

#[test]
fn a_photo_goes_as_a_form_with_its_key_and_digest() {
    let request = profile()
        .upload(&photo(), vec![1, 2, 3], Some("tkn"))
        .unwrap();
    assert_eq!(request.url, "/api/collections/attachments/records");
    let Body::Multipart { fields, file } = request.body else {
        panic!("not a form")
    };
    let ours = ("ref".to_owned(), photo().id.to_string());
    assert_eq!(fields, [ours, ("sha256".to_owned(), photo().sha256)]);
    assert_eq!(
        (
            file.name.as_str(),
            file.mime.as_str(),
            file.bytes.as_slice()
        ),
        ("file", "image/jpeg", &[1, 2, 3][..])
    );
    assert_eq!(file.filename, "00000000-0000-4000-8000-000000000007.jpeg");
}

#[test]
fn a_year_is_asked_by_page_with_the_filter_escaped_as_recorded() {
    let request = profile().list(2026, 3, Some("tkn"));
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.url,
        "/api/collections/records/records?page=3&perPage=200&sort=-day%2C-created\
         &filter=%28day%3E%3D%272026-01-01%27%20%26%26%20day%3C%3D%272026-12-31%27%29"
    );
}

#[test]
fn a_record_is_looked_up_by_its_key() {
    let request = profile().find(&key(KEY), None).unwrap();
    let expected =
        format!("/api/collections/records/records?perPage=1&filter=client_ref%3D%27{KEY}%27");
    assert_eq!(request.url, expected);
    assert_eq!(request.headers, []);
}

#[test]
fn the_base_address_stands_before_every_path() {
    let portal = with(json!({"base": "https://portal.example/dajuan/"})).unwrap();
    assert_eq!(
        portal.me(None).url,
        "https://portal.example/dajuan/api/dajuan/me"
    );
}

#[test]
fn secrets_are_in_no_debug_text() {
    let said = format!(
        "{:?} {:?} {:?}",
        profile().sign_in("wy001", "hunter2"),
        profile().create(&entry(), Some("hunter2")),
        profile().read_session(&answer(200, &json!({"token": "hunter2"}))),
    );
    assert!(!said.contains("hunter2"), "{said}");
}

// Answers to an attempt

#[test]
fn the_row_that_echoes_our_key_is_done_with_its_receipt() {
    let done = Reply::Done {
        receipt: Some("10023".to_owned()),
    };
    created(answer(200, &row()), Verdict::Final(done.clone()));
    created(answer(201, &row()), Verdict::Final(done));
}

#[test]
fn success_without_the_echo_is_a_stranger() {
    let mut other = row();
    other["client_ref"] = json!("another");
    for response in [
        answer(200, &other),
        answer(200, &json!({"client_ref": KEY})),
        answer(200, &json!([])),
        answer(200, &Value::Null),
        Response {
            status: 204,
            ..Response::default()
        },
        page(200, PORTAL),
        page(200, &row().to_string()),
        page(202, PORTAL),
        Response {
            body: row().to_string().as_bytes()[..40].to_vec(),
            ..answer(200, &row())
        },
    ] {
        created(response, Verdict::Final(Reply::Stranger));
    }
}

#[test]
fn a_redirect_is_a_stranger_whatever_it_leads_to() {
    created(
        Response {
            redirected: true,
            ..answer(200, &row())
        },
        Verdict::Final(Reply::Stranger),
    );
    for status in [0, 301, 302, 304, 307] {
        created(page(status, ""), Verdict::Final(Reply::Stranger));
    }
}

#[test]
fn an_acceptance_is_not_yet_done() {
    created(answer(202, &json!({})), Verdict::Final(Reply::Accepted));
}

#[test]
fn every_status_of_a_lost_sign_in_is_one() {
    for status in [401, 419, 440, 511] {
        created(bare(status), Verdict::Final(Reply::SignInLost));
        created(page(status, PORTAL), Verdict::Final(Reply::SignInLost));
    }
}

#[test]
fn a_bare_refusal_asks_who_is_signed_in_before_it_counts() {
    for status in [400, 403, 404, 422] {
        let otherwise = refused("Failed to create record.", &[]);
        created(bare(status), Verdict::CheckSignIn(otherwise));
    }
    created(page(404, PORTAL), Verdict::CheckSignIn(refused("", &[])));
}

#[test]
fn a_refusal_names_its_fields() {
    let said = json!({
        "data": {
            "mode": {"code": "validation_invalid_value", "message": "Invalid value shout.", "params": {"value": "shout"}},
            "title": {"code": "validation_required", "message": "Cannot be blank."},
        },
        "message": "Failed to create record.", "status": 400,
    });
    let fields = [
        ("mode", "Invalid value shout."),
        ("title", "Cannot be blank."),
    ];
    created(
        answer(400, &said),
        Verdict::Final(refused("Failed to create record.", &fields)),
    );
}

#[test]
fn a_duplicate_of_the_key_is_looked_up_and_of_anything_else_refused() {
    let not_unique = json!({"code": "validation_not_unique", "message": "Value must be unique."});
    let of = |field: &str| {
        answer(
            400,
            &json!({"data": {field: not_unique}, "message": "Failed to create record."}),
        )
    };
    created(of("client_ref"), Verdict::LookUp(key(KEY)));
    let fields = [("id", "Value must be unique.")];
    created(
        of("id"),
        Verdict::Final(refused("Failed to create record.", &fields)),
    );
}

#[test]
fn what_the_look_up_shows_decides() {
    let found = |items: Value| profile().found(&key(KEY), &answer(200, &json!({"items": items})));
    assert_eq!(
        found(json!([row()])),
        Reply::Done {
            receipt: Some("10023".to_owned())
        }
    );
    assert_eq!(
        found(json!([])),
        Reply::Conflict {
            words: String::new()
        }
    );
    assert_eq!(
        found(json!([{"client_ref": "another"}])),
        Reply::Conflict {
            words: String::new()
        }
    );
    assert_eq!(
        profile().found(&key(KEY), &page(200, PORTAL)),
        Reply::Stranger
    );
    assert_eq!(
        profile().found(&key(KEY), &bare(400)),
        Reply::Busy { after: None }
    );
}

#[test]
fn the_rest_of_the_table_holds() {
    for status in [408, 425, 429, 500, 502, 503, 504, 507, 520, 599] {
        created(
            page(status, PORTAL),
            Verdict::Final(Reply::Busy { after: None }),
        );
    }
    for status in [405, 406, 426, 501, 505] {
        created(bare(status), Verdict::Final(Reply::Upgrade));
    }
    for status in [409, 412, 428] {
        let words = "Failed to create record.".to_owned();
        created(bare(status), Verdict::Final(Reply::Conflict { words }));
    }
    created(page(413, "<h1>413</h1>"), Verdict::Final(refused("", &[])));
    for status in [100, 199, 600, 999] {
        created(bare(status), Verdict::Final(Reply::Stranger));
    }
}

#[test]
fn a_photo_is_done_only_by_its_own_key_and_digest() {
    let uploaded = |response: &Response| profile().uploaded(&photo(), response);
    let held = json!({"id": "a", "ref": photo().id.as_str(), "sha256": photo().sha256});
    assert_eq!(
        uploaded(&answer(200, &held)),
        Verdict::Final(Reply::Done { receipt: None })
    );
    let mut other = held.clone();
    other["sha256"] = json!("cd".repeat(32));
    assert_eq!(
        uploaded(&answer(200, &other)),
        Verdict::Final(Reply::Stranger)
    );
    assert_eq!(uploaded(&page(413, "")), Verdict::Final(Reply::TooLarge));
    let raced = json!({"data": {"ref": {"code": "validation_not_unique", "message": "Value must be unique."}}});
    assert_eq!(
        uploaded(&answer(400, &raced)),
        Verdict::Final(Reply::Busy { after: None })
    );
}

// Retry-After

#[track_caller]
fn retries(text: &str, ms: Option<u32>) {
    let now = Moment(784_111_777_000); // 1994-11-06T08:49:37Z
    assert_eq!(
        retry_after::parse(text, now).map(|after| after.ms),
        ms,
        "{text:?}"
    );
}

#[test]
fn scenario_07_every_form_of_retry_after_is_read() {
    retries("0", Some(0));
    retries(" 120 ", Some(120_000));
    retries("Sun, 06 Nov 1994 08:50:37 GMT", Some(60_000));
    retries("Sunday, 06-Nov-94 08:50:37 GMT", Some(60_000));
    retries("Saturday, 06-Nov-04 08:49:37 GMT", Some(86_400_000));
    // More than fifty years ahead is the last century.
    retries("Sunday, 06-Nov-44 08:49:37 GMT", Some(86_400_000));
    retries("Saturday, 06-Nov-45 08:49:37 GMT", Some(0));
    retries("Sun Nov  6 08:49:38 1994", Some(1_000));
    retries("Thu, 01 Jan 1970 00:00:00 GMT", Some(0));
    retries("86401", Some(86_400_000));
    retries("99999999999999999999999999", Some(86_400_000));
    retries("Fri, 31 Dec 9999 23:59:59 GMT", Some(86_400_000));
}

#[test]
fn a_year_of_two_digits_is_of_this_century() {
    let now = Moment(1_795_337_377_000); // 2026-11-22T08:49:37Z
    let minute = retry_after::parse("Sunday, 22-Nov-26 08:50:37 GMT", now);
    assert_eq!(minute.map(|after| after.ms), Some(60_000));
}

#[test]
fn retry_after_that_is_garbage_is_ignored() {
    for text in [
        "",
        "-5",
        "1.5",
        "1e3",
        "soon",
        "１２",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 99999999 08:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
    ] {
        retries(text, None);
    }
}

#[test]
fn retry_after_counts_only_when_the_backend_itself_spoke() {
    let told = |response: Response| Response {
        retry_after: Some("7".to_owned()),
        ..response
    };
    let after = Some(RetryAfter { ms: 7_000 });
    created(told(bare(429)), Verdict::Final(Reply::Busy { after }));
    created(told(bare(503)), Verdict::Final(Reply::Busy { after }));
    created(
        told(page(503, PORTAL)),
        Verdict::Final(Reply::Busy { after: None }),
    );
}

// Reading

#[test]
fn a_sign_in_gives_the_token_and_the_subject() {
    let said = json!({"record": {"id": "m1", "collectionName": "members"}, "token": "a.b-c_d"});
    let session = profile().read_session(&answer(200, &said)).unwrap();
    assert_eq!(
        (session.token.as_str(), session.subject),
        ("a.b-c_d", Some(MemberId("m1".to_owned())))
    );
}

#[test]
fn a_sign_in_fails_for_a_reason() {
    let fault = |response: &Response| profile().read_session(response).unwrap_err();
    assert_eq!(fault(&bare(400)), SignInFault::Wrong);
    assert_eq!(fault(&bare(403)), SignInFault::Inactive);
    let busy = Response {
        retry_after: Some("60".to_owned()),
        ..bare(429)
    };
    assert_eq!(
        fault(&busy),
        SignInFault::TooMany {
            after: Some(RetryAfter { ms: 60_000 })
        }
    );
    assert_eq!(
        fault(&bare(502)),
        SignInFault::Other(Fault::Busy { after: None })
    );
}

#[test]
fn an_answer_outside_the_profile_names_request_rule_and_first_bytes_but_no_token() {
    let SignInFault::Other(Fault::NotBackend(portal)) =
        profile().read_session(&page(200, PORTAL)).unwrap_err()
    else {
        panic!("not told apart")
    };
    assert_eq!(
        portal.request,
        "POST /api/collections/members/auth-with-password"
    );
    assert_eq!(
        (portal.status, portal.rule.as_str()),
        (200, "/operations/sign_in/success")
    );
    assert_eq!(portal.first_bytes, PORTAL);

    let elsewhere = answer(200, &json!({"jwt": "hunter2", "token": ""}));
    let SignInFault::Other(Fault::NotBackend(misfit)) =
        profile().read_session(&elsewhere).unwrap_err()
    else {
        panic!("not told apart")
    };
    assert_eq!(
        (misfit.rule.as_str(), misfit.first_bytes.as_str()),
        ("/operations/sign_in/answer/token", "jwt token")
    );
}

#[test]
fn a_token_that_no_header_can_hold_is_no_token() {
    for token in ["a\nb", "令牌", "a b", ""] {
        assert!(
            profile()
                .read_session(&answer(200, &json!({"token": token})))
                .is_err(),
            "{token:?}"
        );
    }
}

#[test]
fn a_wrong_code_and_a_weak_password_are_told_apart() {
    let fault = |data: Value| {
        let said = json!({"data": data, "message": "Failed.", "status": 400});
        profile()
            .read_set_password(&answer(400, &said))
            .unwrap_err()
    };
    assert_eq!(
        fault(json!({"code": {"code": "wrong_code", "message": "Wrong or expired."}})),
        SignInFault::Wrong
    );
    let weak = json!({"password": {"code": "password_length", "message": "Between 8 characters and 71 bytes."}});
    assert_eq!(
        fault(weak),
        SignInFault::Refused {
            words: "Between 8 characters and 71 bytes.".to_owned()
        }
    );
    assert_eq!(
        profile().read_set_password(&answer(200, &json!({"ok": true}))),
        Ok(())
    );
    assert_eq!(
        profile().read_set_password(&Response {
            status: 204,
            ..Response::default()
        }),
        Ok(())
    );
}

#[test]
fn me_is_read_and_what_is_missing_is_empty() {
    let said = json!({
        "id": "m1", "member_no": "wy001", "name": "委员甲", "sector": "教育", "committee": null, "villages": ["村甲", 3, {}],
        "vault_key": "k", "issuer": "i", "server_time": "2026-11-23T07:15:23.554Z", "spread_s": 99_999_999_999_u64,
    });
    let me = profile().read_me(&answer(200, &said)).unwrap();
    assert_eq!(
        (me.member.id.0.as_str(), me.member.issuer.as_str()),
        ("m1", "i")
    );
    assert_eq!(
        (me.member.number.as_str(), me.member.name.as_str()),
        ("wy001", "委员甲")
    );
    assert_eq!(
        (me.member.sector.as_str(), me.member.committee.as_str()),
        ("教育", "")
    );
    assert_eq!(me.member.villages, ["村甲", "3"]);
    assert_eq!((me.vault_key.as_deref(), me.spread_s), (Some("k"), 3600));
    assert!(!format!("{me:?}").contains("\"k\""));

    let least = profile().read_me(&answer(200, &json!({"id": 7}))).unwrap();
    assert_eq!(
        (least.member.id.0.as_str(), least.vault_key, least.spread_s),
        ("7", None, 60)
    );
    assert!(matches!(
        profile().read_me(&answer(200, &json!({"id": ""}))),
        Err(Fault::NotBackend(_))
    ));
}

#[test]
fn a_page_is_read_and_rows_that_cannot_be_are_counted() {
    let mut nameless = row();
    nameless["client_ref"] = json!("ref-2026-7");
    let mut dayless = row();
    dayless["day"] = json!("2026-02-30");
    let said = json!({"items": [row(), nameless, dayless, null, 3], "page": 1, "perPage": 200, "totalItems": 5, "totalPages": 2});
    let page = profile().read_list(1, &answer(200, &said)).unwrap();
    assert_eq!(
        (page.unreadable, page.next.is_some(), page.check_sign_in),
        (4, true, false)
    );
    let [record] = page.records.as_slice() else {
        panic!("one row is readable")
    };
    assert_eq!(
        (
            record.client_ref.as_str(),
            record.kind.0.as_str(),
            record.form_version
        ),
        (KEY, "reading_share", 1)
    );
    assert_eq!(
        (record.day.to_string().as_str(), record.receipt.as_deref()),
        ("2026-09-15", Some("10023"))
    );
    assert_eq!(record.photos, [photo().id]);
    assert_eq!(
        record.standing,
        Standing::Returned {
            reason: "日期不对".to_owned()
        }
    );
    let Answer::Group(answers) = &record.answers else {
        panic!("a group")
    };
    assert_eq!(answers.get("minutes"), Some(&Answer::Int(90)));
}

#[test]
fn what_the_office_logged_says_by_whom_and_what_its_member_said() {
    let logged = |profile: &Profile, more: Value| {
        let mut row = row();
        let more = more.as_object().unwrap().clone();
        row.as_object_mut().unwrap().extend(more);
        let said = json!({"items": [row], "totalPages": 1});
        let page = profile.read_list(1, &answer(200, &said)).unwrap();
        page.records[0].logged.as_deref().cloned()
    };
    let own = json!({"logged_by": "", "logged_at": "", "confirmed": "", "objection": ""});
    assert_eq!(logged(&profile(), own), None);
    for (confirmed, objection, said) in [
        ("", "", Said::Nothing),
        ("confirmed", "", Said::Right),
        (
            "disputed",
            "那天我没去",
            Said::Wrong {
                words: "那天我没去".to_owned(),
            },
        ),
        // A word that nobody knows is none.
        ("odd", "x", Said::Nothing),
    ] {
        let row = json!({"logged_by": "办公室", "logged_at": "2026-09-15 01:02:03.004Z", "confirmed": confirmed, "objection": objection});
        let told = logged(&profile(), row.clone()).unwrap();
        assert_eq!((told.by.as_str(), told.said), ("办公室", Some(said)));
        assert!(told.at.is_some());
        let asks_none = with(json!({"record": {"confirmed": null}})).unwrap();
        assert_eq!(logged(&asks_none, row).unwrap().said, None);
    }
    let odd = logged(
        &profile(),
        json!({"logged_by": "办公室", "logged_at": {"a": 1}, "confirmed": [1]}),
    );
    assert_eq!(
        odd,
        Some(Logged {
            by: "办公室".to_owned(),
            at: None,
            said: Some(Said::Nothing)
        })
    );
}

#[test]
fn a_list_that_is_none_is_told() {
    for response in [
        answer(200, &json!({"items": {}, "totalPages": 1})),
        answer(200, &json!({"items": [], "totalPages": -1})),
        page(200, PORTAL),
    ] {
        let fault = profile().read_list(1, &response);
        assert!(matches!(fault, Err(Fault::NotBackend(_))), "{response:?}");
    }
}

#[test]
fn a_photo_is_bytes_of_a_type_that_we_show() {
    let bytes = |kind: &str| Response {
        content_type: kind.to_owned(),
        ..page(200, "\u{1}")
    };
    assert_eq!(
        profile()
            .read_attachment(&bytes("image/jpeg"))
            .unwrap()
            .mime,
        "image/jpeg"
    );
    for kind in ["text/html", "image/svg+xml", ""] {
        assert!(
            matches!(
                profile().read_attachment(&bytes(kind)),
                Err(Fault::NotBackend(_))
            ),
            "{kind}"
        );
    }
}

// Hostile JSON

#[test]
fn hostile_json_is_a_stranger_and_never_a_panic() {
    let echo = format!(r#""client_ref":"{KEY}","id":"x""#);
    for body in [
        format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!(
            r#"{{{echo},"answers":{}1{}}}"#,
            r#"{"a":"#.repeat(100_000),
            "}".repeat(100_000)
        ),
        format!(r#"{{{echo},"n":1e400}}"#),
        format!(r#"{{{echo},"s":"\ud800"}}"#),
        format!(r#"{{{echo},"client_ref":"another"}}"#),
        format!(r#"{{{echo}}} trailing"#),
        format!(r#"{{"long":"{}"}}"#, "x".repeat(50_000_000)),
    ] {
        let response = Response {
            body: body.into_bytes(),
            ..answer(200, &Value::Null)
        };
        created(response, Verdict::Final(Reply::Stranger));
    }
    let mut tail = row().to_string().into_bytes();
    tail.push(0xff);
    let damaged = Response {
        body: tail,
        ..answer(200, &Value::Null)
    };
    created(damaged, Verdict::Final(Reply::Stranger));
    let not_utf8 = Response {
        body: b"{\"id\":\"\xff\"}".to_vec(),
        ..answer(200, &Value::Null)
    };
    created(not_utf8, Verdict::Final(Reply::Stranger));
}

#[test]
fn words_of_any_length_are_cut() {
    let data: BTreeMap<String, Value> = (0..500)
        .map(|at| (format!("f{at}"), json!({"message": "长".repeat(1_000)})))
        .collect();
    let said = json!({"message": "长".repeat(100_000), "data": data});
    let Verdict::Final(Reply::Refused { words, fields }) =
        profile().created(&entry(), &answer(400, &said))
    else {
        panic!("refused")
    };
    assert_eq!(
        (
            words.chars().count(),
            fields.len(),
            fields[0].1.chars().count()
        ),
        (500, 100, 500)
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(KEY)),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let names = "id|client_ref|items|data|message|token|receipt|totalPages|answers|day|kind|code|.{0,3}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(names, inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn any_response() -> impl Strategy<Value = Response> {
    let body = prop_oneof![
        any_json().prop_map(|value| value.to_string().into_bytes()),
        prop::collection::vec(any::<u8>(), 0..200),
    ];
    let kind = prop_oneof![Just("application/json".to_owned()), ".{0,20}"];
    let status = prop_oneof![Just(200), Just(400), any::<u16>()];
    (
        status,
        any::<bool>(),
        kind,
        prop::option::of(".{0,30}"),
        body,
        any::<i64>(),
    )
        .prop_map(
            |(status, redirected, content_type, retry_after, body, at)| Response {
                status,
                redirected,
                content_type,
                retry_after,
                body,
                at: Moment(at),
                ..Response::default()
            },
        )
}

proptest! {
    #[test]
    fn nothing_but_the_echo_is_done_and_nothing_panics(response in any_response()) {
        let profile = profile();
        let said = serde_json::from_slice::<Value>(&response.body).unwrap_or_default();
        let proved = said.get("client_ref") == Some(&json!(KEY)) && said.get("id").is_some_and(|id| !id.is_null());
        if let Verdict::Final(Reply::Done { .. }) = profile.created(&entry(), &response) {
            prop_assert!(proved && (200..300).contains(&response.status) && !response.redirected);
        }
        let uploaded = matches!(profile.uploaded(&photo(), &response), Verdict::Final(Reply::Done { .. }));
        prop_assert!(!uploaded);
        if let Reply::Done { .. } = profile.found(&key(KEY), &response) {
            prop_assert!(said["items"].to_string().contains(KEY));
        }
        let _ = profile.read_session(&response);
        let _ = profile.read_me(&response);
        let _ = profile.read_list(1, &response);
        let _ = profile.read_attachment(&response);
        let _ = profile.read_set_password(&response);
        let _ = profile.read_health(&response);
        let _ = profile.read_refresh(&response);
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_as_a_profile_is_an_error_and_no_panic(text in ".{0,200}", value in any_json()) {
        prop_assert!(Profile::parse(CONFIG, &text).is_err());
        let parsed = Profile::parse(&text, &text);
        prop_assert!(parsed.is_err());
        let _ = Profile::parse(&value.to_string(), PRESET);
        for part in ["base", "auth", "errors", "record", "rules", "formats", "brand", "capabilities"] {
            let _ = with(json!({part: value}));
        }
        for operation in ["create", "list", "me", "upload"] {
            for part in ["json", "path", "query", "headers", "success", "answer", "rules", "multipart"] {
                if let Ok(profile) = with(json!({"operations": {operation: {part: value}}})) {
                    let _ = profile.create(&entry(), Some("t"));
                    let _ = profile.upload(&photo(), Vec::new(), Some("t"));
                    let _ = profile.list(2026, 1, Some("t"));
                }
            }
        }
    }
}

// Profiles

#[test]
fn every_preset_that_ships_can_be_used() {
    let dialects = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/dialects");
    let mut parsed = Vec::new();
    for file in std::fs::read_dir(dialects).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let config = json!({"dialect": name}).to_string();
        assert_eq!(dialect_of(&config).as_ref(), Ok(&name));
        let read = Profile::parse(&config, &std::fs::read_to_string(&path).unwrap());
        if let Err(error) = read.and_then(|profile| profile.events()) {
            panic!("{name}: {error}");
        }
        parsed.push(name);
    }
    assert!(parsed.contains(&dialect_of(CONFIG).unwrap()), "{parsed:?}");
}

#[test]
fn the_profile_says_name_issuer_and_capabilities() {
    let profile =
        with(json!({"issuer": "office", "brand": {"zh-CN": "答卷", "en": "Dajuan"}})).unwrap();
    assert_eq!(
        (profile.brand.zh_cn.as_str(), profile.brand.en.as_str()),
        ("答卷", "Dajuan")
    );
    assert_eq!(
        profile
            .read_me(&answer(200, &json!({"id": "m1"})))
            .unwrap()
            .member
            .issuer,
        "office"
    );
    assert!(
        profile.capabilities.photos && profile.capabilities.set_password && profile.needs_token()
    );
    let fewer =
        with(json!({"capabilities": {"photos": false}, "operations": {"set_password": null}}))
            .unwrap();
    assert!(!fewer.capabilities.photos && !fewer.capabilities.set_password);
}

#[test]
fn a_wrapper_a_prefix_and_other_formats_are_data() {
    let config = json!({
        "auth": {"headers": {"Authorization": null, "X-Key": "Bearer {token}"}},
        "formats": {"day": "date_time", "moment": "epoch_ms"},
        "operations": {
            "create": {"json": {"data": {"d": "{day}", "at": "{captured_at}", "k": "x-{kind}"}, "answers": null, "client_ref": null,
                "kind": null, "day": null, "form_version": null, "attachments": null, "captured_at": null}},
            "attachment": {"path": "/files/{ref}/raw"},
        },
    });
    let profile = with(config).unwrap();
    let request = profile.create(&entry(), Some("t"));
    assert!(request.body == Body::Json(
        r#"{"data":{"at":1795418123554,"d":"2026-09-15 00:00:00.000Z","k":"x-reading_share"}}"#.to_owned()
    ));
    assert_eq!(
        request.headers[0],
        ("X-Key".to_owned(), "Bearer t".to_owned())
    );
    assert_eq!(
        profile.attachment(&key(KEY), None).unwrap().url,
        format!("/files/{KEY}/raw")
    );
}

#[test]
fn an_error_inside_a_200_is_what_the_profile_says_it_is() {
    let profile = with(json!({"rules": [
        {"status": 200, "at": "/code", "is": [401, 403], "then": "sign_in"},
        {"at": "/busy", "then": "rate_limit"},
    ]}))
    .unwrap();
    let mut said = row();
    said["code"] = json!(401);
    assert_eq!(
        profile.created(&entry(), &answer(200, &said)),
        Verdict::Final(Reply::SignInLost)
    );
    said["code"] = json!(200);
    let done = Reply::Done {
        receipt: Some("10023".to_owned()),
    };
    assert_eq!(
        profile.created(&entry(), &answer(200, &said)),
        Verdict::Final(done)
    );
    said["busy"] = json!(true);
    assert_eq!(
        profile.created(&entry(), &answer(200, &said)),
        Verdict::Final(Reply::Busy { after: None })
    );
}

#[track_caller]
fn wrong(config: Value, pointer: &str, what: What, remedy: Remedy) {
    let error = with(config).err().unwrap();
    assert_eq!(
        (error.pointer.as_str(), error.what, error.remedy),
        (pointer, what, remedy)
    );
}

#[test]
fn a_broken_profile_names_the_place_and_the_remedy() {
    let at = |part: &str, value: Value| json!({"operations": {"create": {part: value}}});
    wrong(
        at("method", json!(7)),
        "/operations/create/method",
        What::WrongType,
        Remedy::Write(Kind::Text),
    );
    wrong(
        at("method", Value::Null),
        "/operations/create/method",
        What::Missing,
        Remedy::Add,
    );
    let methods: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];
    wrong(
        at("method", json!("SEND")),
        "/operations/create/method",
        What::NotAllowed,
        Remedy::OneOf(methods),
    );
    wrong(
        at("json", json!({"a": ["{token}"]})),
        "/operations/create/json/a/0",
        What::UnknownPlaceholder,
        Remedy::OneOf(&[
            "client_ref",
            "kind",
            "day",
            "form_version",
            "answers",
            "photos",
            "captured_at",
            "member",
        ]),
    );
    wrong(
        at("multipart", json!([])),
        "/operations/create/json",
        What::Contradiction,
        Remedy::Remove,
    );
    wrong(
        at("success", Value::Null),
        "/operations/create",
        What::NoProof,
        Remedy::WriteEcho,
    );
    wrong(
        at("headers", json!({"X": "a\nb"})),
        "/operations/create/headers",
        What::BadHeader,
        Remedy::WriteHeader,
    );
    wrong(
        at("query", json!([["a"]])),
        "/operations/create/query/0",
        What::WrongType,
        Remedy::Write(Kind::Pair),
    );
    let rule = json!([{"status": "400", "then": "done"}]);
    wrong(
        at("rules", rule),
        "/operations/create/rules/0/status",
        What::WrongType,
        Remedy::Write(Kind::Whole),
    );
    wrong(
        json!({"record": {"day": "day"}}),
        "/record/day",
        What::BadPointer,
        Remedy::WritePointer,
    );
    wrong(
        json!({"operations": {"me": null}}),
        "/operations/me",
        What::Missing,
        Remedy::Add,
    );
    let gone = json!({"operations": {"upload": null}, "capabilities": {"photos": true}});
    wrong(
        gone,
        "/capabilities/photos",
        What::Contradiction,
        Remedy::Describe("upload, attachment"),
    );
    let typo = with(json!({"operations": {"list": {"quary": []}}}))
        .err()
        .unwrap();
    assert_eq!(
        (typo.pointer.as_str(), typo.what),
        ("/operations/list/quary", What::UnknownKey)
    );
}

#[test]
fn no_path_and_no_address_leads_elsewhere() {
    for path in [
        "records",
        "//evil.example/x",
        "/a/../b",
        "/a/%2E./b",
        "/a/.{client_ref}",
        "https://evil.example",
        "/a?b",
        "/a#b",
        "/a\\b",
        "/a b",
        "",
    ] {
        let config = json!({"operations": {"create": {"path": path}}});
        wrong(
            config,
            "/operations/create/path",
            What::BadAddress,
            Remedy::WritePath,
        );
    }
    for base in [
        "javascript:alert(1)",
        "ftp://a",
        "//a",
        "portal",
        "https://",
        "https://u:p@a",
        "https://a?b",
        "http:///x",
        "https://a b",
        "/a/./b",
        "/a/%2e%2e",
        "https://a/..",
    ] {
        wrong(
            json!({"base": base}),
            "/base",
            What::BadAddress,
            Remedy::WriteAddress,
        );
    }
    for dialect in ["../secret", "a/b", "", "A"] {
        assert!(
            dialect_of(&json!({"dialect": dialect}).to_string()).is_err(),
            "{dialect}"
        );
    }
}

#[test]
fn what_is_not_json_is_said_of_the_right_file() {
    assert_eq!(
        Profile::parse("{", PRESET).err().unwrap().what,
        What::ConfigNotJson
    );
    assert_eq!(
        Profile::parse("{}", "{").err().unwrap().what,
        What::PresetNotJson
    );
    assert_eq!(dialect_of("{").unwrap_err().what, What::ConfigNotJson);
    for long in ["{", "{a", "{}"] {
        let config = json!({"operations": {"create": {"json": {"x": long.repeat(500_000)}}}});
        assert!(with(config).is_ok());
    }
    let deep = "[".repeat(100_000);
    assert_eq!(
        Profile::parse(&deep, PRESET).err().unwrap().what,
        What::ConfigNotJson
    );
}

// The client over a recorded wire

/// Answers in order, and what was asked.
#[derive(Clone, Default)]
struct Recorded {
    answers: Rc<RefCell<VecDeque<Result<Response, NoAnswer>>>>,
    asked: Rc<RefCell<Vec<Request>>>,
}

impl Wire for Recorded {
    async fn fetch(&self, request: Request) -> Result<Response, NoAnswer> {
        self.asked.borrow_mut().push(request);
        self.answers
            .borrow_mut()
            .pop_front()
            .expect("a request that was not expected")
    }
}

impl Recorded {
    fn client(&self) -> Client<Self> {
        let client = Client::new(profile(), self.clone());
        client.set_token(Some("tkn".to_owned()));
        client
    }

    fn will_answer(answers: impl IntoIterator<Item = Result<Response, NoAnswer>>) -> Self {
        let wire = Self::default();
        wire.answers.borrow_mut().extend(answers);
        wire
    }

    fn paths(&self) -> Vec<String> {
        let path = |request: &Request| request.url.split('?').next().unwrap().to_owned();
        self.asked.borrow().iter().map(path).collect()
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a recorded wire never waits"),
    }
}

const ME: &str = "/api/dajuan/me";
const RECORDS: &str = "/api/collections/records/records";

fn me() -> Result<Response, NoAnswer> {
    Ok(answer(200, &json!({"id": "m1"})))
}

#[track_caller]
fn sends(
    answers: impl IntoIterator<Item = Result<Response, NoAnswer>>,
    paths: &[&str],
    reply: Reply,
) {
    let wire = Recorded::will_answer(answers);
    assert_eq!(now(wire.client().send(Step::Create(entry().into()))), reply);
    assert_eq!(wire.paths(), paths);
}

#[test]
fn a_bare_refusal_is_settled_by_who_is_signed_in() {
    sends(
        [Ok(bare(400)), me()],
        &[RECORDS, ME],
        refused("Failed to create record.", &[]),
    );
    sends(
        [Ok(bare(400)), Ok(bare(401))],
        &[RECORDS, ME],
        Reply::SignInLost,
    );
    sends(
        [Ok(bare(400)), Ok(page(200, PORTAL))],
        &[RECORDS, ME],
        Reply::Stranger,
    );
    sends(
        [Ok(bare(400)), Err(NoAnswer)],
        &[RECORDS, ME],
        Reply::NoAnswer,
    );
}

#[test]
fn a_duplicate_is_looked_up_for_its_receipt() {
    let said = json!({"data": {"client_ref": {"code": "validation_not_unique", "message": "Value must be unique."}}});
    let found = answer(200, &json!({"items": [row()]}));
    let done = Reply::Done {
        receipt: Some("10023".to_owned()),
    };
    sends(
        [Ok(answer(400, &said)), Ok(found)],
        &[RECORDS, RECORDS],
        done,
    );
    sends(
        [Ok(answer(400, &said)), Err(NoAnswer)],
        &[RECORDS, RECORDS],
        Reply::NoAnswer,
    );
}

#[test]
fn no_answer_is_no_answer() {
    sends([Err(NoAnswer)], &[RECORDS], Reply::NoAnswer);
}

#[test]
fn without_a_sign_in_nothing_is_sent() {
    let wire = Recorded::default();
    let client = Client::new(profile(), wire.clone());
    assert_eq!(
        now(client.send(Step::Create(entry().into()))),
        Reply::SignInLost
    );
    assert_eq!(now(client.list_year(2026)).unwrap_err(), Fault::SignInLost);
    client.set_token(Some("two\nlines".to_owned()));
    assert!(!client.signed_in());
    assert_eq!(wire.paths(), [""; 0]);
}

#[test]
fn a_sign_in_signs_what_follows() {
    let wire = Recorded::will_answer([Ok(answer(200, &json!({"token": "fresh"}))), me()]);
    let client = Client::new(profile(), wire.clone());
    now(client.sign_in("wy001", "pw")).unwrap();
    now(client.clone().me()).unwrap();
    let asked = wire.asked.borrow();
    assert!(
        asked[0]
            .headers
            .iter()
            .all(|(name, _)| name != "Authorization")
    );
    assert!(
        asked[1]
            .headers
            .contains(&("Authorization".to_owned(), "fresh".to_owned()))
    );
}

#[test]
fn an_empty_year_is_believed_only_while_signed_in() {
    let empty = || {
        Ok(answer(
            200,
            &json!({"items": [], "page": 1, "totalPages": 0}),
        ))
    };
    let read = |check| {
        now(Recorded::will_answer([empty(), check])
            .client()
            .list_year(2026))
    };
    assert_eq!(read(me()).unwrap().records, []);
    assert_eq!(read(Ok(bare(401))).unwrap_err(), Fault::SignInLost);
    assert_eq!(read(Err(NoAnswer)).unwrap_err(), Fault::NoAnswer);
}

#[test]
fn a_year_is_read_page_by_page_and_each_key_is_there_once() {
    let rows = |keys: &[u32], pages: u32| {
        let item = |at: &u32| {
            let mut row = row();
            row["client_ref"] = json!(format!("00000000-0000-4000-8000-{at:012}"));
            row
        };
        let items: Vec<Value> = keys.iter().map(item).collect();
        Ok(answer(200, &json!({"items": items, "totalPages": pages})))
    };
    let wire = Recorded::will_answer([rows(&[4, 3], 3), rows(&[3, 2], 3), rows(&[1], 3)]);
    let year = now(wire.client().list_year(2026)).unwrap();
    let keys: Vec<&str> = year
        .records
        .iter()
        .map(|record| &record.client_ref.as_str()[35..])
        .collect();
    assert_eq!((keys, year.unreadable), (vec!["4", "3", "2", "1"], 0));

    let repeats = Recorded::will_answer([rows(&[2, 1], 9), rows(&[2, 1], 9)]);
    assert_eq!(
        now(repeats.client().list_year(2026)).unwrap().records.len(),
        2
    );
    assert_eq!(repeats.paths().len(), 2);
}

#[test]
fn a_photo_that_is_not_there_is_told_from_a_lost_sign_in() {
    let fetched = |check| {
        now(Recorded::will_answer([Ok(bare(404)), check])
            .client()
            .attachment(&key(KEY)))
    };
    assert_eq!(
        fetched(me()),
        Err(Fault::Refused {
            words: "Failed to create record.".to_owned()
        })
    );
    assert_eq!(fetched(Ok(bare(401))), Err(Fault::SignInLost));
}

#[test]
fn that_nothing_is_there_is_believed_at_once_where_no_lost_sign_in_looks_like_it() {
    let lost_as = |ways: Value| with(json!({ "auth": { "lost_as": ways } })).unwrap();
    let both = json!(["bare_refusal", "empty_list"]);
    for (profile, asked) in [(lost_as(both), 2), (lost_as(json!(["bare_refusal"])), 1)] {
        let nothing = || Ok(answer(200, &json!({ "items": [] })));
        let wire = Recorded::will_answer([nothing(), Err(NoAnswer)]);
        let client = Client::new(profile, wire.clone());
        client.set_token(Some("tkn".to_owned()));
        let looked = now(client.look_up(&entry().client_ref));
        assert_eq!(wire.asked.borrow().len(), asked);
        assert_eq!(looked == Ok(None), asked == 1, "{looked:?}");
    }
}
