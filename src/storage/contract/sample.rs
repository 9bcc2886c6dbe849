//! Rows to write, and how two things are compared.

use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::item::{Item, State},
    runtime::ports::{Change, Epoch, Store, StoreError},
    stored::row::ItemRow,
};
use std::sync::Arc;

/// Why a sentence does not hold.
pub(super) enum Broken {
    Failed(StoreError),
    Differs(String),
}

impl From<StoreError> for Broken {
    fn from(why: StoreError) -> Self {
        Self::Failed(why)
    }
}

pub(super) type Kept = Result<(), Broken>;

pub(super) fn same<A: PartialEq + std::fmt::Debug>(what: &str, got: A, expected: A) -> Kept {
    if got == expected {
        Ok(())
    } else {
        let how = format!("{what}: got {got:?}, expected {expected:?}");
        Err(Broken::Differs(how))
    }
}

pub(super) fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

pub(super) fn row(n: u8, state: State) -> ItemRow {
    let photo = Photo {
        id: key(n + 100),
        sha256: "0".repeat(64),
        bytes: 3,
        mime: "image/jpeg".into(),
    };
    let answers = [
        (
            "title".to_owned(),
            Answer::Text("读书 📚 \u{202e}abc<b>".into()),
        ),
        ("minutes".to_owned(), Answer::Int(90)),
    ];
    ItemRow {
        item: Item {
            client_ref: key(n),
            seq: 0,
            chain: key(n),
            state,
            attempts: 3,
            updates: false,
            in_doubt: 1,
            uploads: vec![(photo.id.clone(), true)],
        },
        entry: Arc::new(Entry {
            client_ref: key(n),
            kind: KindId("reading_share".into()),
            form_version: 2,
            day: Day::new(2026, 3, 1).ok(),
            answers: Answer::Group(answers.into()),
            photos: vec![photo],
            captured_at: Some(Moment(1_800_000_000_000)),
        }),
        update: None,
        changed_at: Moment(1_800_000_000_001),
        revision: 0,
    }
}

/// Made from this revision of what is stored.
pub(super) fn made_from(revision: u64, row: ItemRow) -> ItemRow {
    ItemRow { revision, ..row }
}

pub(super) fn put(epoch: Epoch, rows: Vec<ItemRow>) -> Change {
    Change {
        epoch,
        put: rows,
        ..Change::default()
    }
}

pub(super) async fn keys<S: Store>(store: &S) -> Result<Vec<(ClientRef, u64)>, StoreError> {
    let rows = store.load().await?.rows.into_iter();
    Ok(rows
        .map(|row| (row.item.client_ref, row.item.seq))
        .collect())
}
