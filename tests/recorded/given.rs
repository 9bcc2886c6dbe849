//! What was recorded, in words of ours.

use super::reader::key;
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        held::Held,
        record::{Entry, KindId, Photo},
    },
    outbox::reply::Reply,
    profile::{fault::Fault, reading::Page, verdict::Verdict},
};
use serde_json::{Value, json};

/// The recorded table holds each answer in a column of its own, and no kind.
pub fn flat() -> Value {
    json!({
        "kind": { "is": "reading_share" },
        "form_version": null,
        "day": "/date",
        "answers": {
            "title": "/title", "author": "/author", "isbn": "/isbn", "mode": "/mode", "minutes": "/minutes",
            "audience": "/audience", "notes": "/notes",
        },
        "photos": null, "state": null,
    })
}

/// What is sent of a row of it, in place of what the presets send.
pub fn row(client_ref: &str) -> Value {
    json!({
        "kind": null, "day": null, "form_version": null, "answers": null, "photos": null, "attachments": null,
        "captured_at": null, "id": null, "version": null,
        "title": "{answers.title}", "author": "{answers.author}", "isbn": "{answers.isbn}", "date": "{day}",
        "mode": "{answers.mode}", "minutes": "{answers.minutes}", "audience": "{answers.audience}",
        "notes": "{answers.notes}", "member": "{member}", "client_ref": client_ref,
    })
}

/// With more, or other, keys.
pub fn and(mut value: Value, more: &Value) -> Value {
    let more = more.as_object().unwrap().clone();
    value.as_object_mut().unwrap().extend(more);
    value
}

pub fn id(year: u32, number: u32) -> ClientRef {
    ClientRef::parse(&key(year, number)).unwrap()
}

/// `Book 7` of 2026: the months go round, the minutes grow.
pub fn book(number: u32) -> Entry {
    let text = |text: &str| Answer::Text(text.to_owned());
    let answers = [
        ("title", text(&format!("Book {number}"))),
        ("author", text("A. Autor")),
        ("isbn", text("9780306406157")),
        ("mode", text("aloud")),
        ("minutes", Answer::Int(20 + i64::from(number))),
        ("audience", text("family")),
        ("notes", text("čaj; 日本語")),
    ];
    let month = u8::try_from((number % 9) + 1).unwrap();
    Entry {
        client_ref: id(2026, number),
        kind: KindId("reading_share".to_owned()),
        form_version: 1,
        day: Day::new(2026, month, 15).ok(),
        answers: Answer::Group(answers.map(|(name, value)| (name.to_owned(), value)).into()),
        photos: Vec::new(),
        captured_at: None,
    }
}

/// The same with other minutes, under a key of its own: a change.
pub fn changed(number: u32, minutes: i64) -> Entry {
    let mut entry = book(number);
    if let Answer::Group(answers) = &mut entry.answers {
        answers.insert("minutes".to_owned(), Answer::Int(minutes));
    }
    entry.client_ref = id(9, number);
    entry
}

/// What the change was made from, under the backend's own id.
pub fn held(number: u32, id: &str, version: Option<&str>) -> Held {
    let book = book(number);
    Held {
        id: Some(id.to_owned()),
        version: version.map(str::to_owned),
        day: book.day,
        answers: book.answers,
        photos: Vec::new(),
    }
}

pub fn photo() -> Photo {
    Photo {
        id: id(0, 1),
        sha256: "ab".repeat(32),
        bytes: 68,
        mime: "image/png".to_owned(),
    }
}

pub fn done(receipt: Option<&str>) -> Verdict {
    let receipt = receipt.map(str::to_owned);
    Verdict::Final(Reply::Done { receipt })
}

pub fn refusal(words: &str, fields: &[(&str, &str)]) -> Reply {
    let fields = fields.iter();
    Reply::Refused {
        words: words.to_owned(),
        fields: fields
            .map(|(name, words)| ((*name).to_owned(), (*words).to_owned()))
            .collect(),
    }
}

pub fn refused(words: &str, fields: &[(&str, &str)]) -> Verdict {
    Verdict::Final(refusal(words, fields))
}

pub fn conflict(words: &str) -> Verdict {
    let words = words.to_owned();
    Verdict::Final(Reply::Conflict { words })
}

pub const BUSY: Verdict = Verdict::Final(Reply::Busy { after: None });
pub const LOST: Verdict = Verdict::Final(Reply::SignInLost);

/// Keys and minutes of the page's records, and whether there are more.
#[track_caller]
pub fn shows(page: &Result<Page, Fault>, rows: &[(u32, i64)], more: bool) {
    let page = page.as_ref().unwrap_or_else(|fault| panic!("{fault:?}"));
    let minutes = |answers: &Answer| answers.field("minutes").unwrap().whole().unwrap();
    let read: Vec<_> = page
        .records
        .iter()
        .map(|record| (record.client_ref.clone(), minutes(&record.answers)))
        .collect();
    let wanted: Vec<_> = rows
        .iter()
        .map(|(at, minutes)| (id(2026, *at), *minutes))
        .collect();
    assert_eq!((read, page.unreadable), (wanted, 0));
    assert_eq!(page.next.is_some(), more);
    for record in &page.records {
        let notes = record.answers.field("notes").unwrap();
        assert_eq!(notes.text(), Some("čaj; 日本語"));
    }
}
