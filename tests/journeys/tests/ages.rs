//! App and backend of different ages: one that lacks what the app may use, one that says more than the app knows, and one that
//! wants another app.

use dajuan_journeys::{Fault, Rule, World, app, until};
use serde_json::{Value, json};

/// What a backend may lack.
const LACKING: [&str; 8] = [
    "/api/dajuan/events",
    "/api/dajuan/approvals",
    "/api/dajuan/notices",
    "/api/dajuan/progress",
    "/api/dajuan/statement",
    "/api/dajuan/roster",
    "/api/dajuan/cosigning",
    "=/api/dajuan/records",
];
const LIST: &str = "/api/collections/records/records?page=";
const CREATE: &str = "/api/collections/records/records";

fn said(status: u16, body: &Value) -> Fault {
    Fault::answer(status, "application/json", body.to_string())
}

#[tokio::test]
async fn what_an_older_backend_lacks_is_left_away_with_words_and_the_rest_works() {
    let world = World::start().await;
    let none =
        json!({ "status": 404, "message": "The requested resource wasn't found.", "data": {} });
    for path in LACKING {
        world.proxy.rule(Rule::new(said(404, &none)).path(path));
    }
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone.see("已收到").await;
    phone.tab("我的", app::ME.ready).await;
    phone.see_no("通知").await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.see("读书分享").await;
    for path in [app::EVENTS.path, "/notices", app::APPROVALS.path] {
        phone.goto(path).await;
        phone.see("您单位的服务器没有这一项").await;
    }
    phone.goto(app::EVENTS.path).await;
    phone.see("您单位的服务器没有这一项").await;
    assert!(phone.all("link", "活动").await.is_empty());
    phone.check_accessibility().await;

    // It gets them: nothing has to be done on the phone.
    world.proxy.clear();
    phone.goto(app::EVENTS.path).await;
    phone.ready(app::EVENTS.ready).await;
    phone.see_no("您单位的服务器没有这一项").await;
    phone.find("link", "活动").await;
    phone.finish().await;
}

#[tokio::test]
async fn what_a_newer_backend_says_beside_is_kept_in_words_and_loses_no_row() {
    let world = World::start().await;
    let record = |kind: &str, state: &str, n: u8| {
        json!({
            "id": format!("row{n}"), "client_ref": format!("10000000-0000-4000-8000-00000000000{n}"), "kind": kind, "form_version": 40,
            "day": "2026-09-15", "answers": { "title": "论语", "minutes": 60, "mood": { "of": [1, 2] } }, "attachments": [],
            "receipt": n, "state": state, "sealed_by": { "name": "x" }, "confirmed": "perhaps", "logged_by": "",
        })
    };
    let records = [
        record("reading_share", "archived", 1),
        record("a_kind_of_2030", "received", 2),
    ];
    let listed = json!({ "items": records, "page": 1, "totalPages": 1, "cursor": "abc" });
    world
        .proxy
        .rule(Rule::new(said(200, &listed)).method("GET").path(LIST));
    let event = |n: u8, more: Value| {
        let mut row = json!({
            "id": format!("ev0000000000{n}"), "kind": "a_kind_of_2030", "title": format!("新式活动{n}"), "starts": "2099-12-01T01:00:00.000Z",
            "level": "galaxy", "mood": {}, "changes": [{ "revision": 2, "at": "2026-11-20T01:00:00.000Z", "what": "colour" }],
        });
        let fields = row.as_object_mut().expect("an object");
        fields.extend(more.as_object().expect("an object").clone());
        row
    };
    let events = json!({ "items": [event(1, json!({})), event(2, json!({ "attendance": "perhaps" }))], "pages": 1 });
    world
        .proxy
        .rule(Rule::new(said(200, &events)).path("/api/dajuan/events"));
    let notice = json!({ "seq": 1, "at": "2026-11-20T01:02:03Z", "kind": "medal", "words": "恭喜", "mood": 1 });
    let notices = json!({ "items": [notice] });
    world.proxy.rule(
        Rule::new(said(200, &notices))
            .method("GET")
            .path("/api/dajuan/notices"),
    );

    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.see("共 2 条").await;
    phone.see("论语").await;
    phone
        .goto("/records/10000000-0000-4000-8000-000000000001")
        .await;
    phone.ready("record").await;
    phone.see("已收到").await;
    phone
        .goto("/records/10000000-0000-4000-8000-000000000002")
        .await;
    phone.ready("record").await;
    phone.see("论语").await;
    phone.goto(app::EVENTS.path).await;
    phone.see("新式活动1").await;
    phone.see("有 1 场活动看不懂，没有显示，请告诉办公室").await;
    phone.goto("/notices").await;
    phone.see("有一项新的变化").await;
    phone.see("恭喜").await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn a_backend_that_wants_a_newer_app_pauses_the_queue_until_it_is_there() {
    let (world, site) = World::start_with_site().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    let wants = json!({ "status": 426, "message": "Upgrade Required", "data": {} });
    let mut other = world.phone().await;
    let sign_in = Rule::new(said(426, &wants)).path("/api/collections/members/auth");
    world.proxy.rule(sign_in);
    other.open_sign_in().await;
    other.sign_in(app::MEMBER, false).await;
    other.see("服务器要新版本的答卷").await;
    other.finish().await;
    world.proxy.clear();
    world
        .proxy
        .rule(Rule::new(said(426, &wants)).method("POST").path(CREATE));
    phone.begin("江村经济").await;
    phone.submit().await;
    phone.see("本页面版本旧了，更新后继续发送").await;
    phone.check_accessibility().await;
    phone.tab("首页", app::HOME.ready).await;
    phone.see("1 条暂停发送：本页面版本旧了，请更新").await;
    let asked = || {
        let log = world.proxy.log();
        let creates = log
            .iter()
            .filter(|it| it.method == "POST" && it.path == CREATE);
        creates.count()
    };
    assert_eq!(asked(), 1, "it is not sent again and again");

    // The new app comes with a backend that takes it.
    site.release();
    world.proxy.clear();
    let look = "navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => true, () => true)";
    phone
        .wait_for("the browser to look for a release", look)
        .await;
    phone.see("有新版本").await;
    phone.tap("button", "更新").await;
    until("what was paused to arrive", async || {
        let records = world.backend().records_of(app::NEW_MEMBER).await;
        (!records.is_empty()).then_some(())
    })
    .await;
    phone.ready(app::HOME.ready).await;
    phone.see_no("暂停发送").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["answers"]["title"], "江村经济");
    phone.finish().await;
}
