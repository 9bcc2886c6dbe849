//! What a year of many records costs: the answer sheet from what the phone keeps, slowed down, against how many they are.

use crate::{
    figures,
    plot::{Line, plot},
    waiting,
};
use dajuan::domain::day::Day;
use dajuan_journeys::{Phone, World, app, moment};
use serde_json::{Value, json};
use std::fs;

const MANY: [usize; 7] = [1, 100, 1_000, 3_000, 10_000, 30_000, 100_000];
/// What is asked for, and the days, which are drawn last.
const SHOWN: &str = "[data-ready='year'] main:has(.targets) .year-days";
const HOME_SHOWN: &str = "[data-ready='home'] main .lately";

/// The page as the first one, and from the home page that has read the list; docs/years.svg shows it.
pub async fn years(world: &mut World) {
    let mut phone = with_one_record(world).await;
    phone.slow_processor().await;
    let mut lines = ["as the first page", "from the home page"].map(|name| Line {
        name,
        points: Vec::new(),
    });
    for records in MANY {
        phone.keep_many_records(records).await;
        let first = waiting::opened(&mut phone, app::YEAR.path, SHOWN).await;
        let walked = waiting::walked(&mut phone, HOME_SHOWN, app::YEAR.path, SHOWN).await;
        let say = |how: &str, ms: f64| {
            figures::say(
                &format!("answer sheet of {records} records, {how}"),
                ms,
                "ms",
            );
        };
        for (line, ms) in lines.iter_mut().zip([first, walked]) {
            say(line.name, ms);
            line.points.push((records, ms));
        }
    }
    let picture = plot(
        "The answer sheet opens, by records of the year (processor slowed down four times)",
        &lines,
    );
    fs::write(app::root().join("docs/years.svg"), picture).expect("docs/years.svg is written");
    phone.finish().await;
}

/// A phone that keeps one record of this year; the backend is gone.
pub async fn with_one_record(world: &mut World) -> Phone {
    one_record(world).await;
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.tab("答卷", app::YEAR.ready).await;
    phone.see("1 场").await;
    world.backend_mut().stop();
    phone
}

/// What the list of the phone begins with.
async fn one_record(world: &World) {
    let member = world.backend().member(app::NEW_MEMBER).await;
    let day = Day::at(moment(0.0)).to_string();
    let record = json!({
        "member": member["id"], "client_ref": "00000000-0000-4000-8000-000000000901",
        "kind": "reading_share", "form_version": 1, "day": day,
        "answers": { "title": "江村经济", "mode": "offline", "audience": 7 },
        "attachments": [], "state": "received", "receipt": 901,
    });
    let path = "/api/collections/records/records";
    let taken: Value = world.backend().operate("POST", path, record).await;
    assert!(taken["id"].is_string(), "the record is there");
}
