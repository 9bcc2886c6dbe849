//! Events: a wish without a network, the waiting list, changes, check-in; the office decides all of it.

use dajuan_journeys::{Engine, Event, Phone, Screen, World, app, hours};
use serde_json::json;

/// The page anew: what the backend says now.
async fn look_again(phone: &mut Phone) {
    phone.reload().await;
    phone.ready("event").await;
}

#[tokio::test]
async fn a_wish_without_a_network_waits_in_line_has_the_freed_place_and_is_checked_in() {
    let world = World::start().await;
    let backend = world.backend();
    let event = Event::held(backend, json!({ "capacity": 1 })).await;
    let mut phone = world.phone_at_event().await;
    phone.see("还有 1 个名额").await;
    phone.check_accessibility().await;

    // In a car park without signal.
    world.cut_off(&phone).await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后才算报名").await;
    assert!(!phone.text().await.contains("已报名"));
    phone.check_accessibility().await;
    phone.kill_and_restart().await;
    phone.set_offline(true).await;
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    phone.see("已记下意向").await;

    // Meanwhile the last place goes to somebody else.
    assert_eq!(event.act(app::OTHER_MEMBER, "signup", 1).await, "confirmed");
    world.reconnect(&phone).await;
    phone.see("候补").await;
    phone.goto(&event.path()).await;
    phone.ready("event").await;
    phone.see("候补第 1 位").await;
    assert!(!phone.text().await.contains("已报名"));

    // Who gives the place back gives it to the first in line.
    assert_eq!(event.act(app::OTHER_MEMBER, "cancel", 2).await, "cancelled");
    look_again(&mut phone).await;
    phone.see("有名额了，给您留到").await;
    phone.check_accessibility().await;
    phone.tap("button", "要这个名额").await;
    phone.see("已报名").await;

    // It is moved to today: the change stands on top until it was read.
    event
        .edit(json!({ "starts": hours(0.5), "ends": hours(2.0) }))
        .await;
    look_again(&mut phone).await;
    phone.see("您报名后有变动").await;
    phone.check_accessibility().await;
    phone.tap("button", "我已知晓").await;
    phone.see_no("您报名后有变动").await;

    // Without a network again, at the door.
    world.cut_off(&phone).await;
    phone.tap("link", "去签到").await;
    phone.ready("check-in").await;
    phone.see("我的签到码").await;
    phone.check_accessibility().await;
    let code = event.row().await["venue_code"].clone();
    let code = code.as_str().expect("a code");
    phone.fill("textbox", "或者输入会场的签到码", code).await;
    phone.tap("button", "签到").await;
    phone.see("签到已记下").await;
    world.reconnect(&phone).await;
    phone.see("已签到").await;
    assert_eq!(event.rows("checkins").await.len(), 1);

    // When it is over, what came of it is a record that names the event.
    event
        .edit(json!({ "starts": hours(-3.0), "ends": hours(-2.0) }))
        .await;
    phone.goto(&event.path()).await;
    phone.ready("event").await;
    phone.tap("button", "写视察建议").await;
    phone.ready("draft").await;
    phone.see(Event::TITLE).await;
    let submit = "document.querySelector('.foot .go').getBoundingClientRect().y + scrollY";
    let place = async || phone.script(submit).await.as_f64().expect("a number");
    let before = place().await;
    phone.fill("textbox", "建议", "护栏该修了").await;
    phone.see("草稿已保存").await;
    // Else a finger that is on its way to it would miss it.
    let moved = place().await - before;
    // WebKit's lines stand at whole dots.
    let rounding = f64::from(u8::from(Engine::chosen() == Engine::WebKit));
    assert!(moved.abs() < 1.0 + rounding, "提交 moved by {moved} px");
    phone.check_accessibility().await;
    phone.submit().await;
    phone.see("已收到").await;
    let records = backend.records_of(app::MEMBER).await;
    let speech = records.iter().find(|row| row["kind"] == "speech");
    let answers = &speech.expect("a suggestion")["answers"];
    assert_eq!(answers["event"], event.id.as_str());
    assert_eq!(answers["text"], "护栏该修了");
    phone.finish().await;
}

#[tokio::test]
async fn a_leave_is_asked_for_offline_and_refused_with_words() {
    let world = World::start().await;
    let backend = world.backend();
    let fields = json!({
        "attendance": "must", "level": "committee", "leave_effect": "经批准的请假不扣分", "approver": "专委会主任",
    });
    Event::held(backend, fields).await;
    let mut phone = world.phone_at_event().await;
    phone.see("请假对履职分的影响：经批准的请假不扣分").await;
    world.cut_off(&phone).await;
    phone.tap("button", "请假").await;
    phone.ready("draft").await;
    phone.see("请假对履职分的影响：经批准的请假不扣分").await;
    phone.choose("combobox", "事由", "出差").await;
    phone.fill("textbox", "说明 选填", "去成都").await;
    phone.check_accessibility().await;
    phone.tap("button", "提交").await;
    phone.ready("event").await;
    phone.see("请假已记下，联网后才送去审批").await;
    world.reconnect(&phone).await;
    phone.see("待批，由专委会主任审批").await;

    // The approver decides on a phone of their own, in a village without signal.
    let mut other = world.phone().await;
    other.open_as(app::NEW_MEMBER, true).await;
    other.goto(app::APPROVALS.path).await;
    other.ready(app::APPROVALS.ready).await;
    other.see("去成都").await;
    other.check_accessibility().await;
    other.set_offline(true).await;
    let answer = "这次必须到";
    let of = format!("委员甲，{}", Event::TITLE);
    other
        .fill("textbox", &format!("*答复（选填）：{of}"), answer)
        .await;
    other.tap("button", &format!("不准：{of}")).await;
    other.see("已记下不准，联网后发送").await;
    other.set_offline(false).await;
    other.see("未准").await;
    other.finish().await;

    look_again(&mut phone).await;
    phone.see("未准，请按时参加").await;
    phone.see(answer).await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn signed_up_and_cancelled_without_a_network_leaves_nothing_behind() {
    let world = World::start().await;
    let backend = world.backend();
    let event = Event::held(backend, json!({})).await;
    let mut phone = world.phone_at_event().await;
    world.cut_off(&phone).await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后才算报名").await;
    phone.tap("button", "不报了").await;
    phone.tap("button", "不报了").await;
    phone.see_no("已记下意向").await;
    world.reconnect(&phone).await;
    look_again(&mut phone).await;
    phone.find("button", "*报名").await;
    let confirmed = event.rows("signups").await;
    assert!(
        confirmed.iter().all(|row| row["state"] == "cancelled"),
        "{confirmed:?}"
    );
    phone.finish().await;
}

#[tokio::test]
async fn who_looks_at_the_event_is_shown_a_freed_place_without_a_press() {
    let world = World::start().await;
    let event = Event::held(world.backend(), json!({ "capacity": 1 })).await;
    assert_eq!(event.act(app::OTHER_MEMBER, "signup", 1).await, "confirmed");
    let mut phone = world.phone().await;
    phone.hurry_minutes().await;
    phone.open_as(app::MEMBER, true).await;
    phone.open_event(Event::TITLE).await;
    phone.tap("button", "报名候补").await;
    phone.see("候补第 1 位").await;
    assert_eq!(event.act(app::OTHER_MEMBER, "cancel", 2).await, "cancelled");
    phone.see("有名额了，给您留到").await;
    phone.finish().await;
}

#[tokio::test]
async fn two_phones_of_one_member_have_one_place() {
    let world = World::start().await;
    let backend = world.backend();
    let event = Event::held(backend, json!({ "capacity": 1 })).await;
    let mut phones = [world.phone().await, world.phone().await];
    for phone in &mut phones {
        phone.open_as(app::MEMBER, true).await;
        phone.kept_for_offline().await;
        phone.open_event(Event::TITLE).await;
        phone.set_offline(true).await;
    }
    world.proxy.cut();
    for phone in &phones {
        phone.tap("button", "报名").await;
        phone.see("已记下意向，联网后才算报名").await;
    }
    world.proxy.restore();
    for phone in &phones {
        phone.set_offline(false).await;
        phone.see("已报名").await;
    }
    let signed_up = event.rows("signups").await;
    assert_eq!(signed_up.len(), 1);
    assert_eq!(signed_up[0]["state"], "confirmed");
    for phone in phones {
        phone.finish().await;
    }
}

#[tokio::test]
async fn from_the_month_to_a_place_and_back_with_the_keyboard_alone() {
    let world = World::start().await;
    let backend = world.backend();
    let event = Event::held(backend, json!({})).await;
    let mut phone = world.phone_with(Screen::desk()).await;
    phone.open_as(app::MEMBER, true).await;
    phone.tab_to(".tabs a[href='/events']").await;
    phone.press("Enter").await;
    phone.ready(app::EVENTS.ready).await;
    phone.see("场").await;
    phone.check_accessibility().await;
    phone.tab_to("main header a").await;
    phone.press("Enter").await;
    phone.find("button", "*场").await;
    phone.check_accessibility().await;
    phone.tab_to(".month button").await;
    phone.press("Enter").await;
    phone.see("看整个月").await;

    phone.goto(&event.path()).await;
    phone.ready("event").await;
    phone.find("button", "报名").await;
    phone.tab_to(".foot button").await;
    phone.press("Enter").await;
    phone.see("已报名").await;
    phone.find("button", "取消报名").await;
    phone.tab_to(".does button").await;
    phone.press("Enter").await;
    phone.see("取消后名额给别人").await;
    phone.press("Escape").await;
    phone.see_no("取消后名额给别人").await;
    phone.tab_to(".does button").await;
    phone.press("Enter").await;
    phone.tab_to("dialog .danger").await;
    phone.press("Enter").await;
    phone.see("已取消报名").await;
    let rows = event.rows("signups").await;
    assert_eq!((rows.len(), &rows[0]["state"]), (1, &json!("cancelled")));
    phone.finish().await;
}

#[tokio::test]
async fn the_code_of_the_venue_is_read_by_the_camera_where_the_browser_can() {
    let world = World::start().await;
    let soon = json!({ "starts": hours(0.5), "ends": hours(2.0) });
    let event = Event::held(world.backend(), soon).await;
    assert_eq!(event.act(app::MEMBER, "signup", 1).await, "confirmed");
    let code = event.row().await["venue_code"].clone();
    let code = code.as_str().expect("a code");
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    let path = format!("{}/check-in", event.path());

    // The code of another place checks nobody in here.
    phone.sees_code("dajuan:venue:another:ABC234").await;
    phone.goto(&path).await;
    phone.ready("check-in").await;
    phone.tap("button", "扫会场的二维码").await;
    phone.see("这是另一场活动的码").await;
    assert!(event.rows("checkins").await.is_empty());
    phone.check_accessibility().await;

    phone
        .sees_code(&format!("dajuan:venue:{}:{code}", event.id))
        .await;
    phone.goto(&path).await;
    phone.ready("check-in").await;
    phone.tap("button", "扫会场的二维码").await;
    phone.see("已签到").await;
    assert_eq!(event.rows("checkins").await.len(), 1);
    phone.finish().await;
}
