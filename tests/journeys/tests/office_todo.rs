//! What waits for the office, dealt with on its own page by keyboard; what members read of it on their phones.

use dajuan::{
    domain::{answer::Answer, day::Day},
    forms::{answers::Answers, catalog::Catalog},
    scoring::{export::Export, report::Form, report::report, rules::Rules},
};
use dajuan_journeys::{Backend, Office, Phone, Photo, Screen, World, app, moment};
use serde_json::{Value, json};
use std::fs;

fn narrow() -> Screen {
    Screen {
        width: 320,
        ..Screen::default()
    }
}

/// Nothing that axe finds, and nothing that is read by moving the page sideways, on a phone and at a desk.
async fn check(desk: &mut Phone) {
    for screen in [Screen::desk(), narrow()] {
        desk.set_screen(screen).await;
        desk.check_accessibility().await;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(desk.script(fits).await, true);
    }
}

/// A member's record of a kind, as the backend holds it.
async fn record(backend: &Backend, member: &str, kind: &str) -> Value {
    let rows = backend.records_of(member).await;
    let found = rows.into_iter().find(|row| row["kind"] == kind);
    found.expect("the record")
}

fn page_of(record: &Value) -> String {
    format!("/records/{}", record["client_ref"].as_str().expect("a key"))
}

/// Comes to this by keyboard and presses Enter.
async fn enter(desk: &Phone, selector: &str) {
    desk.tab_to(selector).await;
    desk.press("Enter").await;
}

/// Comes to this by keyboard and writes.
async fn write(desk: &Phone, selector: &str, words: &str) {
    desk.tab_to(selector).await;
    desk.commit(words).await;
}

const LAST: &str = "#reviews li:last-child";

#[tokio::test]
async fn what_is_returned_by_keyboard_is_changed_by_its_member_and_reviewed() {
    let world = World::start().await;
    let backend = world.backend();
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("江村经济").await;
    phone.submit().await;
    phone.see("已收到，回执").await;

    let Office { mut desk } = Office::open_on(&world, narrow()).await;
    desk.see("江村经济").await;
    let (line, words) = (format!("{LAST} summary"), format!("{LAST} textarea"));
    let accept = format!("{LAST} .decision button");
    let refuse = format!("{LAST} .decision button + button");
    enter(&desk, &line).await;
    desk.see("书名 Title").await;
    check(&mut desk).await;
    enter(&desk, &refuse).await;
    desk.see("退回要写原因").await;
    assert_eq!(
        desk.script("document.activeElement.tagName").await,
        "TEXTAREA"
    );
    desk.commit("请写全书名").await;
    enter(&desk, &refuse).await;
    desk.see("：退回").await;
    desk.see_no("江村经济").await;
    let stays = "document.activeElement.closest('#todo-place') !== null";
    assert_eq!(
        desk.script(stays).await,
        true,
        "the keyboard keeps its place"
    );

    phone.reload().await;
    phone.see("办公室退回：请写全书名").await;
    phone.tap("button", "修改后再交").await;
    phone.ready("draft").await;
    phone.fill("textbox", "书名", "江村经济 附录").await;
    phone.submit().await;
    phone.see("已收到，回执").await;

    let todo = "#places a[href='#/todo']";
    enter(&desk, "#places a[href='#/members']").await;
    desk.see("发验证码").await;
    enter(&desk, todo).await;
    desk.see("江村经济 附录").await;
    enter(&desk, &line).await;
    desk.see("以前的内容").await;
    desk.see("江村经济 → 江村经济 附录").await;
    desk.see("请写全书名").await;
    check(&mut desk).await;
    write(&desk, &words, "谢谢").await;
    enter(&desk, &accept).await;
    desk.see("：审核通过").await;
    let reviewed = record(backend, app::NEW_MEMBER, "reading_share").await;
    assert_eq!(
        (&reviewed["state"], &reviewed["reason"]),
        (&json!("reviewed"), &json!("谢谢"))
    );
    phone.goto(&page_of(&reviewed)).await;
    phone.see("已审核").await;
    desk.finish().await;
    phone.finish().await;
}

#[tokio::test]
async fn what_its_member_changes_under_the_offices_eyes_is_not_decided() {
    let world = World::start().await;
    let backend = world.backend();
    let Office { desk } = Office::open(&world).await;
    enter(&desk, "#reviews li:first-child summary").await;
    desk.see("学而第一").await;
    let before = record(backend, app::MEMBER, "reading_share").await;
    let member = backend.sign_in("members", app::MEMBER, app::PASSWORD).await;
    let key = before["client_ref"].as_str().expect("a key");
    let change = json!({
        "client_ref": "20000000-0000-4000-8000-000000000009", "version": 0, "day": before["day"],
        "form_version": 1, "answers": {"title": "论语", "mode": "offline", "date": before["day"], "chapters": "为政第二"},
    });
    let path = format!("/api/dajuan/records/{key}/changes");
    let (status, _) = backend.send("POST", &path, Some(&member), change).await;
    assert_eq!(status, 200);
    write(&desk, "#reviews li:first-child textarea", "很好").await;
    enter(&desk, "#reviews li:first-child .decision button").await;
    desk.see("委员刚刚改过这条记录").await;
    desk.see("学而第一 → 为政第二").await;
    let kept = "document.querySelector('#reviews li:first-child textarea').value";
    assert_eq!(desk.script(kept).await, "很好");
    let row = record(backend, app::MEMBER, "reading_share").await;
    assert_eq!(row["state"], "received");
    enter(&desk, "#reviews li:first-child .decision button").await;
    desk.see("：审核通过").await;
    let row = record(backend, app::MEMBER, "reading_share").await;
    assert_eq!(row["state"], "reviewed");
    desk.finish().await;
}

#[tokio::test]
async fn an_approver_reads_what_waits_and_decides_nothing_but_leaves() {
    let world = World::start().await;
    let account = json!({
        "email": "approver@example.com", "name": "审批", "role": "approver", "password": app::PASSWORD, "passwordConfirm": app::PASSWORD,
    });
    let path = "/api/collections/staff/records";
    world.backend().operate("POST", path, account).await;
    let office = Office::open_as(&world, Screen::desk(), "approver@example.com").await;
    office.unfold("#reviews", "论语", "您的角色只能查看").await;
    office.desk.see("学而第一").await;
    assert!(office.desk.all("button", "*审核通过").await.is_empty());
    office.desk.find("button", "准假 Grant 委员甲").await;
    office.go("*记录 Records", "下载记录表").await;
    assert!(office.desk.all("button", "*代填这条记录").await.is_empty());
    office.go("*委员 Members", "wy002").await;
    assert!(office.desk.all("button", "*发验证码").await.is_empty());
    office.go("*分数 Points", "下载当年数据").await;
    assert!(office.desk.all("button", "*交上分数").await.is_empty());
    office.desk.finish().await;
}

#[tokio::test]
async fn a_dispute_is_answered_in_words_by_keyboard_and_its_member_reads_them() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.tap("button", "*有异议：合计").await;
    phone.ready("draft").await;
    phone.choose("combobox", "*哪里不对", "少算了").await;
    phone.fill("textbox", "*说明", "少了一次走访").await;
    phone.tap("button", "提交").await;
    phone.ready(app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.see("异议已收到，回执").await;

    let Office { mut desk } = Office::open(&world).await;
    enter(&desk, "#disputes summary").await;
    desk.see("少算了 Too few points").await;
    desk.see("少了一次走访").await;
    check(&mut desk).await;
    enter(&desk, "#disputes .decision button").await;
    desk.see("采纳不采纳都要写几句话").await;
    desk.commit("已补上，谢谢").await;
    enter(&desk, "#disputes .decision button").await;
    desk.see("：采纳").await;
    desk.see("没有待答复的异议").await;

    phone.reload().await;
    phone.ready(app::YEAR.ready).await;
    phone.tap("button", "*为什么是这个分：合计").await;
    phone.see("办公室已答复，采纳：已补上，谢谢").await;
    desk.finish().await;
    phone.finish().await;
}

/// Chooses what a new record is of, and whose.
async fn begin_log(desk: &Phone, member: &str, kind: &str) {
    desk.choose("combobox", "替哪位委员 For whom", member).await;
    desk.choose("combobox", "记什么 What it is", kind).await;
    desk.wait_for(
        "the form",
        "document.querySelector('#log-fields .fields') !== null",
    )
    .await;
}

#[tokio::test]
async fn what_the_office_logs_for_a_member_stands_on_that_members_phone() {
    let world = World::start().await;
    let backend = world.backend();
    let Office { mut desk } = Office::open(&world).await;
    enter(&desk, "#places a[href='#/records']").await;
    desk.see("还没有代填过").await;
    begin_log(&desk, "wy003 委员丙", "读书分享 Reading share").await;
    check(&mut desk).await;
    write(&desk, "#log [name=title]", "江村经济").await;
    write(&desk, "#log [name=audience]", "0").await;
    enter(&desk, "#log > button").await;
    // Held in person, somebody was there.
    let complaint = "document.querySelector('#log [name=audience]').validationMessage";
    assert_eq!(desk.script(complaint).await, "至少 1。At least 1.");
    assert_eq!(backend.records_of(app::NEW_MEMBER).await.len(), 0);
    desk.fill("spinbutton", "*听众", "30").await;
    let photo = Photo::sideways(60, 80, 1).save(world.folder(), "合影.jpg");
    desk.attach("#log [name=photos]", &[&photo]).await;
    desk.see("合影.jpg").await;
    enter(&desk, "#log > button").await;
    desk.see("已为 wy003 委员丙 代填，回执 No.").await;
    desk.see("等委员确认").await;
    check(&mut desk).await;
    let logged = record(backend, app::NEW_MEMBER, "reading_share").await;
    assert_eq!(
        (&logged["logged_by"], &logged["answers"]["audience"]),
        (&json!("办公室"), &json!(30))
    );
    assert_eq!(logged["attachments"], logged["answers"]["photos"]);
    assert_eq!(logged["attachments"].as_array().map(Vec::len), Some(1));

    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.tab("记录", app::RECORDS.ready).await;
    phone.tap("link", "*江村经济").await;
    phone.ready("record").await;
    phone.see("已收到，回执").await;
    phone.find("image", "第 1 张照片").await;
    phone.finish().await;

    // What its member says to it is read on the page.
    let member = backend
        .sign_in("members", app::NEW_MEMBER, app::PASSWORD)
        .await;
    let objection = json!({
        "client_ref": "20000000-0000-4000-8000-000000000010", "kind": "confirmation", "form_version": 1,
        "day": logged["day"], "answers": {"record": logged["client_ref"], "right": false, "words": "那天我不在"},
    });
    let path = "/api/collections/records/records";
    let (status, _) = backend.send("POST", path, Some(&member), objection).await;
    assert_eq!(status, 200);
    enter(&desk, "#places a[href='#/todo']").await;
    desk.see("代填，委员说不对 Objected").await;
    enter(&desk, "#places a[href='#/records']").await;
    desk.see("委员说不对 Objected：那天我不在").await;
    desk.finish().await;
}

/// A kind with all that the shipped ones have no use for.
fn rich() -> Value {
    let words = |en: &str| json!({"zh-CN": en, "en": en});
    let number = |ui: Value| {
        let mut ui = ui;
        ui["label"] = words("n");
        json!({"type": "number", "x-ui": ui})
    };
    let choices = json!({"a": words("a"), "b": words("b")});
    let row = json!({"type": "object", "required": ["who"], "properties": {
        "who": {"type": "string", "maxLength": 20, "x-ui": {"label": words("who")}},
        "persons": number(json!({})),
        "all": number(json!({"compute": {"product": ["persons", 1.5]}})),
    }, "x-ui": {"order": ["who", "persons", "all"]}});
    let form = json!({"type": "object", "required": ["with"], "properties": {
        "online": {"type": "boolean", "x-ui": {"label": words("online")}},
        "with": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "uniqueItems": true, "minItems": 1,
            "x-ui": {"label": words("with"), "choices": choices}},
        "from": {"type": "string", "format": "date", "x-ui": {"label": words("from"), "default": "today"}},
        "to": {"type": "string", "format": "date", "x-ui": {"label": words("to"), "default": "today", "least": "from"}},
        "visits": {"type": "array", "items": row, "minItems": 1, "maxItems": 3, "x-ui": {"label": words("visits")}},
        "count": number(json!({"compute": {"count": "visits"}})),
        "sum": number(json!({"compute": {"sum_of": {"rows": "visits", "field": "all"}}})),
        "left": number(json!({"compute": {"difference": [{"sum": ["sum", 0.1, 0.2]}, "count"]}})),
        "why": {"type": "string", "maxLength": 20, "x-ui": {"label": words("why"), "required": true,
            "relevant": {"any": [{"field": "online", "equals": true}, {"not": {"field": "from", "equals": "2000-01-01"}}]}}},
        "hidden": {"type": "string", "maxLength": 20, "x-ui": {"label": words("hidden"),
            "relevant": {"all": [{"field": "online", "equals": true}, {"field": "from", "equals": "2000-01-01"}]}}},
    }, "x-ui": {"order": ["online", "with", "from", "to", "visits", "count", "sum", "left", "why", "hidden"]}});
    json!({"id": "rich", "label": words("rich"), "measure": words("m"), "category": "c", "form_version": 1, "form": form})
}

#[tokio::test]
async fn a_form_of_any_kind_that_the_office_fills_in_says_what_the_app_itself_would_send() {
    const FILLED: &str = r#"import('/office/fields.js').then(async ({ draw }) => {
        const filled = {};
        for (const { id, form } of KINDS) {
            const { node, read } = await draw(form, TODAY);
            for (const more of node.querySelectorAll('fieldset > button')) {
                // The third stays as it is drawn.
                for (const count of [1, 2, 3]) {
                    more.click();
                    while (more.parentElement.querySelectorAll('li').length < count) await new Promise((done) => setTimeout(done));
                }
            }
            for (const it of node.querySelectorAll('input, select, textarea')) {
                if (it.closest('ol > li:nth-child(3)')) continue;
                if (it.tagName === 'SELECT') it.selectedIndex = it.options.length - 1;
                else if (it.type === 'checkbox') it.checked = true;
                else if (it.type === 'number') it.value = '2';
                else if (it.name === 'isbn') it.value = '7-02-000220-X';
                else if (it.name === 'link') it.value = ' https://例子.中国/会 ';
                else if (!['date', 'file'].includes(it.type)) it.value = WORDS;
            }
            const answers = read();
            const wrong = [...node.querySelectorAll(':invalid:not(fieldset)')].map((it) => `${it.name} ${it.validationMessage}`);
            filled[id] = { answers, wrong };
        }
        return filled;
    })"#;
    let world = World::start().await;
    let Office { desk } = Office::open(&world).await;
    let today = Day::at(moment(0.0));
    let fill = async |catalog: &Value, words: &str| {
        let kinds = FILLED.replace("KINDS", &catalog["kinds"].to_string());
        let words = kinds.replace("WORDS", &json!(words).to_string());
        let script = words.replace("TODAY", &json!(today.to_string()).to_string());
        desk.script(&script).await
    };
    let shipped = fs::read_to_string(app::root().join("public/catalog.json"));
    let shipped: Value = serde_json::from_str(&shipped.expect("the catalog")).expect("JSON");
    let rich = json!({"version": 1, "kinds": [rich()]});
    for catalog in [&shipped, &rich] {
        let filled = fill(catalog, " 测试 ").await;
        let catalog = Catalog::parse(&catalog.to_string()).expect("a catalog");
        for kind in catalog.kinds() {
            let (id, form) = (kind.id(), kind.form());
            let told = &filled[&id.0];
            assert_eq!(told["wrong"], json!([]), "{}: {told}", id.0);
            let answers = Answer::from(&told["answers"]);
            let checked = form.check(&Answers::from(answers.clone()), today);
            let checked = checked.unwrap_or_else(|faults| panic!("{}: {faults:?}", id.0));
            assert_eq!(checked.into_answer(), answers, "{}", id.0);
        }
    }
    let filled = fill(&rich, "x").await;
    assert_eq!(filled["rich"]["answers"]["left"], json!(4.3));
    let empty = fill(&shipped, " ").await;
    assert_eq!(
        empty["reading_share"]["wrong"],
        json!(["title 要填。Needed."])
    );
    desk.finish().await;
}

#[tokio::test]
async fn a_year_of_points_comes_back_to_the_page_and_closes_once_that_is_confirmed() {
    let world = World::start().await;
    let backend = world.backend();
    let rules = fs::read_to_string(app::root().join("public/rules/default.json"));
    let rules = Rules::parse(&rules.expect("the rules")).expect("rules");
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let year = Day::at(moment(0.0)).year();
    let path = format!("/api/dajuan/staff/export?year={year}");
    let (_, export) = backend.send("GET", &path, Some(&office), Value::Null).await;
    let export = Export::parse(&String::from_utf8(export).expect("text")).expect("an export");
    let printed = report(&rules, &export, Form::Json).expect("a report");
    let sheets = world.folder().join("sheets.json");
    fs::write(&sheets, printed).expect("a file");
    let export = world.folder().join("export.json");
    fs::write(&export, "[]").expect("a file");

    let Office { mut desk } = Office::open(&world).await;
    enter(&desk, "#places a[href='#/points']").await;
    desk.see("还没有交上来的分数").await;
    enter(&desk, "#fetch-export").await;
    desk.see(&format!("已下载 export-{year}.json")).await;
    check(&mut desk).await;
    desk.attach("#points-in [type=file]", &[&export]).await;
    enter(&desk, "#points-in button").await;
    desk.see("文件是 ？ 年的").await;
    desk.attach("#points-in [type=file]", &[&sheets]).await;
    enter(&desk, "#points-in button").await;
    desk.see("3 位委员的分数已收到").await;
    desk.see("未关闭 Open").await;

    enter(&desk, "#close-year").await;
    desk.see("关闭后委员会看到").await;
    desk.check_accessibility().await;
    desk.press("Escape").await;
    desk.see_no("关闭后委员会看到").await;
    enter(&desk, "#close-year").await;
    enter(&desk, "dialog button[value=yes]").await;
    desk.see("年度已关闭").await;
    check(&mut desk).await;
    let rows = backend.rows("statements").await;
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row["closed"] == true));
    desk.finish().await;
}
