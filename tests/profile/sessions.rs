//! Who is signed in, and how that is told.

use super::{
    language::{JSON_SERVER, asked, client_of, of},
    *,
};
use dajuan::profile::request::Csrf;

#[test]
fn who_is_signed_in_is_asked_before_a_record_that_names_them() {
    let wy001 = || answer(200, &json!({ "id": "wy001" }));
    let row = json!({ "id": KEY, "member": "wy001" });
    let (client, wire) = client_of(JSON_SERVER, json!({}), [answer(201, &row)]);
    client.set_member("wy001");
    let sent = now(client.send(Step::Create(entry().into())));
    assert_eq!(sent, Reply::Done { receipt: None });
    let config = json!({ "operations": { "me": { "path": "/me" } } });
    let (client, wire2) = client_of(JSON_SERVER, config, [wy001(), answer(201, &row)]);
    let sent = now(client.send(Step::Create(entry().into())));
    assert_eq!(sent, Reply::Done { receipt: None });
    assert_eq!(
        (asked(&wire), asked(&wire2)),
        (
            vec!["POST /records".to_owned()],
            vec!["GET /me".to_owned(), "POST /records".to_owned()]
        )
    );
    let Body::Json(body) = &wire2.asked.borrow()[1].body else {
        panic!("not JSON")
    };
    assert!(body.contains(r#""member":"wy001""#), "{body}");
}

#[test]
fn dots_that_are_typed_lead_nowhere() {
    let profile = of(JSON_SERVER, json!({}));
    for (typed, url) in [
        ("..", "/members/"),
        (".", "/members/"),
        ("../a", "/members/..%2Fa"),
        ("%2e%2e", "/members/%252e%252e"),
    ] {
        assert_eq!(profile.sign_in(typed, "x").url, url);
    }
}

#[test]
fn a_session_may_be_exchanged_for_what_came_beside_its_token() {
    let config = json!({ "operations": {
        "sign_in": { "answer": { "token": "/access", "refresh": "/refresh" } },
        "refresh": { "path": "/token/refresh", "auth": false, "json": { "refresh": "{refresh}" }, "answer": { "token": "/access" } },
    } });
    let signed = answer(200, &json!({ "access": "a1", "refresh": "r1" }));
    let fresh = answer(200, &json!({ "access": "a2" }));
    let (client, wire) = client_of(PRESET, config, [signed, fresh]);
    let session = now(client.sign_in("ana", "pw")).unwrap();
    assert_eq!(session.token, "a1 r1");
    let session = now(client.refresh()).unwrap().unwrap();
    assert_eq!(session.token, "a2 r1");
    assert!(wire.asked.borrow()[1].body == Body::Json(r#"{"refresh":"r1"}"#.to_owned()));
    assert!(
        wire.asked.borrow()[1]
            .headers
            .iter()
            .all(|(name, _)| name != "Authorization")
    );
    client.set_token(Some("a3 r3".to_owned()));
    let sent = client.profile().me(Some("a3"));
    assert!(
        sent.headers
            .contains(&("Authorization".to_owned(), "a3".to_owned()))
    );
    for odd in ["a b ", " ", "a\nb", "a  b"] {
        client.set_token(Some(odd.to_owned()));
        assert!(!client.signed_in(), "{odd:?}");
    }
}

#[test]
fn a_session_by_cookies_needs_no_token_and_repeats_one_cookie() {
    let csrf = json!({ "cookie": "csrftoken", "header": "X-CSRFToken" });
    let config = |cookies: bool| {
        json!({ "auth": { "headers": null, "cookies": cookies, "csrf": csrf, "lost_as": null },
            "operations": { "sign_in": { "answer": null } } })
    };
    let profile = with(config(true)).unwrap();
    let named = Csrf {
        cookie: "csrftoken".to_owned(),
        header: "X-CSRFToken".to_owned(),
    };
    assert_eq!(profile.create(&entry(), None).csrf.as_ref(), Some(&named));
    assert_eq!(profile.list(2026, 1, None).csrf, None);
    assert_eq!(named.value("a=1; csrftoken=t0k; b=2"), Some("t0k"));
    for none in [
        "",
        "xcsrftoken=1",
        "csrftoken=",
        "csrftoken=a b",
        "csrftoken",
    ] {
        assert_eq!(named.value(none), None, "{none}");
    }
    assert!(
        profile
            .read_session(&answer(200, &json!({})))
            .unwrap()
            .token
            .is_empty()
    );
    wrong(
        config(false),
        "/auth/csrf",
        What::Contradiction,
        Remedy::OneOf(&["cookies"]),
    );
    let tokenless = json!({ "operations": { "sign_in": { "answer": { "token": null } } } });
    wrong(
        tokenless,
        "/operations/sign_in/answer/token",
        What::Missing,
        Remedy::Add,
    );
}
