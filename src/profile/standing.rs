//! Where a member stands with an event, as a row says it.

use super::{
    event::count,
    moments::MomentFormat,
    place::{Place, Wrong},
    pointers::Pointers,
    section::Section,
    words::Words,
};
use crate::domain::{
    answer::Answer,
    client_ref::ClientRef,
    event::{Leave, LeaveState, Mine, Place as Seat, SignUp},
    moment::Moment,
};
use serde_json::Value;

pub(super) struct Standing {
    sign_up: Section,
    leave: Section,
    states: Words<SeatName>,
    leave_states: Words<LeaveState>,
    attended: Words<bool>,
}

#[derive(Clone, Copy)]
enum SeatName {
    Confirmed,
    Waiting,
    Offered,
    Lapsed,
    Cancelled,
    Wish,
}

const SIGN_UP: &[&str] = &[
    "state",
    "client_ref",
    "position",
    "offer_until",
    "by",
    "at",
    "answers",
];
const LEAVE: &[&str] = &["state", "client_ref", "reason", "text", "words", "by"];
/// A code that a person can read out, and that fits a QR text.
const LONGEST_CODE: usize = 16;

impl Standing {
    pub fn parse<'a>(event: Place<'a>, values: Place<'a>) -> Result<Self, Wrong<'a>> {
        Ok(Self {
            sign_up: Section::parse(event, "sign_up", SIGN_UP)?,
            leave: Section::parse(event, "leave", LEAVE)?,
            states: {
                use SeatName::{Cancelled, Confirmed, Lapsed, Offered, Waiting, Wish};
                let names = &[
                    "confirmed",
                    "waitlisted",
                    "offered",
                    "lapsed",
                    "cancelled",
                    "wish",
                ];
                let seats = &[Confirmed, Waiting, Offered, Lapsed, Cancelled, Wish];
                Words::parse(values, "states", names, seats)?
            },
            leave_states: {
                use LeaveState::{Granted, Pending, Refused, Withdrawn};
                let names = &["pending", "granted", "refused", "withdrawn"];
                let states = &[Pending, Granted, Refused, Withdrawn];
                Words::parse(values, "leave_states", names, states)?
            },
            attended: Words::parse(values, "attended", &["attended", "absent"], &[true, false])?,
        })
    }

    /// `None` where a sign-up or a leave is there and can't be understood.
    pub fn mine(
        &self,
        event: &Pointers,
        row: &Value,
        starts: Moment,
        moments: MomentFormat,
    ) -> Option<Mine> {
        let attended = event.value("attended", row);
        Some(Mine {
            sign_up: match there(&self.sign_up, row) {
                Some((state, sign_up)) => Some(self.sign_up(state, sign_up, starts, moments)?),
                None => None,
            },
            leave: match there(&self.leave, row) {
                Some((state, leave)) => Some(self.leave(state, leave)?),
                None => None,
            },
            checked_in: moments.at(event, "checked_in", row)?,
            attended: attended.and_then(|word| self.attended.get(word)),
            code: event
                .text("code", row)
                .filter(|code| is_code(code))
                .unwrap_or_default(),
            seen: count(event, "seen", row)?.unwrap_or(0),
        })
    }

    /// The state of a leave, where the word is known.
    pub fn leave_state(&self, word: &Value) -> Option<LeaveState> {
        self.leave_states.get(word)
    }

    fn sign_up(
        &self,
        state: &Value,
        row: &Value,
        starts: Moment,
        moments: MomentFormat,
    ) -> Option<SignUp> {
        let at = &self.sign_up.at;
        let answers = at.value("answers", row).map(Answer::from);
        Some(SignUp {
            client_ref: key(at, row),
            place: match self.states.get(state)? {
                SeatName::Confirmed => Seat::Confirmed,
                SeatName::Waiting => Seat::Waiting {
                    position: count(at, "position", row)?.filter(|position| *position > 0),
                },
                SeatName::Offered => Seat::Offered {
                    until: moments.at(at, "offer_until", row)?.unwrap_or(starts),
                },
                SeatName::Lapsed => Seat::Lapsed,
                SeatName::Cancelled => Seat::Cancelled,
                SeatName::Wish => Seat::Wish,
            },
            by: at.text("by", row).unwrap_or_default(),
            at: moments.at(at, "at", row)??,
            answers: answers
                .filter(|answers| matches!(answers, Answer::Group(_)))
                .unwrap_or_else(|| Answer::Group(std::collections::BTreeMap::new())),
        })
    }

    fn leave(&self, state: &Value, row: &Value) -> Option<Leave> {
        let text = |name| self.leave.at.text(name, row).unwrap_or_default();
        Some(Leave {
            client_ref: key(&self.leave.at, row),
            state: self.leave_states.get(state)?,
            reason: text("reason"),
            text: text("text"),
            words: text("words"),
            by: text("by"),
        })
    }
}

/// The part with the word for its state; without a word there is none.
fn there<'a>(section: &'a Section, row: &'a Value) -> Option<(&'a Value, &'a Value)> {
    let part = section.part(row)?;
    let state = section.at.value("state", part)?;
    (state.as_str() != Some("")).then_some((state, part))
}

fn key(at: &Pointers, row: &Value) -> Option<ClientRef> {
    ClientRef::parse(&at.text("client_ref", row)?).ok()
}

fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    text.len() <= LONGEST_CODE && text.bytes().all(plain)
}
