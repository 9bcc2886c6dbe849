//! Journey 3: a network that answers with its own page is not the backend.

use dajuan_journeys::{Fault, Rule, World, app, until};
use serde_json::Value;

#[tokio::test]
async fn scenario_08_a_hotel_page_is_never_taken_for_a_receipt_and_the_record_arrives_once_later() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;

    // The portal answers all that is asked for, the first record with a redirect.
    world.proxy.clear_log();
    let elsewhere = Fault::Answer {
        status: 302,
        headers: vec![("Location".into(), "http://portal.example/".into())],
        body: Vec::new(),
    };
    let elsewhere = Rule::new(elsewhere).method("POST").once();
    world.proxy.rule(elsewhere);
    world.proxy.rule(Rule::new(Fault::captive_portal()));
    phone.begin("乡土中国").await;
    phone.submit().await;
    until("the portal to answer the record twice", async || {
        let log = world.proxy.log();
        let sent = log.iter().filter(|it| it.method == "POST");
        (sent.count() >= 2).then_some(())
    })
    .await;
    phone.see("次，会自动再试").await;
    assert!(!phone.text().await.contains("已收到"));
    phone.tab("首页", app::HOME.ready).await;
    phone.see("1 条还没发出去，联网后自动发送").await;
    assert!(!phone.text().await.contains("已收到"));
    assert_eq!(
        backend.records_of(app::NEW_MEMBER).await,
        Vec::<Value>::new()
    );

    world.proxy.clear();
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    let records = backend.records_of(app::NEW_MEMBER).await;
    let [record] = records.as_slice() else {
        panic!("one row, not {records:?}")
    };
    let receipt = format!("回执 {}", record["receipt"]);
    phone.see(&receipt).await;

    // The portal's page was kept nowhere: the app starts without a network as before.
    world.proxy.cut();
    phone.reload().await;
    phone.ready(app::HOME.ready).await;
    phone.see(&receipt).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_hotel_page_in_place_of_the_sign_in_is_named_as_such() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.goto("/").await;
    phone.ready(app::SIGN_IN.ready).await;
    world
        .proxy
        .rule(Rule::new(Fault::captive_portal()).path("/api/"));
    phone.sign_in(app::NEW_MEMBER, false).await;
    phone.see("网络要求先登录").await;
    world.proxy.clear();
    phone.tap("button", "登录").await;
    phone.ready(app::HOME.ready).await;
    phone.finish().await;
}
