//! The choices at sign-in: what each leaves on the phone, and what opens it again.

use dajuan_journeys::{Fault, Phone, Rule, Screen, World, app, until};
use serde_json::Value;
use std::fs;

const TITLE: &str = "锁着的书";
const PASSPHRASE: &str = "246810";

/// Whether the phone knows without a key that one item waits.
const COUNTED: &str = r#"new Promise((done) => {
    const request = indexedDB.open("dajuan-directory");
    request.onsuccess = () => {
        const rows = request.result.transaction("partitions").objectStore("partitions").getAll();
        rows.onsuccess = () => { request.result.close(); done(rows.result.some((row) => row.unsent === 1)); };
    };
})"#;

/// Opens the sign-in page and signs in, staying signed in behind a passphrase.
async fn sign_in_with(phone: &Phone, passphrase: &str) {
    phone.tap("checkbox", "*在本机保持登录").await;
    phone.fill("textbox", "本机口令 选填", passphrase).await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
}

async fn unlock_with(phone: &Phone, passphrase: &str) {
    phone.fill("textbox", "本机口令", passphrase).await;
    phone.tap("button", "打开").await;
}

/// Writes and submits an entry that can't be sent yet.
async fn leave_unsent(world: &World, phone: &Phone) {
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.begin(TITLE).await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.wait_for("the count of what waits", COUNTED).await;
}

async fn restart(phone: &mut Phone, ready: &str) {
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready(ready).await;
}

/// Nothing that the member wrote is anywhere in the document, nor who it is.
async fn shows_nothing_of_the_member(world: &World, phone: &Phone) {
    let member = world.backend().member(app::NEW_MEMBER).await;
    let name = member["name"].as_str().expect("a name");
    let page = phone.script("document.documentElement.outerHTML").await;
    let page = page.as_str().expect("the document");
    for secret in [TITLE, name, app::NEW_MEMBER] {
        assert!(!page.contains(secret), "{secret} is in the page");
    }
}

/// Axe finds nothing on this screen at 320 px, light and dark.
async fn is_accessible_when_narrow(phone: &mut Phone, language: &'static str) {
    let wide = Screen {
        language,
        ..Screen::default()
    };
    let narrow = Screen {
        width: 320,
        ..wide.clone()
    };
    for (screen, dark) in [(narrow.clone(), false), (narrow, true), (wide, false)] {
        phone.set_screen(screen).await;
        phone.set_dark(dark).await;
        phone.check_accessibility().await;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(
            phone.script(fits).await,
            true,
            "the page is wider than the screen"
        );
    }
}

async fn arrived_once(world: &World) {
    let rows = until("the entry to arrive", async || {
        let rows = world.backend().records_of(app::NEW_MEMBER).await;
        (!rows.is_empty()).then_some(rows)
    })
    .await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["answers"]["title"], TITLE);
}

/// A backend that gives no key for the phones: its dialect names none.
fn without_vault(world: &World) {
    let file = app::dist().join("dialects/pocketbase.json");
    let text = fs::read_to_string(file).expect("the dialect");
    let mut dialect: Value = serde_json::from_str(&text).expect("JSON");
    let named = remove(&mut dialect, "vault_key");
    assert_eq!(named, 1, "the dialect names the vault's key in one place");
    let answer = Fault::answer(200, "application/json", dialect.to_string());
    let rule = Rule::new(answer).path("/dialects/pocketbase.json");
    world.proxy.rule(rule);
}

/// Removes a key wherever it is, and says from how many places.
fn remove(value: &mut Value, key: &str) -> usize {
    match value {
        Value::Object(fields) => {
            let here = usize::from(fields.remove(key).is_some());
            here + fields.values_mut().map(|it| remove(it, key)).sum::<usize>()
        }
        Value::Array(items) => items.iter_mut().map(|it| remove(it, key)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[tokio::test]
async fn what_is_not_kept_is_a_number_until_its_owner_signs_in() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, false).await;
    leave_unsent(&world, &phone).await;
    phone.tab("我的", app::ME.ready).await;
    phone.see("加密存在本机，关掉后要登录").await;

    restart(&mut phone, app::SIGN_IN.ready).await;
    phone
        .see("本机锁着 1 条没发出去的内容，登录后继续发送，新的也要登录后才能写")
        .await;
    shows_nothing_of_the_member(&world, &phone).await;
    is_accessible_when_narrow(&mut phone, "zh-CN").await;
    phone.goto(app::NEW_READING_SHARE.path).await;
    phone.ready(app::SIGN_IN.ready).await;

    world.proxy.restore();
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.see_no("还没发出去").await;
    arrived_once(&world).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_passphrase_opens_what_is_kept_and_a_wrong_one_harms_nothing() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.tap("checkbox", "*在本机保持登录").await;
    phone.see("设了口令，没有网络时要先输对口令才打得开").await;
    is_accessible_when_narrow(&mut phone, "zh-CN").await;
    phone.fill("textbox", "本机口令 选填", "12345").await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.see("口令至少要 6 个数字或字").await;
    phone.check_accessibility().await;
    phone.fill("textbox", "本机口令 选填", PASSPHRASE).await;
    phone.tap("button", "登录").await;
    phone.ready(app::HOME.ready).await;
    leave_unsent(&world, &phone).await;
    phone.tab("我的", app::ME.ready).await;
    phone.see("加密存在本机，打开要口令").await;

    restart(&mut phone, "unlock").await;
    phone.see("锁着 1 条没发出去的内容，打开后继续发送").await;
    shows_nothing_of_the_member(&world, &phone).await;
    is_accessible_when_narrow(&mut phone, "zh-CN").await;
    for wrong in ["246811", "不是口令"] {
        unlock_with(&phone, wrong).await;
        phone.see("口令不对，请再试一次。内容都在，没有删").await;
    }
    phone.check_accessibility().await;
    shows_nothing_of_the_member(&world, &phone).await;
    unlock_with(&phone, PASSPHRASE).await;
    phone.ready(app::HOME.ready).await;
    phone.see(TITLE).await;
    let stored = phone
        .script("JSON.stringify({ ...localStorage, ...sessionStorage })")
        .await;
    assert!(!stored.as_str().expect("a text").contains(PASSPHRASE));

    world.proxy.restore();
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    arrived_once(&world).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_forgotten_passphrase_is_set_anew_by_signing_in() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    sign_in_with(&phone, PASSPHRASE).await;
    leave_unsent(&world, &phone).await;

    restart(&mut phone, "unlock").await;
    phone.tap("button", "忘了口令，联网登录").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("本机锁着 1 条没发出去的内容").await;
    world.proxy.restore();
    sign_in_with(&phone, "another one").await;
    phone.see_no("还没发出去").await;
    arrived_once(&world).await;

    restart(&mut phone, "unlock").await;
    unlock_with(&phone, PASSPHRASE).await;
    phone.see("口令不对").await;
    unlock_with(&phone, "another one").await;
    phone.ready(app::HOME.ready).await;
    phone.see(TITLE).await;
    phone.finish().await;
}

#[tokio::test]
async fn without_a_vault_what_a_forgotten_passphrase_locks_is_told_and_kept() {
    let world = World::start().await;
    without_vault(&world);
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    sign_in_with(&phone, PASSPHRASE).await;
    leave_unsent(&world, &phone).await;

    restart(&mut phone, "unlock").await;
    phone
        .see("有的单位帮不了您打开，那样锁着的内容就看不了了，但不会自己删掉")
        .await;
    phone.tap("button", "忘了口令，联网登录").await;
    world.proxy.restore();
    phone.ready(app::SIGN_IN.ready).await;
    sign_in_with(&phone, "another one").await;
    phone.see("有 1 条内容本机读不出来，没有删").await;
    assert_eq!(
        world.backend().records_of(app::NEW_MEMBER).await,
        Vec::<Value>::new()
    );

    // It comes back to the member's mind.
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.tap("button", "*锁在本机").await;
    phone.ready(app::SIGN_IN.ready).await;
    sign_in_with(&phone, PASSPHRASE).await;
    phone.see_no("还没发出去").await;
    arrived_once(&world).await;
    phone.finish().await;
}

#[tokio::test]
async fn without_a_vault_what_is_not_kept_is_for_this_visit_and_the_form_says_so() {
    let world = World::start().await;
    without_vault(&world);
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, false).await;
    phone.begin(TITLE).await;
    phone.see("只在这次打开期间有效").await;
    assert!(!phone.text().await.contains("草稿已保存"));
    phone.submit().await;
    arrived_once(&world).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_shared_phone_offers_no_key_to_keep() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_sign_in().await;
    phone.find("checkbox", "*在本机保持登录").await;
    phone.tap("checkbox", "这是公用的手机").await;
    phone.see("没发出去的内容锁在本机，您登录后才能看到").await;
    phone.reload().await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.find("checkbox", "*这是公用的手机").await;
    assert!(phone.all("checkbox", "*在本机保持登录").await.is_empty());
    is_accessible_when_narrow(&mut phone, "zh-CN").await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    leave_unsent(&world, &phone).await;
    restart(&mut phone, app::SIGN_IN.ready).await;
    phone.see("本机锁着 1 条没发出去的内容").await;
    shows_nothing_of_the_member(&world, &phone).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_browser_whose_database_takes_no_row_is_for_this_visit() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    let refusing = "const real = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
            if (mode === 'readwrite') throw new DOMException('no row', 'UnknownError');
            return real.call(this, stores, mode, ...more);
        };";
    phone.in_every_document(refusing).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin(TITLE).await;
    phone.see("只在这次打开期间有效").await;
    assert!(!phone.text().await.contains("草稿已保存"));
    phone.submit().await;
    arrived_once(&world).await;
    phone.tab("我的", app::ME.ready).await;
    phone.see("存不住，只在这次打开期间有效").await;
    phone.finish().await;
}

#[tokio::test]
async fn the_choices_can_be_read_in_english_too() {
    let world = World::start().await;
    let english = Screen {
        language: "en",
        ..Screen::default()
    };
    let mut phone = world.phone_with(english).await;
    phone.open_sign_in().await;
    phone.tap("checkbox", "*Stay signed in on this phone").await;
    phone
        .fill("textbox", "Passphrase for this phone optional", PASSPHRASE)
        .await;
    is_accessible_when_narrow(&mut phone, "en").await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    restart(&mut phone, "unlock").await;
    phone
        .see("What is on this phone is locked with a passphrase")
        .await;
    is_accessible_when_narrow(&mut phone, "en").await;
    phone
        .fill("textbox", "Passphrase for this phone", PASSPHRASE)
        .await;
    phone.tap("button", "Open").await;
    phone.ready(app::HOME.ready).await;
    phone.finish().await;
}
