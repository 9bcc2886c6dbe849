//! What leaves the phone as a text, and what of a text comes in.
#![allow(clippy::expect_used)] // how a test fails

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        file::{File, add_file},
        held::{Held, Update},
        member::{Member, MemberId},
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::item::{Item, State, Why},
    stored::{
        export::{Export, ImportError, LONGEST, owner_of, taken_in},
        row::ItemRow,
    },
};
use proptest::prelude::*;
use std::sync::Arc;

/// Version 1, as released. Never changes.
const EXPORT_V1: &str = r#"{"v":1,"sum":"ac7c4c902c4eb4083cb86d0fdf4f4b89","body":{"owner":"o","made_at":1790000000000,"rows":["{\"attempts\":2,\"chain\":\"01010101-0101-4101-8101-010101010101\",\"changed_at\":1790000000001,\"client_ref\":\"01010101-0101-4101-8101-010101010101\",\"entry\":{\"answers\":{\"title\":\"呐喊 📚\"},\"captured_at\":null,\"client_ref\":\"01010101-0101-4101-8101-010101010101\",\"day\":null,\"form_version\":3,\"kind\":\"reading_share\",\"photos\":[{\"bytes\":4,\"id\":\"02020202-0202-4202-8202-020202020202\",\"mime\":\"image/jpeg\",\"sha256\":\"00\"}]},\"in_doubt\":0,\"seq\":7,\"state\":\"queued\",\"uploads\":[[\"02020202-0202-4202-8202-020202020202\",true]],\"v\":1}"],"photos":[["02020202-0202-4202-8202-020202020202","AP+A/g=="]],"quarantined":[["what is \"here\"","YmFk"]]}}"#;

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn row(state: State) -> ItemRow {
    ItemRow {
        item: Item {
            client_ref: key(1),
            seq: 7,
            chain: key(1),
            state,
            attempts: 2,
            updates: false,
            in_doubt: 0,
            uploads: vec![(key(2), true)],
        },
        entry: Arc::new(Entry {
            client_ref: key(1),
            kind: KindId("reading_share".into()),
            form_version: 3,
            day: None,
            answers: Answer::Group([("title".into(), Answer::Text("呐喊 📚".into()))].into()),
            photos: vec![Photo {
                id: key(2),
                sha256: "00".into(),
                bytes: 4,
                mime: "image/jpeg".into(),
            }],
            captured_at: None,
        }),
        update: None,
        changed_at: Moment(1_790_000_000_001),
        revision: 0,
    }
}

fn export() -> Export {
    Export {
        owner: "o".into(),
        made_at: Moment(1_790_000_000_000),
        rows: vec![row(State::Queued)],
        photos: vec![(key(2), vec![0, 255, 128, 254])],
        quarantined: vec![("what is \"here\"".into(), b"bad".to_vec())],
    }
}

/// A text whose sum is right, whatever stands in it.
fn summed(body: &str) -> String {
    // FNV-1a with 128 bits.
    let sum = body.bytes().fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
        |sum, byte| (sum ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b),
    );
    format!(r#"{{"v":1,"sum":"{sum:032x}","body":{body}}}"#)
}

#[test]
fn the_golden_export_of_version_1_reads() {
    assert_eq!(Export::decode(EXPORT_V1, "o"), Ok(export()));
}

#[test]
fn what_a_chat_puts_round_the_text_is_overlooked() {
    let quoted = format!("\u{feff}小李：\n{EXPORT_V1}\n（已复制）");
    assert_eq!(Export::decode(&quoted, "o"), Ok(export()));
}

#[test]
fn another_members_export_is_refused() {
    assert_eq!(Export::decode(EXPORT_V1, "p"), Err(ImportError::Foreign));
}

#[test]
fn members_differ_by_issuer_and_by_subject_and_are_not_named() {
    let member = |issuer: &str, id: &str, name: &str| Member {
        id: MemberId(id.into()),
        issuer: issuer.into(),
        number: "0042".into(),
        name: name.into(),
        sector: String::new(),
        committee: String::new(),
        villages: Vec::new(),
    };
    let owner = owner_of(&member("https://a.example", "subject-1", "甲"));
    assert_eq!(
        owner,
        owner_of(&member("https://a.example", "subject-1", "乙"))
    );
    assert_ne!(
        owner,
        owner_of(&member("https://b.example", "subject-1", "甲"))
    );
    assert_ne!(
        owner,
        owner_of(&member("https://a.example", "subject-2", "甲"))
    );
    assert_eq!(owner.len(), 32);
    assert!(!owner.contains("subject"));
}

#[test]
fn a_copy_that_was_cut_off_anywhere_is_noticed() {
    for (at, _) in EXPORT_V1.char_indices() {
        let cut = Export::decode(&EXPORT_V1[..at], "o");
        assert_eq!(cut, Err(ImportError::Damaged), "at {at}");
    }
}

#[test]
fn a_copy_of_which_a_letter_changed_is_noticed() {
    for (from, to) in [
        ("呐喊", "呐减"),
        ("AP+A", "AP+B"),
        ("\"o\"", "\"p\""),
        ("queued", "queues"),
    ] {
        let changed = EXPORT_V1.replacen(from, to, 1);
        assert_eq!(
            Export::decode(&changed, "o"),
            Err(ImportError::Damaged),
            "{from}"
        );
    }
}

#[test]
fn a_newer_export_and_a_newer_row_are_told_apart_from_damage() {
    let newer = EXPORT_V1.replacen("\"v\":1", "\"v\":2", 1);
    assert_eq!(Export::decode(&newer, "o"), Err(ImportError::Newer));
    let (_, body) = EXPORT_V1.split_once(r#","body":"#).expect("a body");
    let body = body
        .strip_suffix('}')
        .expect("its end")
        .replace(r#"\"v\":1}"#, r#"\"v\":99}"#);
    assert_eq!(Export::decode(&summed(&body), "o"), Err(ImportError::Newer));
}

#[test]
fn what_no_version_writes_is_damage_even_where_the_sum_is_right() {
    let whole = |rows: &str, photos: &str, quarantined: &str| {
        summed(&format!(
            r#"{{"owner":"o","made_at":1,"rows":{rows},"photos":{photos},"quarantined":{quarantined}}}"#
        ))
    };
    assert!(Export::decode(&whole("[]", "[]", "[]"), "o").is_ok());
    let twice = Export {
        rows: vec![row(State::Queued), row(State::Draft)],
        ..export()
    };
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for text in [
        String::new(),
        "{".repeat(100_000),
        "{}".into(),
        r#"{"v":1}"#.into(),
        r#"{"v":1,"sum":"","body":{}}"#.into(),
        twice.encode(),
        summed("{}"),
        summed("null"),
        summed(&deep),
        whole("{}", "[]", "[]"),
        whole("[7]", "[]", "[]"),
        whole(r#"["{}"]"#, "[]", "[]"),
        whole("[]", r#"[["x","AA=="]]"#, "[]"),
        whole("[]", &format!(r#"[["{}","A"]]"#, key(1)), "[]"),
        whole("[]", "[]", r#"[["k"]]"#),
        whole("[]", "[]", r#"[["k",1e400]]"#),
        whole("[]", "[]", r#"[["\ud800","AA=="]]"#),
    ] {
        assert_eq!(
            Export::decode(&text, "o"),
            Err(ImportError::Damaged),
            "{text:.80}"
        );
    }
}

#[test]
fn a_text_that_is_too_long_is_not_looked_into() {
    let long = " ".repeat(LONGEST + 1);
    assert_eq!(Export::decode(&long, "o"), Err(ImportError::TooLong));
}

#[test]
fn the_longest_text_is_looked_into() {
    let longest = " ".repeat(LONGEST);
    assert_eq!(Export::decode(&longest, "o"), Err(ImportError::Damaged));
}

#[test]
fn an_export_of_several_items_reads_back() {
    let mut other = row(State::TooLarge);
    other.item.client_ref = key(3);
    Arc::make_mut(&mut other.entry).client_ref = key(3);
    let several = Export {
        rows: vec![row(State::Queued), other],
        ..export()
    };
    assert_eq!(Export::decode(&several.encode(), "o"), Ok(several));
}

#[test]
fn what_was_submitted_comes_in_waiting_with_its_outcome_unknown() {
    for state in [
        State::Queued,
        State::Sending,
        State::TooLarge,
        State::Declined {
            why: Why::Other,
            words: "满".into(),
        },
        State::Done { receipt: None },
    ] {
        let row = taken_in(row(state), |_| true);
        assert_eq!((row.item.state, row.item.in_doubt), (State::Queued, 1));
        assert_eq!((row.item.seq, row.revision), (0, 0));
        assert_eq!(row.item.client_ref, key(1));
        assert_eq!(row.item.uploads, [(key(2), false)]);
    }
    let mut doubtful = row(State::Queued);
    doubtful.item.in_doubt = 3;
    assert_eq!(taken_in(doubtful, |_| true).item.in_doubt, 3);
}

#[test]
fn nothing_that_comes_in_waiting_can_be_edited_into_something_else() {
    assert!(row(State::Queued).item.is_editable());
    assert!(!taken_in(row(State::Queued), |_| true).item.is_editable());
}

#[test]
fn a_draft_stays_a_draft() {
    let row = taken_in(row(State::Draft), |_| true);
    assert_eq!((row.item.state, row.item.in_doubt), (State::Draft, 0));
}

#[test]
fn a_photo_that_did_not_come_leaves_the_entry() {
    let row = taken_in(row(State::Queued), |_| false);
    assert!(row.entry.photos.is_empty() && row.item.uploads.is_empty());
}

#[test]
fn a_file_that_did_not_come_is_named_no_more() {
    let mut given = row(State::Draft);
    let entry = Arc::make_mut(&mut given.entry);
    let said = entry.answers.clone();
    let file = File {
        id: key(2),
        name: "名单.docx".into(),
        size: 4,
    };
    add_file(&mut entry.answers, "files", &file);
    assert_eq!(taken_in(given.clone(), |_| true).entry, given.entry);
    assert_eq!(taken_in(given, |_| false).entry.answers, said);
}

#[test]
fn a_photo_that_the_backend_has_stays_in_a_change() {
    let mut change = row(State::Queued);
    change.item.updates = true;
    let base = Held {
        id: None,
        version: None,
        day: None,
        answers: Answer::Group([].into()),
        photos: vec![key(2)],
    };
    change.update = Some(Arc::new(Update { base, theirs: None }));
    let row = taken_in(change, |_| false);
    assert_eq!(row.entry.photos.len(), 1);
    assert_eq!(row.item.uploads, [(key(2), true)]);
}

proptest! {
    #[test]
    fn any_export_reads_back(
        words in any::<String>(),
        photo in any::<Vec<u8>>(),
        kept in any::<(String, Vec<u8>)>(),
        made_at in any::<i64>(),
        owner in any::<String>(),
    ) {
        let mut row = row(State::NeedsFix { words: words.clone(), fields: vec![] });
        Arc::make_mut(&mut row.entry).answers = Answer::Text(words);
        let export = Export {
            owner: owner.clone(),
            made_at: Moment(made_at),
            rows: vec![row],
            photos: vec![(key(2), photo)],
            quarantined: vec![kept],
        };
        prop_assert_eq!(Export::decode(&export.encode(), &owner), Ok(export));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), body in any::<String>()) {
        prop_assert!(Export::decode(&text, "o").is_err());
        prop_assert!(Export::decode(&summed(&body), "o").is_err());
    }
}
