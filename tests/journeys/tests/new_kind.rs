//! An office adds a kind to the catalog's file, and takes it out again: nothing is built anew.

use dajuan_journeys::{Phone, Site, World, app};
use serde_json::{Value, json};

const KIND: &str = "choir";
const NAME: &str = "合唱排练";

/// A kind in a category of its own, with rows, a sum of them and a list.
fn kind() -> Value {
    let words = |zh: &str, en: &str| json!({ "zh-CN": zh, "en": en });
    json!({
        "id": KIND, "label": words(NAME, "Choir practice"), "measure": words("场", "practice|practices"),
        "category": "arts", "form_version": 1,
        "form": {
            "type": "object",
            "required": ["title", "date", "village"],
            "properties": {
                "title": { "type": "string", "maxLength": 200, "x-ui": { "label": words("曲目", "Programme") } },
                "date": {
                    "type": "string", "format": "date", "x-latest": "today",
                    "x-ui": { "label": words("日期", "Date"), "default": "today" },
                },
                "village": { "type": "string", "maxLength": 100, "x-ui": { "list": "villages", "label": words("村（社区）", "Village") } },
                "parts": {
                    "type": "array", "maxItems": 5,
                    "items": {
                        "type": "object", "required": ["voice", "singers"],
                        "properties": {
                            "voice": {
                                "type": "string", "enum": ["high", "low"],
                                "x-ui": { "label": words("声部", "Voice"), "choices": { "high": words("高音", "High"), "low": words("低音", "Low") } },
                            },
                            "singers": { "type": "integer", "minimum": 1, "x-ui": { "label": words("几人", "Singers"), "unit": words("人", "persons") } },
                        },
                        "x-ui": { "order": ["voice", "singers"] },
                    },
                    "x-ui": { "label": words("分声部", "Parts") },
                },
                "all": {
                    "type": "integer",
                    "x-ui": { "label": words("一共", "In all"), "unit": words("人", "persons"), "compute": { "sum_of": { "rows": "parts", "field": "singers" } } },
                },
            },
            "x-ui": { "order": ["title", "date", "village", "parts", "all"], "day": "date", "title": "title", "work": true },
        },
    })
}

/// The office puts the file in its place; the phone takes it at its next start and shows it at the one after.
async fn publish(phone: &mut Phone, site: &Site, catalog: &Value) {
    site.put("catalog.json", &catalog.to_string());
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    let taken = format!(
        "caches.match('/catalog.json').then((it) => it.json()).then((it) => it.version === {})",
        catalog["version"]
    );
    phone.wait_for("the catalog to be taken", &taken).await;
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
}

#[tokio::test]
async fn a_kind_of_the_catalog_alone_is_logged_listed_counted_and_reported_and_goes_again() {
    let (world, site) = World::start_with_site().await;
    // A body without targets: the rings are of what was done.
    let mut rules: Value = serde_json::from_str(&site.read("rules/default.json")).expect("JSON");
    for edition in rules["editions"].as_array_mut().expect("editions") {
        edition["targets"] = json!([]);
    }
    site.put("rules/default.json", &rules.to_string());
    let shipped: Value = serde_json::from_str(&site.read("catalog.json")).expect("JSON");
    let mut catalog = shipped.clone();
    catalog["version"] = json!(1_000);
    let category = json!({ "id": "arts", "label": { "zh-CN": "文艺活动", "en": "The arts" } });
    catalog["categories"]
        .as_array_mut()
        .expect("categories")
        .push(category);
    catalog["kinds"].as_array_mut().expect("kinds").push(kind());

    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    publish(&mut phone, &site, &catalog).await;

    phone.tap("link", "记一笔").await;
    phone.ready("choose").await;
    phone.find("heading", "文艺活动").await;
    phone.tap("link", NAME).await;
    phone.ready("new").await;
    phone.fill("textbox", "曲目", "黄河大合唱").await;
    phone.fill("combobox", "村（社区）", "longtan").await;
    phone.tap("option", "龙潭村").await;
    for (row, (voice, singers)) in [("高音", "12"), ("低音", "9")].into_iter().enumerate() {
        phone.tap("button", "加一项：分声部").await;
        phone
            .find("heading", &format!("分声部 第 {} 项", row + 1))
            .await;
        let id = format!("field-parts/{row}");
        let chosen = format!(
            "(() => {{ const it = [...document.querySelectorAll('[name=\"{id}/voice\"]')].find((it) => it.labels[0].textContent === '{voice}'); \
             it?.click(); return it?.checked === true; }})()"
        );
        phone.wait_for(voice, &chosen).await;
        phone
            .script(&format!(
                "document.getElementById('{id}/singers').focus(), true"
            ))
            .await;
        phone.type_keys(singers).await;
    }
    phone.see("21 人").await;
    phone.check_accessibility().await;
    phone.submit().await;
    phone.see("已收到，回执").await;
    phone.see("1. 声部 高音 · 几人 12 人").await;
    phone.check_accessibility().await;
    let rows = world.backend().records_of(app::MEMBER).await;
    let row = rows
        .iter()
        .find(|row| row["kind"] == KIND)
        .expect("its row");
    let parts = json!([{ "voice": "high", "singers": 12 }, { "voice": "low", "singers": 9 }]);
    assert_eq!(
        (&row["answers"]["parts"], &row["answers"]["all"]),
        (&parts, &json!(21))
    );

    let named = format!("*{NAME}《黄河大合唱》");
    phone.tab("记录", app::RECORDS.ready).await;
    phone.choose("combobox", "类别", NAME).await;
    phone.see("共 1 条").await;
    phone.find("link", &named).await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.find("image", &format!("*{NAME} 1 场")).await;
    phone.find("rowheader", &format!("*{NAME}")).await;
    phone.check_accessibility().await;
    phone.tap("link", "履职报告").await;
    phone.ready("report").await;
    phone.see(&format!("{NAME}《黄河大合唱》")).await;
    phone.check_accessibility().await;

    // Taken out again: nobody can log it any more, and what was logged is there under a plain name.
    let mut without = shipped;
    without["version"] = json!(1_001);
    publish(&mut phone, &site, &without).await;
    phone.tap("link", "记一笔").await;
    phone.ready("choose").await;
    phone.see("读书和学习").await;
    assert!(!phone.text().await.contains(NAME));
    phone.tab("记录", app::RECORDS.ready).await;
    let page = format!("/records/{}", row["client_ref"].as_str().expect("a key"));
    let said = format!(
        "document.querySelector('main a[href=\"{page}\"]')?.innerText.includes('其他履职')"
    );
    phone.wait_for("its row", &said).await;
    assert!(!phone.text().await.contains(KIND));
    phone.goto(&page).await;
    phone.ready("record").await;
    phone.see("其他履职").await;
    phone.see("已收到，回执").await;
    phone.check_accessibility().await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.find("image", "*其他履职 1 次").await;
    assert!(!phone.text().await.contains(KIND));
    phone.finish().await;
}
