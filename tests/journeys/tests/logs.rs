//! Logs hold nothing of a member: what was typed, who typed it and by which sign-in stands neither in the browser's console nor in
//! what the backend writes of its own work.

use dajuan_journeys::{Canary, Chance, Fault, Rule, World, app, search, until};
use serde_json::{Value, json};
use std::{fs, path::Path};

const LIST: &str = "/api/collections/records/records?";

/// What the backend wrote of its own work: its words, and the table of requests behind `/_/` → Logs.
fn logs(world: &World, into: &Path) {
    let folder = world.folder();
    fs::create_dir_all(into).expect("a folder");
    for file in ["backend.log", "data/auxiliary.db", "data/auxiliary.db-wal"] {
        let name = Path::new(file).file_name().expect("a name");
        // The table is closed and opened as the backend likes.
        if folder.join(file).exists() {
            fs::copy(folder.join(file), into.join(name)).expect("a copy");
        }
    }
}

/// A text that was not made to be known again.
fn known(text: &str) -> Canary {
    Canary {
        owner: 0,
        text: text.to_owned(),
    }
}

#[tokio::test]
async fn no_token_password_answer_or_name_stands_in_the_console_or_the_backends_logs() {
    let world = World::start().await;
    let backend = world.backend();
    let mut chance = Chance::of(2026);
    let mut hatch = || Canary::hatch(&mut chance, 0);
    let (name, password, wrong, title, note, reason) =
        (hatch(), hatch(), hatch(), hatch(), hatch(), hatch());
    let member = backend.member(app::NEW_MEMBER).await;
    let path = format!(
        "/api/collections/members/records/{}",
        member["id"].as_str().expect("an id")
    );
    let secret =
        json!({ "name": name.text, "password": password.text, "passwordConfirm": password.text });
    backend.operate("PATCH", &path, secret).await;

    let probe = Canary::hatch(&mut Chance::of(7), 0);
    // A wrong password, then the right one.
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.fill("textbox", "委员号或邮箱", app::NEW_MEMBER).await;
    phone.fill("textbox", "密码", &wrong.text).await;
    phone.tap("button", "登录").await;
    phone.see("委员号或密码不对").await;
    phone.fill("textbox", "密码", &password.text).await;
    phone.tap("checkbox", "*在本机保持登录").await;
    phone.tap("button", "登录").await;
    phone.ready(app::HOME.ready).await;
    // A record that the backend refuses first, whose answer is no JSON then, and that arrives at last.
    let refused = json!({ "status": 400, "message": "no", "data": { "answers": { "code": "x", "message": note.text } } });
    let create =
        || Rule::new(Fault::answer(400, "application/json", refused.to_string())).method("POST");
    world
        .proxy
        .rule(create().path("/api/collections/records/records").once());
    phone.begin(&title.text).await;
    phone.submit().await;
    phone.see(&note.text).await;
    phone.tap("button", "修改").await;
    phone.ready("draft").await;
    let broken = Fault::answer(200, "application/json", format!("{{\"{}", note.text));
    world
        .proxy
        .rule(Rule::new(broken).method("GET").path(LIST).once());
    phone.submit().await;
    phone.see("已收到").await;
    // What the backend itself refuses, with the words in it.
    let token = backend
        .sign_in("members", app::NEW_MEMBER, &password.text)
        .await;
    let bad = json!({ "client_ref": "x", "kind": "reading_share", "day": "never", "answers": { "title": reason.text } });
    let (status, _) = backend
        .send(
            "POST",
            "/api/collections/records/records",
            Some(&token),
            bad,
        )
        .await;
    assert_eq!(status, 400);
    phone.reload().await;
    phone.ready("record").await;

    let sent = world
        .proxy
        .log()
        .into_iter()
        .find_map(|it| it.header("authorization").map(str::to_owned));
    let tokens = [known(&sent.expect("a signed request")), known(&token)];
    let all = [name, password, wrong, title, note, reason];
    let said = phone.said().await.join("\n");
    for canary in all.iter().chain(&tokens) {
        assert!(
            !said.contains(&canary.text),
            "{} in the console:\n{said}",
            canary.text
        );
    }
    // PocketBase writes its requests some seconds later: once the last is there, so are those before. What stands in an address is
    // found, so the search is not blind.
    let last = format!("/api/dajuan/health?last={}", probe.text);
    backend.send("GET", &last, None, Value::Null).await;
    let copy = world.folder().join("logs");
    until("the backend's own log of requests", async || {
        logs(&world, &copy);
        let (found, _) = search(&copy, std::slice::from_ref(&probe));
        (!found.is_empty()).then_some(())
    })
    .await;
    let (found, bytes) = search(&copy, &all);
    assert!(bytes > 0 && found.is_empty(), "{found:?}");
    // Of a token the first part is the same in all of them; what signs it is looked for, in whole groups of letters.
    let signature = |token: &Canary| {
        let signed = token.text.rsplit('.').next().unwrap_or_default();
        known(&signed[..signed.len() / 8 * 8])
    };
    let signatures = tokens.each_ref().map(signature);
    assert!(signatures.iter().all(|it| it.text.len() >= 32));
    let (found, _) = search(&copy, &signatures);
    assert!(found.is_empty(), "{found:?}");
    phone.finish().await;
}
