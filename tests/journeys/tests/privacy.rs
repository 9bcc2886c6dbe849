//! 我的信息: who of the office looked, and the end of everything of a member on this phone.

use dajuan_journeys::{Screen, World, app, until};
use serde_json::{Value, json};

const RECEIVED: &str = "论语新读";
const WAITING: &str = "没发出去的书";

/// Everything that this origin keeps in this browser, as one text: each row of each database, what is cached with its content, and both
/// kinds of storage. Bytes are told by their text.
const KEPT: &str = r#"(async () => {
    const wait = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = fail; });
    const said = (_, it) => it instanceof ArrayBuffer ? new TextDecoder().decode(it) : it instanceof CryptoKey ? "a key" : it;
    const kept = { databases: {}, caches: {}, local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie };
    for (const { name } of await indexedDB.databases()) {
        const db = await wait(indexedDB.open(name));
        const rows = kept.databases[name] = [];
        for (const store of db.objectStoreNames) {
            const from = db.transaction(store).objectStore(store);
            rows.push(await wait(from.getAllKeys()), await wait(from.getAll()));
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            kept.caches[request.url] = await (await cache.match(request)).text();
        }
    }
    return JSON.stringify(kept, said);
})()"#;

#[tokio::test]
async fn who_looked_is_read_and_what_is_erased_is_gone_from_the_phone_alone() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin(RECEIVED).await;
    phone.submit().await;
    phone.see("已收到").await;
    let records = backend.records_of(app::NEW_MEMBER).await;
    assert_eq!(records.len(), 1);

    // The office opens it: once in its list, twice by itself.
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let id = records[0]["id"].as_str().expect("an id");
    let own = format!("/api/collections/records/records/{id}");
    for _ in 0..2 {
        let (status, _) = backend.send("GET", &own, Some(&office), Value::Null).await;
        assert_eq!(status, 200);
    }
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "我的信息").await;
    phone.ready(app::PRIVACY.ready).await;
    phone.see("打开了读书分享《论语新读》").await;
    phone.see("当天 2 次").await;
    for (width, language) in [(320, "zh-CN"), (390, "zh-CN")] {
        let screen = Screen {
            width,
            language,
            ..Screen::default()
        };
        phone.set_screen(screen).await;
        phone.check_accessibility().await;
    }

    // Something waits that the backend does not have: the question names it.
    phone.kept_for_offline().await;
    phone.tab("首页", app::HOME.ready).await;
    world.cut_off(&phone).await;
    phone.tap("link", "记读书分享").await;
    phone.ready(app::NEW_READING_SHARE.ready).await;
    phone.fill("textbox", "书名", WAITING).await;
    phone.submit().await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "我的信息").await;
    phone.ready(app::PRIVACY.ready).await;
    phone.see("没有连上").await;
    phone.tap("button", "删掉我的全部").await;
    phone.see("会丢，找不回来").await;
    phone.see(WAITING).await;
    phone.still().await;
    phone.check_accessibility().await;
    phone.tap("link", "先导出没发出去的").await;
    phone.ready(app::OUTBOX.ready).await;
    phone.find("button", "导出文件").await;
    phone.back().await;
    phone.ready(app::PRIVACY.ready).await;
    phone.tap("button", "删掉我的全部").await;
    phone.see("会丢，找不回来").await;
    phone.tap("button", "*删掉我的全部").await;
    phone.ready(app::SIGN_IN.ready).await;

    let kept = phone.script(KEPT).await;
    let kept = kept.as_str().expect("a text");
    let whole: Value = serde_json::from_str(kept).expect("JSON");
    assert_eq!(
        whole["databases"],
        json!({ "dajuan-directory": [[], [], [], []] })
    );
    assert_eq!(whole["session"], json!({}));
    assert_eq!(whole["cookies"], "");
    let local = whole["local"].as_object().expect("an object").keys();
    let local: Vec<&str> = local.map(String::as_str).collect();
    let settings = [
        "dajuan-events",
        "dajuan-lang",
        "dajuan-shared",
        "dajuan-text-size",
    ];
    assert_eq!(local, settings);
    let member = backend.member(app::NEW_MEMBER).await;
    let vault = member["vault_key"].as_str().expect("a key");
    let name = member["name"].as_str().expect("a name");
    for secret in [RECEIVED, WAITING, app::NEW_MEMBER, vault, name] {
        assert!(!kept.contains(secret), "{secret} is still kept");
    }
    let files = whole["caches"].as_object().expect("an object").len();
    assert!(files > 5, "the app's own files are what is searched");

    // What was received is untouched, and is back with a sign-in.
    assert_eq!(backend.records_of(app::NEW_MEMBER).await.len(), 1);
    world.reconnect(&phone).await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready("welcome").await;
    phone.ready(app::HOME.ready).await;
    phone.see(RECEIVED).await;
    until("nothing that was erased to arrive", async || {
        (backend.records_of(app::NEW_MEMBER).await.len() == 1).then_some(())
    })
    .await;
    phone.finish().await;
}
