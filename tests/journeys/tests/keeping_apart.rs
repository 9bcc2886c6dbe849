//! What the browser's files on the disk say to somebody who takes them, and what the next member on the phone sees.

use dajuan_journeys::{Phone, Photo, World, app};
use serde_json::json;
use std::{fs, path::Path};

const CANARY: &str = "金丝雀-canary-7f3a";
const PASSPHRASE: &str = "246810";

/// How often these bytes are in the files of the first phone's browser.
fn found(world: &World, bytes: &[u8]) -> Vec<String> {
    let mut places = Vec::new();
    search(&world.folder().join("phone-0/data"), bytes, &mut places);
    places
}

fn search(folder: &Path, bytes: &[u8], places: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            search(&path, bytes, places);
        } else if let Ok(file) = fs::read(&path)
            && file.windows(bytes.len()).any(|window| window == bytes)
        {
            places.push(path.display().to_string());
        }
    }
}

/// In the encodings that a browser writes text in.
fn text_found(world: &World, text: &str) -> Vec<String> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut places = found(world, text.as_bytes());
    places.extend(found(world, &wide));
    places
}

/// The bytes of the key that seals the member's partition, made as the app makes it.
async fn key_bytes(world: &World, phone: &Phone) -> Vec<u8> {
    let secret = &world.backend().member(app::NEW_MEMBER).await["vault_key"];
    let script = format!(
        r#"(async () => {{
            const names = (await indexedDB.databases()).map((it) => it.name);
            const name = names.find((it) => /^dajuan-[0-9a-f]{{32}}$/.test(it));
            const bytes = (text) => new TextEncoder().encode(text);
            const base = await crypto.subtle.importKey("raw", bytes({secret}), "HKDF", false, ["deriveBits"]);
            const how = {{ name: "HKDF", hash: "SHA-256", salt: bytes(name), info: bytes("dajuan data key v1") }};
            return [...new Uint8Array(await crypto.subtle.deriveBits(how, base, 256))];
        }})()"#
    );
    let bytes = phone.script(&script).await;
    let bytes = bytes.as_array().expect("bytes").iter();
    bytes
        .map(|byte| byte.as_u64().expect("a byte") as u8)
        .collect()
}

/// Signs in so, sends an entry, closes the browser: where the partition's key lies in its files.
async fn key_left_by(passphrase: Option<&str>) -> Vec<String> {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.tap("checkbox", "*在本机保持登录").await;
    if let Some(passphrase) = passphrase {
        phone.fill("textbox", "本机口令 选填", passphrase).await;
    }
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.begin(CANARY).await;
    phone.submit().await;
    phone.see("已收到").await;
    let key = key_bytes(&world, &phone).await;
    phone.finish().await;
    for secret in [Some(CANARY), passphrase].into_iter().flatten() {
        assert_eq!(text_found(&world, secret), NOWHERE, "{secret}");
    }
    found(&world, &key)
}

const NOWHERE: Vec<String> = Vec::new();

#[tokio::test]
async fn a_passphrase_keeps_the_key_out_of_the_files_in_which_keeping_alone_leaves_it() {
    let left = key_left_by(None).await;
    assert!(
        !left.is_empty(),
        "docs/security.md says so; then it can say more"
    );
    assert_eq!(key_left_by(Some(PASSPHRASE)).await, NOWHERE);
}

/// All that this origin keeps, in one text: databases with the rows of the directory, storage, cookies, cached addresses.
const KEPT: &str = r#"(async () => {
    const wait = (request) => new Promise((done) => request.onsuccess = () => done(request.result));
    const directory = await wait(indexedDB.open("dajuan-directory"));
    const rows = [];
    for (const name of directory.objectStoreNames) {
        rows.push(await wait(directory.transaction(name).objectStore(name).getAll()));
    }
    directory.close();
    const cached = [];
    for (const name of await caches.keys()) {
        cached.push(...(await (await caches.open(name)).keys()).map((it) => new URL(it.url).pathname));
    }
    return {
        databases: (await indexedDB.databases()).map((it) => it.name), rows,
        local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
        replies: cached.filter((path) => path.includes("/api/")), files: cached.length,
    };
})()"#;

#[tokio::test]
async fn what_is_erased_is_gone_from_the_browser_and_from_its_files() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    let key = key_bytes(&world, &phone).await;
    world.proxy.cut();
    phone.begin(CANARY).await;
    phone.fill("textbox", "*心得", CANARY).await;
    let photo = Photo::sideways(300, 400, 1).save(world.folder(), "1.jpg");
    phone.attach("#field-photos", &[&photo]).await;
    phone.find("button", "去掉第 1 张照片").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    assert!(!found(&world, &key).is_empty(), "the search is not blind");

    phone.tab("我的", app::ME.ready).await;
    phone.erase_and_sign_out().await;
    assert!(!phone.text().await.contains("本机锁着"));
    let kept = phone.script(KEPT).await;
    assert_eq!(kept["databases"], json!(["dajuan-directory"]));
    assert_eq!(kept["rows"], json!([[], []]));
    let local = json!({ "dajuan-lang": "zh-CN", "dajuan-text-size": "", "dajuan-shared": "", "dajuan-events": "1" });
    assert_eq!(kept["local"], local);
    assert_eq!(kept["session"], json!({}));
    assert_eq!(kept["cookies"], "");
    assert_eq!(kept["replies"], json!([]));
    assert!(kept["files"].as_u64() > Some(5), "the app's own files stay");

    phone.finish().await;
    assert_eq!(found(&world, &key), NOWHERE, "the key");
    let owner = world.backend().member(app::NEW_MEMBER).await;
    let secrets = ["name", "vault_key", "id"].map(|field| owner[field].as_str().expect("a text"));
    for secret in secrets.into_iter().chain([CANARY, app::PASSWORD]) {
        assert_eq!(text_found(&world, secret), NOWHERE, "{secret}");
    }
}

#[tokio::test]
async fn the_next_member_on_the_phone_has_a_number_of_the_first_one_and_no_word() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, false).await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.begin(CANARY).await;
    phone.fill("textbox", "*心得", CANARY).await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.tap("button", "锁在本机，下次登录再发").await;
    phone.ready(app::SIGN_IN.ready).await;
    world.proxy.restore();

    phone.sign_in(app::MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.see("另一账号有 1 条待发送，须由本人登录").await;
    phone.check_accessibility().await;
    let name = world.backend().member(app::NEW_MEMBER).await["name"].clone();
    for (tab, ready) in [("记录", "records"), ("我的", "me"), ("首页", "home")] {
        phone.tab(tab, ready).await;
        let page = phone.script("document.documentElement.outerHTML").await;
        let page = page.as_str().expect("the document");
        assert!(!page.contains(CANARY), "{ready}");
        assert!(!page.contains(name.as_str().expect("a name")), "{ready}");
    }
    phone.finish().await;
    assert_eq!(text_found(&world, CANARY), NOWHERE);
}
