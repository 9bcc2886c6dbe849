//! What lies on the phone, or comes from another as a file.

use dajuan::{
    domain::{answer::Answer, record::Record},
    outbox::item::State,
    stored::{
        export::{Export, taken_in},
        kept::{KeptMember, KeptYear},
        record, row,
        row::ItemRow,
    },
};
use std::sync::Arc;

/// Rows of items, and lists.
pub fn rows(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(read) = row::decode(text) {
        assert_eq!(read.item.client_ref, read.entry.client_ref);
        let again = row::decode(&row::encode(&read)).unwrap();
        same_rows(&[again], &[read]);
    }
    if let Ok(read) = record::decode(text) {
        same_records(&record::decode(&record::encode(&read)).unwrap(), &read);
    }
}

/// What is kept for opening offline.
pub fn kept(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(read) = KeptYear::decode(text) {
        let again = KeptYear::decode(&read.encode()).unwrap();
        assert_eq!((again.as_of, again.odd), (read.as_of, read.odd));
        same_records(&again.records, &read.records);
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
        let again = Export::decode(&export.encode(), "o").unwrap();
        same_rows(&again.rows, &export.rows);
        assert_eq!(again.photos, export.photos);
        assert_eq!(again.quarantined, export.quarantined);
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

/// The same, but for the last digit of numbers with more than fifteen of them, which is not kept (no member types so many).
fn same(one: &Answer, two: &Answer) -> bool {
    match (one, two) {
        (Answer::Real(one), Answer::Real(two)) => (one - two).abs() <= one.abs() * 1e-15,
        (Answer::List(one), Answer::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Answer::Group(one), Answer::Group(two)) => {
            let fields = || one.iter().zip(two);
            one.len() == two.len()
                && fields().all(|(one, two)| one.0 == two.0 && same(one.1, two.1))
        }
        (one, two) => one == two,
    }
}

pub fn same_records(one: &[Record], two: &[Record]) {
    let bare = |record: &Record| Record {
        answers: Answer::Null,
        ..record.clone()
    };
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(two) {
        assert_eq!(bare(one), bare(two));
        assert!(same(&one.answers, &two.answers), "{one:?} {two:?}");
    }
}

fn same_rows(one: &[ItemRow], two: &[ItemRow]) {
    let bare = |row: &ItemRow| {
        let mut row = row.clone();
        Arc::make_mut(&mut row.entry).answers = Answer::Null;
        row
    };
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(two) {
        assert_eq!(bare(one), bare(two));
        assert!(
            same(&one.entry.answers, &two.entry.answers),
            "{one:?} {two:?}"
        );
    }
}
