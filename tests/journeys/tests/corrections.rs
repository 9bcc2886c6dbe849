//! 更正, 修改后再交 and 撤回 of what was received; the office changed it too.

use dajuan_journeys::{Phone, Screen, World, app, until};
use serde_json::{Value, json};

/// A phone whose member's one record arrived, on the page of it.
async fn arrived(world: &World) -> (Phone, Value) {
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    (phone, the_record(world).await)
}

/// The record as the backend holds it.
async fn the_record(world: &World) -> Value {
    let rows = world.backend().records_of(app::NEW_MEMBER).await;
    let record = rows.into_iter().find(|row| row["kind"] == "reading_share");
    record.expect("the record")
}

/// The office does something to it.
async fn decide(world: &World, record: &Value, change: Value) {
    let id = record["id"].as_str().expect("an id");
    let path = format!("/api/collections/records/records/{id}");
    world.backend().operate("PATCH", &path, change).await;
}

fn page_of(record: &Value) -> String {
    format!("/records/{}", record["client_ref"].as_str().expect("a key"))
}

#[tokio::test]
async fn what_the_office_changed_too_is_chosen_field_by_field_and_arrives() {
    let world = World::start().await;
    let (mut phone, record) = arrived(&world).await;

    phone.tap("button", "更正").await;
    phone.ready("draft").await;
    phone.fill("textbox", "书名", "江村经济").await;
    let mut answers = record["answers"].clone();
    answers["title"] = "红楼梦".into();
    decide(&world, &record, json!({ "answers": answers })).await;

    phone.submit().await;
    phone.see("两边都改过的").await;
    phone.find("group", "书名").await;
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    phone.set_screen(narrow).await;
    phone.check_accessibility().await;
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(phone.script(fits).await, true);
    phone.tap("button", "按选好的发送").await;
    phone.see("请选择").await;
    phone.tap("radio", "*江村经济").await;
    phone.tap("button", "按选好的发送").await;

    let changed = until("the chosen change", async || {
        let row = the_record(&world).await;
        (row["answers"]["title"] == "江村经济").then_some(row)
    })
    .await;
    assert_eq!(changed["answers"]["date"], record["answers"]["date"]);
    assert_eq!(
        world.backend().rows("versions").await.len(),
        2,
        "the first, and the office's"
    );
    // What arrived leaves the phone, and the record itself is the page to be on.
    let at_record = format!("location.pathname === '{}'", page_of(&record));
    phone.wait_for("the record", &at_record).await;
    phone.see("已收到，回执").await;
    phone.finish().await;
}

#[tokio::test]
async fn what_was_returned_is_changed_without_a_network_and_what_was_wrong_is_withdrawn() {
    let world = World::start().await;
    let (mut phone, record) = arrived(&world).await;
    phone.kept_for_offline().await;
    let returned = json!({ "state": "returned", "reason": "请写全书名" });
    decide(&world, &record, returned).await;
    phone.reload().await;
    phone.see("办公室退回：请写全书名").await;
    phone.check_accessibility().await;

    phone.tap("button", "修改后再交").await;
    phone.ready("draft").await;
    phone.fill("textbox", "书名", "乡土中国 生育制度").await;
    phone.set_offline(true).await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.set_offline(false).await;
    let changed = until("the change", async || {
        let row = the_record(&world).await;
        (row["state"] == "received").then_some(row)
    })
    .await;
    assert_eq!(changed["answers"]["title"], "乡土中国 生育制度");
    assert_eq!(changed["receipt"], record["receipt"]);
    phone.see("已收到，回执").await;

    phone.tap("button", "撤回").await;
    phone.ready("draft").await;
    phone.check_accessibility().await;
    phone.fill("textbox", "*为什么撤回", "重复了").await;
    phone.submit().await;
    phone.see("您已撤回：重复了").await;
    assert_eq!(phone.path().await, page_of(&record));
    let row = the_record(&world).await;
    assert_eq!(
        (&row["state"], &row["reason"]),
        (&json!("withdrawn"), &json!("重复了"))
    );
    assert_eq!(world.backend().rows("versions").await.len(), 2);
    assert!(phone.all("button", "更正").await.is_empty());
    phone.finish().await;
}
