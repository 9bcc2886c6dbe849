//! Where the member stands with an event, with what waits on this phone counted in.

use super::desk::{Desk, Pile, pile_of};
use crate::{
    agenda::standing::{self, Stage},
    domain::{
        event::{Act, EventId},
        record::Entry,
    },
    outbox::item::State,
    stored::row::ItemRow,
};
use leptos::prelude::*;

/// An act that is on this phone, with its row.
pub type Waiting = standing::Waiting<ItemRow>;
/// What the sign-up comes to.
pub type Stand = standing::Stand<ItemRow>;
/// What a leave comes to.
pub type Absence = standing::Absence<ItemRow>;
/// What the check-in comes to.
pub type Presence = standing::Presence<ItemRow>;

fn of_row(act: Act, row: &ItemRow) -> Waiting {
    let stage = match &row.item.state {
        State::Done { receipt } => Stage::Done {
            receipt: receipt.clone(),
        },
        State::Waitlisted { position } => Stage::InLine(*position),
        state if pile_of(state) == Pile::Needing => Stage::Refused,
        State::Draft
        | State::Queued
        | State::Sending
        | State::RetryWait { .. }
        | State::Accepted { .. }
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. }
        | State::UpgradeNeeded => Stage::Waits,
    };
    Waiting {
        id: row.item.client_ref.clone(),
        act,
        stage,
        at: row.entry.captured_at,
        revision: revision(&row.entry),
        row: row.clone(),
    }
}

/// The revision that an acknowledgement names.
fn revision(entry: &Entry) -> Option<u32> {
    let revision = entry.answers.field(Act::REVISION)?.whole()?;
    u32::try_from(revision).ok()
}

/// The act of a row with its event.
pub fn act_of(row: &ItemRow) -> Option<(Act, EventId)> {
    Some((Act::of(&row.entry.kind)?, Act::event_in(&row.entry)?))
}

/// The acts about an event that were pressed or submitted, in order.
pub fn waiting(desk: Desk, event: &EventId) -> Vec<Waiting> {
    desk.rows.with(|rows| {
        let acts = rows.iter().filter_map(submitted);
        let mine = acts.filter(|(of, ..)| of == event);
        mine.map(|(_, act, row)| of_row(act, row)).collect()
    })
}

/// All of them, by event.
pub fn all(desk: Desk) -> Vec<(EventId, Vec<Waiting>)> {
    let mut all: Vec<(EventId, Vec<Waiting>)> = Vec::new();
    desk.rows.with(|rows| {
        for (event, act, row) in rows.iter().filter_map(submitted) {
            let act = of_row(act, row);
            match all.iter_mut().find(|(known, _)| *known == event) {
                Some((_, acts)) => acts.push(act),
                None => all.push((event, vec![act])),
            }
        }
    });
    all
}

fn submitted(row: &ItemRow) -> Option<(EventId, Act, &ItemRow)> {
    let (act, event) = act_of(row).filter(|_| row.item.state != State::Draft)?;
    Some((event, act, row))
}
