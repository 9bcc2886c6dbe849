//! The list of a year, kept for offline reading.

use super::{
    StoredError,
    json::{Row, object, of, parse, to_day, to_ref},
};
use crate::domain::{
    answer::Answer,
    logged::{Logged, Said},
    moment::Moment,
    record::{KindId, Record, Standing},
};
use serde_json::Value;
use std::sync::Arc;

/// The list as JSON, version 4: the office may have written a record down.
pub fn encode(records: &[Record]) -> String {
    object([
        ("v", 4.into()),
        ("records", Value::Array(records.iter().map(write).collect())),
    ])
    .to_string()
}

/// Reads a list of any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Record>, StoredError> {
    let value = parse(text, 4)?;
    Row(&value).list("records", |record| read(Row(record)))
}

fn write(record: &Record) -> Value {
    let standing = match &record.standing {
        Standing::Received => of("received"),
        Standing::Reviewed { words } => object([("reviewed", of(words))]),
        Standing::Returned { reason } => object([("returned", object([("reason", of(reason))]))]),
        Standing::Withdrawn { reason } => object([("withdrawn", of(reason))]),
    };
    object([
        ("client_ref", of(&record.client_ref)),
        ("kind", of(&record.kind.0)),
        ("form_version", record.form_version.into()),
        ("day", of(record.day)),
        ("answers", Value::from(&record.answers)),
        (
            "photos",
            Value::Array(record.photos.iter().map(of).collect()),
        ),
        ("receipt", record.receipt.as_ref().map(of).into()),
        ("standing", standing),
        ("logged", record.logged.as_deref().map(write_logged).into()),
    ])
}

fn write_logged(logged: &Logged) -> Value {
    let said = logged.said.as_ref().map(|said| match said {
        Said::Nothing => of(""),
        Said::Right => of("right"),
        Said::Wrong { words } => object([("wrong", of(words))]),
    });
    object([
        ("by", of(&logged.by)),
        ("at", logged.at.map(|at| at.0).into()),
        ("said", said.into()),
    ])
}

fn read(row: Row<'_>) -> Result<Record, StoredError> {
    let standing = row.value("standing")?;
    Ok(Record {
        client_ref: row.key("client_ref")?,
        kind: KindId(row.text("kind")?),
        form_version: row.small("form_version")?,
        day: to_day(&row.text("day")?)?,
        answers: Answer::from(row.value("answers")?),
        photos: row.list("photos", to_ref)?,
        receipt: row.maybe_text("receipt")?,
        standing: match standing.as_str() {
            Some("received") => Standing::Received,
            // Version 1 kept none of the office's words.
            Some("reviewed") => Standing::Reviewed {
                words: String::new(),
            },
            Some(_) => return Err(StoredError::Damaged),
            None => said(Row(standing))?,
        },
        // Up to version 3 nothing says who wrote it down.
        logged: match row.value("logged") {
            Ok(_) => row.maybe("logged", read_logged)?.map(Arc::new),
            Err(_) => None,
        },
    })
}

fn read_logged(row: Row<'_>) -> Result<Logged, StoredError> {
    Ok(Logged {
        by: row.text("by")?,
        at: row.maybe_whole("at")?.map(Moment),
        said: row.maybe("said", |said| match said.0.as_str() {
            Some("") => Ok(Said::Nothing),
            Some("right") => Ok(Said::Right),
            Some(_) => Err(StoredError::Damaged),
            None => Ok(Said::Wrong {
                words: said.text("wrong")?,
            }),
        })?,
    })
}

/// What the office or the member did, with the words.
fn said(standing: Row<'_>) -> Result<Standing, StoredError> {
    if let Ok(words) = standing.text("reviewed") {
        return Ok(Standing::Reviewed { words });
    }
    if let Ok(reason) = standing.text("withdrawn") {
        return Ok(Standing::Withdrawn { reason });
    }
    let reason = standing.row("returned")?.text("reason")?;
    Ok(Standing::Returned { reason })
}
