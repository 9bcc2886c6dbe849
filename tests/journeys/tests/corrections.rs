//! 更正 of what was received, before a backend that takes that from members; the office changed it too.

use dajuan_journeys::{Fault, Rule, Screen, World, app, until};
use serde_json::{Value, json};
use std::fs;

const RECORDS: &str = "/api/collections/records/records/";

/// The dialect of the demo backend, as it were if members could change their records.
fn let_members_change(world: &World) {
    let file = app::dist().join("dialects/pocketbase.json");
    let text = fs::read_to_string(file).expect("the dialect");
    let mut dialect: Value = serde_json::from_str(&text).expect("JSON");
    dialect["record"]["id"] = "/id".into();
    dialect["operations"]["update"] = json!({
        "method": "PATCH",
        "path": format!("{RECORDS}{{id}}"),
        "json": { "client_ref": "{of}", "day": "{day}", "answers": "{answers}" },
        "success": { "echo": { "/client_ref": "{of}" } },
    });
    let answer = Fault::answer(200, "application/json", dialect.to_string());
    let rule = Rule::new(answer).path("/dialects/pocketbase.json");
    world.proxy.rule(rule);
}

#[tokio::test]
async fn what_the_office_changed_too_is_chosen_field_by_field_and_sent() {
    let world = World::start().await;
    let_members_change(&world);
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土中国").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    let record = world.backend().records_of(app::NEW_MEMBER).await.remove(0);
    let text = |key: &str| record[key].as_str().expect("a text").to_owned();
    let (id, of) = (text("id"), text("client_ref"));

    phone.tap("button", "更正").await;
    phone.ready("draft").await;
    phone.fill("textbox", "书名", "江村经济").await;
    let mut answers = record["answers"].clone();
    answers["title"] = "红楼梦".into();
    let path = format!("{RECORDS}{id}");
    let change = json!({ "answers": answers });
    world.backend().operate("PATCH", &path, change).await;
    let stale = Fault::answer(412, "application/json", "{}");
    let taken = json!({ "client_ref": of }).to_string();
    let taken = Fault::answer(200, "application/json", taken);
    let changes = |fault| Rule::new(fault).method("PATCH").path(RECORDS);
    world.proxy.rule(changes(stale).once());
    world.proxy.rule(changes(taken));

    phone.submit().await;
    phone.see("两边都改过的").await;
    phone.find("group", "书名").await;
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    phone.set_screen(narrow).await;
    phone.check_accessibility().await;
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(phone.script(fits).await, true);
    phone.tap("button", "按选好的发送").await;
    phone.see("请选择").await;
    phone.tap("radio", "*江村经济").await;
    phone.tap("button", "按选好的发送").await;

    let sent = until("the chosen change", async || {
        let log = world.proxy.log();
        let mut changes = log.into_iter().filter(|it| it.method == "PATCH");
        changes.nth(1)
    })
    .await;
    assert_eq!(sent.path, path);
    let sent: Value = serde_json::from_slice(&sent.body).expect("JSON");
    assert_eq!(sent["answers"]["title"], "江村经济");
    assert_eq!(sent["answers"]["date"], record["answers"]["date"]);
    // What arrived leaves the phone, and the record itself is the page to be on.
    phone
        .wait_for(
            "the record",
            &format!("location.pathname === '/records/{of}'"),
        )
        .await;
    phone.see("已收到，回执").await;
    phone.finish().await;
}
