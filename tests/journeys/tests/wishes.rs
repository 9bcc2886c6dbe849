//! What becomes of a wish whose event, or whose member, changes while it waits for a network.

use dajuan_journeys::{Event, Phone, World, app, hours};
use serde_json::{Value, json};

/// A member on the event's page, where the wish was noted without a network.
async fn wished(world: &World) -> Phone {
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.open_event(Event::TITLE).await;
    world.cut_off(&phone).await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后才算报名").await;
    phone
}

/// The refusal is told in these words until it is read; nothing was signed up, and nothing waits any more.
async fn is_refused(world: &World, phone: Phone, event: &Event<'_>, words: &str) {
    world.reconnect(&phone).await;
    phone.see(words).await;
    assert!(!phone.text().await.contains("已报名"));
    phone.check_accessibility().await;
    phone.tap("button", "知道了").await;
    phone.see_no("知道了").await;
    assert!(event.rows("signups").await.is_empty());
    phone.tap("link", "活动").await;
    phone.ready(app::EVENTS.ready).await;
    phone.tab("首页", app::HOME.ready).await;
    assert!(!phone.text().await.contains("还没发出去"));
    phone.finish().await;
}

#[tokio::test]
async fn an_event_called_off_while_the_wish_waits_says_so_and_takes_nothing() {
    let world = World::start().await;
    let event = Event::held(world.backend(), json!({})).await;
    let phone = wished(&world).await;
    let called_off = json!({ "cancelled": true, "cancel_reason": "暴雨" });
    event.edit(called_off).await;
    is_refused(&world, phone, &event, "活动已取消：暴雨").await;
}

#[tokio::test]
async fn an_event_deleted_while_the_wish_waits_says_so() {
    let world = World::start().await;
    let event = Event::held(world.backend(), json!({})).await;
    let phone = wished(&world).await;
    event.delete().await;
    is_refused(&world, phone, &event, "这项活动已经不在了").await;
}

#[tokio::test]
async fn a_deadline_that_the_phone_does_not_know_of_refuses_the_wish() {
    let world = World::start().await;
    let event = Event::held(world.backend(), json!({})).await;
    let phone = wished(&world).await;
    event.edit(json!({ "sign_up_until": hours(-1.0) })).await;
    is_refused(&world, phone, &event, "已截止").await;
}

#[tokio::test]
async fn a_member_who_left_the_sector_while_the_wish_waits_is_told_that_it_is_not_for_them() {
    let world = World::start().await;
    let backend = world.backend();
    let members = backend.rows("members").await;
    let named = |row: &&Value| row["member_no"] == app::MEMBER;
    let member = members.iter().find(named).expect("the member");
    let event = Event::held(backend, json!({ "sectors": member["sector"] })).await;
    let phone = wished(&world).await;
    let id = member["id"].as_str().expect("an id");
    let path = format!("/api/collections/members/records/{id}");
    let elsewhere = json!({ "sector": "体育界" });
    backend.operate("PATCH", &path, elsewhere).await;
    is_refused(&world, phone, &event, "不在范围").await;
}
