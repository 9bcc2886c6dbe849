//! What a year of a thousand events costs, slowed down: the list from what the phone keeps, and a wish without a network.

use crate::{
    figures::say,
    press::{say_shown, shown, watch},
    waiting::{opened, walked},
};
use dajuan_journeys::{Event, Phone, World, app, hours};
use serde_json::json;

const EVENTS: u32 = 1_000;
const WISHES: usize = 40;
const SHOWN: &str = "[data-ready='events'] main .rows li";
const HOME_SHOWN: &str = "[data-ready='home'] main a[href^='/events/']";
const NOTED: &str =
    "document.querySelector('main').textContent.includes('已记下意向，联网后才算报名')";

/// The list as the first page and from the home page, then wishes, each on the page of its event.
pub async fn events(world: &mut World) {
    let mut coming = Vec::new();
    for number in 0..EVENTS {
        let starts = (f64::from(number) - 500.0) / 2.0 + 100.25;
        let fields = json!({
            "title": format!("第{number}场视察"), "starts": hours(starts), "ends": hours(starts + 0.25),
        });
        let held = Event::held(world.backend(), fields).await;
        if starts > 101.0 && coming.len() < WISHES {
            coming.push(held.path());
        }
    }
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("活动", app::EVENTS.ready).await;
    phone.see("第301场视察").await;
    world.backend_mut().stop();
    phone.slow_processor().await;
    let first = opened(&mut phone, app::EVENTS.path, SHOWN).await;
    say("list of 1,000 events, as the first page", first, "ms");
    let way = walked(&mut phone, HOME_SHOWN, app::EVENTS.path, SHOWN).await;
    say("list of 1,000 events, from the home page", way, "ms");
    let mut wishes = Vec::new();
    for path in &coming {
        wishes.push(wish(&mut phone, path).await);
    }
    say_shown("a wish noted after a press", &wishes[1..]);
    phone.finish().await;
}

async fn wish(phone: &mut Phone, path: &str) -> crate::press::Shown {
    phone.goto(path).await;
    phone.ready("event").await;
    phone.script(&watch("click", "button", NOTED)).await;
    phone.tap("button", "报名").await;
    shown(phone).await
}
