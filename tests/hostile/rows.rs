//! What lies on the phone, or comes from another as a file.

use dajuan::{
    domain::record::Record,
    outbox::item::State,
    stored::{
        cosigning,
        export::{Export, taken_in},
        former::Book,
        kept::{KeptMember, KeptYear},
        news::KeptNews,
        progress, record, roster, row,
        row::ItemRow,
    },
};
use serde_json::Value;

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
    if let Ok(read) = KeptNews::decode(text) {
        assert_eq!(KeptNews::decode(&read.encode()), Ok(read));
    }
    if let Ok(read) = progress::decode(text) {
        assert_eq!(progress::decode(&progress::encode(&read)), Ok(read));
    }
    if let Ok(read) = roster::decode(text) {
        assert_eq!(roster::decode(&roster::encode(&read)), Ok(read));
    }
    if let Ok(read) = cosigning::decode(text) {
        assert_eq!(cosigning::decode(&cosigning::encode(&read)), Ok(read));
    }
    if let Ok(read) = Book::decode(text) {
        assert_eq!(Book::decode(&read.encode()), Ok(read));
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

/// The same as they are written, but for the last digit of numbers with more than fifteen of them, which is not kept (no
/// member types so many).
fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) if one.is_f64() || two.is_f64() => {
            let (one, two) = (one.as_f64().unwrap(), two.as_f64().unwrap());
            (one - two).abs() <= one.abs() * 1e-14
        }
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            let fields = || one.iter().zip(two);
            one.len() == two.len()
                && fields().all(|(one, two)| one.0 == two.0 && same(one.1, two.1))
        }
        (one, two) => one == two,
    }
}

fn same_texts(one: &str, two: &str) {
    let read = |text| serde_json::from_str(text).unwrap();
    assert!(same(&read(one), &read(two)), "{one} {two}");
}

pub fn same_records(one: &[Record], two: &[Record]) {
    same_texts(&record::encode(one), &record::encode(two));
}

fn same_rows(one: &[ItemRow], two: &[ItemRow]) {
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(two) {
        same_texts(&row::encode(one), &row::encode(two));
    }
}
