//! What an update was made from, version 2 of a row.

use super::{
    StoredError,
    json::{Row, object, of, to_day, to_ref},
};
use crate::domain::{
    answer::Answer,
    held::{Held, Update},
};
use serde_json::Value;

pub(super) fn write(update: &Update) -> Value {
    object([
        ("base", write_held(&update.base)),
        ("theirs", update.theirs.as_ref().map(write_held).into()),
    ])
}

pub(super) fn read(row: Row<'_>) -> Result<Update, StoredError> {
    Ok(Update {
        base: read_held(row.row("base")?)?,
        theirs: row.maybe("theirs", read_held)?,
    })
}

fn write_held(held: &Held) -> Value {
    object([
        ("id", held.id.as_ref().map(of).into()),
        ("version", held.version.as_ref().map(of).into()),
        ("day", held.day.map(of).into()),
        ("answers", Value::from(&held.answers)),
        ("photos", Value::Array(held.photos.iter().map(of).collect())),
    ])
}

fn read_held(row: Row<'_>) -> Result<Held, StoredError> {
    Ok(Held {
        id: row.maybe_text("id")?,
        version: row.maybe_text("version")?,
        day: row.maybe_text("day")?.as_deref().map(to_day).transpose()?,
        answers: Answer::from(row.value("answers")?),
        photos: row.list("photos", to_ref)?,
    })
}
