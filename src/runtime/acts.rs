//! Acts about events: in order for each event, and taken back where they have not left the phone.

use super::{
    Refusal,
    drive::Runtime,
    ports::{Chance, Clock, Store, StoreError, Transport},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        cosigning,
        event::{Act, EventId},
        record::Entry,
    },
    outbox::item::State,
    stored::row::ItemRow,
};

/// What became of an act that undoes another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undone {
    /// What it undoes has certainly not left the phone, and is withdrawn: nothing is sent.
    Withdrawn,
    /// It is queued behind what it undoes.
    Queued,
}

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// 取消报名 and 撤回请假 (`Act::Cancel`, `Act::LeaveWithdraw`): sign-ups or leaves of the event that have certainly
    /// not left the phone are withdrawn. Where `held` says that the list shows one, or the phone knows of one that the
    /// backend took or may have seen, `entry` is queued. Then `pump`.
    pub async fn undo(&self, entry: Entry, held: bool) -> Result<Undone, StoreError> {
        self.load().await?;
        let (answered, unanswered): (Vec<_>, Vec<_>) = self
            .undone_by(&entry)
            .into_iter()
            .partition(|row| !is_unanswered(&row.item.state));
        let mut needed = held || !answered.is_empty();
        for row in unanswered {
            match self.withdraw_unsent(&row.item.client_ref).await {
                Ok(()) | Err(Refusal::Gone) => {}
                Err(Refusal::Sent | Refusal::Busy) => needed = true,
                Err(Refusal::Store(why)) => return Err(why),
            }
        }
        if !needed {
            return Ok(Undone::Withdrawn);
        }
        self.submit(entry, Vec::new()).await?;
        Ok(Undone::Queued)
    }

    /// Acts that the backend took, each with its event: a list of events that is asked for after this shows what
    /// they came to, and then they may go (`list_shows`). Decisions about leaves are shown by the list of approvals.
    pub fn taken_acts(&self) -> Vec<(ClientRef, Act, EventId)> {
        let rows = self.rows();
        let answered = rows.iter().filter(|row| row.item.state.is_taken());
        let act = |row: &ItemRow| {
            let act = Act::of(&row.entry.kind)?;
            Some((row.item.client_ref.clone(), act, Act::event_of(&row.entry)?))
        };
        answered.filter_map(act).collect()
    }

    /// What of the same event an act undoes: what waits, and what the backend took and no list has shown.
    fn undone_by(&self, entry: &Entry) -> Vec<ItemRow> {
        let undoes = |act: Option<Act>| match Act::of(&entry.kind) {
            Some(Act::Cancel) => matches!(act, Some(Act::SignUp | Act::Accept)),
            Some(Act::LeaveWithdraw) => act == Some(Act::Leave),
            Some(
                Act::SignUp
                | Act::Accept
                | Act::Leave
                | Act::CheckIn
                | Act::Acknowledge
                | Act::Decide,
            )
            | None => false,
        };
        let mut rows = self.rows();
        rows.retain(|row| {
            let state = &row.item.state;
            (is_unanswered(state) || state.is_taken())
                && undoes(Act::of(&row.entry.kind))
                && is_about_the_same(&row.entry, entry)
        });
        rows
    }
}

/// The chain of an act: what is done about one event, or one invitation to co-sign, whichever tab or phone it was written on,
/// goes in the order in which it was submitted. A decision is about one leave.
pub(super) fn chain_of(entry: &Entry) -> Option<ClientRef> {
    let event = Act::event_of(entry);
    let invitation = cosigning::act_of(&entry.kind, &entry.answers).map(|(id, _)| id);
    let of = event.as_ref().map(EventId::as_str).or(invitation)?;
    let leave = decided_leave(entry).unwrap_or_default();
    // FNV-1a, twice. That two events had one chain would put their acts in order, and do no other harm.
    let sum = |start: u64| {
        let bytes = of.bytes().chain([0]).chain(leave.bytes());
        bytes.fold(start, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let (high, low) = (sum(0xcbf2_9ce4_8422_2325), sum(0x9e37_79b9_7f4a_7c15));
    let key = (u128::from(high) << 64) | u128::from(low);
    Some(ClientRef::from_chance(key.to_be_bytes()))
}

fn is_about_the_same(one: &Entry, other: &Entry) -> bool {
    let chain = chain_of(one);
    chain.is_some() && chain == chain_of(other)
}

fn decided_leave(entry: &Entry) -> Option<&str> {
    match Act::of(&entry.kind)? {
        Act::Decide => Some(Act::leave_of(entry).unwrap_or_default()),
        Act::SignUp
        | Act::Cancel
        | Act::Accept
        | Act::Leave
        | Act::LeaveWithdraw
        | Act::CheckIn
        | Act::Acknowledge => None,
    }
}

/// Submitted, and the backend has not answered for good.
fn is_unanswered(state: &State) -> bool {
    match state {
        State::Queued
        | State::Sending
        | State::RetryWait { .. }
        | State::Accepted { .. }
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::UpgradeNeeded => true,
        State::Draft | State::Declined { .. } | State::Waitlisted { .. } | State::Done { .. } => {
            false
        }
    }
}
