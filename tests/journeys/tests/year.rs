//! The yearly answer sheet: what is logged is counted once it arrived, with its points and their reason; last year; a first year.

use dajuan::domain::day::Day;
use dajuan_journeys::{Phone, World, app, moment};
use serde_json::{Value, json};
use std::fs;

fn this_year() -> u16 {
    Day::at(moment(0.0)).year()
}

/// What the shipped rules call the points of a reading share, and their category.
fn words_of_reading() -> (String, String) {
    let text = fs::read_to_string(app::root().join("public/rules/default.json"));
    let rules: Value = serde_json::from_str(&text.expect("the rules")).expect("JSON");
    let edition = &rules["editions"][0];
    let of = |list: &str, fits: &dyn Fn(&Value) -> bool| {
        let found = edition[list]
            .as_array()
            .expect("a list")
            .iter()
            .find(|it| fits(it));
        found.expect("what is looked for").clone()
    };
    let rule = of("rules", &|rule| {
        rule["counts"]["kinds"] == json!(["reading_share"])
    });
    let category = of("categories", &|it| it["id"] == rule["category"]);
    let words = |it: &Value| it["words"]["zh-CN"].as_str().expect("words").to_owned();
    (words(&rule), words(&category))
}

/// A member for whom nothing was held either.
async fn new_member(world: &World) -> Phone {
    for event in ["demoevent000019", "demoevent000020"] {
        let path = format!("/api/collections/events/records/{event}");
        world.backend().operate("DELETE", &path, Value::Null).await;
    }
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone
}

async fn open_year(phone: &Phone) {
    phone.tab("答卷", app::YEAR.ready).await;
}

#[tokio::test]
async fn what_is_logged_waits_uncounted_arrives_and_has_its_points_with_their_reason() {
    let (rule, category) = words_of_reading();
    let world = World::start().await;
    let mut phone = new_member(&world).await;
    phone.kept_for_offline().await;
    open_year(&phone).await;
    phone.see("这一年还没有记录").await;
    phone.check_accessibility().await;

    world.cut_off(&phone).await;
    phone.tab("首页", app::HOME.ready).await;
    phone.begin("乡土中国").await;
    phone.fill("textbox", "*听众", "30").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    phone.tab("首页", app::HOME.ready).await;
    open_year(&phone).await;
    phone.see("含待发送 1 条，未计入").await;
    phone.see("这一年还没有记录").await;
    phone.check_accessibility().await;

    world.reconnect(&phone).await;
    phone.see("1 场").await;
    phone.see_no("含待发送").await;
    phone.see("听众 30 人次").await;
    phone.see("我的分数").await;
    phone
        .tap("button", &format!("*为什么是这个分：{category}"))
        .await;
    phone.see(&rule).await;
    phone.check_accessibility().await;
    phone.tap("link", "*《乡土中国》").await;
    phone.ready("record").await;
    phone.see("已收到，回执").await;

    // Without a network the same, from what the phone keeps.
    world.cut_off(&phone).await;
    phone.kill_and_restart().await;
    phone.set_offline(true).await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.see("1 场").await;
    phone.see("我的分数").await;
    phone.see("没有连上").await;
    phone.finish().await;
}

#[tokio::test]
async fn the_year_before_stands_beside_this_one_and_has_a_page_of_its_own() {
    let this_year = this_year();
    let last_year = this_year - 1;
    let world = World::start().await;
    let backend = world.backend();
    let member = &backend.member(app::NEW_MEMBER).await["id"];
    let days = [
        (this_year, "01-01"),
        (last_year, "01-01"),
        (last_year, "12-31"),
    ];
    for (number, (year, day)) in days.into_iter().enumerate() {
        let record = json!({
            "member": member, "client_ref": format!("00000000-0000-4000-8000-0000000009{number:02}"),
            "kind": "reading_share", "form_version": 1, "day": format!("{year}-{day}"),
            "answers": { "title": "江村经济", "mode": "offline", "audience": 7 },
            "attachments": [], "state": "received", "receipt": 900 + number,
        });
        backend
            .operate("POST", "/api/collections/records/records", record)
            .await;
    }
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    open_year(&phone).await;
    phone.see("1 场").await;
    phone.see("2 场").await;
    phone.see("上一年到同一天是").await;
    phone.see("横线是上一年").await;

    let option = format!("{last_year} 年");
    phone.choose("combobox", "年份", &option).await;
    phone.see(&format!("{last_year} 年答卷")).await;
    assert_eq!(phone.path().await, format!("/year/{last_year}"));
    phone.see("听众 14 人次").await;
    phone.see_no("1 场").await;
    phone.tap("button", "看表格：每个月").await;
    phone.see("收起表格").await;
    phone.check_accessibility().await;
    phone.back().await;
    phone.see(&format!("{this_year} 年答卷")).await;
    phone.finish().await;
}

#[tokio::test]
async fn an_empty_first_year_says_so_and_leads_to_the_first_record() {
    let world = World::start().await;
    let phone = new_member(&world).await;
    open_year(&phone).await;
    phone.see("这一年还没有记录").await;
    phone.tap("link", "记一笔").await;
    phone.ready("choose").await;
    phone.finish().await;
}

#[tokio::test]
async fn ten_thousand_records_are_counted_on_the_phone_alone() {
    let world = World::start().await;
    let mut phone = new_member(&world).await;
    phone.kept_for_offline().await;
    phone.begin("江村经济").await;
    phone.fill("textbox", "*听众", "7").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    open_year(&phone).await;
    phone.see("1 场").await;

    world.cut_off(&phone).await;
    phone.keep_many_records(10_000).await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.see("10000 场").await;
    phone.see("听众 70000 人次").await;
    phone.see("我的分数").await;
    phone.check_accessibility().await;
    phone.finish().await;
}
