//! Who gets in, by what, and when no longer.

use dajuan_backend_tests::{Client, Reply, Server};
use serde_json::{Value, json};

fn me(client: &Client) -> Value {
    client.get("/api/dajuan/me").expect(200).json()
}

fn set_password(identity: &str, code: &str, password: &str) -> Reply {
    let body = json!({"identity": identity, "code": code, "password": password});
    Server::shared()
        .guest()
        .post("/api/dajuan/set-password", &body)
}

fn code_for(id: &str) -> String {
    let path = format!("/api/dajuan/staff/members/{id}/code");
    let reply = Server::office().post(&path, &json!({})).expect(200).json();
    reply["code"].as_str().unwrap().to_owned()
}

fn set_active(id: &str, active: bool) {
    let path = format!("/api/dajuan/staff/members/{id}/active");
    Server::office()
        .post(&path, &json!({"active": active}))
        .expect(200);
}

fn sign_in(identity: &str, password: &str) -> Reply {
    Server::shared()
        .guest()
        .try_sign_in("members", identity, password)
}

#[test]
fn me_says_who_i_am_and_brings_the_vault_key() {
    let reply = Server::member_a().get("/api/dajuan/me").expect(200);
    assert_eq!(reply.header("Cache-Control"), "no-store");
    let a = reply.json();
    assert_eq!(a["member_no"], "wy001");
    assert_eq!(a["name"], "委员甲");
    assert_eq!(a["villages"], json!(["村甲"]));
    assert_eq!(a["vault_key"].as_str().unwrap().len(), 43);
    assert!(
        a["issuer"]
            .as_str()
            .unwrap()
            .starts_with("dajuan-pocketbase-")
    );
    assert!(a["server_time"].as_str().unwrap().ends_with('Z'));
    assert_eq!(a["spread_s"], 60);
    let b = me(Server::member_b());
    assert_eq!(a["issuer"], b["issuer"]);
    assert_ne!(a["vault_key"], b["vault_key"]);
    Server::office().get("/api/dajuan/me").expect(403);
}

#[test]
fn members_read_names_numbers_and_sectors_of_those_who_are_active_and_nothing_more() {
    let told = Server::member_a()
        .get("/api/dajuan/roster")
        .expect(200)
        .json();
    let people = told["items"].as_array().unwrap();
    let a =
        json!({"number": "wy001", "name": "委员甲", "sector": me(Server::member_a())["sector"]});
    assert!(people.contains(&a), "{told}");
    for person in people {
        let keys: Vec<&String> = person.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["name", "number", "sector"]);
    }
    Server::shared()
        .guest()
        .get("/api/dajuan/roster")
        .expect(401);
    Server::office().get("/api/dajuan/roster").expect(403);
}

#[test]
fn a_member_signs_in_by_number_in_any_case_or_by_mail() {
    let server = Server::shared();
    for identity in ["wy001", "WY001", "wy001@example.com"] {
        let client = server.sign_in("members", identity);
        assert_eq!(me(&client)["member_no"], "wy001");
    }
}

#[test]
fn vault_key_and_code_are_in_no_ordinary_answer() {
    let (id, member) = Server::new_member("hidden1");
    code_for(&id);
    let path = format!("/api/collections/members/records/{id}");
    for client in [&member, Server::office()] {
        let row = client.get(&path).expect(200).json();
        assert_eq!(row["member_no"], "hidden1");
        for field in ["vault_key", "code", "code_until", "password", "tokenKey"] {
            assert_eq!(row.get(field), None, "{field}");
        }
    }
    let filter = "/api/collections/members/records?filter=vault_key!%3D%27%27";
    assert_ne!(Server::office().get(filter).status, 200);
}

#[test]
fn not_even_the_operator_changes_a_vault_key() {
    let (id, member) = Server::new_member("vault1");
    let before = me(&member)["vault_key"].clone();
    let path = format!("/api/collections/members/records/{id}");
    let changed = json!({"vault_key": "x", "sector": "教育界"});
    Server::operator().patch(&path, &changed).expect(200);
    let after = me(&member);
    assert_eq!(after["sector"], "教育界");
    assert_eq!(after["vault_key"], before);
}

#[test]
fn a_member_sees_no_other_member_and_no_staff() {
    let rows = Server::member_a()
        .get("/api/collections/members/records")
        .expect(200)
        .json();
    assert_eq!(rows["totalItems"], 1);
    let staff = Server::member_a().get("/api/collections/staff/records");
    assert_ne!(staff.status, 200);
}

#[test]
fn nobody_makes_or_changes_accounts_through_the_ordinary_address() {
    let (id, member) = Server::new_member("fixed1");
    let path = format!("/api/collections/members/records/{id}");
    for client in [&member, Server::office()] {
        client.patch(&path, &json!({"name": "x"})).expect(403);
        client.delete(&path).expect(403);
        client
            .post("/api/collections/members/records", &json!({}))
            .expect(403);
        client
            .post("/api/collections/staff/records", &json!({}))
            .expect(403);
    }
}

#[test]
fn an_inactive_member_is_out_at_once_and_stays_out() {
    let (id, member) = Server::new_member("leaving1");
    let password = "dajuan-2026";
    set_active(&id, false);
    member.get("/api/dajuan/me").expect(401);
    member.get("/api/collections/records/records").expect(401);
    member
        .post("/api/collections/members/auth-refresh", &json!({}))
        .expect(401);
    sign_in("leaving1", password).expect(403);
    sign_in("leaving1", "a wrong one").expect(400);
    let path = format!("/api/dajuan/staff/members/{id}/code");
    Server::office().post(&path, &json!({})).expect(400);

    set_active(&id, true);
    member.get("/api/dajuan/me").expect(401);
    sign_in("leaving1", password).expect(200);
}

#[test]
fn a_code_sets_a_password_once_and_ends_the_old_tokens() {
    let (id, member) = Server::new_member("recover1");
    let vault_key = me(&member)["vault_key"].clone();
    let code = code_for(&id);
    assert_eq!(code.len(), 8);
    assert!(!code.contains(['0', 'O', '1', 'I']));
    let short = set_password("recover1", &code, "short").expect(400);
    assert_eq!(short.field_code("password"), "password_length");
    let spoken = format!("{} {}", &code[..4].to_lowercase(), &code[4..]);
    set_password("recover1", &spoken, "a new password").expect(200);
    member.get("/api/dajuan/me").expect(401);
    sign_in("recover1", "dajuan-2026").expect(400);
    let again = Server::shared()
        .guest()
        .sign_in("members", "recover1", "a new password");
    assert_eq!(me(&again)["vault_key"], vault_key);
    set_password("recover1", &code, "another password").expect(400);
}

#[test]
fn a_new_code_replaces_the_last() {
    let (id, _) = Server::new_member("twice1");
    let (first, second) = (code_for(&id), code_for(&id));
    set_password("twice1", &first, "a new password").expect(400);
    set_password("twice1", &second, "a new password").expect(200);
}

#[test]
fn a_code_of_an_inactive_member_opens_nothing() {
    let (id, _) = Server::new_member("idle1");
    let code = code_for(&id);
    set_active(&id, false);
    set_password("idle1", &code, "a new password").expect(400);
}

#[test]
fn an_expired_code_opens_nothing() {
    let (id, _) = Server::new_member("late1");
    let code = code_for(&id);
    let path = format!("/api/collections/members/records/{id}");
    let past = json!({"code_until": "2026-01-01 00:00:00.000Z"});
    Server::operator().patch(&path, &past).expect(200);
    set_password("late1", &code, "a new password").expect(400);
}

#[test]
fn after_five_wrong_codes_even_the_right_one_waits() {
    let (id, _) = Server::new_member("guessed1");
    let code = code_for(&id);
    for identity in [
        "guessed1",
        "GUESSED1",
        "guessed1@example.com",
        "guessed1",
        "guessed1",
    ] {
        set_password(identity, "AAAAAAAA", "a new password").expect(400);
    }
    let reply = set_password("guessed1", &code, "a new password").expect(429);
    let wait: u32 = reply.header("Retry-After").parse().unwrap();
    assert!((1..=900).contains(&wait));
}

#[test]
fn an_unknown_identity_answers_as_a_wrong_code_does() {
    let (id, _) = Server::new_member("known1");
    code_for(&id);
    for _ in 0..5 {
        let known = set_password("known1", "AAAAAAAA", "a new password").expect(400);
        let unknown = set_password("nobody1", "AAAAAAAA", "a new password").expect(400);
        assert_eq!(known.json(), unknown.json());
    }
    set_password("known1", "AAAAAAAA", "a new password").expect(429);
    set_password("nobody1", "AAAAAAAA", "a new password").expect(429);
}

#[test]
fn ten_wrong_passwords_make_the_next_one_wait() {
    Server::new_member("forced1");
    for _ in 0..10 {
        sign_in("forced1", "a wrong one").expect(400);
    }
    let reply = sign_in("forced1", "dajuan-2026").expect(429);
    assert_ne!(reply.header("Retry-After"), "");
    sign_in("wy001", "dajuan-2026").expect(200);
}

#[test]
fn only_clerks_and_administrators_deal_with_accounts() {
    let server = Server::shared();
    let approver = json!({
        "email": "approver@example.com", "name": "审批", "role": "approver", "password": "dajuan-2026",
        "passwordConfirm": "dajuan-2026",
    });
    Server::operator()
        .post("/api/collections/staff/records", &approver)
        .expect(200);
    let approver = server.sign_in("staff", "approver@example.com");
    let (id, member) = Server::new_member("served1");
    for verb in ["code", "active"] {
        let path = format!("/api/dajuan/staff/members/{id}/{verb}");
        let body = json!({"active": false});
        approver.post(&path, &body).expect(403);
        member.post(&path, &body).expect(403);
        server.guest().post(&path, &body).expect(401);
    }
    me(&member);
}
