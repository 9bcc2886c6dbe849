//! Where an item stands, version 3: a name, or a name with its parts.

use super::{
    StoredError,
    json::{Row, object, of, pair, text},
};
use crate::{
    domain::moment::Moment,
    outbox::item::{State, Why},
};
use serde_json::Value;

pub(super) fn write(state: &State) -> Value {
    match state {
        State::Draft => of("draft"),
        State::Queued => of("queued"),
        State::Sending => of("sending"),
        State::RetryWait { not_before, told } => with(
            "retry_wait",
            object([
                ("not_before", not_before.0.into()),
                ("told", (*told).into()),
            ]),
        ),
        State::Accepted { not_before } => {
            with("accepted", object([("not_before", not_before.0.into())]))
        }
        State::NeedsFix { words, fields } => {
            let fields = fields
                .iter()
                .map(|(field, words)| Value::Array(vec![of(field), of(words)]))
                .collect();
            with(
                "needs_fix",
                object([("words", of(words)), ("fields", Value::Array(fields))]),
            )
        }
        State::TooLarge => of("too_large"),
        State::PhotoLost => of("photo_lost"),
        State::Conflict { words, fields } => {
            let fields = Value::Array(fields.iter().map(of).collect());
            with(
                "conflict",
                object([("words", of(words)), ("fields", fields)]),
            )
        }
        State::Unsure => of("unsure"),
        State::Declined { why, words } => with(
            "declined",
            object([("why", of(word(*why))), ("words", of(words))]),
        ),
        State::Waitlisted { position } => {
            with("waitlisted", object([("position", (*position).into())]))
        }
        State::UpgradeNeeded => of("upgrade_needed"),
        State::Done { receipt } => with(
            "done",
            object([("receipt", receipt.as_ref().map(of).into())]),
        ),
    }
}

pub(super) fn read(value: &Value) -> Result<State, StoredError> {
    if let Some(name) = value.as_str() {
        return bare(name);
    }
    let named = value
        .as_object()
        .filter(|named| named.len() == 1)
        .and_then(|named| named.iter().next());
    let (name, parts) = named.ok_or(StoredError::Damaged)?;
    let parts = Row(parts);
    Ok(match name.as_str() {
        "retry_wait" => State::RetryWait {
            not_before: Moment(parts.whole("not_before")?),
            told: parts.flag("told")?,
        },
        "accepted" => State::Accepted {
            not_before: Moment(parts.whole("not_before")?),
        },
        "needs_fix" => State::NeedsFix {
            words: parts.text("words")?,
            fields: parts.list("fields", |field| {
                let (field, words) = pair(field)?;
                Ok((text(field)?, text(words)?))
            })?,
        },
        "conflict" => State::Conflict {
            words: parts.text("words")?,
            fields: parts.list("fields", text)?,
        },
        "declined" => State::Declined {
            why: read_why(&parts.text("why")?)?,
            words: parts.text("words")?,
        },
        "waitlisted" => State::Waitlisted {
            position: match parts.maybe_whole("position")? {
                Some(position) => Some(u32::try_from(position).map_err(|_| StoredError::Damaged)?),
                None => None,
            },
        },
        "done" => State::Done {
            receipt: parts.maybe_text("receipt")?,
        },
        _ => return Err(StoredError::Damaged),
    })
}

fn word(why: Why) -> &'static str {
    match why {
        Why::Full => "full",
        Why::Closed => "closed",
        Why::OutOfScope => "out_of_scope",
        Why::Other => "other",
    }
}

fn read_why(word: &str) -> Result<Why, StoredError> {
    Ok(match word {
        "full" => Why::Full,
        "closed" => Why::Closed,
        "out_of_scope" => Why::OutOfScope,
        "other" => Why::Other,
        _ => return Err(StoredError::Damaged),
    })
}

fn bare(name: &str) -> Result<State, StoredError> {
    Ok(match name {
        "draft" => State::Draft,
        "queued" => State::Queued,
        "sending" => State::Sending,
        "too_large" => State::TooLarge,
        "photo_lost" => State::PhotoLost,
        "unsure" => State::Unsure,
        "upgrade_needed" => State::UpgradeNeeded,
        _ => return Err(StoredError::Damaged),
    })
}

fn with(name: &str, parts: Value) -> Value {
    object([(name, parts)])
}
