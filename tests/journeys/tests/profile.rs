//! How the backend is spoken to comes from files beside the page, read once the first screen stands.

use dajuan_journeys::{Event, Fault, Rule, World, app};
use serde_json::{Value, json};

#[tokio::test]
async fn a_profile_that_is_broken_is_told_with_its_place_and_nothing_is_sent_under_it() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    let broken = r#"{ "dialect": "pocketbase", "base": 1 }"#;
    let broken = Fault::answer(200, "application/json", broken);
    world.proxy.rule(Rule::new(broken).path("/config.json"));
    phone.goto("/").await;
    phone.ready("broken").await;
    phone
        .see("/dialects/pocketbase.json /base：值的类型不对。请写文字")
        .await;
    let log = world.proxy.log();
    assert!(log.iter().all(|it| !it.path.starts_with("/api/")));
    phone.finish().await;
}

#[tokio::test]
async fn a_sign_in_waits_for_a_profile_that_could_not_be_fetched() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    world
        .proxy
        .rule(Rule::new(Fault::captive_portal()).path("/config.json"));
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.see("连不上服务器").await;
    world.proxy.clear();
    phone.tap("button", "登录").await;
    phone.ready(app::HOME.ready).await;
    phone.finish().await;
}

#[tokio::test]
async fn who_stays_signed_in_writes_and_submits_before_the_profile_can_be_had() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    world
        .proxy
        .rule(Rule::new(Fault::captive_portal()).path("/config.json"));
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.tab("首页", app::HOME.ready).await;
    phone.see_no("登录已过期").await;

    world.proxy.clear();
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(records.len(), 1);
    phone.finish().await;
}

#[tokio::test]
async fn where_the_office_decides_by_hand_a_sign_up_is_handed_in_and_promises_nothing() {
    let (world, site) = World::start_with_site().await;
    let mut config: Value = serde_json::from_str(&site.read("config.json")).expect("JSON");
    config["capabilities"] = json!({ "signups": "wishes" });
    // By the name that is in the address bar.
    let host = world.proxy.origin().replace("http://", "");
    config["hosts"] = json!({ (host): { "check": true } });
    site.put("config.json", &config.to_string());
    let backend = world.backend();
    let installation = backend.rows("installation").await;
    let id = installation[0]["id"].as_str().expect("an id");
    let path = format!("/api/collections/installation/records/{id}");
    backend
        .operate("PATCH", &path, json!({ "decides": false }))
        .await;
    let event = Event::held(backend, json!({ "capacity": 1 })).await;

    let mut phone = world.phone_at_event().await;
    world.cut_off(&phone).await;
    phone.tap("button", "报名").await;
    phone.see("已记下意向，联网后提交").await;
    world.reconnect(&phone).await;
    phone.see("已提交，等待确认").await;
    phone.check_accessibility().await;
    assert!(!phone.text().await.contains("已报名"));
    assert_eq!(event.rows("signups").await[0]["state"], "wish");

    // The office confirms it; the member sees so when they look again.
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let member = event.rows("signups").await[0]["member"].clone();
    let path = format!("/api/dajuan/staff/events/{}/signup", event.id);
    let (status, _) = backend
        .send("POST", &path, Some(&office), json!({ "member": member }))
        .await;
    assert_eq!(status, 200);
    phone.reload().await;
    phone.ready("event").await;
    phone.see("已报名").await;

    // Whoever connects a backend finds the check of it, switched on for this host.
    phone.goto("/check").await;
    phone.ready("doctor").await;
    phone.tap("button", "开始检查").await;
    phone.see("检查完了，没有发现不对的地方").await;
    phone.still().await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn a_list_of_many_pages_shows_the_first_before_the_last_is_there() {
    let (world, site) = World::start_with_site().await;
    let mut config: Value = serde_json::from_str(&site.read("config.json")).expect("JSON");
    let preset = site.read("dialects/pocketbase.json");
    let mut preset: Value = serde_json::from_str(&preset).expect("JSON");
    let list = &mut preset["operations"]["list"];
    list["query"][1][1] = json!("2");
    config["operations"] = json!({ "list": list });
    site.put("config.json", &config.to_string());
    let mut writer = world.phone().await;
    writer.open_as(app::NEW_MEMBER, false).await;
    for title in ["乡土中国", "江村经济", "红楼梦"] {
        writer.begin(title).await;
        writer.submit().await;
        writer.see("已收到").await;
        writer.tab("首页", app::HOME.ready).await;
    }

    let second = "/api/collections/records/records?page=2";
    let held = Rule::new(Fault::HoldReply).path(second);
    world.proxy.rule(held);
    let mut reader = world.phone().await;
    reader.open_as(app::NEW_MEMBER, false).await;
    reader.tab("记录", app::RECORDS.ready).await;
    reader.see("先显示 2 条，还有没取到的").await;
    reader.check_accessibility().await;
    assert_eq!(reader.all("link", "*读书分享《").await.len(), 2);
    world.proxy.clear();
    world.proxy.release();
    reader.see("共 3 条").await;
    writer.finish().await;
    reader.finish().await;
}
