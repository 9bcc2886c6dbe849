//! Where a member stands with an event, version 1 of the kept events.

use super::{
    StoredError,
    json::{Row, object, of},
};
use crate::domain::{
    answer::Answer,
    event::{Leave, LeaveState, Mine, Place, SignUp},
    moment::Moment,
};
use serde_json::Value;

pub(super) fn write(mine: &Mine) -> Value {
    object([
        ("sign_up", mine.sign_up.as_ref().map(write_sign_up).into()),
        ("leave", mine.leave.as_ref().map(write_leave).into()),
        ("checked_in", mine.checked_in.map(|at| at.0).into()),
        ("attended", mine.attended.into()),
        ("code", of(&mine.code)),
        ("seen", mine.seen.into()),
    ])
}

pub(super) fn read(row: Row<'_>) -> Result<Mine, StoredError> {
    Ok(Mine {
        sign_up: row.maybe("sign_up", read_sign_up)?,
        leave: row.maybe("leave", read_leave)?,
        checked_in: row.maybe_whole("checked_in")?.map(Moment),
        attended: row.maybe("attended", |said| {
            said.0.as_bool().ok_or(StoredError::Damaged)
        })?,
        code: row.text("code")?,
        seen: row.small("seen")?,
    })
}

fn write_sign_up(sign_up: &SignUp) -> Value {
    let (word, position, until) = match sign_up.place {
        Place::Confirmed => ("confirmed", None, None),
        Place::Waiting { position } => ("waiting", position, None),
        Place::Offered { until } => ("offered", None, Some(until.0)),
        Place::Lapsed => ("lapsed", None, None),
        Place::Cancelled => ("cancelled", None, None),
        Place::Wish => ("wish", None, None),
    };
    object([
        ("client_ref", sign_up.client_ref.as_ref().map(of).into()),
        ("place", of(word)),
        ("position", position.into()),
        ("until", until.into()),
        ("by", of(&sign_up.by)),
        ("at", sign_up.at.0.into()),
        ("answers", Value::from(&sign_up.answers)),
    ])
}

fn read_sign_up(row: Row<'_>) -> Result<SignUp, StoredError> {
    Ok(SignUp {
        client_ref: row.maybe("client_ref", |key| super::json::to_ref(key.0))?,
        place: match row.text("place")?.as_str() {
            "confirmed" => Place::Confirmed,
            "waiting" => Place::Waiting {
                position: row.maybe("position", Row::as_small)?,
            },
            "offered" => Place::Offered {
                until: Moment(row.whole("until")?),
            },
            "lapsed" => Place::Lapsed,
            "cancelled" => Place::Cancelled,
            "wish" => Place::Wish,
            _ => return Err(StoredError::Damaged),
        },
        by: row.text("by")?,
        at: Moment(row.whole("at")?),
        answers: Answer::from(row.value("answers")?),
    })
}

fn write_leave(leave: &Leave) -> Value {
    object([
        ("client_ref", leave.client_ref.as_ref().map(of).into()),
        ("state", of(leave_word(leave.state))),
        ("reason", of(&leave.reason)),
        ("text", of(&leave.text)),
        ("words", of(&leave.words)),
        ("by", of(&leave.by)),
    ])
}

fn read_leave(row: Row<'_>) -> Result<Leave, StoredError> {
    Ok(Leave {
        client_ref: row.maybe("client_ref", |key| super::json::to_ref(key.0))?,
        state: leave_state(&row.text("state")?)?,
        reason: row.text("reason")?,
        text: row.text("text")?,
        words: row.text("words")?,
        by: row.text("by")?,
    })
}

pub(super) fn leave_word(state: LeaveState) -> &'static str {
    match state {
        LeaveState::Pending => "pending",
        LeaveState::Granted => "granted",
        LeaveState::Refused => "refused",
        LeaveState::Withdrawn => "withdrawn",
    }
}

pub(super) fn leave_state(word: &str) -> Result<LeaveState, StoredError> {
    Ok(match word {
        "pending" => LeaveState::Pending,
        "granted" => LeaveState::Granted,
        "refused" => LeaveState::Refused,
        "withdrawn" => LeaveState::Withdrawn,
        _ => return Err(StoredError::Damaged),
    })
}
