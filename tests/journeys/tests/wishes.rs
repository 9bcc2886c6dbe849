//! What becomes of a wish whose event, or whose member, changes while it waits for a network, or whose phone has the wrong
//! time.

use dajuan_journeys::{Event, Phone, World, app, hours};
use serde_json::{Value, json};

/// A member on the event's page, where the wish was noted without a network.
async fn wished(world: &World) -> Phone {
    let phone = world.phone_at_event().await;
    world.cut_off(&phone).await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后才算报名").await;
    phone
}

/// The refusal is told in these words until it is read; the member has no place, and nothing waits any more.
async fn is_refused(world: &World, phone: Phone, event: &Event<'_>, words: &str) {
    world.reconnect(&phone).await;
    phone.see(words).await;
    assert!(!phone.text().await.contains("已报名"));
    phone.check_accessibility().await;
    phone.tap("button", "知道了").await;
    phone.see_no("知道了").await;
    let member = member_id(world).await;
    let signed_up = event.rows("signups").await;
    assert!(signed_up.iter().all(|row| row["member"] != member));
    phone.tap("link", "活动").await;
    phone.ready(app::EVENTS.ready).await;
    phone.tab("首页", app::HOME.ready).await;
    assert!(!phone.text().await.contains("还没发出去"));
    phone.finish().await;
}

/// The row of the member whose phone it is.
async fn member_id(world: &World) -> Value {
    world.backend().member(app::MEMBER).await["id"].clone()
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
    let member = world.backend().member(app::MEMBER).await;
    let event = Event::held(backend, json!({ "sectors": member["sector"] })).await;
    let phone = wished(&world).await;
    let id = member["id"].as_str().expect("an id");
    let path = format!("/api/collections/members/records/{id}");
    let elsewhere = json!({ "sector": "体育界" });
    backend.operate("PATCH", &path, elsewhere).await;
    is_refused(&world, phone, &event, "不在范围").await;
}

#[tokio::test]
async fn an_event_without_a_waiting_list_that_is_full_meanwhile_says_so() {
    let world = World::start().await;
    let fields = json!({ "capacity": 1, "waitlist": false });
    let event = Event::held(world.backend(), fields).await;
    let phone = wished(&world).await;
    assert_eq!(event.act(app::OTHER_MEMBER, "signup", 1).await, "confirmed");
    is_refused(&world, phone, &event, "没有报上：已满").await;
}

#[tokio::test]
async fn an_event_that_moved_while_the_wish_waited_is_signed_up_for_and_tells_of_the_move() {
    let world = World::start().await;
    let event = Event::held(world.backend(), json!({})).await;
    let phone = wished(&world).await;
    event.edit(json!({ "place": "老院子" })).await;
    world.reconnect(&phone).await;
    phone.see("已报名").await;
    phone.see("您报名后有变动").await;
    phone.see("老院子").await;
    phone.check_accessibility().await;
    phone.tap("button", "我已知晓").await;
    phone.see_no("您报名后有变动").await;
    phone.finish().await;
}

#[tokio::test]
async fn a_phone_with_the_wrong_time_goes_by_the_organisers() {
    const WRONG: &str = "本机时间不准，截止以主办方的时间为准";
    let world = World::start().await;
    let fields = |title: &str, until: f64| json!({ "title": title, "sign_up_until": hours(until) });
    Event::held(world.backend(), fields("还能报名的视察", 1.0)).await;
    Event::held(world.backend(), fields("不能报名的视察", -1.0)).await;
    let mut fast = world.phone().await;
    fast.set_clock(&hours(3.0)).await;
    fast.open_as(app::MEMBER, true).await;
    fast.open_event("还能报名的视察").await;
    fast.see(WRONG).await;
    fast.check_accessibility().await;
    fast.tap("button", "报名").await;
    fast.see("已报名").await;
    fast.finish().await;

    let mut slow = world.phone().await;
    slow.set_clock(&hours(-3.0)).await;
    slow.open_as(app::MEMBER, true).await;
    slow.open_event("不能报名的视察").await;
    slow.see(WRONG).await;
    slow.see("截止").await;
    assert!(slow.all("button", "报名").await.is_empty());
    slow.finish().await;
}

#[tokio::test]
async fn a_phone_that_can_not_know_the_organisers_time_lets_a_member_try() {
    const TRY: &str = "还可以试着报名，由主办方决定";
    let world = World::start().await;
    let open = json!({ "sign_up_until": hours(1.0) });
    let event = Event::held(world.backend(), open).await;
    let mut phone = world.phone_at_event().await;
    phone.find("button", "报名").await;
    // Started anew without a network, by a clock that is three hours fast.
    phone.kill_and_restart().await;
    phone.set_clock(&hours(3.0)).await;
    world.proxy.cut();
    phone.goto(&event.path()).await;
    phone.ready("event").await;
    phone.see(TRY).await;
    phone.check_accessibility().await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后才算报名").await;
    phone.see_no(TRY).await;
    world.proxy.restore();
    phone.tap("link", "活动").await;
    phone.ready(app::EVENTS.ready).await;
    phone.tab("首页", app::HOME.ready).await;
    phone.send_now().await;
    phone.see_no("已记下意向").await;
    let rows = event.rows("signups").await;
    assert_eq!((rows.len(), &rows[0]["state"]), (1, &json!("confirmed")));
    phone.finish().await;
}
