//! 通知: what the office did about a record is told on the phone; read on one phone it is read on the other, and without a network it
//! is there.

use dajuan_journeys::{Screen, World, app, until};
use serde_json::{Value, json};

/// The office returns a record of the member's.
async fn returned(world: &World, reason: &str) -> Value {
    let backend = world.backend();
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let record = backend.records_of(app::MEMBER).await.remove(0);
    let id = record["id"].as_str().expect("an id");
    let path = format!("/api/collections/records/records/{id}");
    let decision = json!({"state": "returned", "reason": reason});
    let (status, said) = backend.send("PATCH", &path, Some(&office), decision).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&said));
    record
}

/// How many the backend takes for read.
async fn read(world: &World, many: usize) {
    until("the backend to know", async || {
        let rows = world.backend().rows("notices").await;
        let read = rows.iter().filter(|row| row["read"] == true).count();
        (read == many).then_some(())
    })
    .await;
}

#[tokio::test]
async fn what_was_returned_is_told_and_read_on_one_phone_it_is_read_on_the_other() {
    let world = World::start().await;
    let record = returned(&world, "请补页码").await;
    let mut one = world.phone().await;
    one.open_as(app::MEMBER, true).await;
    one.see("有 1 条新变化").await;
    one.kept_for_offline().await;
    let mut other = world.phone().await;
    other.open_as(app::MEMBER, true).await;
    other.see("有 1 条新变化").await;
    other.tab("我的", "me").await;
    other.see("1 条新变化").await;

    one.tab("我的", "me").await;
    one.tap("link", "*1 条新变化").await;
    one.ready("notices").await;
    one.see("办公室退回了读书分享").await;
    one.see("请补页码").await;
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    one.set_screen(narrow).await;
    one.check_accessibility().await;
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(one.script(fits).await, true);
    one.set_screen(Screen::default()).await;
    read(&world, 1).await;
    one.tap("link", "*请补页码").await;
    one.ready("record").await;
    let page = format!("/records/{}", record["client_ref"].as_str().expect("a key"));
    assert_eq!(one.path().await, page);

    other.reload().await;
    other.ready("me").await;
    other.see("没有新变化").await;
    other.finish().await;
    one.finish().await;
}

#[tokio::test]
async fn without_a_network_they_are_there_and_what_is_read_then_is_told_later() {
    let world = World::start().await;
    returned(&world, "请补页码").await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.see("有 1 条新变化").await;
    phone.kept_for_offline().await;
    world.cut_off(&phone).await;
    phone.goto("/notices").await;
    phone.ready("notices").await;
    phone.see("请补页码").await;
    phone.see("没有连上，显示的是").await;
    phone.check_accessibility().await;
    // From the phone alone, it stays read.
    phone.goto(app::ME.path).await;
    phone.ready(app::ME.ready).await;
    phone.see("没有新变化").await;
    assert_eq!(world.backend().rows("notices").await[0]["read"], false);
    world.reconnect(&phone).await;
    read(&world, 1).await;
    phone.finish().await;
}
