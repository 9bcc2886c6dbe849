//! The list of a year, kept for offline reading.

use super::{
    StoredError,
    entry::{to_day, to_ref},
    unreadable,
};
use crate::domain::{
    answer::Answer,
    record::{KindId, Record, Standing},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The list as JSON, version 1.
pub fn encode(records: &[Record]) -> String {
    let list = ListV1 {
        v: 1,
        records: records.iter().map(RecordV1::from_record).collect(),
    };
    serde_json::to_string(&list).unwrap_or_default()
}

/// Reads a list of any version that was ever released.
pub fn decode(text: &str) -> Result<Vec<Record>, StoredError> {
    let list = match serde_json::from_str::<ListV1>(text) {
        Ok(list) if list.v == 1 => list,
        Ok(_) | Err(_) => return Err(unreadable(text, 1)),
    };
    list.records
        .into_iter()
        .map(RecordV1::into_record)
        .collect()
}

#[derive(Serialize, Deserialize)]
struct ListV1 {
    v: u32,
    records: Vec<RecordV1>,
}

#[derive(Serialize, Deserialize)]
struct RecordV1 {
    client_ref: String,
    kind: String,
    form_version: u32,
    day: String,
    answers: Value,
    photos: Vec<String>,
    receipt: Option<String>,
    standing: StandingV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StandingV1 {
    Received,
    Reviewed,
    Returned { reason: String },
}

impl RecordV1 {
    fn from_record(record: &Record) -> Self {
        Self {
            client_ref: record.client_ref.to_string(),
            kind: record.kind.0.clone(),
            form_version: record.form_version,
            day: record.day.to_string(),
            answers: Value::from(&record.answers),
            photos: record.photos.iter().map(ToString::to_string).collect(),
            receipt: record.receipt.clone(),
            standing: match &record.standing {
                Standing::Received => StandingV1::Received,
                Standing::Reviewed => StandingV1::Reviewed,
                Standing::Returned { reason } => StandingV1::Returned {
                    reason: reason.clone(),
                },
            },
        }
    }

    fn into_record(self) -> Result<Record, StoredError> {
        let photos = self.photos.iter().map(|id| to_ref(id));
        Ok(Record {
            client_ref: to_ref(&self.client_ref)?,
            kind: KindId(self.kind),
            form_version: self.form_version,
            day: to_day(&self.day)?,
            answers: Answer::from(&self.answers),
            photos: photos.collect::<Result<_, _>>()?,
            receipt: self.receipt,
            standing: match self.standing {
                StandingV1::Received => Standing::Received,
                StandingV1::Reviewed => Standing::Reviewed,
                StandingV1::Returned { reason } => Standing::Returned { reason },
            },
        })
    }
}
