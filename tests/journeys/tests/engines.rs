//! The other engines: a member's day, and three kills in each; WebKitGTK wants `xvfb-run`. `make prove PART=kills ENGINE=…` goes on with more.

use dajuan_journeys::{Engine, Kills, Window, World, app, until};

/// Every page of the app is kept on the phone.
const KEPT: &str = r#"caches.keys().then(async (names) => {
        const stores = await Promise.all(names.map((name) => caches.open(name)));
        const files = await Promise.all(stores.map((cache) => cache.keys()));
        document.kept = files.flat().some((file) => file.url.includes("/later-"));
    });
    return document.kept === true;"#;

async fn begin(window: &Window, title: &str) {
    window.press("main .again a", "记读书分享").await;
    window.ready(&[app::NEW_READING_SHARE.ready]).await;
    window.fill("#field-title", title).await;
}

/// A member signs in, logs one without a network, is killed, opens the app without a network, and sees it arrive; then looks at all that is theirs.
async fn a_day(engine: Engine) {
    let world = World::start().await;
    let mut window = world.window(engine).await;
    window.open(app::SIGN_IN.path, &[app::SIGN_IN.ready]).await;
    window.sign_in(app::NEW_MEMBER, app::PASSWORD, true).await;
    window.wait_for("the app's files to be kept", KEPT).await;

    world.proxy.cut();
    begin(&window, "乡土中国").await;
    window.press("form .foot button.go", "").await;
    // Whether or not it was tried already.
    window.see("还没发出去").await;
    window.kill();
    window.restart().await;
    window.open(app::HOME.path, &[app::HOME.ready]).await;
    window.see("1 条还没发出去，联网后自动发送").await;
    begin(&window, "江村经济").await;
    window.see("草稿已保存").await;

    world.proxy.restore();
    window.open(app::HOME.path, &[app::HOME.ready]).await;
    window.see("江村经济").await;
    window.open(app::RECORDS.path, &[app::RECORDS.ready]).await;
    window.see("已收到").await;
    until("the record to stand at the backend, once", async || {
        let rows = world.backend().records_of(app::NEW_MEMBER).await;
        let titles = rows.iter().map(|row| row["answers"]["title"].as_str());
        (titles.collect::<Vec<_>>() == [Some("乡土中国")]).then_some(())
    })
    .await;
    for page in [app::EVENTS, app::YEAR, app::OUTBOX, app::DOCTOR, app::ME] {
        window.open(page.path, &[page.ready]).await;
    }
    window.close().await;
}

async fn three_kills(engine: Engine) {
    let mut kills = Kills::start(engine).await;
    for seed in 1..=3 {
        let round = kills.round(seed).await;
        println!("{round}");
        assert!(!round.lost && !round.duplicated, "{round}");
    }
    assert_eq!(kills.doubles().await, 0);
}

#[tokio::test]
async fn a_members_day_in_firefox() {
    a_day(Engine::Firefox).await;
}

#[tokio::test]
async fn a_members_day_in_webkit() {
    a_day(Engine::WebKit).await;
}

#[tokio::test]
async fn three_kills_in_firefox_lose_nothing_and_double_nothing() {
    three_kills(Engine::Firefox).await;
}

#[tokio::test]
async fn three_kills_in_webkit_lose_nothing_and_double_nothing() {
    three_kills(Engine::WebKit).await;
}
