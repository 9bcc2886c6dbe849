//! PocketBase: a lost sign-in is an empty list or a bare 400; days come back as moments; what is no number is kept as 0.

use super::{
    given::{book, done, flat, held, id, refusal, refused, row, shows},
    reader::Dialect,
};
use dajuan::profile::{fault::Fault, verdict::Verdict};
use serde_json::{Value, json};

const TOKEN: Option<&str> = Some("<jwt>");
const RECORDS: &str = "/api/collections/reading_sessions/records";

fn config() -> Value {
    let filter = "(member={member|backslash} && date>={from|backslash} && date<{until|backslash})";
    let query = [
        ["page", "{page}"],
        ["perPage", "{size}"],
        ["sort", "-date"],
        ["filter", filter],
    ];
    let mut record = flat();
    record["receipt"] = Value::Null;
    record["id"] = "/id".into();
    let found = [["filter", "client_ref={client_ref|backslash}"]];
    json!({
        "record": record,
        "formats": { "day": "date_time" },
        "operations": {
            "sign_in": { "path": "/api/collections/users/auth-with-password" },
            "create": { "path": RECORDS, "json": row("{client_ref}") },
            "batch": null,
            "list": { "path": RECORDS, "query": query, "size": 2 },
            "find": { "path": RECORDS, "query": found },
        },
    })
}

/// Its table was sent days without a time.
fn asks() -> Dialect {
    let mut config = config();
    config["formats"]["day"] = "date".into();
    Dialect::of("pocketbase", "pocketbase", &config)
}

pub fn pocketbase() -> Dialect {
    Dialect::of("pocketbase", "pocketbase", &config())
}

#[test]
fn a_sign_in_is_asked_and_answered() {
    let it = pocketbase();
    it.asks(
        "user login",
        &it.profile.sign_in("ana@example.com", "password1234"),
    );
    let session = it.profile.read_session(&it.answer("user login")).unwrap();
    assert_eq!(session.subject.unwrap().0, "6j9x35df85yzk4t");
}

#[test]
fn a_record_is_sent_and_its_answers_are_understood() {
    let it = asks();
    let asked = it.profile.create(&book(7), TOKEN);
    it.asks("create", &asked);
    it.asks("create duplicate client_ref", &asked);
    let sent = |name| it.profile.created(&book(7), &it.answer(name));
    assert_eq!(sent("create"), done(None));
    assert_eq!(
        sent("create duplicate client_ref"),
        Verdict::LookUp(id(2026, 7))
    );
    let words = "Failed to create record.";
    let fields = [
        ("mode", "Invalid value shout."),
        ("title", "Cannot be blank."),
    ];
    assert_eq!(sent("validation error"), refused(words, &fields));
    let fields = [("id", "Must be no more than 15 character(s).")];
    assert_eq!(sent("create with uuid id"), refused(words, &fields));
    assert_eq!(
        sent("unauthenticated create"),
        Verdict::CheckSignIn(refusal(words, &[]))
    );
}

#[test]
fn a_filter_has_its_own_quotes_and_pages_go_as_far_as_it_says() {
    let it = asks();
    it.asks("list page 1", &it.profile.list(2026, 1, TOKEN));
    it.asks(
        "find by client_ref",
        &it.profile.find(&id(2026, 7), TOKEN).unwrap(),
    );
    let it = pocketbase();
    let page = it.profile.read_list(1, &it.answer("list page 1"));
    shows(&page, &[(8, 28), (7, 27)], true);
    let found = it
        .profile
        .looked_up(&id(2026, 7), &it.answer("find by client_ref"));
    assert_eq!(
        found.unwrap().unwrap().held,
        Some(held(7, "ga4h8ppletas3qo", None))
    );
    // Where it does not count, the profile can't say that it does.
    let uncounted = it.profile.read_list(1, &it.answer("list page 1 skipTotal"));
    assert!(
        matches!(uncounted, Err(Fault::NotBackend(misfit)) if misfit.rule == "/operations/list/answer/pages")
    );
    let mut config = config();
    config["operations"]["list"]["answer"] = json!({ "pages": null });
    let by_size = Dialect::of("pocketbase", "pocketbase", &config);
    let page = by_size
        .profile
        .read_list(1, &it.answer("list page 1 skipTotal"));
    shows(&page, &[(1, 21), (3, 23)], true);
}

#[test]
fn a_lost_sign_in_is_an_empty_list() {
    let it = pocketbase();
    for name in ["unauthenticated list", "bad token"] {
        let page = it.profile.read_list(1, &it.answer(name)).unwrap();
        assert!(page.check_sign_in && page.records.is_empty(), "{name}");
    }
}

#[test]
fn the_bytes_of_a_photo_are_read_by_their_type() {
    let it = pocketbase();
    let photo = it
        .profile
        .read_attachment(&it.answer("fetch photo"))
        .unwrap();
    assert_eq!(photo.mime, "image/png");
    assert!(it.profile.read_attachment(&it.answer("not found")).is_err());
}

#[test]
fn what_it_made_of_a_wrong_type_is_seen_when_it_is_read_back() {
    let it = pocketbase();
    let kept = it.exchange("create with photo multipart").answer;
    let row: Value = serde_json::from_slice(&kept.body).unwrap();
    assert_eq!((&row["minutes"], &row["date"]), (&json!(0), &json!("")));
    // A row without a day is none that a list could show.
    let mut listed = kept;
    listed.body = json!({ "items": [row], "totalPages": 1 })
        .to_string()
        .into_bytes();
    let page = it.profile.read_list(1, &listed).unwrap();
    assert_eq!((page.records.len(), page.unreadable), (0, 1));
}
