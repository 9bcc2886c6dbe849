//! What the language can say that no recording asks for alone: ways of writing, days, words of the backend's, rules about
//! text; and what is missing is said.

use super::*;

pub const RUOYI: &str = include_str!("../../public/dialects/ruoyi.json");
pub const JSON_SERVER: &str = include_str!("../../public/dialects/json-server.json");
pub const DRF: &str = include_str!("../../public/dialects/drf.json");

pub fn of(preset: &str, config: Value) -> Profile {
    let read = Profile::parse(&config.to_string(), preset);
    read.unwrap_or_else(|error| panic!("{error}"))
}

/// A client that is signed in, over answers in order.
pub fn client_of(
    preset: &str,
    config: Value,
    answers: impl IntoIterator<Item = Response>,
) -> (Client<Recorded>, Recorded) {
    let wire = Recorded::will_answer(answers.into_iter().map(Ok));
    let client = Client::new(of(preset, config), wire.clone());
    client.set_token(Some("tkn".to_owned()));
    (client, wire)
}

pub fn asked(wire: &Recorded) -> Vec<String> {
    let line = |request: &Request| format!("{} {}", request.method, request.url);
    wire.asked.borrow().iter().map(line).collect()
}

#[test]
fn a_placeholder_is_written_in_the_way_that_it_names() {
    let said = Entry {
        answers: Answer::Group(BTreeMap::from([
            (
                "it-s".to_owned(),
                Answer::Text("it's \\ \"b\" 书".to_owned()),
            ),
            ("n".to_owned(), Answer::Text("0012".to_owned())),
            ("half".to_owned(), Answer::Text("1.5".to_owned())),
        ])),
        ..entry()
    };
    let json = json!({
        "answers": "{answers|json}", "a": "{answers.it-s|json}", "b": "{answers.it-s|odata}",
        "c": "{answers.it-s|backslash}", "d": "{answers.it-s|url}", "e": "{answers.half|number}",
        "f": "{answers.n|number}", "g": "{form_version|text}", "h": "x{form_version|text}y", "i": "{answers.none|json}",
        "kind": "{kind|text}}", "j": "{kind|", "k": "{Kind}", "l": "{answers.}",
        "client_ref": null, "day": null, "form_version": null, "attachments": null, "captured_at": null,
    });
    let profile = with(json!({ "operations": { "create": { "json": json } } })).unwrap();
    let Body::Json(body) = profile.create(&said, None).body else {
        panic!("not JSON")
    };
    let body: Value = serde_json::from_str(&body).unwrap();
    let wanted = json!({
        "answers": r#"{"half":"1.5","it-s":"it's \\ \"b\" 书","n":"0012"}"#, "a": r#""it's \\ \"b\" 书""#,
        "b": "'it''s \\ \"b\" 书'", "c": r#"'it\'s \\ "b" 书'"#, "d": "it%27s%20%5C%20%22b%22%20%E4%B9%A6",
        "e": 1.5, "f": "0012", "g": "1", "h": "x1y", "kind": "reading_share}", "j": "{kind|", "k": "{Kind}",
        "l": "{answers.}",
    });
    assert_eq!(body, wanted);
    for unknown in [
        "{kind|sql}",
        "{kind.title}",
        "{answers.a|}x{day|JSON}{day|yes}",
    ] {
        let config = json!({ "operations": { "create": { "json": { "x": unknown } } } });
        let said = with(config).err().unwrap();
        assert_eq!(said.what, What::UnknownPlaceholder, "{unknown}");
    }
}

#[test]
fn days_moments_and_nothing_are_written_as_the_backend_has_them() {
    let written = |formats: Value| {
        let none = Entry {
            answers: Answer::Group(BTreeMap::new()),
            ..entry()
        };
        let json = json!({ "d": "{day}", "at": "{captured_at}", "x": "{answers.x}", "kind": null, "client_ref": null,
            "day": null, "form_version": null, "answers": null, "attachments": null, "captured_at": null });
        let config = json!({ "formats": formats, "operations": { "create": { "json": json } } });
        let Body::Json(body) = with(config).unwrap().create(&none, None).body else {
            panic!("not JSON")
        };
        serde_json::from_str::<Value>(&body).unwrap()
    };
    assert_eq!(
        written(json!({ "day": "local", "moment": "local", "empty": "null" })),
        json!({ "d": "2026-09-15 00:00:00", "at": "2026-11-23 15:15:23", "x": null })
    );
    assert_eq!(
        written(json!({ "day": "epoch_ms", "moment": "epoch_s", "empty": "zero" })),
        json!({ "d": 1_789_401_600_000_i64, "at": 1_795_418_123, "x": 0 })
    );
    assert_eq!(written(json!({ "empty": "text" }))["x"], json!(""));
}

#[test]
fn kinds_and_answers_have_the_backends_words_both_ways() {
    let config = json!({
        "formats": { "day": "epoch_ms" },
        "record": {
            "answers": { "mode": "/how", "minutes": "/n", "tags": "/tags" },
            "kinds": { "3": "reading_share" },
            "words": { "mode": { "0": "aloud", "true": "silent" }, "tags": { "a": "art" } },
        },
        "operations": { "create": { "json": {
            "kind": "{kind|number}", "answers": null, "how": "{answers.mode|number}", "tags": "{answers.tags}",
        } } },
    });
    let profile = with(config).unwrap();
    let text = |text: &str| Answer::Text(text.to_owned());
    let said = Entry {
        answers: Answer::Group(BTreeMap::from([
            ("mode".to_owned(), text("aloud")),
            (
                "tags".to_owned(),
                Answer::List(vec![text("art"), text("other")]),
            ),
        ])),
        ..entry()
    };
    let Body::Json(body) = profile.create(&said, None).body else {
        panic!("not JSON")
    };
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&body["kind"], &body["how"], &body["tags"]),
        (&json!(3), &json!(0), &json!(["a", "other"]))
    );
    let row = json!({ "client_ref": KEY, "kind": 3, "day": 1_789_401_600_000_i64, "how": 0, "n": "", "tags": ["a", "other"] });
    let page = profile.read_list(1, &answer(200, &json!({ "items": [row], "totalPages": 1 })));
    let record = page.unwrap().records.remove(0);
    assert_eq!(
        (record.kind, record.day, record.answers),
        (said.kind, said.day.unwrap(), said.answers)
    );
}

#[test]
fn answers_may_stand_as_text_and_what_is_no_object_is_no_answer() {
    let profile = of(RUOYI, json!({}));
    let read = |answers: Value| {
        let row = json!({ "clientRef": KEY, "kind": "visit", "day": "2026-09-15", "answers": answers, "photos": "" });
        let page = profile.read_list(
            1,
            &answer(200, &json!({ "code": 200, "rows": [row], "total": 1 })),
        );
        page.unwrap().records.pop().map(|record| record.answers)
    };
    let minutes = Answer::Group(BTreeMap::from([("minutes".to_owned(), Answer::Int(5))]));
    assert_eq!(read(json!(r#"{"minutes":5}"#)), Some(minutes));
    for odd in [json!("[1]"), json!("{"), json!(""), json!(3), json!(null)] {
        assert_eq!(read(odd), None);
    }
}

#[test]
fn a_weak_version_guards_nothing_and_is_not_sent() {
    let config = |version: Value| {
        json!({
            "operations": {
                "find": { "answer": { "items": "/results", "version": version } },
                "update": { "headers": { "If-Match": "{version}" } },
            },
        })
    };
    for (etag, sent) in [("\"v2\"", Some("\"v2\"")), ("W/\"v2\"", None), ("", None)] {
        let row = json!({ "id": 4, "client_ref": KEY, "day": "2026-09-15", "answers": { "title": "书" } });
        let response = Response {
            headers: vec![("etag".to_owned(), etag.to_owned())],
            ..answer(200, &json!({ "results": [row] }))
        };
        let profile = of(DRF, config(json!({ "header": "ETag" })));
        let held = profile
            .looked_up(&key(KEY), &response)
            .unwrap()
            .unwrap()
            .held
            .unwrap();
        assert_eq!(held.version.as_deref(), sent, "{etag}");
        let request = profile.update(&entry(), &key(KEY), &held, None).unwrap();
        let header = request.headers.iter().find(|(name, _)| name == "If-Match");
        assert_eq!(header.map(|(_, value)| value.as_str()), sent, "{etag}");
    }
}

#[test]
fn a_rule_may_look_at_text_and_looks_once() {
    let rules = |pattern: &str| {
        with(json!({ "rules": [{ "status": 500, "matches": pattern, "then": "duplicate" }] }))
            .unwrap()
    };
    let held = |pattern: &str, body: &str| {
        rules(pattern).created(&entry(), &page(500, body)) == Verdict::LookUp(key(KEY))
    };
    for (pattern, body, fits) in [
        (
            "*duplicate key*",
            "<html>ERROR: duplicate key value</html>",
            true,
        ),
        ("*duplicate key*", "<html>ERROR</html>", false),
        ("Error: *", "Error: x", true),
        ("Error: *", "an Error: x", false),
        ("*ends", "it ends", true),
        ("*ends", "it ends.", false),
        ("a*a", "a", false),
        ("a*b*a", "a-b-a", true),
        ("a*b*b*a", "a-b-a", false),
        ("whole", "whole", true),
        ("whole", "whole ", false),
        ("a**b", "a-b", true),
    ] {
        assert_eq!(held(pattern, body), fits, "{pattern} {body}");
    }
    // Nested repetition that would take a matcher of its kind for ever.
    assert!(!held(&"*a".repeat(2_000), &"ab".repeat(500)));
    assert!(!held("*needle*", &format!("{}needle", "书".repeat(30_000))));
    for nothing in ["", "*", "***"] {
        let config = json!({ "rules": [{ "matches": nothing, "then": "done" }] });
        wrong(
            config,
            "/rules/0/matches",
            What::NotAllowed,
            Remedy::Write(Kind::Text),
        );
    }
}

#[test]
fn every_key_that_is_taken_away_is_missed_at_its_place_or_not_needed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/dialects");
    let mut missed = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let preset: Value = serde_json::from_str(&text).unwrap();
        let mut places = vec![String::new()];
        while let Some(at) = places.pop() {
            let Some(fields) = preset.pointer(&at).unwrap().as_object() else {
                continue;
            };
            for name in fields.keys() {
                let name = name.replace('~', "~0").replace('/', "~1");
                places.push(format!("{at}/{name}"));
                let mut without = preset.clone();
                without.pointer_mut(&at).unwrap()[name.replace("~1", "/")] = Value::Null;
                if let Err(error) = Profile::parse("{}", &without.to_string()) {
                    missed += 1;
                    let place = format!("{at}/{name}");
                    let told = matches!(error.what, What::Missing) && error.pointer == place;
                    let needs = matches!(
                        error.what,
                        What::Missing | What::NoProof | What::Contradiction
                    );
                    assert!(told || needs, "{place}: {error}");
                }
            }
        }
    }
    assert!(missed > 150, "{missed}");
}

#[test]
fn what_contradicts_itself_is_told() {
    let operations = |operations: Value| json!({ "operations": operations });
    let remove = json!({ "method": "DELETE", "path": "/r/{id}", "success": { "empty": true } });
    wrong(
        operations(json!({ "find": null, "update": null, "remove": remove })),
        "/operations/remove",
        What::Contradiction,
        Remedy::Describe("find"),
    );
    let unproved = json!({ "method": "DELETE", "path": "/r/{id}" });
    wrong(
        operations(json!({ "remove": unproved })),
        "/operations/remove",
        What::NoProof,
        Remedy::WriteEcho,
    );
    wrong(
        operations(
            json!({ "find": null, "update": null, "create": { "success": { "find": true } } }),
        ),
        "/operations/create",
        What::Contradiction,
        Remedy::Describe("find"),
    );
    let nowhere = json!({ "find": { "answer": { "items": null } } });
    let places: &[&str] = &["items", "row", "version"];
    wrong(
        operations(nowhere),
        "/operations/find",
        What::Missing,
        Remedy::OneOf(places),
    );
    let two = json!({ "list": { "answer": { "total": { "header": "X", "is": 1 } } } });
    wrong(
        operations(two),
        "/operations/list/answer/total/is",
        What::Contradiction,
        Remedy::Remove,
    );
    let header = json!({ "list": { "answer": { "total": { "header": "X Y" } } } });
    wrong(
        operations(header),
        "/operations/list/answer/total/header",
        What::BadHeader,
        Remedy::WriteHeader,
    );
    let sized = json!({ "list": { "size": 70_000 } });
    wrong(
        operations(sized),
        "/operations/list/size",
        What::WrongType,
        Remedy::Write(Kind::Whole),
    );
    let file = json!({ "create": { "json": null, "file": true } });
    wrong(
        operations(file),
        "/operations/create/file",
        What::Contradiction,
        Remedy::Remove,
    );
    let made = json!({ "me": { "answer": { "id": { "is": "{basic}" } } } });
    wrong(
        operations(made),
        "/operations/me/answer/id/is",
        What::UnknownPlaceholder,
        Remedy::OneOf(&[]),
    );
}
