//! json-server: a list at the root, its length in a header; it takes everything, and twice; errors are stacks of calls.

use super::{
    given::{BUSY, and, book, changed, done, flat, held, id, refused, row, shows},
    reader::{Dialect, key},
};
use dajuan::{
    outbox::reply::Reply,
    profile::{fault::Fault, verdict::Verdict},
};
use serde_json::{Value, json};

const RECORDS: &str = "/reading_sessions";

/// As it was recorded, it gives ids of its own: nothing keeps a key unique.
fn config() -> Value {
    let query = [
        ["member", "{member}"],
        ["date_gte", "{from}"],
        ["date_lte", "{to}"],
        ["_sort", "date"],
        ["_order", "desc"],
        ["_page", "{page}"],
        ["_limit", "{size}"],
    ];
    json!({
        "capabilities": { "uniqueness": "lookup" },
        "record": and(flat(), &json!({ "client_ref": "/client_ref", "id": "/id" })),
        "operations": {
            "create": {
                "path": RECORDS,
                "json": row("{client_ref}"),
                "success": { "echo": { "/id": null, "/client_ref": "{client_ref}" } },
            },
            "update": {
                "method": "PUT",
                "path": format!("{RECORDS}/{{id}}"),
                "json": row("{of}"),
                "success": { "echo": { "/id": null, "/client_ref": "{of}" } },
            },
            "remove": { "path": format!("{RECORDS}/{{id}}") },
            "list": { "path": RECORDS, "query": query, "size": 2 },
            "find": {
                "path": RECORDS,
                "query": { "client_ref": "{client_ref}" },
                "answer": { "row": null, "items": "" },
            },
        },
    })
}

pub fn json_server() -> Dialect {
    Dialect::of("json-server", "json-server-0.17", &config())
}

#[test]
fn it_takes_a_key_twice_and_both_are_there() {
    let it = json_server();
    let asked = it.profile.create(&book(7), None);
    it.asks("create", &asked);
    it.asks("create duplicate client_ref", &asked);
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(sent("create"), done(None));
    assert_eq!(sent("create duplicate client_ref"), done(None));
    it.asks(
        "find by client_ref",
        &it.profile.find(&id(2026, 7), None).unwrap(),
    );
    let answer = it.answer("find by client_ref");
    let found = it
        .profile
        .looked_up(&id(2026, 7), &answer)
        .unwrap()
        .unwrap();
    assert_eq!(found.held, Some(held(7, "7", None)));
}

#[test]
fn it_takes_every_type_and_nothing_that_is_not_ours_is_done() {
    let it = json_server();
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(
        sent("validation: wrong type"),
        Verdict::Final(Reply::Stranger)
    );
    assert_eq!(sent("malformed json"), refused("", &[]));
    assert_eq!(
        sent("create with duplicate id"),
        Verdict::LookUp(id(2026, 7))
    );
    let silent = json!({ "operations": { "create": { "rules": null } } });
    let silent = Dialect::of("json-server", "json-server-0.17", &silent);
    let said = silent
        .profile
        .created(&book(7), &it.answer("create with duplicate id"));
    assert_eq!(said, BUSY);
}

#[test]
fn under_a_key_that_is_the_id_it_takes_a_record_once() {
    let shipped = Dialect::of("json-server", "json-server-0.17", &json!({}));
    let profile = &shipped.profile;
    let twice = profile.created(&book(7), &shipped.answer("create with duplicate id"));
    assert_eq!(twice, Verdict::LookUp(id(2026, 7)));
    let found = profile.find(&id(2026, 7), None).unwrap();
    assert_eq!(found.url, format!("/records/{}", key(2026, 7)));
    let none = profile.looked_up(&id(2026, 7), &shipped.answer("not found"));
    assert_eq!(none, Ok(None));
}

#[test]
fn a_header_says_how_many_rows_there_are() {
    let it = json_server();
    it.asks(
        "list page 1 filter member+year",
        &it.profile.list(2026, 1, None),
    );
    let answer = it.answer("list page 1 filter member+year");
    let page = it.profile.read_list(1, &answer);
    // The same record twice, under two ids: a year shows it once.
    shows(&page, &[(7, 27), (7, 27)], true);
    let second = page.unwrap().next.unwrap();
    let page = it.profile.read_list(second, &answer);
    let third = page.unwrap().next.unwrap();
    shows(
        &it.profile.read_list(third, &answer),
        &[(7, 27), (7, 27)],
        false,
    );
    let gone = it.profile.read_list(1, &it.answer("unknown collection"));
    assert!(matches!(gone, Err(Fault::Refused { .. })));
}

#[test]
fn or_a_link_says_what_comes_next() {
    let mut config = config();
    config["operations"]["list"]["answer"] = json!({ "total": null, "next": { "header": "Link" } });
    let it = Dialect::of("json-server", "json-server-0.17", &config);
    let page = it
        .profile
        .read_list(1, &it.answer("list page 1 filter member+year"));
    shows(&page, &[(7, 27), (7, 27)], true);
    let asked = it.profile.list(2026, page.unwrap().next.unwrap(), None).url;
    let query = "member=ana&date_gte=2026-01-01&date_lte=2026-12-31&_sort=date&_order=desc&_page=2&_limit=2";
    assert_eq!(asked, format!("{RECORDS}?{query}"));
}

#[test]
fn a_change_replaces_the_row_and_what_is_gone_is_removed() {
    let it = json_server();
    let (of, base, change) = (id(2026, 7), held(7, "7", None), changed(7, 50));
    it.asks(
        "PUT",
        &it.profile.update(&change, &of, &base, None).unwrap(),
    );
    let read = |name| it.profile.updated(&change, &of, &base, &it.answer(name));
    assert_eq!(read("PUT"), done(None));
    assert_eq!(read("PATCH If-Match stale"), done(None));
    let asked = it.profile.remove(&of, &base, None).unwrap();
    it.asks("delete", &asked);
    it.asks("delete again", &asked);
    let read = |name| it.profile.removed(&of, &base, &it.answer(name));
    assert_eq!(read("delete"), done(None));
    assert_eq!(read("delete again"), done(None));
}
