//! What a thousand waiting items cost: the start, the page that shows them, and sending them all.

use crate::{
    figures::{median, say},
    steps,
};
use dajuan_journeys::{Phone, World, app};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const ITEMS: usize = 1_000;
const RUNS: usize = 5;
const PATIENCE: Duration = Duration::from_secs(600);
const PAUSE: Duration = Duration::from_millis(500);
const OUTBOX_SHOWN: &str = "[data-ready='outbox'] main .rows li";
const HOME_SHOWN: &str = "[data-ready='home'] main [role='status']";
const WAITING_SHOWN: &str = "[data-ready='home'] main [role='status'] button";

/// The home page has brought what other pages need: nobody presses before.
const FETCHED_AHEAD: &str = r#"['/later-', '/year-'].every((part) =>
    performance.getEntriesByType('resource').some((it) => it.name.includes(part) && it.responseEnd > 0))"#;

/// Seals so many copies of the one item that waits, each under a key of its own, as the app itself would have.
const MULTIPLY: &str = r#"(async (items) => {
    const kept = (request) => new Promise((ok, no) => {
        request.onsuccess = () => ok(request.result);
        request.onerror = () => no(request.error);
    });
    const { name } = (await indexedDB.databases()).find((it) => /^dajuan-[0-9a-f]{32}$/.test(it.name));
    const db = await kept(indexedDB.open(name));
    const reading = db.transaction(["items", "keys", "meta"]);
    const rows = reading.objectStore("items");
    const [refs, all, key, last] = await Promise.all([
        kept(rows.getAllKeys()), kept(rows.getAll()),
        kept(reading.objectStore("keys").get("vault")), kept(reading.objectStore("meta").get("seq")),
    ]);
    const place = all.findIndex((row) => row.seq === last), ref = refs[place], row = all[place];
    const how = (iv, ref) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${name}/items/${ref}/v1`) });
    const sealed = new Uint8Array(row.body);
    const opened = await crypto.subtle.decrypt(how(sealed.slice(0, 12), ref), key, sealed.slice(12));
    const item = { ...JSON.parse(new TextDecoder().decode(opened)), state: "queued", attempts: 0, in_doubt: 0 };
    const text = JSON.stringify(item);
    const copies = await Promise.all(Array.from({ length: items - 1 }, async (_, place) => {
        const copy = crypto.randomUUID(), iv = crypto.getRandomValues(new Uint8Array(12));
        const body = new TextEncoder().encode(text.replaceAll(ref, copy).replace("第零本", `第${place + 1}本`));
        const sealed = new Uint8Array(await crypto.subtle.encrypt(how(iv, copy), key, body));
        return [copy, { ...row, seq: last + 1 + place, body: new Uint8Array([...iv, ...sealed]).buffer }];
    }));
    const writing = db.transaction(["items", "meta"], "readwrite");
    for (const [copy, row] of copies) writing.objectStore("items").put(row, copy);
    writing.objectStore("meta").put(last + items - 1, "seq");
    await new Promise((ok, no) => { writing.oncomplete = ok; writing.onabort = no; });
    db.close();
    return copies.length + 1;
})"#;

/// Starts with none and with a thousand, the page of the queue, and the queue sent, at full speed and slowed down.
pub async fn waiting(world: &mut World) {
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.backend_mut().stop();
    phone.slow_processor().await;
    let none = opened(&mut phone, app::HOME.path, HOME_SHOWN).await;
    fill(&mut phone, "第零本").await;
    let all = opened(&mut phone, app::HOME.path, WAITING_SHOWN).await;
    say("start with none waiting", none, "ms");
    say("start with 1,000 waiting", all, "ms");
    say("start, more with 1,000 waiting", all - none, "ms");
    say(
        "the outbox page with 1,000 waiting, from the home page",
        walked(&mut phone, WAITING_SHOWN, "/outbox", OUTBOX_SHOWN).await,
        "ms",
    );
    say(
        "the outbox page with 1,000 waiting, as the first page",
        opened(&mut phone, "/outbox", OUTBOX_SHOWN).await,
        "ms",
    );

    world.backend_mut().start_again().await;
    let (slow, like) = drained(world, &mut phone).await;
    let alone = alone(world, &like).await;
    say(
        "1,000 records one after another, from a program",
        alone,
        "ms",
    );
    say("1,000 waiting items sent, slow processor", slow, "ms");
    say(
        "1,000 waiting items sent, slow processor",
        slow / alone,
        "×",
    );
    phone.full_speed().await;
    world.backend_mut().stop();
    fill(&mut phone, "第一本").await;
    world.backend_mut().start_again().await;
    let (fast, _) = drained(world, &mut phone).await;
    say("1,000 waiting items sent", fast, "ms");
    say("1,000 waiting items sent", fast / alone, "×");
    phone.finish().await;
}

/// What the app asks of the browser while a thousand are sent, counted.
pub async fn steps(world: &mut World) {
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.backend_mut().stop();
    fill(&mut phone, "第零本").await;
    world.backend_mut().start_again().await;
    phone.slow_processor().await;
    steps::count(&phone).await;
    let (ms, _) = drained(world, &mut phone).await;
    say("1,000 sent, counted", ms, "ms");
    steps::say_counted(&phone, "1,000 sent").await;
    phone.finish().await;
}

/// Without a backend: one item is submitted, and becomes a thousand. The app knows of the others when it starts again.
async fn fill(phone: &mut Phone, title: &str) {
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    phone.begin(title).await;
    phone.submit().await;
    let made = phone.script(&format!("{MULTIPLY}({ITEMS})")).await;
    assert_eq!(made, ITEMS, "items wait");
}

/// The middle of some loads of this path, until the selector is there.
pub async fn opened(phone: &mut Phone, path: &str, shown: &str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        times.push(phone.load(path, shown).await.usable);
    }
    median(&times)
}

/// The middle of some ways from the home page, when it shows this, by its link to a path, until the selector is there.
pub async fn walked(phone: &mut Phone, from: &str, path: &str, shown: &str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..=RUNS {
        phone.goto(app::HOME.path).await;
        let home = format!("document.querySelector({}) !== null", json!(from));
        phone.wait_for("the home page", &home).await;
        phone.wait_for("the later modules", FETCHED_AHEAD).await;
        let way = format!(
            r#"new Promise((done) => {{
                const link = document.querySelector("a[href='{path}']");
                new MutationObserver((_, watch) => {{
                    if (!document.querySelector({})) return;
                    watch.disconnect();
                    requestAnimationFrame(() => done(performance.now() - at));
                }}).observe(document, {{ attributes: true, childList: true, subtree: true }});
                const at = performance.now();
                link.click();
            }})"#,
            json!(shown)
        );
        times.push(phone.script(&way).await.as_f64().expect("a time"));
    }
    median(&times[1..])
}

/// As many records as this one as wait, one after another, as fast as the backend answers.
async fn alone(world: &World, like: &Value) -> f64 {
    let backend = world.backend();
    let token = backend.sign_in("members", app::MEMBER, app::PASSWORD).await;
    let path = "/api/collections/records/records";
    let start = Instant::now();
    for number in 0..ITEMS {
        let mut record = like.clone();
        record["client_ref"] = format!("{number:08x}-0000-4000-8000-000000000000").into();
        let (status, _) = backend.send("POST", path, Some(&token), record).await;
        assert_eq!(status, 200, "a record is taken");
    }
    start.elapsed().as_secs_f64() * 1_000.0
}

/// From the first record that the backend takes to the last, and one of them.
async fn drained(world: &World, phone: &mut Phone) -> (f64, Value) {
    let before = count(world).await;
    phone.goto(app::HOME.path).await;
    let deadline = Instant::now() + PATIENCE;
    while count(world).await < before + ITEMS {
        assert!(Instant::now() < deadline, "all items arrive");
        sleep(PAUSE).await;
    }
    let (first, last) = (
        row(world, before + 1).await,
        row(world, before + ITEMS).await,
    );
    let ms = format!(
        "Date.parse({}.replace(' ', 'T')) - Date.parse({}.replace(' ', 'T'))",
        last["created"], first["created"]
    );
    let ms = phone.script(&ms).await.as_f64().expect("a time");
    let sent = [
        "kind",
        "day",
        "form_version",
        "answers",
        "attachments",
        "captured_at",
    ];
    let like = sent.map(|name| (name.to_owned(), last[name].clone()));
    (ms, Value::Object(like.into_iter().collect()))
}

async fn count(world: &World) -> usize {
    let page = page(world, 1).await;
    page["totalItems"].as_u64().expect("a count") as usize
}

/// The record of this place in the order of arrival.
async fn row(world: &World, place: usize) -> Value {
    page(world, place).await["items"][0].take()
}

async fn page(world: &World, place: usize) -> Value {
    let path = "/api/collections/records/records?perPage=1&sort=%2B@rowid&page=";
    world
        .backend()
        .operate("GET", &format!("{path}{place}"), Value::Null)
        .await
}
