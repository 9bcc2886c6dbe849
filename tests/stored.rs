//! Rows as they lie on phones: every released version reads, whatever is broken is told.
#![allow(clippy::expect_used)] // how a test fails

#[path = "stored/events.rs"]
mod events;
#[path = "stored/former.rs"]
mod former;

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        held::{Held, Update},
        logged::{Logged, Said},
        moment::Moment,
        record::{Entry, KindId, Photo, Record, Standing},
    },
    outbox::item::{Item, State, Why},
    stored::{StoredError, record, row, row::ItemRow},
};
use proptest::{collection::vec, option, prelude::*};
use std::sync::Arc;

/// Version 1, as released. Never changes.
const ROW_V1: &str = r#"{"v":1,"client_ref":"01010101-0101-4101-8101-010101010101","seq":7,"chain":"01010101-0101-4101-8101-010101010101","state":{"retry_wait":{"not_before":1790000002000,"told":true}},"attempts":2,"in_doubt":1,"uploads":[["02020202-0202-4202-8202-020202020202",true]],"entry":{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"reading_share","form_version":3,"day":"2026-03-01","answers":{"minutes":90,"title":"呐喊 📚"},"photos":[{"id":"02020202-0202-4202-8202-020202020202","sha256":"00","bytes":5,"mime":"image/jpeg"}],"captured_at":1790000000000},"changed_at":1790000000001}"#;
/// Version 2, as released. Never changes.
const ROW_V2: &str = r#"{"v":2,"client_ref":"01010101-0101-4101-8101-010101010101","seq":7,"chain":"03030303-0303-4303-8303-030303030303","state":{"conflict":{"words":"两边都改了","fields":["title"]}},"attempts":2,"in_doubt":1,"uploads":[["02020202-0202-4202-8202-020202020202",true]],"entry":{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"reading_share","form_version":3,"day":"2026-03-01","answers":{"minutes":90,"title":"呐喊 📚"},"photos":[{"id":"02020202-0202-4202-8202-020202020202","sha256":"00","bytes":5,"mime":"image/jpeg"}],"captured_at":1790000000000},"update":{"base":{"id":"42","version":"\"7\"","day":"2026-03-01","answers":{"minutes":60},"photos":["02020202-0202-4202-8202-020202020202"]},"theirs":{"id":null,"version":null,"day":null,"answers":{"title":"彷徨"},"photos":[]}},"changed_at":1790000000001}"#;
/// Version 3, as released. Never changes.
const ROW_V3: &str = r#"{"v":3,"client_ref":"01010101-0101-4101-8101-010101010101","seq":7,"chain":"03030303-0303-4303-8303-030303030303","state":{"declined":{"why":"closed","words":"报名已截止"}},"attempts":2,"in_doubt":1,"uploads":[["02020202-0202-4202-8202-020202020202",true]],"entry":{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"reading_share","form_version":3,"day":"2026-03-01","answers":{"minutes":90,"title":"呐喊 📚"},"photos":[{"id":"02020202-0202-4202-8202-020202020202","sha256":"00","bytes":5,"mime":"image/jpeg"}],"captured_at":1790000000000},"update":{"base":{"id":"42","version":"\"7\"","day":"2026-03-01","answers":{"minutes":60},"photos":["02020202-0202-4202-8202-020202020202"]},"theirs":{"id":null,"version":null,"day":null,"answers":{"title":"彷徨"},"photos":[]}},"changed_at":1790000000001}"#;
const LIST_V1: &str = r#"{"v":1,"records":[{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"reading_share","form_version":3,"day":"2026-03-01","answers":{"title":"呐喊"},"photos":["02020202-0202-4202-8202-020202020202"],"receipt":"R-1","standing":{"returned":{"reason":"请补照片"}}},{"client_ref":"03030303-0303-4303-8303-030303030303","kind":"reading_share","form_version":3,"day":"2026-03-02","answers":null,"photos":[],"receipt":null,"standing":"received"}]}"#;

const LIST_V2: &str = r#"{"v":2,"records":[{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"dispute","form_version":3,"day":"2026-03-01","answers":{"title":"呐喊"},"photos":["02020202-0202-4202-8202-020202020202"],"receipt":"R-1","standing":{"reviewed":"已补上"}},{"client_ref":"03030303-0303-4303-8303-030303030303","kind":"reading_share","form_version":3,"day":"2026-03-02","answers":null,"photos":[],"receipt":null,"standing":"received"}]}"#;
const LIST_V3: &str = r#"{"v":3,"records":[{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"dispute","form_version":3,"day":"2026-03-01","answers":{"title":"呐喊"},"photos":["02020202-0202-4202-8202-020202020202"],"receipt":"R-1","standing":{"withdrawn":"记错了"}},{"client_ref":"03030303-0303-4303-8303-030303030303","kind":"reading_share","form_version":3,"day":"2026-03-02","answers":null,"photos":[],"receipt":null,"standing":"received"}]}"#;
const LIST_V4: &str = r#"{"v":4,"records":[{"client_ref":"01010101-0101-4101-8101-010101010101","kind":"dispute","form_version":3,"day":"2026-03-01","answers":{"title":"呐喊"},"photos":["02020202-0202-4202-8202-020202020202"],"receipt":"R-1","standing":{"withdrawn":"记错了"},"logged":{"by":"办公室","at":1790000000000,"said":{"wrong":"那天我没去"}}},{"client_ref":"03030303-0303-4303-8303-030303030303","kind":"reading_share","form_version":3,"day":"2026-03-02","answers":null,"photos":[],"receipt":null,"standing":"received","logged":null}]}"#;

/// How each state is written in version 3.
const STATES_V3: &[&str] = &[
    r#""draft""#,
    r#""queued""#,
    r#""sending""#,
    r#"{"retry_wait":{"not_before":-5,"told":false}}"#,
    r#"{"accepted":{"not_before":5}}"#,
    r#"{"needs_fix":{"words":"缺","fields":[["title","必填"]]}}"#,
    r#""too_large""#,
    r#""photo_lost""#,
    r#"{"conflict":{"words":"两边都改了","fields":["title"]}}"#,
    r#""unsure""#,
    r#"{"declined":{"why":"full","words":"已满"}}"#,
    r#"{"declined":{"why":"closed","words":""}}"#,
    r#"{"declined":{"why":"out_of_scope","words":""}}"#,
    r#"{"declined":{"why":"other","words":""}}"#,
    r#"{"waitlisted":{"position":3}}"#,
    r#""upgrade_needed""#,
    r#"{"done":{"receipt":null}}"#,
];

/// How each state is written in version 2.
const STATES_V2: &[&str] = &[
    r#""draft""#,
    r#""queued""#,
    r#""sending""#,
    r#"{"retry_wait":{"not_before":-5,"told":false}}"#,
    r#"{"accepted":{"not_before":5}}"#,
    r#"{"needs_fix":{"words":"缺","fields":[["title","必填"]]}}"#,
    r#""too_large""#,
    r#""photo_lost""#,
    r#"{"conflict":{"words":"两边都改了","fields":["title"]}}"#,
    r#""unsure""#,
    r#"{"declined":{"words":"已满"}}"#,
    r#"{"waitlisted":{"position":3}}"#,
    r#""upgrade_needed""#,
    r#"{"done":{"receipt":null}}"#,
];

/// How each state is written in version 1.
const STATES_V1: &[&str] = &[
    r#""draft""#,
    r#""queued""#,
    r#""sending""#,
    r#"{"retry_wait":{"not_before":-5,"told":false}}"#,
    r#"{"accepted":{"not_before":5}}"#,
    r#"{"needs_fix":{"words":"缺","fields":[["title","必填"]]}}"#,
    r#""too_large""#,
    r#""photo_lost""#,
    r#"{"conflict":{"words":"两边都改了"}}"#,
    r#"{"declined":{"words":"已满"}}"#,
    r#"{"waitlisted":{"position":3}}"#,
    r#""upgrade_needed""#,
    r#"{"done":{"receipt":null}}"#,
];

/// The order of an object's parts says nothing.
fn same(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn group(fields: &[(&str, Answer)]) -> Answer {
    let fields = fields
        .iter()
        .map(|(name, of)| (name.to_string(), of.clone()));
    Answer::Group(fields.collect())
}

fn golden() -> ItemRow {
    let not_before = Moment(1_790_000_002_000);
    ItemRow {
        item: Item {
            client_ref: key(1),
            seq: 7,
            chain: key(1),
            state: State::RetryWait {
                not_before,
                told: true,
            },
            attempts: 2,
            updates: false,
            in_doubt: 1,
            uploads: vec![(key(2), true)],
        },
        entry: Arc::new(Entry {
            client_ref: key(1),
            kind: KindId("reading_share".into()),
            form_version: 3,
            day: Day::new(2026, 3, 1).ok(),
            answers: group(&[
                ("minutes", Answer::Int(90)),
                ("title", Answer::Text("呐喊 📚".into())),
            ]),
            photos: vec![Photo {
                id: key(2),
                sha256: "00".into(),
                bytes: 5,
                mime: "image/jpeg".into(),
            }],
            captured_at: Some(Moment(1_790_000_000_000)),
        }),
        update: None,
        changed_at: Moment(1_790_000_000_001),
        revision: 0,
    }
}

fn golden_update() -> ItemRow {
    let golden = golden();
    let held = Held {
        id: Some("42".into()),
        version: Some("\"7\"".into()),
        day: Day::new(2026, 3, 1).ok(),
        answers: group(&[("minutes", Answer::Int(60))]),
        photos: vec![key(2)],
    };
    let theirs = Held {
        answers: group(&[("title", Answer::Text("彷徨".into()))]),
        ..Held::default()
    };
    ItemRow {
        item: Item {
            chain: key(3),
            updates: true,
            state: State::Conflict {
                words: "两边都改了".into(),
                fields: vec!["title".into()],
            },
            ..golden.item
        },
        update: Some(Arc::new(Update {
            base: held,
            theirs: Some(theirs),
        })),
        ..golden
    }
}

#[test]
fn the_golden_row_of_version_1_reads() {
    assert_eq!(row::decode(ROW_V1), Ok(golden()));
}

#[test]
fn the_golden_row_of_version_2_reads() {
    assert_eq!(row::decode(ROW_V2), Ok(golden_update()));
}

#[test]
fn the_golden_row_of_version_3_reads_and_is_what_is_written() {
    let mut golden = golden_update();
    golden.item.state = State::Declined {
        why: Why::Closed,
        words: "报名已截止".into(),
    };
    assert_eq!(same(&row::encode(&golden)), same(ROW_V3));
    assert_eq!(row::decode(ROW_V3), Ok(golden));
}

/// What version 3 writes of a state that an older version wrote.
fn in_version_3(state: &str) -> serde_json::Value {
    let mut state = same(state);
    if let Some(conflict) = state.get_mut("conflict")
        && conflict.get("fields").is_none()
    {
        conflict["fields"] = serde_json::json!([]);
    }
    if let Some(declined) = state.get_mut("declined") {
        declined["why"] = "full".into();
    }
    state
}

#[test]
fn every_state_of_version_1_reads_and_is_written_as_version_3() {
    for state in STATES_V1 {
        let text = ROW_V1.replace(
            r#"{"retry_wait":{"not_before":1790000002000,"told":true}}"#,
            state,
        );
        let read = row::decode(&text).expect(state);
        assert_eq!(read.update, None);
        let written = same(&row::encode(&read));
        assert_eq!(written["v"], 3);
        assert_eq!(written["update"], serde_json::Value::Null);
        assert_eq!(written["state"], in_version_3(state));
        assert_eq!(row::decode(&row::encode(&read)), Ok(read));
    }
}

#[test]
fn every_state_of_version_2_reads_and_is_written_as_version_3() {
    for state in STATES_V2 {
        let conflict = r#"{"conflict":{"words":"两边都改了","fields":["title"]}}"#;
        let read = row::decode(&ROW_V2.replace(conflict, state)).expect(state);
        let written = same(&row::encode(&read));
        assert_eq!(
            (&written["v"], &written["state"]),
            (&3.into(), &in_version_3(state))
        );
        assert_eq!(row::decode(&row::encode(&read)), Ok(read));
    }
}

#[test]
fn every_state_of_version_3_reads_and_is_what_is_written() {
    for state in STATES_V3 {
        let declined = r#"{"declined":{"why":"closed","words":"报名已截止"}}"#;
        let text = ROW_V3.replace(declined, state);
        let read = row::decode(&text).expect(state);
        assert_eq!(same(&row::encode(&read)), same(&text));
    }
}

#[test]
fn a_row_of_version_1_has_no_parts_of_version_2() {
    let unsure = ROW_V1.replace(
        r#"{"retry_wait":{"not_before":1790000002000,"told":true}}"#,
        r#"{"conflict":{"fields":[]}}"#,
    );
    assert_eq!(row::decode(&unsure), Err(StoredError::Damaged));
    let later = ROW_V1.replace(r#""v":1"#, r#""v":2"#);
    assert_eq!(row::decode(&later), Err(StoredError::Damaged), "no update");
}

#[test]
fn the_golden_list_of_version_1_reads() {
    assert_eq!(record::decode(LIST_V1), Ok(golden_list()));
    let reviewed = LIST_V1.replace(r#""received""#, r#""reviewed""#);
    let words = String::new();
    let read = record::decode(&reviewed).expect("a list");
    assert_eq!(read[1].standing, Standing::Reviewed { words });
}

#[test]
fn the_golden_lists_of_versions_2_to_4_read_and_the_last_is_what_is_written() {
    let mut list = golden_list();
    list[0].kind = KindId("dispute".into());
    list[0].standing = Standing::Reviewed {
        words: "已补上".into(),
    };
    assert_eq!(record::decode(LIST_V2), Ok(list.clone()));
    list[0].standing = Standing::Withdrawn {
        reason: "记错了".into(),
    };
    assert_eq!(record::decode(LIST_V3), Ok(list.clone()));
    let logged = |said: Option<Said>| {
        Some(Arc::new(Logged {
            by: "办公室".into(),
            at: Some(Moment(1_790_000_000_000)),
            said,
        }))
    };
    let wrong = Said::Wrong {
        words: "那天我没去".into(),
    };
    for (said, written) in [
        (Some(wrong), r#"{"wrong":"那天我没去"}"#),
        (Some(Said::Right), r#""right""#),
        (Some(Said::Nothing), r#""""#),
        (None, "null"),
    ] {
        list[0].logged = logged(said);
        let golden = LIST_V4.replace(r#"{"wrong":"那天我没去"}"#, written);
        assert_eq!(same(&record::encode(&list)), same(&golden));
        assert_eq!(record::decode(&golden), Ok(list.clone()));
    }
    let odd = LIST_V4.replace(r#"{"wrong":"那天我没去"}"#, r#""left""#);
    assert_eq!(record::decode(&odd), Err(StoredError::Damaged));
}

fn golden_list() -> Vec<Record> {
    let first = Record {
        client_ref: key(1),
        kind: KindId("reading_share".into()),
        form_version: 3,
        day: Day::new(2026, 3, 1).expect("a day"),
        answers: group(&[("title", Answer::Text("呐喊".into()))]),
        photos: vec![key(2)],
        receipt: Some("R-1".into()),
        standing: Standing::Returned {
            reason: "请补照片".into(),
        },
        logged: None,
    };
    let second = Record {
        client_ref: key(3),
        day: Day::new(2026, 3, 2).expect("a day"),
        answers: Answer::Null,
        photos: Vec::new(),
        receipt: None,
        standing: Standing::Received,
        logged: None,
        ..first.clone()
    };
    vec![first, second]
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    let newer = ROW_V3.replace(r#""v":3"#, r#""v":4"#);
    assert_eq!(row::decode(&newer), Err(StoredError::Newer));
    assert_eq!(
        row::decode(r#"{"v":9,"what":[1,2]}"#),
        Err(StoredError::Newer)
    );
    assert_eq!(record::decode(r#"{"v":5}"#), Err(StoredError::Newer));
}

#[test]
fn every_prefix_of_a_row_is_damage() {
    for golden in [ROW_V1, ROW_V2, ROW_V3] {
        for (at, _) in golden.char_indices() {
            let cut = &golden[..at];
            assert_eq!(row::decode(cut), Err(StoredError::Damaged), "{cut}");
        }
    }
}

#[test]
fn what_no_version_writes_is_damage() {
    let deep = format!(r#"{{"v":1,"entry":{}"#, "[".repeat(100_000));
    let swapped = ROW_V1.replacen("01010101-0101", "04040404-0404", 1);
    for text in [
        "",
        "null",
        "[]",
        r#"{"v":0}"#,
        r#"{"v":-1}"#,
        r#"{"v":1}"#,
        r#"{"v":"1"}"#,
        r#"{"v":1,"v":1}"#,
        &deep,
        &swapped,
        &ROW_V1.replace("2026-03-01", "2026-02-30"),
        &ROW_V1.replace(r#""attempts":2"#, r#""attempts":1e400"#),
        &ROW_V1.replace("retry_wait", "retry_later"),
        &ROW_V2.replace("theirs", "others"),
        &ROW_V3.replace("closed", "open"),
        &ROW_V3.replace(r#""why":"closed","#, ""),
        &ROW_V2.replace(r#""photos":[]"#, r#""photos":[1]"#),
        &ROW_V2.replace(r#"["title"]"#, "[7]"),
    ] {
        assert_eq!(row::decode(text), Err(StoredError::Damaged), "{:.80}", text);
        assert!(record::decode(text).is_err());
    }
}

#[test]
fn rows_are_the_same_only_where_nothing_differs() {
    let row = golden_update();
    assert_eq!(row, golden_update());
    let mut words = row.clone();
    Arc::make_mut(&mut words.entry).form_version += 1;
    let mut queued = row.clone();
    queued.item.state = State::Queued;
    let others = [
        words,
        queued,
        ItemRow {
            update: None,
            ..row.clone()
        },
        ItemRow {
            changed_at: Moment(0),
            ..row.clone()
        },
        ItemRow {
            revision: row.revision + 1,
            ..row.clone()
        },
    ];
    for other in others {
        assert_ne!(row, other);
    }
}

fn answers() -> impl Strategy<Value = Answer> {
    let leaf = prop_oneof![
        Just(Answer::Null),
        any::<bool>().prop_map(Answer::Flag),
        any::<i64>().prop_map(Answer::Int),
        // Quarters: 1.0 and 1 are one number, so whole ones are left to `Int`.
        any::<i32>().prop_map(|n| Answer::Real(f64::from(n) + 0.25)),
        any::<String>().prop_map(Answer::Text),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Answer::List),
            proptest::collection::btree_map(any::<String>(), inner, 0..6).prop_map(Answer::Group),
        ]
    })
}

fn whys() -> impl Strategy<Value = Why> {
    proptest::sample::select(vec![Why::Full, Why::Closed, Why::OutOfScope, Why::Other])
}

fn states() -> impl Strategy<Value = State> {
    let fields = vec((any::<String>(), any::<String>()), 0..3);
    prop_oneof![
        Just(State::Draft),
        Just(State::Queued),
        Just(State::Sending),
        Just(State::TooLarge),
        Just(State::PhotoLost),
        Just(State::UpgradeNeeded),
        (any::<i64>(), any::<bool>()).prop_map(|(at, told)| State::RetryWait {
            not_before: Moment(at),
            told
        }),
        any::<i64>().prop_map(|at| State::Accepted {
            not_before: Moment(at)
        }),
        (any::<String>(), fields).prop_map(|(words, fields)| State::NeedsFix { words, fields }),
        (any::<String>(), vec(any::<String>(), 0..3))
            .prop_map(|(words, fields)| State::Conflict { words, fields }),
        Just(State::Unsure),
        (whys(), any::<String>()).prop_map(|(why, words)| State::Declined { why, words }),
        option::of(any::<u32>()).prop_map(|position| State::Waitlisted { position }),
        option::of(any::<String>()).prop_map(|receipt| State::Done { receipt }),
    ]
}

proptest! {
    #[test]
    fn every_row_reads_back(
        answers in answers(),
        state in states(),
        seq in any::<u64>(),
        attempts in any::<u32>(),
        in_doubt in any::<u32>(),
        changed_at in any::<i64>(),
        uploads in vec((any::<u8>(), any::<bool>()), 0..4),
        held in option::of((answers(), option::of(any::<String>()), any::<bool>())),
    ) {
        let update = held.map(|(answers, version, clash)| {
            let base = Held { version, answers, ..Held::default() };
            let theirs = clash.then(|| base.clone());
            Arc::new(Update { base, theirs })
        });
        let golden = golden();
        let row = ItemRow {
            item: Item {
                seq,
                state,
                attempts,
                in_doubt,
                updates: update.is_some(),
                uploads: uploads.into_iter().map(|(n, there)| (key(n), there)).collect(),
                ..golden.item
            },
            entry: Arc::new(Entry { answers, day: None, captured_at: None, ..Entry::clone(&golden.entry) }),
            update,
            changed_at: Moment(changed_at),
            revision: 0,
        };
        prop_assert_eq!(row::decode(&row::encode(&row)), Ok(row));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        prop_assert!(row::decode(&text).is_err());
        prop_assert!(record::decode(&text).is_err());
    }
}
