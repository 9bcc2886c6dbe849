//! Speeds with a processor slowed down four times, as JSON lines with the machine's load beside each figure.
//! `bench [RUNS] [PART…]`, all parts unless told: `loads` on slow 4G, the median of the runs, three unless told; `saved`,
//! after a press; `waiting`, what a thousand waiting items cost; `steps`, what the app asks of
//! the browser while they are sent; `events`, a year of a thousand; `years`, the answer sheet against the number of records;
//! `forms`, a form of 200 fields; `portal`, what the element costs the page around it; `memory`, what the page holds after all of it; `sums`, the year's statistics alone;
//! `peers`, the same nine fields by others, beside ours; `presses`, every press until the next paint; `records`, a list of 10,000 opened and scrolled; `lighthouse`, Lighthouse's opinion.

mod events;
mod figures;
mod forms;
mod lighthouse;
mod memory;
mod peers;
mod plot;
mod portal;
mod press;
mod presses;
mod saved;
mod scrolled;
mod steps;
mod sums;
mod timed;
mod waiting;
mod years;

use dajuan_journeys::{Load, World, app};
use figures::say;
use std::env;

const SIGN_IN_USABLE: &str = "[data-ready='sign-in'] main form button";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let asked: Vec<_> = env::args().skip(1).collect();
    let runs = asked.iter().find_map(|n| n.parse().ok()).unwrap_or(3);
    let parts: Vec<_> = asked
        .iter()
        .filter(|it| it.parse::<u32>().is_err())
        .collect();
    let wants = |part: &str| parts.is_empty() || parts.iter().any(|it| *it == part);
    if wants("loads") {
        loads(&World::start().await, runs).await;
    }
    if wants("saved") {
        saved::saved(&World::start().await).await;
    }
    if wants("waiting") {
        waiting::waiting(&mut World::start().await).await;
    }
    if wants("steps") {
        waiting::steps(&mut World::start().await).await;
    }
    if wants("events") {
        events::events(&mut World::start().await).await;
    }
    if wants("peers") {
        peers::peers(&World::start().await, runs).await;
    }
    if wants("presses") {
        presses::presses().await;
    }
    if wants("records") {
        scrolled::scrolled(&mut World::start().await).await;
    }
    if wants("years") {
        years::years(&mut World::start().await).await;
    }
    if wants("forms") {
        let (world, site) = World::start_with_site().await;
        forms::forms(&world, &site).await;
    }
    if wants("portal") {
        portal::portal(runs).await;
        portal::usable(runs).await;
    }
    if wants("memory") {
        memory::memory().await;
    }
    if wants("lighthouse") {
        lighthouse::lighthouse().await;
    }
    if wants("sums") {
        sums::sums();
    }
}

async fn loads(world: &World, runs: u32) {
    let (mut sign_in, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        sign_in.push(first_visit(world).await);
        let (first, second) = form(world).await;
        cold.push(first);
        warm.push(second);
    }
    print("sign-in cold", &sign_in);
    print("form cold", &cold);
    print("form warm", &warm);
}

/// A phone that has never seen the app opens it.
async fn first_visit(world: &World) -> Load {
    let mut phone = world.phone_past_the_proxy().await;
    phone.slow_down().await;
    let load = phone.load(app::SIGN_IN.path, SIGN_IN_USABLE).await;
    phone.finish().await;
    load
}

/// A member who stays signed in opens the form: with nothing of the app on the phone, then again.
async fn form(world: &World) -> (Load, Load) {
    let mut phone = world.phone_past_the_proxy().await;
    phone.goto(app::SIGN_IN.path).await;
    phone.sign_in(app::MEMBER, true).await;
    phone.ready(app::HOME.ready).await;
    phone.forget_files().await;
    phone.slow_down().await;
    let cold = phone.load(app::NEW_READING_SHARE.path, app::FIELD).await;
    phone
        .wait_for(
            "the service worker",
            "!navigator.serviceWorker || navigator.serviceWorker.ready.then(() => true)",
        )
        .await;
    let warm = phone.load(app::NEW_READING_SHARE.path, app::FIELD).await;
    phone.finish().await;
    (cold, warm)
}

fn print(what: &str, loads: &[Load]) {
    let median =
        |figure: fn(&Load) -> f64| figures::median(&loads.iter().map(figure).collect::<Vec<_>>());
    for (name, value, unit) in [
        ("transferred", median(|load| load.bytes as f64), "B"),
        ("first paint", median(|load| load.first_paint), "ms"),
        (
            "first contentful paint",
            median(|load| load.first_contentful_paint),
            "ms",
        ),
        ("usable", median(|load| load.usable), "ms"),
    ] {
        say(&format!("{what}, {name}"), value, unit);
    }
}
