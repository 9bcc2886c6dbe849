//! What the member wrote, version 1.

use super::StoredError;
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    day::Day,
    moment::Moment,
    record::{Entry, KindId, Photo},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Serialize, Deserialize)]
pub(super) struct EntryV1 {
    client_ref: String,
    kind: String,
    form_version: u32,
    day: Option<String>,
    answers: Value,
    photos: Vec<PhotoV1>,
    captured_at: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct PhotoV1 {
    id: String,
    sha256: String,
    bytes: u32,
    mime: String,
}

impl EntryV1 {
    pub(super) fn from_entry(entry: &Entry) -> Self {
        Self {
            client_ref: entry.client_ref.to_string(),
            kind: entry.kind.0.clone(),
            form_version: entry.form_version,
            day: entry.day.map(|day| day.to_string()),
            answers: Value::from(&entry.answers),
            photos: entry.photos.iter().map(PhotoV1::from_photo).collect(),
            captured_at: entry.captured_at.map(|at| at.0),
        }
    }

    pub(super) fn into_entry(self) -> Result<Entry, StoredError> {
        let photos = self.photos.into_iter().map(PhotoV1::into_photo);
        Ok(Entry {
            client_ref: to_ref(&self.client_ref)?,
            kind: KindId(self.kind),
            form_version: self.form_version,
            day: self.day.as_deref().map(to_day).transpose()?,
            answers: Answer::from(&self.answers),
            photos: photos.collect::<Result<_, _>>()?,
            captured_at: self.captured_at.map(Moment),
        })
    }
}

impl PhotoV1 {
    fn from_photo(photo: &Photo) -> Self {
        Self {
            id: photo.id.to_string(),
            sha256: photo.sha256.clone(),
            bytes: photo.bytes,
            mime: photo.mime.clone(),
        }
    }

    fn into_photo(self) -> Result<Photo, StoredError> {
        Ok(Photo {
            id: to_ref(&self.id)?,
            sha256: self.sha256,
            bytes: self.bytes,
            mime: self.mime,
        })
    }
}

pub(super) fn to_ref(text: &str) -> Result<ClientRef, StoredError> {
    ClientRef::parse(text).map_err(|_| StoredError::Damaged)
}

pub(super) fn to_day(text: &str) -> Result<Day, StoredError> {
    Day::parse(text).map_err(|_| StoredError::Damaged)
}
