//! What an installed app is given by the system: shortcuts, a number on its icon, photos that are shared into it, files that are opened with it.

use dajuan_journeys::{Fault, Photo, Rule, World, app};
use serde_json::{Value, json};
use std::fs;

/// Stands for the system's own sheet, which posts what is shared from outside of the page.
const SHEET: &str = r#"<!doctype html><html lang="en"><title>share</title><form method="post" action="/share" enctype="multipart/form-data">
<input type="file" name="photos" aria-label="photos" multiple><button>share</button></form></html>"#;

/// Writes down what the app asks of the system, and keeps what it gives the queue of files.
const SYSTEM: &str = r#"{
    window.badge = [];
    navigator.setAppBadge = async (n) => { window.badge.push(n); };
    navigator.clearAppBadge = async () => { window.badge.push(0); };
    Object.defineProperty(window, "launchQueue", { value: { setConsumer: (it) => { window.consume = it; } } });
}"#;

fn sheet() -> Rule {
    let headers = vec![("Content-Type".into(), "text/html; charset=utf-8".into())];
    let body = SHEET.into();
    Rule::new(Fault::Answer {
        status: 200,
        headers,
        body,
    })
    .path("=/sheet")
}

#[tokio::test]
async fn shared_photos_wait_for_whoever_says_that_they_are_theirs() {
    let world = World::start().await;
    world.proxy.rule(sheet());
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.goto("/sheet").await;
    let photo = Photo::sideways(60, 40, 1).save(world.folder(), "shared.jpg");
    let letter = world.folder().join("letter.txt");
    fs::write(&letter, "no picture").expect("the file is written");
    phone.attach("input", &[&photo, &letter]).await;
    world.cut_off(&phone).await;
    phone.tap("button", "share").await;
    phone.ready("share").await;
    phone.see("1 张照片").await;
    phone.check_accessibility().await;
    // Left for now, it is told on the home page, and goes into a draft when its member says so.
    phone.tap("link", "先放着").await;
    phone.ready(app::HOME.ready).await;
    phone.see("有 1 张照片从别的应用分享来").await;
    phone.tap("link", "看看").await;
    phone.ready("share").await;
    phone.tap("button", "走访群众").await;
    phone.ready("draft").await;
    phone.see("1 / 9 张").await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.see_no("从别的应用分享来").await;
    world.reconnect(&phone).await;

    // Nobody is signed in: it waits, and whoever signs in next is asked, and sees nothing of it before.
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.tap("button", "*退出登录").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.goto("/sheet").await;
    phone.attach("input", &[&photo]).await;
    phone.tap("button", "share").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::OTHER_MEMBER, false).await;
    phone.ready("share").await;
    phone.see("不是您的，请不要放").await;
    assert_eq!(phone.script("document.images.length").await, 0);
    phone.tap("link", "先放着").await;
    phone.ready(app::HOME.ready).await;
    let drafts = "document.querySelectorAll('main a[href^=\"/drafts/\"]').length";
    assert_eq!(phone.script(drafts).await, 0);
    phone.tap("link", "看看").await;
    phone.ready("share").await;
    phone.tap("button", "删掉这些照片").await;
    phone.tap("button", "*删掉这些照片").await;
    phone.see("没有等着的照片").await;
    let kept = "caches.keys().then((names) => names.some((name) => name.startsWith('shared')))";
    assert_eq!(phone.script(kept).await, false);
    phone.finish().await;
}

#[tokio::test]
async fn the_icon_counts_what_waits_and_an_export_is_opened_by_the_system() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.in_every_document(SYSTEM).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone
        .wait_for("no number", "window.badge.at(-1) === 0")
        .await;
    world.cut_off(&phone).await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone
        .wait_for("the number", "window.badge.at(-1) === 1")
        .await;

    // The text of the export, in a file as the system hands it over.
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "待发送").await;
    phone.ready(app::OUTBOX.ready).await;
    phone.tap("button", "复制文字").await;
    let text = phone.value("textbox", "导出的文字").await;
    phone.tab("我的", app::ME.ready).await;
    phone.erase_and_sign_out().await;
    phone
        .wait_for("no number", "window.badge.at(-1) === 0")
        .await;

    world.reconnect(&phone).await;
    let open = format!(
        "window.consume({{ files: [{{ getFile: () => window.Promise.resolve(new File([{}], 'dajuan.json')) }}] }})",
        json!(text)
    );
    // It comes before anybody is signed in, and is taken in by its owner.
    phone.script(&open).await;
    phone
        .wait_for("the outbox's address", "location.pathname === '/outbox'")
        .await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready(app::OUTBOX.ready).await;
    phone.see("导入了 1 条").await;
    phone.finish().await;
}

#[tokio::test]
async fn the_manifest_leads_to_screens_that_are_there() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    let manifest = "fetch('/manifest.webmanifest').then((it) => it.json())";
    let manifest: Value = phone.script(manifest).await;
    let list = |at: &str| manifest[at].as_array().expect("a list").clone();
    for (way, ready) in list("shortcuts").iter().zip(["choose", "events"]) {
        phone.goto(way["url"].as_str().expect("an address")).await;
        phone.ready(ready).await;
    }
    let files = list("file_handlers");
    phone
        .goto(files[0]["action"].as_str().expect("an address"))
        .await;
    phone.ready(app::OUTBOX.ready).await;
    let share = manifest["share_target"]["action"].as_str();
    phone.goto(share.expect("an address")).await;
    phone.ready("share").await;
    phone.see("没有等着的照片").await;
    phone.finish().await;
}
