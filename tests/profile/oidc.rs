//! Sign-in at a provider of the organisation's own: what is asked, and every way in which its answers are not good enough.

use super::{
    language::{DRF, asked, of},
    *,
};
use dajuan::profile::{
    reading::Session,
    trip::{Return, Trip, TripFault},
};

const ISSUER: &str = "https://id.example.cn/realm";
const BACK: &str = "https://app.example.cn/sign-in";
const NOW: Moment = Moment(1_790_000_000_000);
/// RFC 7636, appendix B: the digest of its verifier.
const DIGEST: [u8; 32] = [
    19, 211, 30, 150, 26, 26, 216, 236, 47, 22, 177, 12, 76, 152, 46, 8, 118, 168, 120, 173, 109,
    241, 68, 86, 110, 225, 137, 74, 203, 112, 249, 195,
];

fn config(more: Value) -> Value {
    let mut oidc = json!({ "issuer": ISSUER, "client_id": "dajuan app" });
    let more = more.as_object().unwrap().clone();
    oidc.as_object_mut().unwrap().extend(more);
    json!({ "auth": { "headers": { "Authorization": "Bearer {token}" }, "oidc": oidc } })
}

fn trip() -> Trip {
    Trip {
        state: "st4te".to_owned(),
        nonce: "n0nce".to_owned(),
        verifier: "v".repeat(43),
        begun: Moment(NOW.0 - 60_000),
        note: "open/event/e1".to_owned(),
    }
}

fn discovered() -> Response {
    answer(
        200,
        &json!({
            "issuer": ISSUER, "authorization_endpoint": "https://id.example.cn/auth?realm=1",
            "token_endpoint": "http://127.0.0.1:9000/token", "jwks_uri": 7,
        }),
    )
}

fn claims() -> Value {
    json!({ "iss": ISSUER, "aud": "dajuan app", "exp": NOW.0 / 1000 + 60, "nonce": "n0nce",
        "sub": 7, "preferred_username": "wy001", "name": "委员甲" })
}

/// The letters of Base64 for addresses, by an encoder of the test's own.
fn token_of(claims: &Value) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let text = claims.to_string();
    let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
    let six = |bits: &[u8]| {
        let bits = format!("{:0<6}", str::from_utf8(bits).unwrap());
        char::from(
            *LETTERS
                .get(usize::from_str_radix(&bits, 2).unwrap())
                .unwrap(),
        )
    };
    let body: String = bits.as_bytes().chunks(6).map(six).collect();
    format!("e30.{body}.c2ln")
}

fn tokens(claims: &Value) -> Value {
    json!({ "access_token": "acc", "refresh_token": "ref", "token_type": "bearer",
        "id_token": token_of(claims) })
}

fn swapped(told: &Value) -> Result<Session, TripFault> {
    let profile = of(DRF, config(json!({ "subject": "/preferred_username" })));
    let given = Response {
        at: NOW,
        ..answer(200, told)
    };
    let wire = Recorded::will_answer([Ok(discovered()), Ok(given)]);
    let client = Client::new(profile.clone(), wire.clone());
    let session = now(client.swap(profile.oidc().unwrap(), &trip(), "c0de", BACK));
    assert_eq!(
        asked(&wire),
        [
            "GET https://id.example.cn/realm/.well-known/openid-configuration",
            "POST http://127.0.0.1:9000/token"
        ]
    );
    let asked = wire.asked.borrow();
    let verifier = "v".repeat(43);
    let form = format!(
        "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Fapp.example.cn%2Fsign-in&code_verifier={verifier}&client_id=dajuan%20app"
    );
    assert!(asked.last().unwrap().body == Body::Form(form));
    assert!(asked.iter().all(|it| !it.cookies && it.csrf.is_none()));
    session
}

#[test]
fn the_browser_sets_out_with_a_challenge_and_never_with_the_verifier() {
    let set_out = |more: Value, anew| {
        let profile = of(DRF, config(more));
        let oidc = profile.oidc().unwrap();
        let provider = oidc.read_provider(&discovered()).unwrap();
        oidc.set_out(&provider, &trip(), &DIGEST, BACK, anew)
    };
    let plain = "https://id.example.cn/auth?realm=1&response_type=code&client_id=dajuan%20app\
        &redirect_uri=https%3A%2F%2Fapp.example.cn%2Fsign-in&scope=openid&state=st4te&nonce=n0nce\
        &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    assert_eq!(set_out(json!({}), false), plain);
    assert_eq!(set_out(json!({}), true), format!("{plain}&prompt=login"));
    let consent =
        json!({ "params": { "prompt": "consent", "x": "a&b" }, "scope": "openid offline_access" });
    let asked = set_out(consent.clone(), false);
    assert!(asked.contains("&scope=openid%20offline_access&"), "{asked}");
    assert!(asked.ends_with("&prompt=consent&x=a%26b"), "{asked}");
    let anew = set_out(consent, true);
    assert!(anew.ends_with("&x=a%26b&prompt=login%20consent"), "{anew}");
}

#[test]
fn a_return_is_ours_only_with_our_state_in_time_and_from_our_issuer() {
    let profile = of(DRF, config(json!({})));
    let oidc = profile.oidc().unwrap();
    let back = |query: &str, trip: Option<&Trip>, at: i64| {
        oidc.came_back(trip, Return::read(query).unwrap(), Moment(at))
    };
    let (ours, then) = (trip(), NOW.0);
    let fine = "?code=a%2Fb+c%zz%&state=st4te&iss=https%3A%2F%2Fid.example.cn%2Frealm";
    assert_eq!(back(fine, Some(&ours), then), Ok("a/b c%zz%".to_owned()));
    for (query, trip, at, fault) in [
        (fine, None, then, TripFault::Expired),
        (fine, Some(&ours), then + 600_000, TripFault::Expired),
        (fine, Some(&ours), then - 600_000, TripFault::Expired),
        ("?code=x&state=other", Some(&ours), then, TripFault::Foreign),
        (
            "?code=x&state=st4te&iss=https://evil.example",
            Some(&ours),
            then,
            TripFault::Foreign,
        ),
        (
            "?error=access_denied&state=st4te",
            Some(&ours),
            then,
            TripFault::Denied,
        ),
        (
            "?error=temporarily_unavailable&state=st4te",
            Some(&ours),
            then,
            TripFault::Unreachable,
        ),
        (
            "?error=invalid_scope&state=st4te",
            Some(&ours),
            then,
            TripFault::Odd {
                detail: "invalid_scope".to_owned(),
            },
        ),
    ] {
        assert_eq!(back(query, trip, at), Err(fault), "{query} {at}");
    }
    for none in [
        "",
        "?",
        "?code=x",
        "?state=x",
        "?code=&state=x",
        "?q=1&&=",
        "?state",
    ] {
        assert_eq!(Return::read(none), None, "{none}");
    }
}

#[test]
fn a_trip_is_kept_and_read_again_and_nothing_else_is_one() {
    let ours = trip();
    assert!(Trip::read(&ours.kept()) == Some(ours));
    for odd in ["", "a b c", "a b c d e", "a b c 1", "书"] {
        assert!(Trip::read(odd).is_none(), "{odd}");
    }
}

#[test]
fn a_code_is_swapped_for_a_sign_in_with_the_claims_of_this_trip() {
    let session = swapped(&tokens(&claims())).unwrap();
    assert_eq!(session.token, "acc ref");
    assert_eq!(session.subject, Some(MemberId("wy001".to_owned())));
    let several = json!(["other", "dajuan app"]);
    let mut wider = claims();
    wider["aud"] = several;
    wider["azp"] = json!("dajuan app");
    assert!(swapped(&tokens(&wider)).is_ok());
}

#[test]
fn an_id_token_that_is_not_of_this_trip_signs_nobody_in() {
    let odd = |detail: &str| TripFault::Odd {
        detail: detail.to_owned(),
    };
    let over = NOW.0 / 1000 - 301;
    for (name, value, fault) in [
        ("iss", json!("https://id.example.cn"), odd("id_token/iss")),
        ("iss", Value::Null, odd("id_token/iss")),
        ("aud", json!("other"), odd("id_token/aud")),
        ("aud", json!(["other"]), odd("id_token/aud")),
        ("aud", json!([]), odd("id_token/aud")),
        ("azp", json!("other"), odd("id_token/aud")),
        ("nonce", json!("old"), TripFault::Foreign),
        ("nonce", Value::Null, TripFault::Foreign),
        ("exp", json!("soon"), odd("id_token/exp")),
        ("exp", json!(over), TripFault::Clock),
        ("exp", json!(-1e300), TripFault::Clock),
    ] {
        let mut told = claims();
        told[name] = value;
        assert_eq!(swapped(&tokens(&told)), Err(fault), "{told}");
    }
    for token in ["", "a", "a.b", "e30.!!.x", "e30.书.x", "..", "e30.e30.x"] {
        let mut told = tokens(&claims());
        told["id_token"] = json!(token);
        assert!(swapped(&told).is_err(), "{token}");
    }
    for (name, value) in [
        ("access_token", json!("a b")),
        ("access_token", json!(7)),
        ("token_type", json!("DPoP")),
    ] {
        let mut told = tokens(&claims());
        told[name] = value;
        assert_eq!(swapped(&told), Err(odd("access_token")));
    }
    assert_eq!(
        swapped(&json!({ "error": "server_error" })),
        Err(TripFault::Unreachable)
    );
}

#[test]
fn a_provider_that_answers_for_another_or_in_the_clear_is_not_asked() {
    let profile = of(DRF, config(json!({})));
    let read = |response: Response| profile.oidc().unwrap().read_provider(&response);
    let told = |name: &str, value: Value| {
        let mut told: Value = serde_json::from_slice(&discovered().body).unwrap();
        told[name] = value;
        read(answer(200, &told))
    };
    assert!(read(discovered()).is_ok());
    for (name, value) in [
        ("issuer", json!("https://id.example.cn")),
        ("token_endpoint", json!("http://id.example.cn/token")),
        (
            "token_endpoint",
            json!("http://localhost.evil.example/token"),
        ),
        (
            "token_endpoint",
            json!("http://127.0.0.1@evil.example/token"),
        ),
        ("token_endpoint", json!("/token")),
        ("authorization_endpoint", json!("javascript:alert(1)")),
        ("authorization_endpoint", json!("https://")),
        ("authorization_endpoint", Value::Null),
    ] {
        let mut detail = name.to_owned();
        detail.truncate(80);
        assert_eq!(told(name, value), Err(TripFault::Odd { detail }));
    }
    for response in [
        page(200, PORTAL),
        answer(503, &json!({})),
        answer(200, &json!([])),
    ] {
        assert_eq!(read(response), Err(TripFault::Unreachable));
    }
    let gone = answer(404, &json!({}));
    let detail = "404".to_owned();
    assert_eq!(read(gone), Err(TripFault::Odd { detail }));
}

#[test]
fn a_lost_sign_in_is_renewed_at_the_provider_with_what_came_beside_it() {
    let renewed = |kept: &str, answers: Vec<Response>| {
        let wire = Recorded::will_answer(answers.into_iter().map(Ok));
        let client = Client::new(of(DRF, config(json!({}))), wire.clone());
        client.set_token(Some(kept.to_owned()));
        let renewed = now(client.refresh()).map(|session| session.map(|session| session.token));
        (renewed, client.signature(), wire)
    };
    let (fresh, signs, wire) = renewed(
        "old ref",
        vec![discovered(), answer(200, &json!({ "access_token": "new" }))],
    );
    assert_eq!(fresh, Ok(Some("new ref".to_owned())));
    assert_eq!(signs.as_deref(), Some("new ref"));
    let form = "grant_type=refresh_token&refresh_token=ref&client_id=dajuan%20app";
    let last = wire.asked.borrow().last().unwrap().body.clone();
    assert!(last == Body::Form(form.to_owned()));

    let turned = json!({ "access_token": "new", "refresh_token": "ref2" });
    let (fresh, ..) = renewed("old ref", vec![discovered(), answer(200, &turned)]);
    assert_eq!(fresh, Ok(Some("new ref2".to_owned())));

    let (none, signs, _) = renewed("old", vec![]);
    assert_eq!((none, signs.as_deref()), (Ok(None), Some("old")));
    let refused = answer(400, &json!({ "error": "invalid_grant" }));
    let (lost, signs, _) = renewed("old ref", vec![discovered(), refused]);
    assert_eq!(
        (lost, signs.as_deref()),
        (Err(Fault::SignInLost), Some("old ref"))
    );
    let (away, ..) = renewed("old ref", vec![answer(502, &json!({}))]);
    assert_eq!(away, Err(Fault::NoAnswer));
}

#[test]
fn a_profile_says_where_members_sign_in_once_and_safely() {
    let at = |pointer: &str, what, remedy, more: Value| {
        let mut whole = config(json!({}));
        lay_over(&mut whole, more);
        wrong(whole, pointer, what, remedy);
    };
    for issuer in ["http://id.example.cn", "id.example.cn", "https://a?b", ""] {
        at(
            "/auth/oidc/issuer",
            What::BadAddress,
            Remedy::WriteAddress,
            json!({ "auth": { "oidc": { "issuer": issuer } } }),
        );
    }
    for beside in ["host", "cookies"] {
        at(
            "/auth/oidc",
            What::Contradiction,
            Remedy::Remove,
            json!({ "auth": { (beside): true } }),
        );
    }
    at(
        "/auth/headers",
        What::Missing,
        Remedy::Add,
        json!({ "auth": { "headers": null } }),
    );
    at(
        "/auth/oidc/client_id",
        What::Missing,
        Remedy::Add,
        json!({ "auth": { "oidc": { "client_id": null } } }),
    );
    at(
        "/auth/oidc/subject",
        What::BadPointer,
        Remedy::WritePointer,
        json!({ "auth": { "oidc": { "subject": "sub" } } }),
    );
    let mut none = config(json!({}));
    none["operations"] = json!({ "sign_in": null });
    let profile = with(none).unwrap();
    assert!(profile.signs_in_elsewhere() && !profile.host_gives());
    let host = json!({ "auth": { "host": true }, "operations": { "sign_in": null } });
    assert!(with(host).unwrap().host_gives());
}

fn lay_over(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                lay_over(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}
