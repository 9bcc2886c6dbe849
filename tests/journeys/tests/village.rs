//! A form whose controls come with a later module: found by pinyin, offline, and logged again.

use dajuan_journeys::{World, app};

#[tokio::test]
async fn a_talk_in_a_village_is_logged_offline_by_its_pinyin_and_logged_again() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.cut_off(&phone).await;
    phone.goto("/new/policy_talk").await;
    phone.ready("new").await;
    phone.fill("textbox", "宣讲内容", "乡村振兴政策").await;
    phone.fill("combobox", "村（社区）", "shiba").await;
    phone.check_accessibility().await;
    phone.tap("option", "石坝村").await;
    phone.see("草稿已保存").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    world.reconnect(&phone).await;
    phone.see("已收到，回执").await;
    let answers = backend.records_of(app::NEW_MEMBER).await.remove(0)["answers"].take();
    assert_eq!(answers["village"], "石坝村");

    phone.tap("button", "再记一次").await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "宣讲内容").await, "乡村振兴政策");
    assert_eq!(phone.value("combobox", "村（社区）").await, "石坝村");
    phone.finish().await;
}
