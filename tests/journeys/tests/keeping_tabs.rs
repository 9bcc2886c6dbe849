//! Two tabs of one member: one sends, whether or not the browser has locks.

use dajuan_journeys::{Phone, World, app};
use serde_json::json;

const TITLES: [&str; 3] = ["一", "三", "二"];

const SECOND_READY: &str = "second.document.documentElement.getAttribute('data-ready') === 'home'";

/// Opens a second tab on the home page.
async fn open_second(phone: &Phone) {
    let open = json!({
        "expression": "window.second = window.open('/'); true", "userGesture": true, "returnByValue": true,
    });
    phone.cdp("Runtime.evaluate", open).await;
}

/// The same, and waits for it.
async fn second_tab(phone: &Phone) {
    open_second(phone).await;
    phone.wait_for("the second tab", SECOND_READY).await;
}

/// How many records were sent, alone or together.
fn sent(world: &World) -> usize {
    let log = world.proxy.log();
    let made = log
        .iter()
        .filter(|it| it.method == "POST" && it.path.contains("/records"));
    made.map(|it| {
        String::from_utf8_lossy(&it.body)
            .matches("\"client_ref\"")
            .count()
    })
    .sum()
}

/// What both tabs are told at once: the network is there.
const BOTH: &str = "for (const tab of [window, second]) tab.dispatchEvent(new Event('online'))";

async fn two_tabs_send_each_item_once(without_locks: bool) {
    let world = World::start().await;
    let mut phone = world.phone().await;
    if without_locks {
        phone
            .in_every_document("delete Navigator.prototype.locks;")
            .await;
    }
    phone.open_as(app::NEW_MEMBER, true).await;
    assert_eq!(phone.script("'locks' in navigator").await, !without_locks);
    phone.kept_for_offline().await;
    world.proxy.cut();
    for title in TITLES {
        phone.begin(title).await;
        phone.submit().await;
        phone.see("还没发出去").await;
        phone.tab("首页", app::HOME.ready).await;
    }
    second_tab(&phone).await;
    if without_locks {
        phone
            .script("delete second.Navigator.prototype.locks")
            .await;
    }
    let waits = "second.document.body.innerText.includes('3 条还没发出去')";
    phone
        .wait_for("the second tab to know what waits", waits)
        .await;

    world.proxy.clear_log();
    world.proxy.restore();
    phone.script(BOTH).await;
    phone.see_no("还没发出去").await;
    let gone = "!second.document.body.innerText.includes('还没发出去')";
    phone
        .script("second.document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    phone
        .wait_for("the second tab to know what went", gone)
        .await;
    let rows = world.backend().records_of(app::NEW_MEMBER).await;
    let mut titles: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["answers"]["title"].as_str())
        .collect();
    titles.sort_unstable();
    // Which of two tabs tried which item last decides the order: what belongs to no event has none.
    assert_eq!(titles, TITLES, "each once");
    assert_eq!(sent(&world), TITLES.len(), "none is sent twice");
    phone.script("second.close()").await;
    phone.finish().await;
}

#[tokio::test]
async fn scenario_14_two_tabs_with_locks_send_each_item_once() {
    two_tabs_send_each_item_once(false).await;
}

#[tokio::test]
async fn scenario_14_two_tabs_without_locks_send_each_item_once() {
    two_tabs_send_each_item_once(true).await;
}

#[tokio::test]
async fn a_window_beside_the_one_where_a_member_leaves_forgets_them_by_itself() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土").await;
    phone.see("草稿已保存").await;
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    second_tab(&phone).await;
    let shows = "second.document.body.innerText.includes('乡土')";
    phone
        .wait_for("the draft in the window beside", shows)
        .await;
    phone.tab("我的", app::ME.ready).await;
    phone.tap("button", "退出登录").await;
    phone.see("退出登录吗").await;
    phone.tap("button", "退出登录").await;
    phone.ready(app::SIGN_IN.ready).await;
    let left = "second.document.documentElement.getAttribute('data-ready') === 'sign-in'";
    phone.wait_for("the window beside to forget", left).await;
    assert_eq!(phone.script(shows).await, false);
    assert_eq!(
        phone.script("localStorage.getItem('dajuan-turn')").await,
        json!(null)
    );
    phone.script("second.close()").await;
    phone.finish().await;
}

/// Seen in WebKit, which keeps a page that was left as it stood: whatever holds the store, the next page says so and goes on once it is free.
#[tokio::test]
async fn a_page_whose_store_is_held_by_another_says_so_and_opens_once_it_is_free() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.begin("乡土").await;
    phone.see("草稿已保存").await;
    let hold = "indexedDB.databases().then((all) => new Promise((held) => {
        const { name } = all.find((it) => /^dajuan-[0-9a-f]{32}$/.test(it.name));
        indexedDB.open(name).onsuccess = ({ target: { result } }) => {
            const store = result.transaction([...result.objectStoreNames], 'readwrite').objectStore('meta');
            const ask = () => { held(true); if (!window.free) store.get('none').onsuccess = ask; };
            ask();
        };
    }))";
    assert_eq!(phone.script(hold).await, true);
    open_second(&phone).await;
    let says = |words: &str| format!("second.document.body?.innerText.includes('{words}')");
    phone
        .wait_for("the second tab to say why", &says("打开得比平时慢"))
        .await;
    phone.script("window.free = true").await;
    phone.wait_for("the second tab", SECOND_READY).await;
    phone.wait_for("the draft in it", &says("乡土")).await;
    phone.script("second.close()").await;
    phone.finish().await;
}

#[tokio::test]
async fn scenario_15_a_tab_that_holds_the_lock_for_ever_does_not_keep_another_from_sending() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    let hold = "indexedDB.databases().then((all) => {
        const name = all.map((it) => it.name).find((it) => /^dajuan-[0-9a-f]{32}$/.test(it));
        return new Promise((held) => {
            const lock = 'dajuan-send-' + name.slice('dajuan-'.length);
            navigator.locks.request(lock, () => { held(true); return new Promise(() => {}); });
        });
    })";
    phone.script(hold).await;
    phone.begin(TITLES[0]).await;
    phone.submit().await;
    phone.see("已收到").await;
    let asked = "navigator.locks.query().then(({ held }) => held.length)";
    assert_eq!(phone.script(asked).await, 1, "it is held to the end");
    phone.finish().await;
}
