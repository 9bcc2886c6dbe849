//! Scenario 24: JSON that was made to hurt, at every door.

use super::{
    given::{KEY, PHOTO, create, entry, pocketbase},
    phone::stands_after,
    wire::{Played, answers, now},
};
use dajuan::{
    forms::{catalog::Catalog, link::read_link, loading::Problem, workflow::Workflows},
    outbox::{item::State, reply::Reply},
    profile::{Profile, error::What, fault::Fault, response::Response},
    runtime::ports::Transport,
    stored::{
        StoredError, cosigning,
        export::{Export, ImportError},
        former::{Book, Version},
        kept::{KeptMember, KeptYear},
        news::KeptNews,
        progress, record, roster, row,
    },
};

/// What the echo of a success looks like, inside an object.
fn echo() -> String {
    format!(r#""client_ref":"{KEY}","id":"x""#)
}

/// None of these is JSON that says what it seems to say.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let echo = echo();
    let deep = format!(r#"{}1{}"#, r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
    let text = |text: String| text.into_bytes();
    vec![
        (
            "lists 100,000 deep",
            text("[".repeat(100_000) + &"]".repeat(100_000)),
        ),
        ("lists that never end", text("[".repeat(100_000))),
        (
            "objects 100,000 deep",
            text(format!(r#"{{{echo},"answers":{deep}}}"#)),
        ),
        ("1e400", text(format!(r#"{{{echo},"n":1e400}}"#))),
        (
            "a number of a million digits, and a dot",
            text(format!(r#"{{{echo},"n":{}.}}"#, "9".repeat(1_000_000))),
        ),
        (
            "a lone surrogate",
            text(format!(r#"{{{echo},"s":"\ud800"}}"#)),
        ),
        (
            "surrogates the wrong way round",
            text(format!(r#"{{{echo},"s":"\udc00\ud800"}}"#)),
        ),
        (
            "a lone surrogate for a key",
            text(format!(r#"{{{echo},"\udfff":1}}"#)),
        ),
        (
            "the key twice, the other last",
            text(format!(r#"{{{echo},"client_ref":"{PHOTO}"}}"#)),
        ),
        (
            "the id twice, null last",
            text(format!(r#"{{{echo},"id":null}}"#)),
        ),
        ("a raw NUL", text(format!("{{{echo},\"s\":\"\0\"}}"))),
        ("NUL bytes after it", text(format!("{{{echo}}}\0\0\0"))),
        ("two values", text(format!("{{{echo}}}{{{echo}}}"))),
        (
            "two byte order marks",
            text(format!("\u{feff}\u{feff}{{{echo}}}")),
        ),
        ("cut off", text(format!("{{{echo}"))),
        ("NaN", text(format!(r#"{{{echo},"n":NaN}}"#))),
        (
            "bytes that are no UTF-8",
            [b"{\"s\":\"\xff\xfe\",", echo.as_bytes(), b"}"].concat(),
        ),
        (
            "a surrogate written in UTF-8",
            [b"{\"s\":\"\xed\xa0\x80\",", echo.as_bytes(), b"}"].concat(),
        ),
        (
            "UTF-16",
            format!("{{{echo}}}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
    ]
}

fn answer(status: u16, body: Vec<u8>) -> Response {
    Response {
        status,
        content_type: "application/json".to_owned(),
        body,
        ..Response::default()
    }
}

fn sent(first: Response) -> Reply {
    // Whoever is asked for is there: a refusal is one.
    let me = answer(200, br#"{"id":"m1"}"#.to_vec());
    let wire = Played::new(vec![first, me]);
    let reply = now(wire.client(&pocketbase()).send(create()));
    assert!(wire.asked.get() <= 2);
    reply
}

#[test]
fn scenario_24_hostile_json_gets_a_state_and_words() {
    let refused = Reply::Refused {
        words: String::new(),
        fields: Vec::new(),
    };
    let conflict = Reply::Conflict {
        words: String::new(),
    };
    for (what, body) in hostile() {
        for (status, expected) in [
            (200, &Reply::Stranger),
            (201, &Reply::Stranger),
            (302, &Reply::Stranger),
            (400, &refused),
            (413, &refused),
            (401, &Reply::SignInLost),
            (409, &conflict),
            (426, &Reply::Upgrade),
            (503, &Reply::Busy { after: None }),
        ] {
            let reply = sent(answer(status, body.clone()));
            assert_eq!(reply, *expected, "{what}, {status}");
        }
        let state = stands_after(vec![answer(200, body)]);
        assert!(
            matches!(state, State::RetryWait { .. }),
            "{what}: {state:?}"
        );
    }
}

#[test]
fn fifty_megabytes_are_words_that_are_cut_and_no_success() {
    let body = format!(r#"{{"message":"{}"}}"#, "x".repeat(50_000_000)).into_bytes();
    assert_eq!(sent(answer(200, body.clone())), Reply::Stranger);
    let refused = Reply::Refused {
        words: "x".repeat(500),
        fields: Vec::new(),
    };
    assert_eq!(sent(answer(400, body)), refused);
}

#[test]
fn hostile_json_is_read_as_nothing() {
    for (what, body) in hostile() {
        let client = Played::new(vec![answer(200, body.clone())]).client(&pocketbase());
        let misfit = |fault: Fault| match fault {
            Fault::NotBackend(misfit) => assert!(misfit.first_bytes.chars().count() <= 200),
            other => panic!("{what}: {other:?}"),
        };
        now(client.list_year(2026))
            .map(drop)
            .map_err(misfit)
            .unwrap_err();
        now(client.refresh()).map(drop).map_err(misfit).unwrap_err();
        now(client.progress(2026))
            .map(drop)
            .map_err(misfit)
            .unwrap_err();
        now(client.roster()).map(drop).map_err(misfit).unwrap_err();
        now(client.notices()).map(drop).map_err(misfit).unwrap_err();
        now(client.notices_read(7))
            .map(drop)
            .map_err(misfit)
            .unwrap_err();
        now(client.cosigning())
            .map(drop)
            .map_err(misfit)
            .unwrap_err();
        now(client.health()).map(drop).map_err(misfit).unwrap_err();

        let Ok(text) = std::str::from_utf8(&body) else {
            continue;
        };
        let rows = [
            row::decode(text).err(),
            record::decode(text).err(),
            KeptYear::decode(text).err(),
            KeptMember::decode(text).err(),
            progress::decode(text).err(),
            roster::decode(text).err(),
            KeptNews::decode(text).err(),
            cosigning::decode(text).err(),
            Book::decode(text).err(),
            Version::decode(text).err(),
        ];
        assert_eq!(rows, [Some(StoredError::Damaged); 10], "{what}");
        assert_eq!(
            Export::decode(text, "o").err(),
            Some(ImportError::Damaged),
            "{what}"
        );
        assert!(!Catalog::parse(text).unwrap_err().is_empty(), "{what}");
        assert!(!Workflows::parse(text).unwrap_err().is_empty(), "{what}");
        assert!(Profile::parse(text, "{}").is_err(), "{what}");
    }
}

#[test]
fn a_catalog_and_a_profile_too_deep_are_told_as_no_json() {
    let deep = "[".repeat(100_000);
    let errors = Catalog::parse(&deep).unwrap_err();
    assert_eq!(errors[0].problem, Problem::NotJson);
    let error = Profile::parse("{}", &deep).err().unwrap();
    assert_eq!(error.what, What::PresetNotJson);
}

#[test]
fn of_an_answer_without_end_nothing_is_believed() {
    let endless = |status: u16| answers(format!("+{status} application/json\n\n").as_bytes());
    assert_eq!(sent(endless(200).remove(0)), Reply::Stranger);
    assert_eq!(sent(endless(503).remove(0)), Reply::Busy { after: None });
    let state = stands_after(endless(204));
    assert!(matches!(state, State::RetryWait { .. }), "{state:?}");
    let client = || Played::new(endless(204)).client(&pocketbase());
    // An empty body is its success: one that was cut off is not empty.
    assert!(now(client().set_password("wy001", "1", "pw")).is_err());
    assert!(now(client().attachment(&entry().client_ref)).is_err());
}

#[test]
fn right_json_of_another_type_is_no_success() {
    let body = format!("{{{}}}", echo());
    for (kind, right) in [
        ("application/json", true),
        ("application/json; charset=utf-8", true),
        ("application/problem+json", true),
        ("text/html", false),
        ("text/plain", false),
        ("", false),
    ] {
        let answer = Response {
            content_type: kind.to_owned(),
            ..answer(200, body.clone().into_bytes())
        };
        let expected = if right {
            Reply::Done { receipt: None }
        } else {
            Reply::Stranger
        };
        assert_eq!(sent(answer), expected, "{kind}");
    }
}

#[test]
fn a_byte_order_mark_before_the_answer_is_overlooked() {
    let marked = format!("\u{feff}{{{}}}", echo()).into_bytes();
    assert_eq!(sent(answer(200, marked)), Reply::Done { receipt: None });
}

#[test]
fn markup_and_scripts_in_words_stay_text() {
    let words = "<img src=x onerror=alert(1)>\u{202e}\u{0} javascript:alert(1)";
    let said =
        serde_json::json!({"message": words, "data": {words: {"message": [words, 7, words]}}});
    let body = said.to_string().into_bytes();
    let twice = format!("{words} {words}");
    assert_eq!(
        stands_after(vec![answer(400, body)]),
        State::NeedsFix {
            words: words.to_owned(),
            fields: vec![(words.to_owned(), twice)],
        }
    );
    for link in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "https://a.cn/<script>",
        "https://office@evil.example/",
        "https://\u{0}evil.example",
        "http://a.cn",
        "//a.cn",
    ] {
        assert_eq!(read_link(link), None, "{link}");
    }
}
