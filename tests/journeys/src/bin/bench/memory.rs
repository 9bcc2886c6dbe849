//! What the page holds after a member has gone through all of it, again and again, without opening it anew.

use crate::figures::say;
use dajuan_journeys::{World, app};

const PAGES: [(&str, &str); 11] = [
    ("/", "home"),
    ("/new", "choose"),
    ("/new/reading_share", "new"),
    ("/records", "records"),
    ("/events", "events"),
    ("/events/demoevent000002", "event"),
    ("/year", "year"),
    ("/outbox", "outbox"),
    ("/doctor", "doctor"),
    ("/help", "help"),
    ("/me", "me"),
];

pub async fn memory() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::MEMBER, true).await;
    phone.watch_memory().await;
    phone.goto("/").await;
    phone.ready(app::HOME.ready).await;
    for round in 1..=5 {
        for (path, ready) in PAGES {
            // As the browser's own way back does.
            let go = format!(
                "history.pushState(null, '', {path:?}); dispatchEvent(new PopStateEvent('popstate'))"
            );
            phone.script(&go).await;
            phone.ready(ready).await;
        }
        let held = phone.held().await;
        let what = format!("memory after {round} × {} pages", PAGES.len());
        say(&format!("{what}, script"), held.heap, "B");
        say(&format!("{what}, modules"), held.module, "B");
    }
    phone.finish().await;
}
