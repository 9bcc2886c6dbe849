//! Cold and warm loads on slow 4G with a processor slowed down four times, as JSON lines.
//! `bench [RUNS]`; each figure is the median of the runs, three unless told.

use dajuan_journeys::{Load, World, app};
use serde_json::json;
use std::env;

const SIGN_IN_USABLE: &str = "[data-ready='sign-in'] main form button";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let runs = env::args()
        .nth(1)
        .map_or(3, |n| n.parse().expect("a number of runs"));
    let world = World::start().await;
    let (mut sign_in, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        sign_in.push(first_visit(&world).await);
        let (first, second) = form(&world).await;
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
    let median = |figure: fn(&Load) -> f64| {
        let mut figures: Vec<_> = loads.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2].round()
    };
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
        println!(
            "{}",
            json!({ "metric": format!("{what}, {name}"), "value": value, "unit": unit })
        );
    }
}
