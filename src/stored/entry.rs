//! What the member wrote, version 1.

use super::{
    StoredError,
    json::{Row, object, of, to_day},
};
use crate::domain::{
    answer::Answer,
    moment::Moment,
    record::{Entry, KindId, Photo},
};
use serde_json::Value;

pub(super) fn write(entry: &Entry) -> Value {
    object([
        ("client_ref", of(&entry.client_ref)),
        ("kind", of(&entry.kind.0)),
        ("form_version", entry.form_version.into()),
        ("day", entry.day.map(of).into()),
        ("answers", Value::from(&entry.answers)),
        (
            "photos",
            Value::Array(entry.photos.iter().map(write_photo).collect()),
        ),
        ("captured_at", entry.captured_at.map(|at| at.0).into()),
    ])
}

pub(super) fn read(row: Row<'_>) -> Result<Entry, StoredError> {
    Ok(Entry {
        client_ref: row.key("client_ref")?,
        kind: KindId(row.text("kind")?),
        form_version: row.small("form_version")?,
        day: row.maybe_text("day")?.as_deref().map(to_day).transpose()?,
        answers: Answer::from(row.value("answers")?),
        photos: row.list("photos", |photo| read_photo(Row(photo)))?,
        captured_at: row.maybe_whole("captured_at")?.map(Moment),
    })
}

fn write_photo(photo: &Photo) -> Value {
    object([
        ("id", of(&photo.id)),
        ("sha256", of(&photo.sha256)),
        ("bytes", photo.bytes.into()),
        ("mime", of(&photo.mime)),
    ])
}

fn read_photo(row: Row<'_>) -> Result<Photo, StoredError> {
    Ok(Photo {
        id: row.key("id")?,
        sha256: row.text("sha256")?,
        bytes: row.small("bytes")?,
        mime: row.text("mime")?,
    })
}
