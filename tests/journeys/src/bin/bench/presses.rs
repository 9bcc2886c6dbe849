//! From every press on every page until the next frame is painted, as the browser itself tells (Event Timing), slowed down.

use crate::timed::{TOUR, Timed};
use dajuan_journeys::{Phone, World, app};
use serde_json::{Value, json};

const BEFORE: [(&str, &str); 3] = [
    ("/sign-in", "sign-in"),
    ("/help", "help"),
    ("/guide", "guide"),
];
const PAGES: [(&str, &str); 16] = [
    ("/", "home"),
    ("/new", "choose"),
    ("/new/reading_share", "new"),
    ("/new/proposal", "new"),
    ("/records", "records"),
    ("/events", "events"),
    ("/events/demoevent000002", "event"),
    ("/events/demoevent000018/check-in", "check-in"),
    ("/year", "year"),
    ("/notices", "notices"),
    ("/district", "district"),
    ("/outbox", "outbox"),
    ("/doctor", "doctor"),
    ("/privacy", "privacy"),
    ("/help", "help"),
    ("/me", "me"),
];
/// What every later page would look different by.
const LAST: [(&str, &str); 5] = [
    ("radio", "长辈模式"),
    ("radio", "标准"),
    ("radio", "English"),
    ("radio", "中文"),
    ("button", "退出登录"),
];

const NO_DIALOG: &str = "!document.querySelector('dialog[open]')";

pub async fn presses() {
    let world = World::start().await;
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_sign_in().await;
    phone.script(TOUR).await;
    phone.slow_processor().await;
    for page in BEFORE {
        all_on(&phone, page).await;
    }
    open(&phone, (app::SIGN_IN.path, app::SIGN_IN.ready)).await;
    step(&phone, "sign-in: 登录").await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    phone.kept_for_offline().await;
    for page in PAGES {
        all_on(&phone, page).await;
    }
    open(&phone, (app::ME.path, app::ME.ready)).await;
    for (role, name) in LAST {
        step(&phone, &format!("me: {name}")).await;
        phone.tap(role, name).await;
        still(&phone).await;
    }
    Timed::by(&phone).await.say();
    phone.finish().await;
}

/// Everything on a page that can be pressed, each once; what comes by a press too.
async fn all_on(phone: &Phone, page: (&str, &str)) {
    open(phone, page).await;
    loop {
        let next = phone.script(&format!("__tour.next({:?})", page.1)).await;
        if next.is_null() && phone.script(NO_DIALOG).await == true {
            return;
        }
        if !next.is_null() {
            press(phone, &next).await;
            still(phone).await;
        }
        let here = format!("location.pathname === {:?}", page.0);
        if next.is_null() || phone.script(&here).await == false {
            open(phone, page).await;
        }
    }
}

async fn press(phone: &Phone, on: &Value) {
    if let Some(key) = on["key"].as_str() {
        return phone.press(key).await;
    }
    let touch = |kind, points| {
        let event = json!({ "type": kind, "touchPoints": points });
        phone.cdp("Input.dispatchTouchEvent", event)
    };
    let down = touch("touchStart", json!([{ "x": on["x"], "y": on["y"] }]));
    tokio::join!(down, touch("touchEnd", json!([])));
}

/// As the browser's own way back does; where it is open already, by another page, so that nothing of what was done there stays.
async fn open(phone: &Phone, (path, ready): (&str, &str)) {
    let here = format!("location.pathname === {path:?}");
    if phone.script(&here).await == true {
        go(phone, "/no-such-page", "unknown").await;
    }
    go(phone, path, ready).await;
}

async fn go(phone: &Phone, path: &str, ready: &str) {
    let go = format!(
        "history.pushState(null, '', {path:?}); dispatchEvent(new PopStateEvent('popstate'))"
    );
    phone.script(&go).await;
    phone.ready(ready).await;
    still(phone).await;
}

/// Until nothing has changed for a moment: what still moves would slip from under the finger.
async fn still(phone: &Phone) {
    const STILL: &str = r"new Promise((done) => {
        const end = () => { watch.disconnect(); done(); };
        const watch = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, 120); });
        let timer = setTimeout(end, 120);
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(end, 2000);
    })";
    phone.script(STILL).await;
}

async fn step(phone: &Phone, name: &str) {
    phone.script(&format!("__tour.step({name:?})")).await;
}
