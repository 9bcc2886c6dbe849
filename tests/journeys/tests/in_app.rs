//! The app in browsers inside other apps, made by taking away what those lack: each way out is used to its end.

use dajuan_journeys::{Phone, Screen, World, app};
use serde_json::json;

/// No service worker, as in many apps; and no clipboard.
const INSIDE: &str = "delete Navigator.prototype.serviceWorker;
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    window.open = () => null;
    HTMLAnchorElement.prototype.click = function () {};";
/// Files go nowhere, and the browser knows no word for it.
const NO_WORD: &str = "delete HTMLAnchorElement.prototype.download;";
/// Files go nowhere, though it knows the word.
const HELD_BACK: &str = "window.WeixinJSBridge = {};";
const REFUSES: &str =
    "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };";

async fn inside(world: &World, more: &str) -> Phone {
    let screen = Screen {
        width: 320,
        ..Screen::default()
    };
    let phone = world.phone_with(screen).await;
    phone.in_every_document(&format!("{INSIDE}{more}")).await;
    phone
}

/// Presses what copies and gives what it selects.
async fn copied_by_hand(phone: &Phone, press: &str) -> String {
    phone.tap("button", press).await;
    phone.see("文字已全部选中，请按住它，再点“复制”").await;
    let selected = "getSelection().toString().length > 0 && getSelection().toString().length === document.activeElement.value?.length";
    phone.wait_for("the text to be selected", selected).await;
    let text = phone.script("document.activeElement.value").await;
    text.as_str().expect("a text").to_owned()
}

async fn an_export_leaves_as_text(takes: &str) {
    let world = World::start().await;
    let mut phone = inside(&world, takes).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土").await;
    phone.later_came().await;
    world.cut_off(&phone).await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.tab("首页", app::HOME.ready).await;
    phone.tap("link", "待发送").await;
    phone.ready(app::OUTBOX.ready).await;
    phone.tap("button", "导出文件").await;
    phone.see("这个浏览器存不了文件，请复制下面的文字").await;
    let text = copied_by_hand(&phone, "复制").await;
    phone.check_fit().await;
    phone.check_accessibility().await;
    phone.finish().await;

    world.proxy.restore();
    let mut next = world.phone().await;
    next.open_as(app::NEW_MEMBER, true).await;
    next.goto(app::OUTBOX.path).await;
    next.ready(app::OUTBOX.ready).await;
    next.fill("textbox", "或者粘贴导出的文字", &text).await;
    next.tap("button", "导入文字").await;
    next.see("导入了 ").await;
    world.arrived(app::NEW_MEMBER, "乡土").await;
    next.finish().await;
}

#[tokio::test]
async fn where_a_browser_knows_no_download_an_export_leaves_as_text() {
    an_export_leaves_as_text(NO_WORD).await;
}

#[tokio::test]
async fn where_an_app_holds_files_back_an_export_leaves_as_text() {
    an_export_leaves_as_text(HELD_BACK).await;
}

#[tokio::test]
async fn tables_and_data_are_copied_where_no_file_comes_of_them() {
    let world = World::start().await;
    let mut phone = inside(&world, HELD_BACK).await;
    phone.open_as(app::MEMBER, true).await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.tap("link", "履职报告").await;
    phone.ready("report").await;
    phone.tap("button", "导出我的全部").await;
    for (press, begins) in [("表格（CSV）", "\u{feff}"), ("全部数据（JSON）", "{")] {
        phone.tap("button", press).await;
        phone.see("这里存不了文件，请复制").await;
        let text = copied_by_hand(&phone, "复制刚才那一份").await;
        assert!(text.starts_with(begins), "{press} begins {:.40}", text);
        assert!(text.contains("天工开物"), "{press} lacks a record");
    }
    phone.check_fit().await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn an_event_leaves_as_text_where_a_calendar_file_goes_nowhere() {
    let world = World::start().await;
    let mut phone = inside(&world, HELD_BACK).await;
    phone.open_as(app::MEMBER, true).await;
    phone.goto("/events/demoevent000002").await;
    phone.ready("event").await;
    phone.tap("button", "存日历文件").await;
    phone.see("日历文件没有存下，请复制文字").await;
    let text = copied_by_hand(&phone, "复制活动信息").await;
    for part in ["常委会视察现代农业产业园", "14:00", "13:20 区政协机关大门"] {
        assert!(text.contains(part), "{text}");
    }
    phone.check_fit().await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn an_attachment_that_goes_nowhere_says_how_it_would() {
    let world = World::start().await;
    let mut phone = inside(&world, HELD_BACK).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.goto("/new/proposal").await;
    phone.ready("new").await;
    let file = world.folder().join("名单.txt");
    std::fs::write(&file, "张三\n李四\n").expect("a file");
    phone.attach("#field-files", &[&file]).await;
    phone.see("存好了 1 个").await;
    phone.tap("button", "*名单.txt").await;
    phone.see("名单.txt 存不下来：这个浏览器存不了文件").await;
    phone.check_fit().await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn the_check_says_what_is_lacking_and_what_to_do_instead() {
    let world = World::start().await;
    let mut phone = inside(&world, HELD_BACK).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "自检").await;
    phone.ready(app::DOCTOR.ready).await;
    phone.see("没有网络时，这里打不开答卷").await;
    phone.see("存不了文件。导出给出的是文字").await;
    phone.see_no("存不住您写的内容").await;
    phone.tap("button", "复制网址").await;
    let here = "document.querySelector('#here')?.value === location.origin";
    phone.wait_for("the address", here).await;
    phone.check_fit().await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn a_store_that_refuses_is_told_before_a_word_is_written_and_the_text_leaves() {
    let world = World::start().await;
    let mut phone = inside(&world, REFUSES).await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("选“在浏览器打开”").await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.ready(app::HOME.ready).await;
    phone.begin("无存").await;
    phone.see("本页面存不住内容").await;
    phone.tap("link", "首页").await;
    phone.ready(app::HOME.ready).await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "待发送").await;
    phone.ready(app::OUTBOX.ready).await;
    phone.tap("button", "复制文字").await;
    assert!(copied_by_hand(&phone, "复制").await.contains("无存"));
    phone.tab("首页", app::HOME.ready).await;
    phone.tap("link", "*《无存》").await;
    phone.ready("draft").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    world.arrived(app::NEW_MEMBER, "无存").await;
    phone.finish().await;
}

/// Some apps empty what a page stored when they end: the next start is a first one, and says nothing of what is gone.
#[tokio::test]
async fn a_store_that_is_emptied_between_two_starts_asks_for_the_sign_in_again() {
    let world = World::start().await;
    let mut phone = inside(&world, "").await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone
        .cdp("Page.navigate", json!({ "url": "about:blank" }))
        .await;
    let all = json!({ "origin": phone.origin(), "storageTypes": "all" });
    phone.cdp("Storage.clearDataForOrigin", all).await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    phone.begin("又一次").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    world.arrived(app::NEW_MEMBER, "又一次").await;
    phone.finish().await;
}
