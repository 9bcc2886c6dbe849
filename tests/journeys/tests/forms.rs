//! What forms do beside being filled in: read back before they go, logged every week, told where the phone is, and naming
//! members.

use dajuan::domain::day::Day;
use dajuan_journeys::{Backend, Phone, Screen, World, app, moment, until};
use serde_json::{Value, json};

/// 320 px in the dark, and in the light again, without a finding and without a line beyond the edge.
async fn fits(phone: &mut Phone) {
    let narrow = Screen {
        width: 320,
        ..Screen::default()
    };
    for (screen, dark) in [(narrow, true), (Screen::default(), false)] {
        phone.set_screen(screen).await;
        phone.set_dark(dark).await;
        phone.check_accessibility().await;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(phone.script(fits).await, true);
    }
}

async fn the_record(world: &World, kind: &str) -> Option<Value> {
    let rows = world.backend().records_of(app::NEW_MEMBER).await;
    rows.into_iter().find(|row| row["kind"] == kind)
}

#[tokio::test]
async fn a_report_is_read_back_offline_mended_and_arrives_as_it_was_read() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.cut_off(&phone).await;
    phone.goto("/new/opinion_report").await;
    phone.ready("new").await;
    phone.fill("textbox", "标题", "路灯不量").await;
    let body = "河边一排路灯不亮，夜里看不清。".repeat(40);
    phone.fill("textbox", "正文", &body).await;
    phone.see("草稿已保存").await;
    phone.tap("button", "提交").await;
    phone.find("dialog", "交之前，请再读一遍").await;
    phone.see("路灯不量").await;
    fits(&mut phone).await;
    assert!(phone.path().await.starts_with("/drafts/"));

    // The keyboard's way: the text has the focus, its end is reached by keys, then come the presses.
    let focused = "document.activeElement.matches('[role=region]')";
    phone.wait_for("the focus on the text", focused).await;
    phone.press("End").await;
    let at_end = "(() => { const it = document.querySelector('.read-back'); return it.scrollTop + it.clientHeight >= it.scrollHeight - 2 })()";
    phone.wait_for("the end of the text", at_end).await;
    phone.press("Escape").await;
    let closed = "!document.querySelector('dialog[open]') && document.activeElement.matches('.go')";
    phone.wait_for("the form, its press in focus", closed).await;
    phone.fill("textbox", "标题", "路灯不亮").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    assert!(the_record(&world, "opinion_report").await.is_none());
    world.reconnect(&phone).await;
    phone.see("已收到，回执").await;
    let record = the_record(&world, "opinion_report").await;
    let answers = &record.expect("the report")["answers"];
    assert_eq!(
        (&answers["title"], &answers["body"]),
        (&json!("路灯不亮"), &json!(body))
    );
    phone.finish().await;
}

/// A reading share of so many days ago that arrived: its key.
async fn shared(backend: &Backend, number: u32, days_ago: f64) -> String {
    let member = backend
        .sign_in("members", app::NEW_MEMBER, app::PASSWORD)
        .await;
    let key = format!("20000000-0000-4000-8000-{number:012}");
    let day = Day::at(moment(-24.0 * days_ago)).to_string();
    let body = json!({
        "client_ref": key, "kind": "reading_share", "form_version": 1, "day": day,
        "answers": {"title": "乡土中国", "date": day, "mode": "online"},
    });
    let path = "/api/collections/records/records";
    let (status, said) = backend.send("POST", path, Some(&member), body).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&said));
    key
}

#[tokio::test]
async fn every_week_since_a_record_gets_a_draft_that_is_looked_at_and_submitted_by_itself() {
    let world = World::start().await;
    let backend = world.backend();
    let first = shared(backend, 1, 21.0).await;
    shared(backend, 2, 7.0).await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.goto(&format!("/records/{first}")).await;
    phone.ready("record").await;
    phone.find("button", "每周都有").await;
    world.cut_off(&phone).await;
    phone.tap("button", "每周都有").await;
    phone.find("checkbox", "*已记过").await;
    fits(&mut phone).await;
    phone.tap("button", "备好 2 份草稿").await;
    phone.ready("home").await;
    phone.see("备好了 2 份草稿").await;
    assert_eq!(
        phone.all("link", "*乡土中国").await.len(),
        4,
        "two drafts, two received"
    );

    // Asked again, the same days are taken.
    phone.goto(&format!("/records/{first}")).await;
    phone.ready("record").await;
    phone.tap("button", "每周都有").await;
    phone.find("button", "备好 0 份草稿").await;
    assert_eq!(phone.all("checkbox", "*已有草稿").await.len(), 2);
    phone.tap("button", "不了").await;

    world.reconnect(&phone).await;
    phone.tab("首页", "home").await;
    phone.tap("link", "*草稿").await;
    phone.ready("draft").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    let rows = backend.records_of(app::NEW_MEMBER).await;
    assert_eq!(rows.len(), 3, "nothing goes that nobody submitted");
    phone.finish().await;
}

#[tokio::test]
async fn where_the_phone_is_is_filled_in_by_a_press_and_said_where_it_is_refused() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.goto("/new/emergency").await;
    phone.ready("new").await;
    phone.find("textbox", "地点 选填").await;
    let may = |setting: &'static str| json!({ "permission": { "name": "geolocation" }, "setting": setting, "origin": phone.origin() });
    let (denied, granted) = (may("denied"), may("granted"));
    phone.cdp("Browser.setPermission", denied).await;
    phone.tap("button", "填上现在的位置").await;
    phone.see("手机没有准许本页面用位置").await;

    phone.cdp("Browser.setPermission", granted).await;
    let here = json!({ "latitude": 29.351234, "longitude": 105.890119, "accuracy": 19.5 });
    phone.cdp("Emulation.setGeolocationOverride", here).await;
    phone.tap("button", "填上现在的位置").await;
    phone.see("填上了，误差约 20 米").await;
    let place = phone.value("textbox", "地点 选填").await;
    assert_eq!(place, "29.35123,105.89012 (±20 m)");
    fits(&mut phone).await;
    phone.fill("textbox", "做了什么", "守值").await;
    phone.fill("textbox", "时长", "3").await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    let record = the_record(&world, "emergency").await;
    assert_eq!(record.expect("the record")["answers"]["place"], place);
    phone.finish().await;
}

/// Writes into the open form about a meeting; whether this name is offered.
async fn offers(phone: &Phone, typed: &str, name: &str) -> bool {
    phone.fill("combobox", "名称或姓名", typed).await;
    !phone.all("option", name).await.is_empty()
}

#[tokio::test]
async fn another_member_is_named_offline_by_the_initials_of_the_name() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    // The names come behind what the phone shows first: a form that is opened after they came offers them.
    let offered = async || {
        phone.tab("首页", "home").await;
        phone.tap("link", "*记一笔").await;
        phone.ready("choose").await;
        phone.tap("link", "*联系走访").await;
        phone.ready("new").await;
        offers(&phone, "wyj", "委员甲").await.then_some(())
    };
    until("the names", offered).await;
    world.cut_off(&phone).await;
    phone.goto("/new/liaison").await;
    phone.ready("new").await;
    assert!(offers(&phone, "wyj", "委员甲").await);
    phone.check_accessibility().await;
    phone.tap("option", "委员甲").await;
    assert_eq!(phone.value("combobox", "名称或姓名").await, "委员甲");
    phone.finish().await;
}
