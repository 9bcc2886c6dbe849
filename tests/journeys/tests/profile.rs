//! How the backend is spoken to comes from files beside the page, read once the first screen stands.

use dajuan_journeys::{Fault, Rule, World, app};

#[tokio::test]
async fn a_profile_that_is_broken_is_told_with_its_place_and_nothing_is_sent_under_it() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    let broken = r#"{ "dialect": "pocketbase", "base": 1 }"#;
    let broken = Fault::answer(200, "application/json", broken);
    world.proxy.rule(Rule::new(broken).path("/config.json"));
    phone.goto("/").await;
    phone.ready("broken").await;
    phone.see("/dialects/pocketbase.json /base").await;
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
