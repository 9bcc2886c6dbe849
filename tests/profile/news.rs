//! 通知: answers as the backend gives them, and as nobody should; up to where they are read is told.

use super::*;
use dajuan::{
    domain::{
        event::EventId,
        news::{About, News, What},
    },
    profile::news::Notices,
};

const RECORD: &str = "10000000-0000-4000-8000-000000000001";

fn described() -> Notices {
    profile().notices().unwrap().unwrap()
}

fn returned() -> Value {
    json!({
        "seq": 7, "at": "2026-11-20T01:02:03.004Z", "kind": "returned", "read": true, "record": RECORD, "event": null,
        "record_kind": "reading_share", "day": "2026-11-19", "title": "论语", "words": "请补页码",
    })
}

fn read(rows: Value) -> Vec<News> {
    let said = json!({ "items": rows });
    described().read(&answer(200, &said)).unwrap().news
}

#[test]
fn what_changed_is_asked_for_and_read_with_what_it_is_about() {
    let request = described().ask(Some("t"));
    let asked = (request.method, request.url.as_str());
    assert_eq!(asked, ("GET", "/api/dajuan/notices"));
    let offered = json!({
        "seq": 8, "at": "2026-11-20T01:02:03Z", "kind": "offered", "read": false, "event": "ev1", "title": "视察",
        "until": "2026-11-21T01:02:03Z",
    });
    let read = read(json!([offered, returned()]));
    let [offered, returned] = &read[..] else {
        panic!("{read:?}");
    };
    let event = About::Event {
        id: EventId::parse("ev1").unwrap(),
        title: "视察".to_owned(),
    };
    assert_eq!(
        (offered.seq, offered.what, &offered.about, offered.read),
        (8, What::Offered, &event, false)
    );
    assert!(offered.until.is_some());
    let record = About::Record {
        key: ClientRef::parse(RECORD).ok(),
        kind: Some(KindId("reading_share".to_owned())),
        day: Day::new(2026, 11, 19).ok(),
        title: "论语".to_owned(),
    };
    assert_eq!(
        (returned.what, &returned.about, returned.words.as_str()),
        (What::Returned, &record, "请补页码")
    );
    assert!(returned.read);
}

#[test]
fn another_members_record_has_no_key_and_is_told_by_what_it_is_called() {
    let mut row = returned();
    row["record"] = Value::Null;
    row["kind"] = json!("cosign_asked");
    row["who"] = json!("委员甲");
    let read = read(json!([row]));
    let about = About::Record {
        key: None,
        kind: Some(KindId("reading_share".to_owned())),
        day: Day::new(2026, 11, 19).ok(),
        title: "论语".to_owned(),
    };
    assert_eq!(
        (read[0].what, &read[0].about, read[0].who.as_str()),
        (What::CosignAsked, &about, "委员甲")
    );
}

#[test]
fn what_this_version_does_not_know_is_told_as_something_and_what_has_no_number_is_none() {
    for (place, odd, what) in [
        ("/kind", json!("promotion_of_the_year"), What::Other),
        ("/kind", json!({"a": 1}), What::Other),
        ("/kind", json!("step"), What::Other),
        ("/kind", json!("cosign_step"), What::Other),
        ("/words", json!([1]), What::Returned),
        ("/day", json!("2026-02-30"), What::Returned),
        ("/read", json!("yes"), What::Returned),
    ] {
        let mut row = returned();
        *row.pointer_mut(place).unwrap() = odd;
        let read = read(json!([row]));
        assert_eq!(read[0].what, what, "{place}");
    }
    let mut row = returned();
    row["record"] = json!("x");
    row["event"] = json!("a b");
    assert_eq!(read(json!([row]))[0].about, About::Nothing);
    for (place, odd) in [
        ("/seq", json!(null)),
        ("/seq", json!(-1)),
        ("/seq", json!("7")),
        ("/at", json!("soon")),
        ("/kind", json!(null)),
    ] {
        let mut row = returned();
        *row.pointer_mut(place).unwrap() = odd;
        let said = json!({"items": [row, returned(), null, 3]});
        let told = described().read(&answer(200, &said)).unwrap();
        assert_eq!((told.news.len(), told.unreadable), (1, 3), "{place}");
    }
    assert!(
        described()
            .read(&answer(200, &json!({"items": 3})))
            .is_err()
    );
    assert!(described().read(&answer(500, &json!({}))).is_err());
}

#[test]
fn up_to_where_they_are_read_is_told_and_only_an_echo_of_it_counts() {
    let request = described().tell_read(8, Some("t")).unwrap();
    assert_eq!(
        (request.method, request.url.as_str()),
        ("POST", "/api/dajuan/notices/read")
    );
    let Body::Json(body) = request.body else {
        panic!("no JSON");
    };
    assert_eq!(body, r#"{"seq":8}"#);
    let told = |said: Value| described().read_told(8, &answer(200, &said));
    assert_eq!(told(json!({"seq": 8})), Ok(()));
    for said in [json!({"seq": 7}), json!({}), json!("<html>")] {
        assert!(told(said).is_err());
    }
    assert!(described().read_told(8, &answer(500, &json!({}))).is_err());
}

#[test]
fn a_backend_without_notices_is_asked_nothing_and_another_may_name_them_otherwise() {
    let with = |config: Value| {
        let preset = include_str!("../../public/dialects/pocketbase.json");
        Profile::parse(&config.to_string(), preset).unwrap()
    };
    assert!(profile().holds_notices());
    let none = with(json!({"dialect": "pocketbase", "operations": {"notices": null}}));
    assert!(!none.holds_notices() && none.notices().unwrap().is_none());
    let silent = with(json!({"dialect": "pocketbase", "operations": {"notices_read": null}}));
    let silent = silent.notices().unwrap().unwrap();
    assert!(silent.tell_read(8, None).is_none());
    let other = with(json!({
        "dialect": "pocketbase",
        "notice": {"seq": "/id", "kind": "/type", "read": null, "kinds": {"退回": "returned"}},
    }));
    let rows = json!({"items": [
        {"id": 3, "at": "2026-11-20 09:00", "type": "退回", "read": true, "record": RECORD},
        {"id": 2, "at": "2026-11-20 09:00", "type": "returned"},
    ]});
    let read = other.notices().unwrap().unwrap();
    let read = read.read(&answer(200, &rows)).unwrap().news;
    assert_eq!(
        (read[0].what, read[0].read, read[1].what),
        (What::Returned, false, What::Other)
    );
    for (config, pointer) in [
        (json!({"notice": {"sq": "/id"}}), "/notice/sq"),
        (json!({"notice": {"kinds": {"a": "b"}}}), "/notice/kinds/a"),
    ] {
        let mut config = config;
        config["dialect"] = json!("pocketbase");
        let slip = with(config).notices();
        assert_eq!(slip.err().unwrap().pointer, pointer);
    }
}
