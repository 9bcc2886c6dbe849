//! Answers of a backend.

use super::{
    given::{KEY, PHOTO, changes, create, entry, key, photo, pocketbase, problems, wrapped},
    rows::same_records,
    wire::{Played, answers, now},
};
use dajuan::{
    domain::{
        day::Day,
        held::{Held, Update},
        moment::Moment,
        record::Entry,
    },
    outbox::reply::Reply,
    profile::{
        Profile,
        fault::{Fault, SignInFault},
        response::Response,
        retry_after,
    },
    runtime::ports::{Step, Transport},
    stored::{
        kept::{KeptMember, KeptYear},
        news::KeptNews,
    },
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::Arc};

const DAY_MS: u32 = 86_400_000;
/// Pages of a year at most, and a check of the sign-in for each.
const REQUESTS: usize = 400;

/// The JSON of an answer that came whole, from where it was asked, with a success for its status.
pub fn proved(answer: &Response) -> Option<Value> {
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

/// PocketBase's words for a key that it holds.
fn taken(answer: &Response) -> bool {
    let said = json(answer).unwrap_or_default();
    says(&said, "/data/client_ref/code", "validation_not_unique")
}

/// Answers of a backend, through every operation of the client under two dialects.
pub fn replies(data: &[u8]) {
    let all = answers(data);
    let Some(first) = all.first() else { return };
    let second = all.get(1).unwrap_or(first);
    let profile = pocketbase();

    let said = json(first).unwrap_or_default();
    let shown = |answer: &Response| {
        let items = proved(answer).and_then(|json| json.get("items")?.as_array().cloned());
        let ours = |row: &Value| says(row, "/client_ref", KEY);
        items.is_some_and(|items| items.iter().any(ours))
    };
    let done = if first.status == 400 && !first.redirected && taken(first) {
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
    let found = now(Played::new(all.clone()).client(&profile).look_up(&key(KEY)));
    assert_eq!(matches!(found, Ok(Some(_))), shown(first), "{found:?}");
    change(&all);

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
    batch(&profile, &all, first);
    read(&profile, &all);
}

/// A change of a record under another key: done only where an answer shows the record itself.
fn change(all: &[Response]) {
    let changed = Entry {
        client_ref: key(PHOTO),
        ..entry()
    };
    let base = Held {
        day: changed.day,
        answers: changed.answers.clone(),
        ..Held::default()
    };
    let wire = Played::new(all.to_vec());
    let reply = now(wire.client(&changes()).send(Step::Update {
        entry: Arc::new(changed),
        of: key(KEY),
        base: Arc::new(Update { base, theirs: None }),
    }));
    bounded(&reply);
    assert!(wire.asked.get() <= 4);
    let shows = |answer: &Response| {
        let record = proved(answer).is_some_and(|json| says(&json, "/client_ref", KEY));
        record || taken(answer)
    };
    assert!(!matches!(reply, Reply::Done { .. }) || all.iter().any(shows));
}

/// Two records in one request: each is done by its own part of the answer.
fn batch(profile: &Profile, all: &[Response], first: &Response) {
    let entries = [KEY, PHOTO].map(|text| {
        let client_ref = key(text);
        Arc::new(Entry {
            client_ref,
            ..entry()
        })
    });
    let client = Played::new(all.to_vec()).client(profile);
    let Some(replies) = now(client.send_batch(entries.to_vec())) else {
        return;
    };
    assert_eq!(replies.len(), entries.len());
    let whole = proved(first).unwrap_or_default();
    let refused = (200..202).contains(&first.status) && whole.get("code").is_some();
    for (place, (reply, entry)) in replies.iter().zip(&entries).enumerate() {
        bounded(reply);
        let part = &whole["list"][place];
        let status = part["http"].as_u64().filter(|status| *status < 65_536);
        let status = status.unwrap_or(first.status.into());
        let ours = says(&part["said"], "/code", "200")
            && says(&part["said"], "/data/ref", entry.client_ref.as_str());
        let held = status == 200 && part["said"]["code"] == 409;
        let done = (200..300).contains(&status) && status != 202 && ours || held;
        let said_done = matches!(reply, Reply::Done { .. });
        assert!(done || !said_done, "{reply:?}");
        assert!(said_done || !done || refused, "{reply:?}");
    }
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
        assert_eq!((again.as_of, again.odd), (kept.as_of, kept.odd));
        same_records(&again.records, &kept.records);
    }
    if let Ok(Some(told)) = now(wire().client(profile).notices()) {
        assert!(all.iter().any(|answer| proved(answer).is_some()));
        let kept = KeptNews {
            news: told.news,
            odd: told.unreadable,
            ..KeptNews::default()
        };
        assert_eq!(KeptNews::decode(&kept.encode()), Ok(kept));
    }
    if now(wire().client(profile).notices_read(7)) == Ok(true) {
        assert!(proved(&all[0]).is_some());
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

fn within_a_day(ms: Option<u32>) {
    assert!(ms.is_none_or(|ms| ms <= DAY_MS));
}

pub fn bounded(reply: &Reply) {
    let short = |words: &str| assert!(words.chars().count() <= 500);
    match reply {
        Reply::Busy { after } => within_a_day(after.map(|after| after.ms)),
        Reply::Refused { words, fields } => {
            short(words);
            assert!(fields.len() <= 100);
            fields.iter().for_each(|(_, words)| short(words));
        }
        Reply::Declined { words, .. } | Reply::Conflict { words } => short(words),
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
        // A date: a later now waits as much less, but for years of two digits, whose century turns with the year.
        let same_year = Day::at(now).year() == Day::at(now.plus_ms(1_000)).year();
        let later = retry_after::parse(told, now.plus_ms(1_000)).map(|after| after.ms);
        assert!(!same_year || later.is_some_and(|later| later <= ms && ms - later <= 1_000));
    }
}
