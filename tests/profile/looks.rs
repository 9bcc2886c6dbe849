//! Who of the office looked: an answer as the backend gives it, and as nobody should.

use super::*;
use dajuan::domain::look::{Look, Seen};

#[test]
fn each_look_has_a_time_and_what_is_not_known_is_something() {
    let described = profile().looks().unwrap().unwrap();
    let request = described.ask(Some("t"));
    let asked = (request.method, request.url.as_str());
    assert_eq!(asked, ("GET", "/api/dajuan/looks"));
    let at = "2026-03-05T01:02:03.000Z";
    let told = json!({"items": [
        {"by": "办公室", "what": "record", "record": KEY, "at": at, "times": 3},
        {"what": "horoscope", "record": "none", "at": at},
        {"by": "办公室", "what": "records", "times": 1},
        {"by": "办公室", "at": at},
        "look",
    ]});
    let look = |by: &str, seen, record, times| Look {
        by: by.to_owned(),
        seen,
        record,
        at: Moment(1_772_672_523_000),
        times,
    };
    assert_eq!(
        described.read(&answer(200, &told)),
        Ok(vec![
            look("办公室", Seen::Record, Some(key(KEY)), 3),
            look("", Seen::Other, None, 1),
        ])
    );
    assert!(described.read(&answer(200, &json!({"items": 3}))).is_err());
    assert!(described.read(&answer(403, &json!({}))).is_err());
}

#[test]
fn a_backend_names_things_its_own_way_or_notes_nothing() {
    let own = json!({
        "dialect": "pocketbase",
        "look": { "by": "/user/name", "at": "/when", "kinds": { "R": "record" } },
    });
    let described = with(own).unwrap().looks().unwrap().unwrap();
    let row = json!({ "user": { "name": "甲" }, "when": "2026-03-05T01:02:03.000Z", "what": "R" });
    let read = described.read(&answer(200, &json!({ "items": [row] })));
    let read = read.unwrap();
    assert_eq!((read[0].by.as_str(), read[0].seen), ("甲", Seen::Record));
    let none = json!({ "dialect": "pocketbase", "operations": { "looks": null } });
    assert!(with(none).unwrap().looks().unwrap().is_none());
}
