//! What must hold of any input whatever: each function takes bytes from anywhere and panics where they were given a meaning
//! that they do not have. The fuzz targets and `tests/hostile.rs` call the same functions.

use super::wire::{Played, answers, now};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    forms::{answers::Answers, catalog::Catalog, door::answer_from_json, schema::validate},
    outbox::{item::State, reply::Reply},
    profile::{
        Profile, dialect_of,
        fault::{Fault, SignInFault},
        response::Response,
        retry_after,
    },
    runtime::ports::{Step, Transport},
    stored::{
        export::{Export, taken_in},
        kept::{KeptMember, KeptYear},
        record, row,
    },
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub const KEY: &str = "0f0e0d0c-0b0a-4908-8706-050403020100";
pub const PHOTO: &str = "00000000-0000-4000-8000-000000000007";
const POCKETBASE: &str = include_str!("../../public/dialects/pocketbase.json");
const WRAPPED: &str = include_str!("dialects/wrapped.json");
const PROBLEMS: &str = include_str!("dialects/problems.json");
const DAY_MS: u32 = 86_400_000;
/// Pages of a year at most, and a check of the sign-in for each.
const REQUESTS: usize = 400;

thread_local! {
    static PROFILES: [Profile; 3] =
        [POCKETBASE, WRAPPED, PROBLEMS].map(|preset| Profile::parse("{}", preset).unwrap());
}

pub fn pocketbase() -> Profile {
    PROFILES.with(|all| all[0].clone())
}

fn wrapped() -> Profile {
    PROFILES.with(|all| all[1].clone())
}

fn problems() -> Profile {
    PROFILES.with(|all| all[2].clone())
}

fn key(text: &str) -> ClientRef {
    ClientRef::parse(text).unwrap()
}

pub fn entry() -> Entry {
    Entry {
        client_ref: key(KEY),
        kind: KindId("reading_share".to_owned()),
        form_version: 1,
        day: Day::new(2026, 9, 15).ok(),
        answers: Answer::Group(BTreeMap::from([(
            "title".to_owned(),
            Answer::Text("论语".to_owned()),
        )])),
        photos: vec![photo()],
        captured_at: Some(Moment(1_795_418_123_554)),
    }
}

pub fn create() -> Step {
    Step::Create(entry().into())
}

fn photo() -> Photo {
    Photo {
        id: key(PHOTO),
        sha256: "ab".repeat(32),
        bytes: 3,
        mime: "image/jpeg".to_owned(),
    }
}

/// The JSON of an answer that came whole, from where it was asked, with a success for its status.
fn proved(answer: &Response) -> Option<Value> {
    let whole = !answer.redirected && !answer.too_long && answer.content_type.contains("json");
    let success = (200..300).contains(&answer.status) && answer.status != 202;
    (whole && success).then(|| json(answer)).flatten()
}

fn json(answer: &Response) -> Option<Value> {
    let text = std::str::from_utf8(&answer.body).ok()?;
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()
}

/// As a text, in the JSON that `at` leads to.
fn says(json: &Value, at: &str, what: &str) -> bool {
    match json.pointer(at) {
        Some(Value::String(text)) => text == what,
        Some(other) => {
            !other.is_null() && serde_json::to_string(other).is_ok_and(|text| text == what)
        }
        None => false,
    }
}

/// Answers of a backend, through every operation of the client under two dialects.
pub fn replies(data: &[u8]) {
    let all = answers(data);
    let Some(first) = all.first() else { return };
    let second = all.get(1).unwrap_or(first);
    let profile = pocketbase();

    let said = json(first).unwrap_or_default();
    let taken = says(&said, "/data/client_ref/code", "validation_not_unique");
    let shown = |answer: &Response| {
        let items = proved(answer).and_then(|json| json.get("items")?.as_array().cloned());
        let ours = |row: &Value| says(row, "/client_ref", KEY);
        items.is_some_and(|items| items.iter().any(ours))
    };
    let done = if first.status == 400 && !first.redirected && taken {
        shown(second)
    } else {
        proved(first).is_some_and(|json| {
            says(&json, "/client_ref", KEY) && json.get("id").is_some_and(|id| !id.is_null())
        })
    };
    let sent = |step| {
        let wire = Played::new(all.clone());
        let reply = now(wire.client(&profile).send(step));
        assert!(wire.asked.get() <= 2);
        reply
    };
    let reply = sent(create());
    assert_eq!(matches!(reply, Reply::Done { .. }), done, "{reply:?}");
    bounded(&reply);
    let upload = || Step::Upload {
        photo: photo(),
        bytes: vec![1, 2, 3],
    };
    let reply = sent(upload());
    let digest = photo().sha256;
    let kept = proved(first).is_some_and(|json| {
        says(&json, "/ref", PHOTO)
            && says(&json, "/sha256", &digest)
            && json.get("id").is_some_and(|id| !id.is_null())
    });
    assert_eq!(matches!(reply, Reply::Done { .. }), kept, "{reply:?}");
    bounded(&reply);
    read(&profile, &all);

    let profile = wrapped();
    let reply = now(Played::new(all.clone()).client(&profile).send(create()));
    let ours =
        proved(first).is_some() && says(&said, "/code", "200") && says(&said, "/data/ref", KEY);
    let held = first.status == 200 && !first.redirected && said.get("code") == Some(&409.into());
    assert_eq!(
        matches!(reply, Reply::Done { .. }),
        ours || held,
        "{reply:?}"
    );
    bounded(&reply);
    bounded(&now(Played::new(all.clone())
        .client(&profile)
        .send(upload())));
    read(&profile, &all);
}

/// Everything that is read rather than sent.
fn read(profile: &Profile, all: &[Response]) {
    let wire = || Played::new(all.to_vec());
    if let Ok(me) = now(wire().client(profile).me()) {
        assert!(!me.member.id.0.is_empty() && me.spread_s <= 3600);
        let kept = KeptMember {
            member: me.member,
            spread_s: me.spread_s,
        };
        assert_eq!(KeptMember::decode(&kept.encode()), Ok(kept));
    }
    let played = wire();
    let year = now(played.client(profile).list_year(2026));
    assert!(played.asked.get() <= REQUESTS);
    if let Ok(year) = year {
        let keys: BTreeSet<&str> = year.records.iter().map(|r| r.client_ref.as_str()).collect();
        assert_eq!(keys.len(), year.records.len());
        assert!(all.iter().any(|answer| proved(answer).is_some()));
        let kept = KeptYear {
            records: year.records,
            as_of: Moment(0),
            odd: year.unreadable,
        };
        let again = KeptYear::decode(&kept.encode()).unwrap();
        assert_eq!(settled(&again.records), settled(&kept.records));
    }
    let client = wire().client(profile);
    client.set_token(None);
    match now(client.sign_in("wy001", "pw")) {
        Ok(session) => {
            assert!(proved(&all[0]).is_some() && client.signed_in());
            assert!(session.token.bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Err(SignInFault::TooMany { after }) => within_a_day(after.map(|after| after.ms)),
        Err(_) => {}
    }
    if let Err(Fault::Busy { after: Some(after) }) = now(wire().client(profile).refresh()) {
        within_a_day(Some(after.ms));
    }
    if now(wire().client(profile).set_password("wy001", "1", "pw")).is_ok() {
        assert!((200..300).contains(&all[0].status) && !all[0].redirected && !all[0].too_long);
    }
    if let Ok(photo) = now(wire().client(profile).attachment(&key(PHOTO))) {
        assert!(photo.mime.starts_with("image/") && !all[0].redirected);
    }
    let _ = now(wire().client(profile).health());
}

/// Numbers with a fraction settle when they are written once: their last digit may differ from the text that was read.
fn settled(records: &[dajuan::domain::record::Record]) -> String {
    record::encode(records)
}

fn within_a_day(ms: Option<u32>) {
    assert!(ms.is_none_or(|ms| ms <= DAY_MS));
}

fn bounded(reply: &Reply) {
    let short = |words: &str| assert!(words.chars().count() <= 500);
    match reply {
        Reply::Busy { after } => within_a_day(after.map(|after| after.ms)),
        Reply::Refused { words, fields } => {
            short(words);
            assert!(fields.len() <= 100);
            fields.iter().for_each(|(_, words)| short(words));
        }
        Reply::Declined { words } | Reply::Conflict { words } => short(words),
        _ => {}
    }
}

/// Problem details (RFC 9457): the type steers, the rest is words.
pub fn problem(data: &[u8]) {
    let all = answers(data);
    let Some(first) = all.first() else { return };
    let said = json(first).unwrap_or_default();
    let kind = |name: &str| says(&said, "/type", &format!("https://problems.example/{name}"));
    let reply = now(Played::new(all.clone()).client(&problems()).send(create()));
    bounded(&reply);
    let ours = proved(first).is_some() && says(&said, "/client_ref", KEY);
    let right = match first.status {
        _ if first.redirected => matches!(reply, Reply::Stranger),
        409 if kind("in-progress") => matches!(reply, Reply::Busy { .. }),
        409 if kind("exists") => matches!(reply, Reply::Done { receipt: None }),
        409 if kind("full") => matches!(reply, Reply::Declined { .. }),
        409 | 412 | 428 => matches!(reply, Reply::Conflict { .. }),
        403 if kind("csrf") || kind("sign-in") => matches!(reply, Reply::SignInLost),
        401 | 419 | 440 | 511 => matches!(reply, Reply::SignInLost),
        405 | 406 | 426 | 501 | 505 => matches!(reply, Reply::Upgrade),
        408 | 425 | 429 | 500..=599 => matches!(reply, Reply::Busy { .. }),
        400..=499 => matches!(reply, Reply::Refused { .. } | Reply::TooLarge),
        202 if !said.is_null() => matches!(reply, Reply::Accepted),
        200..=299 if ours => matches!(reply, Reply::Done { .. }),
        _ => matches!(reply, Reply::Stranger),
    };
    assert!(right, "{} {said} {reply:?}", first.status);
    if let Reply::Busy { after: Some(_) } = reply {
        assert!(said.get("detail").is_some_and(|detail| !detail.is_null()));
    }
}

/// A line with a moment in milliseconds, then the header.
pub fn retry(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (at, told) = text.split_once('\n').unwrap_or(("0", &text));
    let now = Moment(at.parse().unwrap_or_default());
    let wait = retry_after::parse(told, now).map(|after| after.ms);
    within_a_day(wait);
    let bare = told.trim();
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        let expected = bare
            .parse::<u32>()
            .map_or(DAY_MS, |s| s.saturating_mul(1000).min(DAY_MS));
        assert_eq!(wait, Some(expected));
    } else if let Some(ms) = wait {
        // A date: a later now waits as much less.
        let later = retry_after::parse(told, now.plus_ms(1_000)).map(|after| after.ms);
        assert!(later.is_some_and(|later| later <= ms && ms - later <= 1_000));
    }
}

/// Rows of items, and lists.
pub fn rows(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(read) = row::decode(text) {
        assert_eq!(read.item.client_ref, read.entry.client_ref);
        let written = row::encode(&read);
        let again = row::decode(&written).unwrap();
        assert_eq!(again, read);
        assert_eq!(row::encode(&again), written);
    }
    if let Ok(read) = record::decode(text) {
        let written = record::encode(&read);
        assert_eq!(record::decode(&written).as_ref(), Ok(&read));
    }
}

/// What is kept for opening offline.
pub fn kept(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(read) = KeptYear::decode(text) {
        let again = KeptYear::decode(&read.encode());
        assert_eq!(again, Ok(read));
    }
    if let Ok(read) = KeptMember::decode(text) {
        assert_eq!(KeptMember::decode(&read.encode()), Ok(read));
    }
}

/// Imported texts: as they stand, and with the sum that makes the rest count.
pub fn exports(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for text in [text.to_owned(), summed(text)] {
        let Ok(export) = Export::decode(&text, "o") else {
            continue;
        };
        let again = Export::decode(&export.encode(), "o");
        assert_eq!(again.as_ref(), Ok(&export));
        assert_eq!(Export::decode(&text, "p").ok(), None);
        for row in export.rows {
            let there = row.entry.photos.len() % 2 == 0;
            let draft = row.item.state == State::Draft;
            let row = taken_in(row, |_| there);
            let waits = row.item.state == State::Queued && row.item.in_doubt > 0;
            assert!(row.item.state == State::Draft && draft || waits && !draft);
            assert!(row.item.uploads.iter().all(|(_, held)| !held));
            assert_eq!(row.item.uploads.len(), row.entry.photos.len());
        }
    }
}

/// FNV-1a with 128 bits over the body.
fn summed(body: &str) -> String {
    let sum = body.bytes().fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
        |sum, byte| (sum ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b),
    );
    format!(r#"{{"v":1,"sum":"{sum:032x}","body":{body}}}"#)
}

/// `config.json`, and after a line `====` its preset; without one, over the preset that ships.
pub fn profile(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (config, preset) = text.split_once("\n====\n").unwrap_or((text, POCKETBASE));
    if let Ok(name) = dialect_of(config) {
        assert!(!name.contains(['/', '.', '\\']));
    }
    let Ok(profile) = Profile::parse(config, preset) else {
        return;
    };
    let token = Some("tkn");
    let upload = profile.upload(&photo(), vec![1], token);
    let asked = [
        Some(profile.create(&entry(), token)),
        Some(profile.me(token)),
        Some(profile.list(2026, 1, token)),
        Some(profile.sign_in("wy001", "p w")),
        profile.find(&key(KEY), token),
        profile.refresh(token),
        upload,
    ];
    for request in asked.into_iter().flatten() {
        let url = &request.url;
        assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url}");
        let ours = url.starts_with('/') && !url.starts_with("//");
        assert!(ours || url.starts_with("http"), "{url}");
        for (name, value) in &request.headers {
            assert!(!name.is_empty() && !value.contains(['\r', '\n', '\0']));
        }
    }
    // Nothing but a redirect and a page is said: a captive portal is no backend, whatever the profile.
    let portal = answers(b"!200 text/html\n\n<html>");
    let reply = now(Played::new(portal).client(&profile).send(create()));
    assert!(!matches!(reply, Reply::Done { .. }));
}

/// A catalog, and a schema with what it is to check.
pub fn catalog(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match Catalog::parse(text) {
        Ok(catalog) => {
            let mut ids = BTreeSet::new();
            let today = Day::new(2026, 9, 15).unwrap();
            for kind in catalog.kinds() {
                assert!(ids.insert(&kind.id().0));
                let form = kind.form();
                let mut answers = form.fresh(today);
                for field in form.fields() {
                    answers.set(field.key(), field.read("１２ javascript:1 https://a.cn"));
                }
                if let Ok(checked) = form.check(&answers, today) {
                    let stored = checked.into_answer();
                    assert!(form.check(&Answers::from(stored), today).is_ok());
                }
                let _ = form.check(&Answers::default(), today);
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in &errors {
                assert!(error.place.is_empty() || error.place.starts_with('/'));
                let _ = error.remedy();
            }
        }
    }
    if let Some(document) = answer_from_json(text) {
        let _ = validate(&document, &document);
    }
}

pub type Target = fn(&[u8]);

/// The targets by name, as `fuzz/seeds` and `fuzz/corpus` name their folders.
pub const TARGETS: [(&str, Target); 8] = [
    ("replies", replies),
    ("problem", problem),
    ("retry", retry),
    ("rows", rows),
    ("kept", kept),
    ("exports", exports),
    ("profile", profile),
    ("catalog", catalog),
];
