//! 长辈模式 on a phone: one press, large, one question a page, read aloud; the same draft as ever.

use dajuan_journeys::{Phone, Photo, Screen, World, app};
use serde_json::json;

/// A voice that writes down what it is to read and never comes to an end by itself.
pub const VOICE: &str = r#"{
    const said = globalThis.__said = [];
    const synthesis = Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: "en-US", default: true }, { lang: "zh-CN" }],
        speak: (piece) => said.push(piece),
        cancel: () => { said.length = 0; },
    });
    Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"#;

async fn elder_phone(world: &World) -> Phone {
    let small = Screen {
        width: 320,
        height: 640,
        ..Screen::default()
    };
    let phone = world.phone_with(small).await;
    phone.in_every_document(VOICE).await;
    phone
}

/// What the page looks like is right in every way that can be measured.
async fn check(phone: &Phone) {
    phone.check_fit().await;
    phone.check_sizes(22.0, 60.0).await;
    phone.check_accessibility().await;
}

#[tokio::test]
async fn a_member_logs_a_reading_share_page_by_page_and_without_a_network() {
    let world = World::start().await;
    let mut phone = elder_phone(&world).await;
    phone.open_sign_in().await;
    phone.tap("button", "长辈模式").await;
    phone.find("button", "退出长辈模式").await;
    phone.find("button", "读给我听").await;
    check(&phone).await;
    phone.sign_in(app::NEW_MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    check(&phone).await;
    phone.kept_for_offline().await;
    world.proxy.cut();

    phone.goto(app::NEW_READING_SHARE.path).await;
    phone.see("第 1 题，共").await;
    phone.fill("textbox", "书名", "乡土中国").await;
    phone.see("草稿已保存").await;
    check(&phone).await;

    // What is read stops with the page.
    phone.tap("button", "读给我听").await;
    phone.find("button", "不读了").await;
    let said = "__said.map((it) => `${it.lang} ${it.voice.lang} ${it.text}`).join()";
    let said = phone.script(said).await.to_string();
    assert!(said.contains("zh-CN zh-CN 书名"), "{said}");
    phone.tap("button", "下一步").await;
    phone.see("第 2 题，共").await;
    phone.find("button", "读给我听").await;
    assert_eq!(phone.script("__said.length").await, 0);

    // By the keyboard too; and after a reload it is the same draft.
    phone.fill("textbox", "*作者", "费孝通").await;
    phone.press("Enter").await;
    phone.see("第 3 题，共").await;
    phone.see("草稿已保存").await;
    phone.reload().await;
    phone.ready("draft").await;
    phone.see("请读一遍").await;
    phone.see("费孝通").await;
    check(&phone).await;

    // Left in the middle, it is the whole form with the same answers; and back again.
    let draft = phone.path().await;
    phone.goto(app::ME.path).await;
    phone.ready(app::ME.ready).await;
    phone.tap("radio", "标准").await;
    phone.goto(&draft).await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "*作者").await, "费孝通");
    phone.find("button", "提交").await;
    phone.goto(app::ME.path).await;
    phone.ready(app::ME.ready).await;
    phone.tap("radio", "长辈模式").await;
    check(&phone).await;
    phone.goto(&draft).await;
    phone.ready("draft").await;

    phone.tap("button", "改书名").await;
    phone.fill("textbox", "书名", "").await;
    phone.tap("button", "下一步").await;
    phone.see("第 2 题，共").await;
    phone.see("草稿已保存").await;
    phone.goto(&draft).await;
    phone.see("第 1 题，共").await;
    phone.fill("textbox", "书名", "江村经济").await;
    phone.tap("button", "其余的不填了").await;
    phone.see("请读一遍").await;
    phone.tap("button", "提交").await;
    phone.ready("record").await;
    phone.see("江村经济").await;
    check(&phone).await;

    world.proxy.restore();
    phone.send_now().await;
    phone.see("已收到，回执").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["answers"]["author"], json!("费孝通"));
    phone.finish().await;
}

#[tokio::test]
async fn what_was_taken_away_comes_back() {
    let world = World::start().await;
    let mut phone = elder_phone(&world).await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.tap("button", "长辈模式").await;
    phone.goto(app::NEW_READING_SHARE.path).await;
    phone.fill("textbox", "书名", "乡土中国").await;
    phone.tap("button", "其余的不填了").await;
    phone.tap("button", "改照片").await;
    let photo = Photo::noise(400, 300).save(world.folder(), "one.jpg");
    phone.attach("#field-photos", &[&photo]).await;
    phone.find("image", "第 1 张照片").await;
    phone.tap("button", "去掉第 1 张照片").await;
    phone.see("照片已去掉").await;
    check(&phone).await;
    phone.tap("button", "撤回").await;
    phone.find("image", "第 1 张照片").await;
    phone.see("草稿已保存").await;
    phone.reload().await;
    phone.ready("draft").await;
    phone.find("image", "第 1 张照片").await;

    phone.tap("button", "删掉这份草稿").await;
    phone.tap("button", "删掉").await;
    phone.see("草稿已删掉").await;
    phone.tap("button", "撤回").await;
    phone.ready("draft").await;
    phone.find("image", "第 1 张照片").await;
    phone.finish().await;
}
