//! Journey 7: addresses lead where they say, for who is signed in and who is not.

use dajuan_journeys::{World, app};

const RECORD: &str = "/records/00000000-0000-4000-8000-000000000001";

#[tokio::test]
async fn a_linked_page_opens_after_the_sign_in_that_stands_in_its_place() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    for (path, ready, words) in [
        (RECORD, "record", "领读后分组讨论"),
        (app::RECORDS.path, app::RECORDS.ready, "天工开物"),
        (app::ME.path, app::ME.ready, "委员甲"),
        (
            app::NEW_READING_SHARE.path,
            app::NEW_READING_SHARE.ready,
            "书名",
        ),
    ] {
        phone.goto(path).await;
        phone.ready(app::SIGN_IN.ready).await;
        assert_eq!(phone.path().await, path);
        phone.sign_in(app::MEMBER, false).await;
        phone.ready(ready).await;
        phone.see(words).await;
        assert_eq!(phone.path().await, path);
    }
    phone.finish().await;
}

#[tokio::test]
async fn reload_and_back_lead_where_one_was() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.tap("link", "*天工开物").await;
    phone.ready("record").await;
    phone.see("宋应星").await;
    phone.reload().await;
    phone.ready("record").await;
    phone.see("宋应星").await;
    phone.back().await;
    phone.ready(app::RECORDS.ready).await;
    phone.reload().await;
    phone.ready(app::RECORDS.ready).await;
    phone.back().await;
    phone.ready(app::HOME.ready).await;

    phone.begin("庄子").await;
    phone.see("草稿已保存").await;
    phone.reload().await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "书名").await, "庄子");
    phone.fill("textbox", "*作者", "庄周").await;
    // Left before the pause after which a draft is saved by itself.
    phone.back().await;
    phone.ready(app::HOME.ready).await;
    phone.tap("link", "*庄子").await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "*作者").await, "庄周");
    phone.finish().await;
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_shows_the_way_home() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.goto(app::UNKNOWN.path).await;
    phone.ready(app::UNKNOWN.ready).await;
    phone.see("没有这个页面").await;
    phone.tap("link", "回首页").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    for path in ["/records/1", "/new/../x", "/drafts", "/me/you?a=b#c"] {
        phone.goto(path).await;
        phone.ready(app::UNKNOWN.ready).await;
    }
    phone.tap("link", "回首页").await;
    phone.ready(app::HOME.ready).await;
    phone
        .goto("/records/00000000-0000-4000-8000-0000000000ff")
        .await;
    phone.ready("record").await;
    phone.see("没有找到这条记录").await;
    phone
        .goto("/drafts/00000000-0000-4000-8000-0000000000ff")
        .await;
    phone.ready("draft").await;
    phone.see("没有这份草稿").await;
    phone.goto("/new/no_such_kind").await;
    phone.see("这一类本版本还不认识").await;
    phone.finish().await;
}
