//! 有异议: said without a network, sent once, answered by the office, read at its row; and the office's own sum of the year
//! beside the phone's.

use dajuan::{
    domain::day::Day,
    scoring::{export::Export, report::Form, report::report, rules::Rules},
};
use dajuan_journeys::{World, app, moment};
use serde_json::{Value, json};
use std::fs;

#[tokio::test]
async fn a_dispute_made_offline_arrives_once_and_the_offices_answer_stands_at_its_row() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.see("收起").await;

    world.cut_off(&phone).await;
    phone.tap("button", "*有异议：合计").await;
    phone.ready("draft").await;
    phone.choose("combobox", "*哪里不对", "少算了").await;
    phone.fill("textbox", "*说明", "少了一次走访").await;
    phone.check_accessibility().await;
    phone.tap("button", "提交").await;
    phone.ready(app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.see("异议还没发出去").await;
    phone.check_accessibility().await;

    world.reconnect(&phone).await;
    phone.see("异议已收到，回执").await;
    let sent = backend.records_of(app::MEMBER).await;
    let sent: Vec<&Value> = sent.iter().filter(|it| it["kind"] == "dispute").collect();
    let [dispute] = sent.as_slice() else {
        panic!("one dispute: {sent:?}");
    };
    let answers = &dispute["answers"];
    assert_eq!(
        (&answers["row"], &answers["wrong"], &answers["text"]),
        (&json!("total"), &json!("less"), &json!("少了一次走访"))
    );
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let id = dispute["id"].as_str().expect("an id");
    let path = format!("/api/collections/records/records/{id}");
    let answer = json!({"state": "reviewed", "reason": "已补上，谢谢"});
    let (status, _) = backend.send("PATCH", &path, Some(&office), answer).await;
    assert_eq!(status, 200);

    phone.reload().await;
    phone.ready(app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.see("办公室已答复，采纳：已补上，谢谢").await;
    phone.tap("link", "*办公室已答复").await;
    phone.ready("record").await;
    phone.see("少了一次走访").await;
    phone.check_accessibility().await;
    phone.finish().await;
}

#[tokio::test]
async fn what_the_office_worked_out_stands_first_with_its_time_and_where_the_phone_differs() {
    let rules = fs::read_to_string(app::root().join("public/rules/default.json"));
    let rules = Rules::parse(&rules.expect("the rules")).expect("rules");
    let world = World::start().await;
    let backend = world.backend();
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let year = Day::at(moment(0.0)).year();
    let path = format!("/api/dajuan/staff/export?year={year}");
    let (status, export) = backend.send("GET", &path, Some(&office), Value::Null).await;
    assert_eq!(status, 200);
    let export = String::from_utf8(export).expect("text");
    let export = Export::parse(&export).expect("an export");
    let printed = report(&rules, &export, Form::Json).expect("a report");
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    let send = async |path: &str| {
        let (status, _) = backend
            .send("POST", path, Some(&office), printed.clone())
            .await;
        assert_eq!(status, 200);
    };
    send("/api/dajuan/staff/statements").await;

    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.see("办公室计算，截至").await;
    phone.see("手机按现有的记录算出来也是这样").await;
    phone.check_accessibility().await;

    // The office has closed the year, and a session of today comes after it.
    send("/api/dajuan/staff/statements?closed=true").await;
    phone.tab("首页", app::HOME.ready).await;
    phone.begin("乡土中国").await;
    phone.fill("textbox", "*听众", "30").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.see("年度已由办公室关闭，之后的更正单列").await;
    phone.see("以办公室的为准").await;
    phone.see("年度关闭以后的更正").await;
    phone.see("《乡土中国》").await;
    phone.check_accessibility().await;

    // From the phone alone, the same.
    world.cut_off(&phone).await;
    phone.kill_and_restart().await;
    phone.set_offline(true).await;
    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.see("办公室计算，截至").await;
    phone.see("年度关闭以后的更正").await;
    phone.finish().await;
}
