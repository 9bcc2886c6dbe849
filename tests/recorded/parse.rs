//! Parse Server: a create tells its id alone; a filter is JSON; what is forbidden, missing or lost can all be 404.

use super::{
    given::{BUSY, LOST, book, changed, done, flat, held, id, photo, refusal, row, shows},
    reader::Dialect,
};
use dajuan::{
    outbox::reply::Reply,
    profile::{fault::Fault, request::Body, verdict::Verdict},
};
use serde_json::json;

const TOKEN: Option<&str> = Some("r:<session>");
const RECORDS: &str = "/parse/classes/reading_sessions";

pub fn parse() -> Dialect {
    let filter = r#"{"member": {member|json}, "date": {"$gte": {from|json}, "$lt": {until|json}}}"#;
    let query = [
        ["where", filter],
        ["order", "-date"],
        ["limit", "{size}"],
        ["skip", "{offset}"],
        ["count", "1"],
    ];
    let minutes = json!({ "minutes": "{answers.minutes}", "day": null, "form_version": null, "answers": null });
    let config = json!({
        "headers": { "X-Parse-Application-Id": "club", "X-Parse-REST-API-Key": "rk" },
        "record": flat(),
        "operations": {
            "create": { "path": RECORDS, "json": row("{client_ref}") },
            "update": { "path": format!("{RECORDS}/{{id}}"), "json": minutes },
            "remove": { "path": format!("{RECORDS}/{{id}}") },
            "list": { "path": RECORDS, "query": query, "size": 2 },
            "find": { "path": RECORDS },
            "upload": { "method": "POST", "path": "/parse/files/p.png", "file": true, "success": { "has": ["/url"] } },
        },
    });
    Dialect::of("parse", "parse-server-9-postgres", &config)
}

#[test]
fn it_says_that_it_is_well_and_tells_no_version() {
    let it = parse();
    // It was recorded with a key that no phone has.
    let asked = it.profile.health().unwrap();
    assert_eq!((asked.method, &*asked.url), ("GET", "/parse/health"));
    assert_eq!(it.profile.read_health(&it.answer("health")), Ok(None));
}

#[test]
fn a_sign_in_gives_a_token_and_the_subject() {
    let it = parse();
    it.asks("login", &it.profile.sign_in("ana", "password1234"));
    let session = it.profile.read_session(&it.answer("login")).unwrap();
    assert_eq!(session.token, "r:<session>");
    assert_eq!(session.subject.unwrap().0, "SHF29PEMZ4");
}

#[test]
fn a_record_is_done_by_its_id_alone() {
    let it = parse();
    let asked = it.profile.create(&book(7), TOKEN);
    it.asks("create", &asked);
    it.asks("create duplicate client_ref", &asked);
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(sent("create"), done(Some("VLmyRAN6jV")));
    assert_eq!(
        sent("create duplicate client_ref"),
        Verdict::LookUp(id(2026, 7))
    );
    assert_eq!(
        sent("replay same X-Parse-Request-Id"),
        Verdict::LookUp(id(2026, 7))
    );
    // It names no field in a place of its own, so a refusal may be a lost sign-in: `me` is asked.
    let asks_me = |words| Verdict::CheckSignIn(refusal(words, &[]));
    let words = "schema mismatch for reading_sessions.minutes; expected Number but got String";
    assert_eq!(sent("validation error: wrong type"), asks_me(words));
    assert_eq!(
        sent("validation error: required"),
        asks_me("title is required")
    );
    assert_eq!(
        sent("unauthenticated (no session)"),
        asks_me("Permission denied")
    );
    assert_eq!(sent("bad session token"), LOST);
    assert_eq!(sent("batch"), BUSY);
}

#[test]
fn a_filter_is_json_and_pages_go_by_rows() {
    let it = parse();
    it.asks("list page 1 with count", &it.profile.list(2026, 1, TOKEN));
    let page = it
        .profile
        .read_list(1, &it.answer("list page 1 with count"));
    shows(&page, &[(8, 28), (7, 27)], true);
    let next = page.unwrap().next.unwrap();
    let asked = it.profile.list(2026, next.clone(), TOKEN).url;
    assert!(asked.ends_with("&limit=2&skip=2&count=1"), "{asked}");
    // Four there are: the second page is the last.
    let last = it
        .profile
        .read_list(next, &it.answer("list page 1 with count"));
    shows(&last, &[(8, 28), (7, 27)], false);
}

#[test]
fn a_lost_sign_in_looks_like_nothing_there() {
    let it = parse();
    let read = |name| it.profile.read_list(1, &it.answer(name)).unwrap_err();
    let hidden = read("unauthenticated (no session)");
    assert!(it.profile.may_be_sign_in_lost(&hidden));
    assert_eq!(read("bad session token"), Fault::SignInLost);
    assert!(matches!(read("no app id"), Fault::Refused { .. }));
}

#[test]
fn a_record_is_looked_up_by_its_key() {
    let it = parse();
    it.asks(
        "find by client_ref",
        &it.profile.find(&id(2026, 7), TOKEN).unwrap(),
    );
    let found = it
        .profile
        .looked_up(&id(2026, 7), &it.answer("find by client_ref"));
    assert_eq!(
        found.unwrap().unwrap().held,
        Some(held(7, "VLmyRAN6jV", None))
    );
}

#[test]
fn a_change_is_partial_and_answers_with_its_time() {
    let it = parse();
    let (of, base, change) = (id(2026, 7), held(7, "VLmyRAN6jV", None), changed(7, 99));
    let asked = it.profile.update(&change, &of, &base, TOKEN).unwrap();
    it.asks("update PUT (partial) If-Match stale", &asked);
    let read = |name| it.profile.updated(&change, &of, &base, &it.answer(name));
    assert_eq!(read("update PUT (partial) If-Match stale"), done(None));
    assert_eq!(read("bad session token"), LOST);
}

#[test]
fn what_is_gone_is_removed_once_it_is_known_who_asks() {
    let it = parse();
    let (of, base) = (id(2026, 7), held(7, "VLmyRAN6jV", None));
    let asked = it.profile.remove(&of, &base, TOKEN).unwrap();
    it.asks("delete", &asked);
    it.asks("delete again", &asked);
    let read = |name| it.profile.removed(&of, &base, &it.answer(name));
    assert_eq!(read("delete"), done(None));
    let gone = Reply::Done { receipt: None };
    assert_eq!(read("delete again"), Verdict::CheckSignIn(gone));
}

#[test]
fn a_photo_is_sent_raw() {
    let it = parse();
    let bytes = it.exchange("upload photo").body.into_bytes();
    let asked = it.profile.upload(&photo(), bytes, TOKEN).unwrap();
    assert!(matches!(asked.body, Body::File(_)));
    it.asks("upload photo", &asked);
    // It keeps no files on PostgreSQL alone, and says so.
    let kept = it.profile.uploaded(&photo(), &it.answer("upload photo"));
    assert!(matches!(kept, Verdict::CheckSignIn(Reply::Refused { .. })));
}
