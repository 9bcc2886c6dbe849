//! 记录 with a year of many records: until it shows, and the frames while a finger scrolls through it.

use crate::{figures::say, waiting::walked, years::with_one_record};
use dajuan_journeys::{Phone, World, app};
use serde_json::{Value, json};

const MANY: usize = 10_000;
const SHOWN: &str = "[data-ready='records'] main .rows li:nth-child(20)";
const HOME_SHOWN: &str = "[data-ready='home'] main .lately";
/// How often the finger goes over the screen, and from where to where.
const SWIPES: u32 = 20;
const FROM: u32 = 700;
const TO: u32 = 150;
const STEP: usize = 50;

/// The page has not moved for three frames.
const STOPPED: &str = r"new Promise((done) => {
    let at = scrollY, still = 0;
    const look = () => {
        still = scrollY === at ? still + 1 : 0;
        at = scrollY;
        still < 3 ? requestAnimationFrame(look) : done(true);
    };
    requestAnimationFrame(look);
})";

/// From here on `__frames` are the milliseconds between two frames, and `__long` what the long ones took: all, script, style with layout and painting.
const WATCH: &str = r"{
    const frames = window.__frames = [];
    let before = performance.now();
    const next = (at) => { frames.push(at - before); before = at; requestAnimationFrame(next); };
    requestAnimationFrame((at) => { before = at; requestAnimationFrame(next); });
    const long = window.__long = [];
    new PerformanceObserver((list) => {
        for (const it of list.getEntries()) {
            const script = it.scripts.reduce((sum, part) => sum + part.duration, 0), end = it.startTime + it.duration;
            long.push([it.duration, script, end - it.styleAndLayoutStart]);
        }
    }).observe({ type: 'long-animation-frame' });
}";

pub async fn scrolled(world: &mut World) {
    let mut phone = with_one_record(world).await;
    phone.keep_many_records(MANY).await;
    phone.slow_processor().await;
    let way = walked(&mut phone, HOME_SHOWN, app::RECORDS.path, SHOWN).await;
    say("list of 10,000 records, from the home page", way, "ms");
    phone.see(&format!("{MANY}")).await;
    phone.settle().await;
    phone.script(WATCH).await;
    for _ in 0..SWIPES {
        swipe(&phone).await;
    }
    let told = phone.script("[__frames, scrollY]").await;
    let frames = told[0].as_array().expect("frames");
    let frames: Vec<f64> = frames.iter().filter_map(|it| it.as_f64()).collect();
    let slowest = frames.iter().copied().fold(0.0, f64::max);
    let late = frames.iter().filter(|ms| **ms > 100.0).count();
    let of = "10,000 records scrolled";
    let longest = phone
        .script("__long.sort((a, b) => b[0] - a[0])[0] ?? [0, 0, 0]")
        .await;
    for (place, what) in ["all", "script", "style, layout, painting"]
        .iter()
        .enumerate()
    {
        let ms = longest[place].as_f64().expect("a time");
        say(&format!("{of}, the longest frame's work, {what}"), ms, "ms");
    }
    say(
        &format!("{of}, way"),
        told[1].as_f64().expect("a place"),
        "px",
    );
    say(&format!("{of}, frames"), frames.len() as f64, "");
    say(&format!("{of}, frames over 100 ms"), late as f64, "");
    say(&format!("{of}, slowest frame"), slowest, "ms");
    phone.finish().await;
}

/// A finger goes up the screen and leaves it in full motion.
async fn swipe(phone: &Phone) {
    let touch = async |kind: &str, points: Value| {
        let event = json!({ "type": kind, "touchPoints": points });
        phone.cdp("Input.dispatchTouchEvent", event).await;
    };
    touch("touchStart", json!([{ "x": 190, "y": FROM }])).await;
    for y in (TO..FROM).rev().step_by(STEP) {
        touch("touchMove", json!([{ "x": 190, "y": y }])).await;
    }
    touch("touchEnd", json!([])).await;
    phone.wait_for("the page to stop", STOPPED).await;
}
