//! Scenario 21: a new release comes while a form is open, and one comes whose service worker is bad. Nothing written is lost.

use dajuan_journeys::{Phone, World, app, until};

const WORKER: &str = "navigator.serviceWorker.ready.then(() => true)";
const NO_WORKER: &str = "navigator.serviceWorker.getRegistration().then((it) => !it)";
const LOOK: &str = "navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => true, () => true)";
const REMEMBER: &str = "(window.__worker = navigator.serviceWorker.controller, true)";
const TAKEN_OVER: &str = "navigator.serviceWorker.controller !== window.__worker";

/// A worker that takes every page over and answers with its own words.
const BAD: &str = "
    addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => event.respondWith(new Response('out of order')));";

/// The script that the page was started by.
async fn running(phone: &Phone) -> String {
    let script = phone.script("document.querySelector('script[src]').src");
    script.await.as_str().expect("a script").to_owned()
}

#[tokio::test]
async fn scenario_21_a_new_release_comes_while_a_form_is_open() {
    let (world, site) = World::start_with_site().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    let first = running(&phone).await;
    phone.begin("乡土").await;

    site.release();
    phone
        .wait_for("the browser to look for a release", LOOK)
        .await;
    phone.fill("textbox", "书名", "乡土中国").await;
    phone.see("草稿已保存").await;
    assert_eq!(phone.value("textbox", "书名").await, "乡土中国");
    assert_eq!(running(&phone).await, first, "a release waits to be asked");
    world.proxy.cut();
    phone.submit().await;
    phone.see("还没发出去").await;
    world.proxy.restore();

    phone.tab("我的", app::ME.ready).await;
    phone.see("有新版本").await;
    phone.tap("button", "更新").await;
    until("the next release to run", async || {
        let next = "document.querySelector('script[src]')?.src";
        let next = phone.script(next).await;
        next.as_str()
            .is_some_and(|next| next != first)
            .then_some(())
    })
    .await;
    phone.ready(app::ME.ready).await;
    phone.tab("首页", app::HOME.ready).await;
    phone.send_now().await;
    phone.see_no("还没发出去").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["answers"]["title"], "乡土中国");
    phone.finish().await;
}

#[tokio::test]
async fn scenario_21_a_service_worker_that_does_not_start_changes_nothing() {
    let (world, site) = World::start_with_site().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    site.put("sw.js", "this is no script");
    phone
        .wait_for("the browser to look for a release", LOOK)
        .await;
    world.proxy.cut();
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.begin("江村经济").await;
    phone.submit().await;
    world.proxy.restore();
    phone.send_now().await;
    phone.see("已收到").await;
    assert_eq!(world.backend().records_of(app::NEW_MEMBER).await.len(), 1);
    phone.finish().await;
}

#[tokio::test]
async fn scenario_21_a_bad_service_worker_is_taken_back_and_what_was_written_is_there() {
    let (world, site) = World::start_with_site().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    world.proxy.cut();
    phone.begin("红楼梦").await;
    phone.submit().await;
    phone.see("还没发出去").await;
    world.proxy.restore();

    let good = site.read("sw.js");
    phone.script(REMEMBER).await;
    site.put("sw.js", BAD);
    phone
        .wait_for("the browser to look for a release", LOOK)
        .await;
    // Nothing is asked for while one worker follows the other: a worker that has work stays, and Chromium may leave a page that is
    // opened in between without an answer for minutes.
    phone
        .wait_for("the bad worker to take the page over", TAKEN_OVER)
        .await;
    phone.goto("/").await;
    phone.see("out of order").await;

    site.put("sw.js", &site.read("sw-off.js"));
    phone
        .wait_for("the browser to look for a release", LOOK)
        .await;
    phone.wait_for("the worker to be gone", NO_WORKER).await;
    site.put("sw.js", &good);
    // The page that the bad worker took over may have asked it for files: what it said of them is the drill's, not the app's.
    drop(phone.complaints().await);
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    phone.wait_for("a worker that works", WORKER).await;
    let sent = async || world.backend().records_of(app::NEW_MEMBER).await;
    until("what was written to arrive", async || {
        (!sent().await.is_empty()).then_some(())
    })
    .await;
    let records = sent().await;
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["answers"]["title"], "红楼梦");
    phone.finish().await;
}
