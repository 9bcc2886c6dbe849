//! Every kind of duty, by table: the catalog is the table. Filled in whole without a network, it arrives, reads back as it was
//! written, is counted, and its form and its record are for everybody.

use dajuan_journeys::{
    Duty, Entered, Event, Phone, Photo, Screen, World, app, duties, hours, served, until,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, env};

/// The words of one language that the way to a form and back needs.
struct Words {
    language: &'static str,
    home: &'static str,
    log: &'static str,
    submit: &'static str,
    records: &'static str,
    year: &'static str,
    suggest: &'static str,
}

const CHINESE: Words = Words {
    language: "zh-CN",
    home: "首页",
    log: "记一笔",
    submit: "提交",
    records: "记录",
    year: "答卷",
    suggest: "写视察建议",
};

const ENGLISH: Words = Words {
    language: "en",
    home: "Home",
    log: "Log a duty",
    submit: "Submit",
    records: "Records",
    year: "My year",
    suggest: "Write a suggestion",
};

/// A suggestion is logged at an event that is over.
const SPEECH: &str = "speech";

/// What is counted, as the answer sheet writes it: each kind with its number and measure word.
const COUNTS: &str = "Object.fromEntries([...document.querySelectorAll('main table.sums th .named')].map((it) =>
    [it.lastElementChild.firstChild.textContent, it.closest('tr').querySelector('td b')?.textContent ?? '']))";

/// Nothing moves but what never ends.
const STILL: &str = "document.getAnimations().every((it) => it.playState !== 'running' || it.effect.getTiming().iterations === Infinity)";

/// One that has gone the way into the phone.
struct Logged<'a> {
    duty: &'a Duty,
    /// What the app filled in by itself.
    known: Map<String, Value>,
    entered: Vec<Entered>,
    page: String,
}

/// Another seed chooses otherwise in every field: `scripts/prove.d/kinds`.
fn seed() -> usize {
    let seed = env::var("DAJUAN_KINDS_SEED").ok();
    seed.map_or(0, |seed| seed.parse().expect("a number"))
}

/// One of each kind that fits goes the whole way.
async fn every_kind(words: &Words, fits: impl Fn(&str) -> bool) {
    let mut all = duties(
        &served("catalog.json"),
        &served("lists.json"),
        words.language,
    );
    let acts = duties(
        &served("events.json"),
        &served("lists.json"),
        words.language,
    );
    all.extend(acts.into_iter().filter(|duty| duty.id() == SPEECH));
    assert_eq!(all.len(), 18);
    all.retain(|duty| fits(duty.id()));

    let world = World::start().await;
    let event = attended(&world).await;
    let screen = Screen {
        language: words.language,
        ..Screen::default()
    };
    let mut phone = world.phone_with(screen).await;
    phone.open_as(app::MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.goto(&event.path()).await;
    phone.ready("event").await;
    phone.find("button", words.suggest).await;
    phone.goto(app::HOME.path).await;
    phone.ready(app::HOME.ready).await;
    let before = counts(&phone, words).await;

    let photo = Photo::sideways(300, 400, 1).save(world.folder(), "one.jpg");
    world.cut_off(&phone).await;
    let mut logged = Vec::new();
    for (place, duty) in all.iter().enumerate() {
        let known = open(&mut phone, words, duty, &event).await;
        let entered = duty.entered(seed() + place, known.clone());
        phone.enter(duty, &entered, &photo).await;
        phone.check_accessibility().await;
        phone.tap("button", words.submit).await;
        if duty.reads_back() {
            phone.tap("button", words.submit).await;
        }
        phone.ready("record").await;
        phone.read_back(duty, &entered).await;
        let page = phone.path().await;
        logged.push(Logged {
            duty,
            known,
            entered,
            page,
        });
    }
    world.reconnect(&phone).await;
    // The last one first: once the phone has told of it, it tells of no other while one is looked at.
    for one in logged.iter().rev() {
        let row = row_of(&world, one).await;
        check_row(one, &row);
        phone.tab(words.records, app::RECORDS.ready).await;
        open_record(&phone, &one.page).await;
        phone.see(&row["receipt"].to_string()).await;
        phone.read_back(one.duty, &one.entered).await;
        // What is still fading in has no colour to be judged by.
        phone.wait_for("what moves to rest", STILL).await;
        phone.check_accessibility().await;
    }
    let after = counts(&phone, words).await;
    for Logged { duty, .. } in &logged {
        let number = |counts: &BTreeMap<String, String>| {
            let shown = counts.get(&duty.label());
            let number = shown.and_then(|shown| shown.split(' ').next()?.parse().ok());
            number.unwrap_or(0_u32)
        };
        let (before, after) = (number(&before), number(&after));
        assert_eq!(after, before + 1, "{}", duty.id());
    }
    phone.finish().await;
}

/// An event that is over and that the member came to.
async fn attended(world: &World) -> Event<'_> {
    let backend = world.backend();
    let event = Event::held(backend, json!({ "starts": hours(0.5), "ends": hours(2.0) })).await;
    assert_eq!(event.act(app::MEMBER, "signup", 1).await, "confirmed");
    let office = backend.sign_in("staff", app::STAFF, app::PASSWORD).await;
    let member = &backend.member(app::MEMBER).await["id"];
    let path = format!("/api/dajuan/staff/events/{}/checkin", event.id);
    let body = json!({ "member": member });
    let (status, _) = backend.send("POST", &path, Some(&office), body).await;
    assert_eq!(status, 200);
    event
        .edit(json!({ "starts": hours(-3.0), "ends": hours(-2.0) }))
        .await;
    event
}

/// How often each kind was done, by its name.
async fn counts(phone: &Phone, words: &Words) -> BTreeMap<String, String> {
    phone.tab(words.year, app::YEAR.ready).await;
    phone
        .wait_for("the counts", &format!("Object.keys({COUNTS}).length > 0"))
        .await;
    let counts = phone.script(COUNTS).await;
    serde_json::from_value(counts).expect("texts by name")
}

/// Opens an empty form, without a network; what the app fills in by itself.
async fn open(
    phone: &mut Phone,
    words: &Words,
    duty: &Duty,
    event: &Event<'_>,
) -> Map<String, Value> {
    if duty.id() == SPEECH {
        phone.goto(&event.path()).await;
        phone.ready("event").await;
        phone.tap("button", words.suggest).await;
        phone.ready("draft").await;
        return Map::from_iter([("event".to_owned(), json!(event.id))]);
    }
    phone.tab(words.home, app::HOME.ready).await;
    phone.tap("link", words.log).await;
    phone.ready("choose").await;
    phone.tap("link", &duty.label()).await;
    phone.ready("new").await;
    Map::new()
}

/// From the list to the page of one record.
async fn open_record(phone: &Phone, page: &str) {
    let link = format!("document.querySelector('main a[href=\"{page}\"]')");
    phone.wait_for("its row", &format!("{link} !== null")).await;
    phone.script(&format!("{link}.click()")).await;
    phone.ready("record").await;
}

/// What the backend has of it, once it is there.
async fn row_of(world: &World, one: &Logged<'_>) -> Value {
    let key = one.page.rsplit('/').next().unwrap_or_default();
    until(one.duty.id(), async || {
        let rows = world.backend().rows("records").await;
        rows.into_iter().find(|row| row["client_ref"] == key)
    })
    .await
}

/// The row says what was entered and nothing else.
fn check_row(one: &Logged<'_>, row: &Value) {
    let mut wanted = one.known.clone();
    let mut photos = row["attachments"].as_array().cloned().unwrap_or_default();
    let sent = photos.len();
    for it in one.entered.iter().filter(|it| it.is_file()) {
        let said = &row["answers"][&it.key];
        let [file] = said.as_array().map_or(&[][..], Vec::as_slice) else {
            panic!("{said}");
        };
        assert!(
            file["size"].as_u64() > Some(0) && file["name"].is_string(),
            "{file}"
        );
        photos.retain(|key| *key != file["ref"]);
        wanted.insert(it.key.clone(), said.clone());
    }
    // A photo is named by its key, which the phone made.
    for it in one.entered.iter().filter(|it| !it.is_file()) {
        let sent = match it.sent.is_null() {
            true => Value::Array(photos.clone()),
            false => it.sent.clone(),
        };
        wanted.insert(it.key.clone(), sent);
    }
    let attached = one.entered.iter().filter(|it| it.sent.is_null()).count();
    assert_eq!(row["kind"], one.duty.id());
    assert_eq!(row["answers"], Value::Object(wanted));
    assert_eq!(sent, attached);
}

#[tokio::test]
async fn every_kind_is_filled_in_whole_offline_arrives_reads_back_equal_and_is_counted() {
    every_kind(&CHINESE, |_| true).await;
}

#[tokio::test]
async fn in_english_too() {
    let all = env::var_os("DAJUAN_KINDS_SEED").is_some();
    every_kind(&ENGLISH, |id| {
        all || ["charity", "reading_share"].contains(&id)
    })
    .await;
}
