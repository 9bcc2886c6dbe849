//! Kinto: the key is the row's id, put there once; versions that hold; the next page in a header; errors in a list.

use super::{
    given::{LOST, and, book, changed, conflict, done, flat, held, id, refused, row, shows},
    reader::{Dialect, key},
};
use dajuan::{outbox::reply::Reply, profile::verdict::Verdict};
use serde_json::json;

const TOKEN: Option<&str> = Some("YW5hOnBhc3N3b3JkMTIzNA==");
const RECORDS: &str = "/v1/buckets/club/collections/reading_sessions/records";

fn config() -> serde_json::Value {
    let query = [
        ["member", "{member}"],
        ["min_date", "{from}"],
        ["lt_date", "{until}"],
        ["_sort", "-date"],
        ["_limit", "{size}"],
    ];
    json!({
        "record": and(flat(), &json!({ "client_ref": "/client_ref" })),
        "operations": {
            "create": { "path": format!("{RECORDS}/{{client_ref}}"), "json": { "data": row("{client_ref}") } },
            "update": {
                "path": format!("{RECORDS}/{{of}}"),
                "json": { "data": and(row(""), &json!({
                    "title": null, "author": null, "isbn": null, "date": null, "mode": null, "audience": null,
                    "notes": null, "member": null, "client_ref": null,
                })) },
            },
            "remove": { "path": format!("{RECORDS}/{{of}}") },
            "list": { "path": RECORDS, "query": query, "size": 2 },
            "find": { "path": format!("{RECORDS}/{{client_ref}}") },
        },
    })
}

/// What was put under `018f0b3c-…` was recorded with the key `ref-2026-8`: here they are one.
pub fn kinto() -> Dialect {
    let mut it = Dialect::of("kinto", "kinto", &config());
    it.text = it
        .text
        .replace("018f0b3c-0000-4000-8000-000000000001", &key(2026, 8));
    it
}

#[test]
fn name_and_password_are_the_sign_in() {
    let it = kinto();
    let asked = it.profile.sign_in("ana", "password1234");
    it.asks("root", &asked);
    it.asks("root", &it.profile.me(TOKEN));
    assert_eq!(
        it.profile.made_token("ana", "password1234").as_deref(),
        TOKEN
    );
    let me = it.profile.read_me(&it.answer("root")).unwrap();
    assert_eq!(me.member.id.0, "account:ana");
    assert_eq!(
        it.profile.read_health(&it.answer("root")).unwrap(),
        Some("26.5.0".to_owned())
    );
    // The root answers everybody: who is not named there is not signed in.
    let mut nobody = it.answer("root");
    nobody.body = br#"{"project_name":"kinto"}"#.to_vec();
    assert!(it.profile.read_session(&nobody).is_err());
    assert!(it.profile.read_me(&nobody).is_err());
}

#[test]
fn a_record_is_put_under_its_key_once() {
    let it = kinto();
    let asked = it.profile.create(&book(8), TOKEN);
    it.asks("create PUT client id If-None-Match *", &asked);
    it.asks("replay PUT client id If-None-Match *", &asked);
    let sent = |name| it.profile.created(&book(8), &it.answer(name));
    assert_eq!(sent("create PUT client id If-None-Match *"), done(None));
    let again = sent("replay PUT client id If-None-Match *");
    assert_eq!(again, Verdict::LookUp(id(2026, 8)));
    // POST asks for no key: what it made twice is under ids of its own, and no proof for ours.
    assert_eq!(sent("create POST"), Verdict::Final(Reply::Stranger));
    let words = "title in body: '' should be non-empty";
    let fields = [("title", "'' should be non-empty")];
    assert_eq!(sent("validation error"), refused(words, &fields));
    let words = "Invalid JSON: Parse error at offset 1: Missing a name for object member.";
    assert_eq!(sent("malformed json"), refused(words, &[]));
    assert_eq!(sent("unauthenticated"), LOST);
}

#[test]
fn what_stands_under_a_key_is_asked_for_by_its_address() {
    let it = kinto();
    it.asks("get one", &it.profile.find(&id(2026, 8), TOKEN).unwrap());
    let found = it.profile.looked_up(&id(2026, 8), &it.answer("get one"));
    let wanted = held(8, &key(2026, 8), Some("1795418191253"));
    assert_eq!(found.unwrap().unwrap().held, Some(wanted));
    let none = it.profile.looked_up(&id(2026, 8), &it.answer("not found"));
    assert_eq!(none, Ok(None));
}

#[test]
fn a_version_that_moved_on_is_stale() {
    let it = kinto();
    let base = held(8, &key(2026, 8), Some("1795418191253"));
    let (of, change) = (id(2026, 8), changed(8, 77));
    let asked = it.profile.update(&change, &of, &base, TOKEN).unwrap();
    it.asks("PATCH If-Match current", &asked);
    let version = ("If-Match".to_owned(), "\"1795418191253\"".to_owned());
    assert!(asked.headers.contains(&version));
    let read = |name| it.profile.updated(&change, &of, &base, &it.answer(name));
    assert_eq!(read("PATCH If-Match current"), done(None));
    assert_eq!(read("PATCH If-Match stale"), Verdict::Final(Reply::Stale));
    assert_eq!(read("not found"), conflict(""));
}

#[test]
fn the_next_page_stands_in_a_header() {
    let it = kinto();
    it.asks("list page 1", &it.profile.list(2026, 1, TOKEN));
    let page = it.profile.read_list(1, &it.answer("list page 1"));
    shows(&page, &[(8, 28), (7, 27)], true);
    let next = page.unwrap().next.unwrap();
    it.asks(
        "list page 2 via Next-Page",
        &it.profile.list(2026, next.clone(), TOKEN),
    );
    let page = it
        .profile
        .read_list(next, &it.answer("list page 2 via Next-Page"));
    shows(&page, &[(7, 27), (3, 23)], true);
    // A page without the header is the last.
    let last = it
        .profile
        .read_list(3, &it.answer("list since (incremental)"));
    shows(&last, &[], false);
}

#[test]
fn several_go_in_one_request_and_each_has_its_answer() {
    let it = kinto();
    let entries = [book(20).into(), book(21).into()];
    let verdicts = it.profile.batched(&entries, &it.answer("batch")).unwrap();
    // They were recorded by POST, under ids of Kinto's.
    assert_eq!(verdicts, vec![Verdict::Final(Reply::Stranger); 2]);
    let mut answer = it.answer("batch");
    let mut said = String::from_utf8(answer.body).unwrap();
    for (theirs, number) in [
        ("2247fd13-5ac4-4067-9117-a63cb7fc701e", 20),
        ("f0a82986-9be0-4b4e-be5e-361b000d9c7d", 21),
    ] {
        said = said.replace(theirs, &key(2026, number));
    }
    answer.body = said.into_bytes();
    assert_eq!(
        it.profile.batched(&entries, &answer),
        Some(vec![done(None); 2])
    );
}

#[test]
fn what_is_removed_is_gone_however_often_it_is_said() {
    let it = kinto();
    let (of, base) = (id(2026, 8), held(8, &key(2026, 8), None));
    let asked = it.profile.remove(&of, &base, TOKEN).unwrap();
    it.asks("delete", &asked);
    it.asks("delete again", &asked);
    let read = |name| it.profile.removed(&of, &base, &it.answer(name));
    assert_eq!(read("delete"), done(None));
    assert_eq!(read("delete again"), done(None));
}
