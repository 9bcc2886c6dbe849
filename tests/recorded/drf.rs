//! Django REST framework: fields in lists at the root of an error, the next page by its address, HTML where a debugger
//! answers.

use super::{
    given::{BUSY, LOST, book, changed, conflict, done, flat, held, id, refused, row, shows},
    reader::Dialect,
};
use dajuan::{
    domain::client_ref::ClientRef,
    profile::{
        Profile,
        fault::{Fault, SignInFault},
        paging::Bookmark,
        verdict::Verdict,
    },
};
use serde_json::json;

const TOKEN: Option<&str> = Some("<token>");

pub fn drf() -> Dialect {
    let path = "/api/reading-sessions/";
    let query = [
        ["member", "{member}"],
        ["date__year", "{year}"],
        ["ordering", "-date"],
        ["page", "{page}"],
    ];
    let config = json!({
        "record": flat(),
        "operations": {
            "create": { "path": path, "json": row("{client_ref}") },
            "update": { "method": "PUT", "path": format!("{path}{{id}}/"), "json": row("{of}") },
            "list": { "path": path, "query": query },
            "find": { "path": path },
        },
    });
    Dialect::of("drf", "drf", &config)
}

#[test]
fn a_sign_in_is_asked_and_answered() {
    let it = drf();
    it.asks("login bad", &it.profile.sign_in("ana", "x"));
    it.asks("login", &it.profile.sign_in("ana", "password1234"));
    let read = |name| it.profile.read_session(&it.answer(name));
    assert_eq!(read("login bad").err(), Some(SignInFault::Wrong));
    assert_eq!(read("login").unwrap().token, "<token>");
}

#[test]
fn a_record_is_sent_and_its_answers_are_understood() {
    let it = drf();
    it.asks("create", &it.profile.create(&book(7), TOKEN));
    it.asks(
        "create duplicate client_ref",
        &it.profile.create(&book(7), TOKEN),
    );
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(sent("create"), done(Some("7")));
    assert_eq!(
        sent("create duplicate client_ref"),
        Verdict::LookUp(id(2026, 7))
    );
    let fields = [
        (
            "day",
            "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.",
        ),
        ("member", "This field is required."),
        ("minutes", "A valid integer is required."),
        ("mode", "\"shout\" is not a valid choice."),
        ("title", "This field may not be blank."),
    ];
    assert_eq!(sent("validation error"), refused("", &fields));
    let words = "JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)";
    assert_eq!(sent("malformed json"), refused(words, &[]));
    assert_eq!(sent("missing trailing slash"), BUSY);
    assert_eq!(sent("unauthenticated"), LOST);
}

#[test]
fn a_record_is_looked_up_by_its_key() {
    let it = drf();
    it.asks(
        "find by client_ref",
        &it.profile.find(&id(2026, 7), TOKEN).unwrap(),
    );
    let found = |key: &ClientRef| it.profile.looked_up(key, &it.answer("find by client_ref"));
    let row = found(&id(2026, 7)).unwrap().unwrap();
    assert_eq!(row.receipt.as_deref(), Some("7"));
    assert_eq!(row.held, Some(held(7, "7", None)));
    assert_eq!(found(&id(2026, 8)), Ok(None));
}

#[test]
fn a_change_replaces_the_row() {
    let it = drf();
    let (of, base, change) = (id(2026, 7), held(7, "7", None), changed(7, 50));
    it.asks(
        "PUT",
        &it.profile.update(&change, &of, &base, TOKEN).unwrap(),
    );
    let read = |name| it.profile.updated(&change, &of, &base, &it.answer(name));
    assert_eq!(read("PUT"), done(Some("7")));
    // It knows no versions: a stale one changes the row all the same.
    assert_eq!(read("PATCH If-Match stale"), done(Some("7")));
    assert_eq!(
        read("not found"),
        conflict("No ReadingSession matches the given query.")
    );
    assert_eq!(read("bad token"), LOST);
}

#[test]
fn the_next_page_is_asked_for_by_the_query_of_its_address() {
    let it = drf();
    it.asks("list page 1", &it.profile.list(2026, 1, TOKEN));
    let page = it.profile.read_list(1, &it.answer("list page 1"));
    shows(&page, &[(7, 27), (3, 23)], true);
    let next = page.unwrap().next.unwrap();
    let asked = it.profile.list(2026, next, TOKEN);
    // The address named another host; of it no more counts than its query.
    let query = "date__year=2026&member=ana&ordering=-date&page=2";
    assert_eq!(asked.url, format!("/api/reading-sessions/?{query}"));
}

#[test]
fn past_the_end_is_the_end_only_where_the_list_does_not_say_how_long_it_is() {
    let it = drf();
    let gone = it.answer("list page 9 (past end)");
    let words = || "Invalid page.".to_owned();
    let read = |profile: &Profile, at| profile.read_list(Bookmark::from(at), &gone);
    assert_eq!(read(&it.profile, 9), Err(Fault::Refused { words: words() }));
    let config = r#"{"operations":{"list":{"answer":{"next":null}}}}"#;
    let silent = Profile::parse(config, include_str!("../../public/dialects/drf.json")).unwrap();
    let end = read(&silent, 9).unwrap();
    assert_eq!((end.records.len(), end.next), (0, None));
    assert_eq!(read(&silent, 1), Err(Fault::Refused { words: words() }));
}
