//! A form of 200 fields with 1,000 choices: from the press on its kind until it is drawn, and from a key until what it did is drawn.

use crate::figures::{median, say, share};
use dajuan_journeys::{Phone, Site, World, app};
use serde_json::{Map, Value, json};

const FIELDS: usize = 200;
const CHOICES: usize = 1_000;
/// How often it is opened.
const OPENINGS: usize = 9;
/// Keys in each field.
const KEYS: usize = 100;
const KIND: &str = "large";
/// A screen shows ten.
const NEAR: usize = 20;
/// What the others look at.
const DRIVER: usize = 1;

/// `window[of]` are the milliseconds from the event until the frame after it is drawn, once `there` is true.
fn watch(of: &str, event: &str, there: &str) -> String {
    format!(
        r#"window[{of:?}] = new Promise((done) => addEventListener({event:?}, ({{ timeStamp }}) => {{
            const look = () => requestAnimationFrame(() => {{
                if (!({there})) return look();
                const after = new MessageChannel();
                after.port1.onmessage = () => done(performance.now() - timeStamp);
                after.port2.postMessage(0);
            }});
            look();
        }}, {{ capture: true, once: true }})), 0"#
    )
}

pub async fn forms(world: &World, site: &Site) {
    site.put("catalog.json", &catalog().to_string());
    site.put("lists.json", &lists().to_string());
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.slow_processor().await;
    let (mut openings, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..=OPENINGS {
        phone.goto("/new").await;
        phone.ready("choose").await;
        let (near, all) = opened(&phone).await;
        openings.push(near);
        whole.push(all);
    }
    say(
        "a form of 200 fields opened, median",
        median(&openings[1..]),
        "ms",
    );
    say(
        "a form of 200 fields opened, slowest",
        share(&openings[1..], 1.0),
        "ms",
    );
    say("all of its fields drawn, median", median(&whole[1..]), "ms");
    for (what, field) in [
        ("the first field", 0),
        ("a field that 20 others look at", DRIVER),
        ("the search of 1,000 choices", 2),
        ("the last field", FIELDS - 1),
    ] {
        let id = format!("field-f{field}");
        let (first, times) = typed(&phone, &id, KEYS).await;
        say(&format!("the first key in {what}"), first, "ms");
        say(&format!("a key in {what}, median"), median(&times), "ms");
        say(
            &format!("a key in {what}, p98 of {KEYS}"),
            share(&times, 0.98),
            "ms",
        );
        say_own_time(&phone, &format!("a key in {what}"), &id).await;
    }
    phone.finish().await;
}

/// Until more than a screen of fields and 提交 are drawn, and until all fields are.
async fn opened(phone: &Phone) -> (f64, f64) {
    let field = |n: usize| format!("document.getElementById('field-f{n}')");
    let near = format!("{} && document.querySelector('.foot .go')", field(NEAR - 1));
    phone.script(&watch("__near", "click", &near)).await;
    phone
        .script(&watch("__whole", "click", &field(FIELDS - 1)))
        .await;
    phone.tap("link", "大表").await;
    let near = drawn(phone, "__near").await;
    let whole = drawn(phone, "__whole").await;
    phone.ready("new").await;
    (near, whole)
}

async fn drawn(phone: &Phone, of: &str) -> f64 {
    let time = phone.script(&format!("window.{of}")).await;
    time.as_f64().expect("a time")
}

/// A letter and its taking back, by turns.
async fn typed(phone: &Phone, id: &str, keys: usize) -> (f64, Vec<f64>) {
    phone
        .script(&format!("document.getElementById('{id}').focus(), true"))
        .await;
    let mut times = Vec::new();
    for key in ["a", "Backspace"].into_iter().cycle().take(keys + 2) {
        phone.script(&watch("__key", "keydown", "true")).await;
        phone.press(key).await;
        times.push(drawn(phone, "__key").await);
    }
    // The first ones find code that has not run yet, and fields that were not drawn yet.
    let later = times.split_off(2);
    (times[0], later)
}

/// What a key takes of the main thread's own time, whatever else the machine does: at full speed, times four.
async fn say_own_time(phone: &Phone, what: &str, id: &str) {
    const SLOWER: f64 = 4_000.0;
    phone.full_speed().await;
    phone
        .cdp("Performance.enable", json!({ "timeDomain": "threadTicks" }))
        .await;
    let before = own_times(phone).await;
    typed(phone, id, KEYS).await;
    let after = own_times(phone).await;
    for ((name, before), (_, after)) in before.into_iter().zip(after) {
        let each = (after - before) * SLOWER / (KEYS + 2) as f64;
        say(&format!("{what}, own time times four, {name}"), each, "ms");
    }
    phone.cdp("Performance.disable", json!({})).await;
    phone.slow_processor().await;
}

/// Seconds so far.
async fn own_times(phone: &Phone) -> Vec<(&'static str, f64)> {
    let told = phone.cdp("Performance.getMetrics", json!({})).await;
    let metrics = told["metrics"].as_array().expect("metrics").clone();
    let of = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric.and_then(|it| it["value"].as_f64()).expect("a time")
    };
    [
        ("script", "ScriptDuration"),
        ("layout", "LayoutDuration"),
        ("style", "RecalcStyleDuration"),
        ("all", "TaskDuration"),
    ]
    .map(|(name, metric)| (name, of(metric)))
    .into()
}

fn words(text: &str) -> Value {
    json!({ "zh-CN": text, "en": text })
}

/// One kind with every sort of field.
fn catalog() -> Value {
    let mut properties = Map::new();
    let order: Vec<String> = (0..FIELDS).map(|n| format!("f{n}")).collect();
    for (n, key) in order.iter().enumerate() {
        properties.insert(key.clone(), field(n));
    }
    json!({
        "version": 1, "categories": [{ "id": "all", "label": words("全部") }], "lists": [{ "id": "many" }],
        "kinds": [{
            "id": KIND, "label": words("大表"), "measure": words("张"), "category": "all", "form_version": 1,
            "form": { "type": "object", "properties": properties, "x-ui": { "order": order, "title": "f0" } },
        }],
    })
}

/// Ten sorts of field by turns; the first, the last and what drives others are lines of text.
fn field(n: usize) -> Value {
    let mut ui = json!({ "label": words(&format!("第 {n} 项")) });
    if n.is_multiple_of(20) {
        ui["heading"] = words(&format!("第 {} 部分", n / 20 + 1));
    }
    if n <= DRIVER || n == FIELDS - 1 {
        return json!({ "type": "string", "maxLength": 200, "x-ui": ui });
    }
    let mut property = json!({ "type": "string", "maxLength": 200 });
    match n % 10 {
        2 => ui["list"] = json!("many"),
        3 => property = json!({ "type": "integer", "minimum": 0, "maximum": 1_000_000 }),
        4 => {
            property = json!({ "type": "integer" });
            ui["compute"] =
                json!({ "sum": (3..n).step_by(10).map(|at| format!("f{at}")).collect::<Vec<_>>() });
        }
        5 => {
            property["enum"] = json!(["a", "b", "c"]);
            ui["choices"] = json!({ "a": words("甲"), "b": words("乙"), "c": words("丙") });
            if n % 20 == 5 {
                ui["widget"] = json!("select");
            }
        }
        6 => {
            property["maxLength"] = json!(2_000);
            ui["widget"] = json!("textarea");
            ui["counter"] = json!(true);
        }
        7 => property = json!({ "type": "string", "format": "date" }),
        8 => ui["relevant"] = json!({ "field": format!("f{DRIVER}"), "equals": "a" }),
        _ => {}
    }
    property["x-ui"] = ui;
    property
}

fn lists() -> Value {
    let entry =
        |n: usize| json!({ "value": format!("第{n}村"), "also": format!("di{n}cun abcdefgh") });
    json!({ "version": 1, "lists": [{ "id": "many", "entries": (0..CHOICES).map(entry).collect::<Vec<_>>() }] })
}
