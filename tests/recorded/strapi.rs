//! Strapi: everything under `data`; a key that is unique by a look-up alone; field errors in a list of paths.

use super::{
    given::{LOST, book, changed, done, flat, held, id, photo, refusal, refused, row, shows},
    reader::Dialect,
};
use dajuan::{
    outbox::{abilities::Uniqueness, reply::Reply},
    profile::{
        fault::{Fault, SignInFault},
        verdict::Verdict,
    },
};
use serde_json::json;

const TOKEN: Option<&str> = Some("<jwt>");
const RECORDS: &str = "/api/reading-sessions";
const DOCUMENT: &str = "ldmcufdyp4lho5nac2c50ch4";

pub fn strapi() -> Dialect {
    let query = [
        ["filters[member][$eq]", "{member}"],
        ["filters[date][$gte]", "{from}"],
        ["filters[date][$lte]", "{to}"],
        ["sort", "date:desc"],
        ["pagination[page]", "{page}"],
        ["pagination[pageSize]", "{size}"],
    ];
    let minutes = json!({ "minutes": "{answers.minutes}", "day": null, "form_version": null, "answers": null });
    let config = json!({
        "record": flat(),
        "operations": {
            "create": { "path": RECORDS, "json": { "data": row("{client_ref}") } },
            "update": { "path": format!("{RECORDS}/{{id}}"), "json": { "data": minutes } },
            "remove": { "path": format!("{RECORDS}/{{id}}") },
            "list": { "path": RECORDS, "query": query, "size": 2 },
            "find": { "path": RECORDS },
            "upload": {
                "method": "POST",
                "path": "/api/upload",
                "multipart": { "files": "{file}" },
                "success": { "has": ["/0/id"] },
            },
        },
    });
    Dialect::of("strapi", "strapi-5-postgres", &config)
}

#[test]
fn a_sign_in_is_asked_and_answered() {
    let it = strapi();
    it.asks(
        "login",
        &it.profile.sign_in("ana@example.com", "password1234"),
    );
    it.asks("login bad", &it.profile.sign_in("ana@example.com", "no"));
    let read = |name| it.profile.read_session(&it.answer(name));
    assert_eq!(read("login bad").err(), Some(SignInFault::Wrong));
    let session = read("login").unwrap();
    assert_eq!(session.token, "<jwt>");
    assert_eq!(session.subject.unwrap().0, "x8mkg6kc46jsc8hvxsuv6qdr");
}

#[test]
fn a_record_that_was_taken_is_looked_at_for_it_may_be_there_twice() {
    let it = strapi();
    let asked = it.profile.create(&book(7), TOKEN);
    it.asks("create", &asked);
    it.asks("create duplicate client_ref", &asked);
    assert_eq!(it.profile.abilities().uniqueness, Uniqueness::LookedUp);
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(sent("create"), Verdict::Prove(id(2026, 7)));
    assert_eq!(
        sent("create duplicate client_ref"),
        Verdict::LookUp(id(2026, 7))
    );
    let fields = [
        (
            "mode",
            "mode must be one of the following values: aloud, silent, ",
        ),
        (
            "minutes",
            "minutes must be a `number` type, but the final value was: `NaN` (cast from the value `\"abc\"`).",
        ),
    ];
    assert_eq!(
        sent("validation error"),
        refused("2 errors occurred", &fields)
    );
    let asks_me = |words| Verdict::CheckSignIn(refusal(words, &[]));
    assert_eq!(sent("unknown field"), asks_me("Invalid key zz"));
    assert_eq!(
        sent("missing data wrapper"),
        asks_me("Missing \"data\" payload in the request body")
    );
    assert_eq!(
        sent("malformed json"),
        asks_me("Expected property name or '}' in JSON at position 1")
    );
    assert_eq!(sent("unauthenticated"), asks_me("Forbidden"));
    assert_eq!(sent("bad token"), LOST);
    assert_eq!(sent("PATCH"), Verdict::Final(Reply::Upgrade));
}

#[test]
fn a_record_is_looked_up_by_its_key() {
    let it = strapi();
    it.asks(
        "find by client_ref",
        &it.profile.find(&id(2026, 7), TOKEN).unwrap(),
    );
    let answer = it.answer("find by client_ref");
    let found = it
        .profile
        .looked_up(&id(2026, 7), &answer)
        .unwrap()
        .unwrap();
    assert_eq!(found.receipt.as_deref(), Some("7"));
    assert_eq!(found.held, Some(held(7, DOCUMENT, None)));
    assert_eq!(it.profile.doubles(&id(2026, 7), &answer), []);
}

#[test]
fn pages_go_by_number_as_far_as_it_says() {
    let it = strapi();
    it.asks("list page 1", &it.profile.list(2026, 1, TOKEN));
    let page = |at| it.profile.read_list(at, &it.answer("list page 1"));
    shows(&page(1), &[(7, 27), (3, 23)], true);
    shows(&page(2), &[(7, 27), (3, 23)], false);
    let read = |name| it.profile.read_list(1, &it.answer(name)).unwrap_err();
    assert!(it.profile.may_be_sign_in_lost(&read("unauthenticated")));
    assert_eq!(read("bad token"), Fault::SignInLost);
}

#[test]
fn a_change_is_partial() {
    let it = strapi();
    let (of, base, change) = (id(2026, 7), held(7, DOCUMENT, None), changed(7, 99));
    let asked = it.profile.update(&change, &of, &base, TOKEN).unwrap();
    it.asks("update PUT (partial) If-Match stale", &asked);
    let read = |name| it.profile.updated(&change, &of, &base, &it.answer(name));
    assert_eq!(read("update PUT (partial) If-Match stale"), done(Some("7")));
    assert_eq!(read("PATCH"), Verdict::Final(Reply::Upgrade));
}

#[test]
fn what_is_removed_is_gone_however_often_it_is_said() {
    let it = strapi();
    let (of, base) = (id(2026, 7), held(7, DOCUMENT, None));
    let asked = it.profile.remove(&of, &base, TOKEN).unwrap();
    it.asks("delete", &asked);
    it.asks("delete again", &asked);
    let read = |name| it.profile.removed(&of, &base, &it.answer(name));
    assert_eq!(read("delete"), done(None));
    assert_eq!(read("delete again"), done(None));
}

#[test]
fn a_photo_goes_in_a_form_of_its_own() {
    let it = strapi();
    let asked = it.profile.upload(&photo(), vec![1], TOKEN).unwrap();
    it.asks("upload", &asked);
    assert_eq!(
        it.profile.uploaded(&photo(), &it.answer("upload")),
        done(None)
    );
}
