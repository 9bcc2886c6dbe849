//! The outbox page: what waits, one by one; what leaves the phone as a file or as text, and comes back; the check.

use dajuan_journeys::{Phone, Photo, World, app, until};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What arrived, in the order in which it did.
fn titles(records: &[Value]) -> Vec<&str> {
    let titles = records.iter().map(|row| row["answers"]["title"].as_str());
    titles.map(|title| title.expect("a title")).collect()
}

/// A phone without a network on which these were logged.
async fn logged_offline(world: &World, titles: &[&str]) -> Phone {
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.set_offline(true).await;
    for title in titles {
        phone.begin(title).await;
        phone.submit().await;
        phone.see("还没发出去").await;
        phone.tab("首页", app::HOME.ready).await;
    }
    phone
}

async fn log_with_photo(world: &World, phone: &Phone, title: &str) {
    phone.begin(title).await;
    let photo = Photo::sideways(300, 400, 1).save(world.folder(), "1.jpg");
    phone.attach("#field-photos", &[&photo]).await;
    phone.find("button", "去掉第 1 张照片").await;
    phone.submit().await;
    phone.tab("首页", app::HOME.ready).await;
}

async fn online(world: &World, phone: &Phone) {
    world.proxy.restore();
    phone.set_offline(false).await;
}

/// From the home page to the outbox, where something waits.
async fn to_outbox(phone: &Phone) {
    phone.tap("link", "待发送").await;
    phone.ready(app::OUTBOX.ready).await;
}

/// Presses a button, unless what it is for has happened meanwhile: the button is gone then.
async fn press_if_there(phone: &Phone, name: &str) {
    let press = format!(
        "document.querySelector('[aria-label={}]')?.click()",
        json!(name)
    );
    phone.script(&press).await;
}

/// Lets the phone save files into a folder.
async fn saves_into(phone: &Phone, folder: &Path) {
    let how = json!({ "behavior": "allow", "downloadPath": folder });
    phone.cdp("Browser.setDownloadBehavior", how).await;
}

/// The one file that the phone saved.
async fn saved(folder: &Path) -> PathBuf {
    until("an exported file", async || {
        let files = fs::read_dir(folder).ok()?.filter_map(Result::ok);
        let mut files = files.map(|file| file.path());
        files.find(|path| path.extension().is_some_and(|kind| kind == "json"))
    })
    .await
}

#[tokio::test]
async fn what_waits_can_be_held_when_the_network_is_back_and_one_or_all_let_go() {
    let world = World::start().await;
    let phone = logged_offline(&world, &["乡土中国", "江村经济", "红楼梦"]).await;
    to_outbox(&phone).await;
    phone.tap("button", "先不发").await;
    phone
        .see("3 条先不发，都在手机上。按「继续发送」再发")
        .await;
    phone.see_no("下次自动再试").await;
    phone.check_accessibility().await;
    online(&world, &phone).await;
    phone.tap("link", "首页").await;
    phone.ready(app::HOME.ready).await;
    phone.see("3 条先不发，都在手机上").await;
    to_outbox(&phone).await;
    phone.tap("button", "立即发送：读书分享《江村经济》").await;
    phone.see_no("《江村经济》").await;
    phone.see("2 条先不发").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&records), ["江村经济"]);
    phone.tap("button", "继续发送").await;
    phone.see("没有要发的").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&records), ["江村经济", "乡土中国", "红楼梦"]);
    phone.finish().await;
}

#[tokio::test]
async fn of_three_that_wait_one_is_edited_one_withdrawn_and_one_sent() {
    let world = World::start().await;
    let phone = logged_offline(&world, &["乡土中国", "江村经济"]).await;
    log_with_photo(&world, &phone, "红楼梦").await;
    to_outbox(&phone).await;
    phone.see("3 条在等着，联网后自动发送").await;
    for words in ["试过 ", "下次自动再试：", "刚刚提交"] {
        phone.see(words).await;
    }
    assert!(!phone.text().await.contains("手机时间改过"));
    phone.check_accessibility().await;

    phone.tap("button", "撤下：读书分享《江村经济》").await;
    phone.tap("button", "撤下不发").await;
    phone.see_no("《江村经济》").await;
    assert_eq!(phone.path().await, app::OUTBOX.path);

    // Its photo never left, so the record never did.
    phone.tap("button", "修改：读书分享《红楼梦》").await;
    phone.ready("draft").await;
    phone.tap("link", "首页").await;
    phone.ready(app::HOME.ready).await;
    to_outbox(&phone).await;
    phone.see("1 条在等着，联网后自动发送").await;

    // The first one was tried, so it may have arrived: it says that it can't be edited.
    phone.see("可能已经送到，所以不能改").await;
    online(&world, &phone).await;
    press_if_there(&phone, "立即发送：读书分享《乡土中国》").await;
    phone.see("没有要发的。没写完的 1 条在首页").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&records), ["乡土中国"]);
    phone.finish().await;
}

#[tokio::test]
async fn what_was_exported_outlives_the_phone_and_arrives_once_however_often_it_is_imported() {
    let world = World::start().await;
    let mut phone = logged_offline(&world, &["乡土中国"]).await;
    log_with_photo(&world, &phone, "江村经济").await;

    let folder = world.folder().join("saved");
    saves_into(&phone, &folder).await;
    to_outbox(&phone).await;
    phone.tap("button", "导出文件").await;
    phone.see("文件已交给手机保存").await;
    let file = saved(&folder).await;

    // All of it is deleted from the phone.
    phone.goto(app::ME.path).await;
    phone.ready(app::ME.ready).await;
    phone.erase_and_sign_out().await;
    online(&world, &phone).await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    let backend = world.backend();
    assert!(backend.records_of(app::NEW_MEMBER).await.is_empty());

    phone.goto(app::OUTBOX.path).await;
    phone.ready(app::OUTBOX.ready).await;
    phone.see("没有要发的").await;
    phone.attach("input[type=file]", &[&file]).await;
    phone.see("导入了 2 条").await;
    phone.see("没有要发的。记下的都已经送到").await;
    let arrived = backend.records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&arrived), ["乡土中国", "江村经济"]);
    assert_eq!(backend.rows("attachments").await.len(), 1);

    phone.attach("input[type=file]", &[&file]).await;
    phone.see("导入了 0 条；2 条早已收到").await;
    assert_eq!(backend.records_of(app::NEW_MEMBER).await, arrived);

    // Another member's phone takes nothing of it.
    let mut other = world.phone().await;
    other.open_as(app::MEMBER, false).await;
    other.tab("我的", app::ME.ready).await;
    to_outbox(&other).await;
    other.attach("input[type=file]", &[&file]).await;
    other.see("这是另一位委员的内容，不能导入到您的账号").await;
    other.see("没有要发的").await;
    other.finish().await;
    phone.finish().await;
}

#[tokio::test]
async fn without_a_clipboard_the_text_is_selected_and_another_phone_takes_it_in() {
    let world = World::start().await;
    let phone = logged_offline(&world, &["乡土中国"]).await;
    to_outbox(&phone).await;
    phone
        .script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        .await;
    phone.tap("button", "复制文字").await;
    phone.tap("button", "复制").await;
    phone.see("文字已全部选中，请按住它，再点“复制”").await;
    let selected = "getSelection().toString().length === document.activeElement.value?.length";
    phone.wait_for("the text to be selected", selected).await;
    phone.check_accessibility().await;
    let text = phone.value("textbox", "导出的文字").await;
    assert!(
        text.starts_with(r#"{"v":1,"#) && text.contains("乡土中国"),
        "{text}"
    );
    online(&world, &phone).await;
    press_if_there(&phone, "立即发送：读书分享《乡土中国》").await;
    phone.see("没有要发的").await;

    let mut next = world.phone().await;
    next.open_as(app::NEW_MEMBER, true).await;
    next.goto(app::OUTBOX.path).await;
    next.ready(app::OUTBOX.ready).await;
    let quoted = format!("我的：\n{text}\n");
    next.fill("textbox", "或者粘贴导出的文字", &quoted).await;
    next.tap("button", "导入文字").await;
    next.see("导入了 ").await;
    next.see("没有要发的。记下的都已经送到").await;
    let cut = &text[..text.len() / 2];
    next.fill("textbox", "或者粘贴导出的文字", cut).await;
    next.tap("button", "导入文字").await;
    next.see("不是导出的内容，或者没有复制完整，没有导入").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(titles(&records), ["乡土中国"]);
    next.finish().await;
    phone.finish().await;
}

#[tokio::test]
async fn the_check_of_the_phone_says_what_is_true() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("link", "自检").await;
    phone.ready(app::DOCTOR.ready).await;
    let facts = async |phone: &Phone| {
        let facts = "Object.fromEntries([...document.querySelectorAll('dl > div')].map((it) => [...it.children].map((part) => part.textContent)))";
        phone.script(facts).await
    };
    let says = async |phone: &Phone, label: &str, words: &str| {
        let fact = format!(
            "[...document.querySelectorAll('dl > div')].some((it) => it.firstChild.textContent === {} && it.lastChild.textContent.includes({}))",
            json!(label),
            json!(words)
        );
        phone.wait_for(&format!("{label}: {words}"), &fact).await;
    };
    // WebKitGTK says nothing of it.
    let told = phone
        .script("navigator.storage?.estimate !== undefined")
        .await;
    for (label, words) in [
        ("存放", "加密存在本机，保持登录"),
        ("空间", if told == true { "已用" } else { "不知道" }),
        ("没发出去", "0 条"),
        ("没写完的", "0 条"),
        ("读不出来的", "0 条"),
        ("上次联系", "服务器回答 200"),
        ("手机时间", "和服务器差不到 1 分钟"),
        ("网络", "手机说有网"),
        ("离线打开", "已备好"),
    ] {
        says(&phone, label, words).await;
    }
    let found = facts(&phone).await;
    assert_ne!(found["服务器版本"], "不知道", "{found}");
    phone.check_accessibility().await;
    let text = phone.text().await;
    assert!(!text.contains(app::NEW_MEMBER), "{text}");

    world.proxy.cut();
    phone.set_offline(true).await;
    phone.tap("button", "再查一次").await;
    for (label, words) in [
        ("上次联系", "服务器没有回答"),
        ("网络", "手机说没有网"),
        ("服务器版本", "不知道"),
        // What the backend said last still holds.
        ("手机时间", "和服务器差不到 1 分钟"),
    ] {
        says(&phone, label, words).await;
    }
    phone.finish().await;
}
