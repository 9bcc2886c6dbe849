//! The harness keeps its word, tried on small pages that the proxy serves.

use dajuan_journeys::{
    Backend, Engine, Fault, Phone, Photo, Rule, Screen, World, app, sha256, until,
};
use serde_json::Value;

const PAGE: &str = r#"<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>页</title>
<main><h1>记一笔</h1>
<label>书名 <input id="title"></label> <label>日期 <input id="day" type="date"></label>
<label>方式 <select><option value="a">线下</option><option value="b">线上</option></select></label>
<input type="file" id="photos" multiple aria-label="照片">
<button id="save">保存</button> <p id="out" role="status"></p></main>
<script src="/page.js"></script></html>"#;

const SCRIPT: &str = r#"
const out = document.getElementById("out"), title = document.getElementById("title");
const events = window.events = [];
for (const kind of ["compositionstart", "compositionend", "input"])
    title.addEventListener(kind, (e) => events.push(kind));
document.getElementById("save").addEventListener("click", () => { out.textContent = "已存：" + title.value; });
title.addEventListener("keydown", (e) => { if (e.key === "Enter") out.textContent = "Enter"; });
document.getElementById("photos").addEventListener("change", async (e) => {
    const texts = [];
    for (const file of e.target.files) {
        const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
        texts.push([...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join(""));
    }
    out.textContent = texts.join(" ");
});
const rows = (mode, use) => new Promise((done, fail) => {
    const open = indexedDB.open("kept", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("rows");
    open.onsuccess = () => {
        const change = open.result.transaction("rows", mode, { durability: "strict" });
        const request = use(change.objectStore("rows"));
        change.oncomplete = () => done(request.result);
        change.onabort = () => fail(change.error);
    };
});
window.put = (row) => rows("readwrite", (store) => store.put(row, 1));
window.got = () => rows("readonly", (store) => store.get(1));
document.documentElement.setAttribute("data-ready", "page");
"#;

const POLICY: &str = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'";

fn html(body: &str) -> Fault {
    Fault::Answer {
        status: 200,
        headers: vec![
            ("Content-Type".into(), "text/html; charset=utf-8".into()),
            ("Content-Security-Policy".into(), POLICY.into()),
        ],
        body: body.into(),
    }
}

fn world_with(page: &str) -> World {
    let world = World::without_backend();
    let script = Fault::answer(200, "text/javascript", SCRIPT);
    world.proxy.rule(Rule::new(script).path("=/page.js"));
    let icon = Fault::answer(204, "image/png", "");
    world.proxy.rule(Rule::new(icon).path("=/favicon.ico"));
    world.proxy.rule(Rule::new(html(page)));
    world
}

async fn open(world: &World) -> Phone {
    let mut phone = world.phone().await;
    phone.goto("/").await;
    phone.ready("page").await;
    phone
}

#[tokio::test]
async fn a_page_is_used_by_role_and_name() {
    let world = world_with(PAGE);
    let phone = open(&world).await;
    phone.find("heading", "记一笔").await;
    phone.fill("textbox", "书名", "论语").await;
    phone.set_value("Date", "日期", "2026-01-16").await;
    assert_eq!(phone.value("Date", "日期").await, "2026-01-16");
    phone.choose("combobox", "方式", "线上").await;
    assert_eq!(phone.value("combobox", "方式").await, "b");
    phone.tap("button", "*存").await;
    phone.see("已存：论语").await;
    phone.fill("textbox", "书名", "").await;
    phone.type_keys("ab").await;
    assert_eq!(phone.value("textbox", "书名").await, "ab");
    phone.press("Enter").await;
    phone.see("Enter").await;
    phone.check_accessibility().await;
    let shot = world.folder().join("shot.png");
    phone.screenshot(&shot).await;
    assert!(std::fs::read(shot).unwrap().starts_with(b"\x89PNG"));
    phone.finish().await;
}

#[tokio::test]
async fn an_input_method_composes_before_it_commits() {
    let world = world_with(PAGE);
    let phone = open(&world).await;
    phone.fill("textbox", "书名", "论").await;
    phone.compose("yu").await;
    assert_eq!(phone.value("textbox", "书名").await, "论yu");
    assert_eq!(
        phone.script("events.includes('compositionend')").await,
        false
    );
    phone.commit("语").await;
    assert_eq!(phone.value("textbox", "书名").await, "论语");
    assert_eq!(
        phone.script("events.includes('compositionend')").await,
        true
    );
    phone.finish().await;
}

#[tokio::test]
async fn files_reach_the_page_byte_for_byte() {
    let world = world_with(PAGE);
    let phone = open(&world).await;
    let photos = [1, 2].map(|number| Photo::sideways(300, 400, number));
    let paths = [&photos[0], &photos[1]]
        .map(|photo| photo.save(world.folder(), &format!("{}.jpg", sha256(&photo.bytes))));
    phone.attach("#photos", &[&paths[0], &paths[1]]).await;
    let hashes = photos.map(|photo| sha256(&photo.bytes)).join(" ");
    phone.see(&hashes).await;
    phone.finish().await;
}

#[tokio::test]
async fn what_was_stored_strictly_survives_a_kill() {
    let world = world_with(PAGE);
    let mut phone = open(&world).await;
    assert_eq!(phone.script("put('甲')").await, 1);
    phone.kill_and_restart().await;
    phone.goto("/").await;
    phone.ready("page").await;
    assert_eq!(phone.script("got()").await, "甲");
    phone.finish().await;
}

#[tokio::test]
async fn a_cut_network_ends_when_it_is_restored() {
    let world = world_with(PAGE);
    let mut phone = open(&world).await;
    world.proxy.cut();
    phone.goto("/").await;
    phone
        .wait_for("an error page", "document.title !== '页'")
        .await;
    world.proxy.restore();
    phone.goto("/").await;
    phone.ready("page").await;
    phone.reload().await;
    phone.ready("page").await;
    phone.finish().await;
}

#[tokio::test]
async fn conditions_hold_across_pages() {
    let world = world_with(PAGE);
    let mut phone = open(&world).await;
    assert_eq!(
        phone
            .script("[innerWidth, navigator.language].join()")
            .await,
        "390,zh-CN"
    );
    assert_eq!(phone.script("isSecureContext").await, true);
    phone.set_time_zone("Pacific/Auckland").await;
    assert_eq!(phone.script("'ontouchstart' in window").await, true);
    phone.set_clock("2026-12-31T23:59:30+08:00").await;
    phone.set_dark(true).await;
    phone.set_text_size(200).await;
    phone
        .set_screen(Screen {
            width: 320,
            ..Screen::default()
        })
        .await;
    for path in ["/", "/again"] {
        phone.goto(path).await;
        phone.ready("page").await;
        assert_eq!(phone.script("new window.Date().getFullYear()").await, 2027);
        assert_eq!(
            phone
                .script("new window.Date().toISOString().slice(0, 16)")
                .await,
            "2026-12-31T15:59"
        );
        assert_eq!(
            phone
                .script("matchMedia('(prefers-color-scheme: dark)').matches")
                .await,
            true
        );
        assert_eq!(
            phone
                .script("getComputedStyle(document.documentElement).fontSize")
                .await,
            "32px"
        );
        phone.in_chromium_alone("what a page is told of its screen");
        assert_eq!(phone.script("screen.width").await, 320);
        phone.set_quota(1_000_000).await;
    }
    phone.finish().await;
    let desk = world.phone_with(Screen::desk()).await;
    assert_eq!(desk.script("innerWidth").await, 1280);
    desk.finish().await;
}

#[tokio::test]
async fn a_full_phone_stores_small_rows_and_refuses_large_ones() {
    let world = world_with(PAGE);
    let mut phone = world.phone().await;
    phone.set_quota(100_000).await;
    phone.goto("/").await;
    phone.ready("page").await;
    assert_eq!(phone.script("put('small')").await, 1);
    let large = "put(new Uint8Array(200_000).map(() => Math.random() * 256)).catch((e) => e.name)";
    assert_eq!(phone.script(large).await, "QuotaExceededError");
    assert_eq!(phone.script("got()").await, "small");
    phone.finish().await;
}

#[tokio::test]
async fn a_page_can_be_opened_without_script_without_a_file_and_without_a_secure_context() {
    let world = world_with(PAGE);
    let mut phone = open(&world).await;
    phone.disable_javascript(true).await;
    phone.goto("/").await;
    phone.find("heading", "记一笔").await;
    assert_eq!(
        phone
            .script("document.documentElement.dataset.ready ?? ''")
            .await,
        ""
    );
    phone.disable_javascript(false).await;
    phone.block(&["*page.js"]).await;
    phone.goto("/").await;
    phone.find("heading", "记一笔").await;
    assert_eq!(
        phone
            .script("document.documentElement.dataset.ready ?? ''")
            .await,
        ""
    );
    phone.block(&[]).await;
    let port = world.proxy.address().port();
    phone.set_origin(format!(
        "http://{}:{port}",
        dajuan_journeys::app::INSECURE_HOST
    ));
    phone.goto("/").await;
    phone.ready("page").await;
    assert_eq!(phone.script("isSecureContext").await, false);
    phone.finish().await;
}

#[tokio::test]
async fn a_broken_policy_and_an_uncaught_error_are_complaints() {
    let world = World::without_backend();
    let bad = "setTimeout(() => { throw new Error('oh') }); document.body.innerHTML = '<b>';";
    world
        .proxy
        .rule(Rule::new(Fault::answer(200, "text/javascript", bad)).path("=/bad.js"));
    world.proxy.rule(Rule::new(html(
        "<!doctype html><title>页</title><p><script src=/bad.js></script>",
    )));
    let mut phone = world.phone().await;
    phone.goto("/").await;
    let policy = match Engine::chosen() {
        Engine::Chromium => "securitypolicyviolation require-trusted-types-for",
        // They say so on the console.
        Engine::Firefox | Engine::WebKit => "require-trusted-types-for",
    };
    let mut all = String::new();
    until("both complaints", async || {
        all += &phone.complaints().await.join("\n");
        (all.contains(policy) && all.contains("oh")).then_some(())
    })
    .await;
    phone.finish().await;
}

#[tokio::test]
async fn axe_finds_a_picture_without_words() {
    let world = world_with(
        "<!doctype html><html lang=zh><title>页</title><main><h1>页</h1><img src=/page.js></main>",
    );
    let mut phone = world.phone().await;
    phone.goto("/").await;
    let found = phone.accessibility().await;
    assert!(
        found.iter().any(|it| it.starts_with("image-alt:")),
        "{found:?}"
    );
    phone.complaints().await;
    phone.finish().await;
}

#[tokio::test]
async fn the_operator_sees_the_rows_of_the_demo_even_after_a_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    let mut backend = Backend::start(folder.path().to_owned(), app::dist(), "").await;
    let rows = backend.rows("records").await;
    assert!(
        rows.iter().any(|row| row["answers"]["title"] == "论语"),
        "{rows:?}"
    );
    backend.stop();
    backend.start_again().await;
    assert_eq!(backend.rows("records").await, rows);
    let member = backend.sign_in("members", app::MEMBER, app::PASSWORD).await;
    let path = "/api/collections/records/records";
    let (status, _) = backend.send("GET", path, Some(&member), Value::Null).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_load_is_measured_on_a_slow_phone() {
    let world = world_with(PAGE);
    let mut phone = world.phone().await;
    phone.slow_down().await;
    let load = phone.load("/", "[data-ready]").await;
    assert!(load.bytes as usize > PAGE.len() + SCRIPT.len(), "{load:?}");
    // The page and then its script take 150 ms each at least.
    assert!(
        load.first_paint >= 150.0 && load.usable >= 300.0,
        "{load:?}"
    );
    assert!(load.first_paint <= load.first_contentful_paint, "{load:?}");
    phone.finish().await;
}
