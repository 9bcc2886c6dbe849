//! An event as its page and its row see it: with what waits on this phone, at the moment.

use crate::{
    agenda::{
        choices, listing,
        standing::{self, Reader},
    },
    domain::{
        event::{Change, Event, EventId, LeaveState},
        moment::Moment,
    },
    state::{
        at::At,
        attending::{self, Absence, Presence, Stand, Waiting},
        session::Phase,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// An event with where the member stands.
#[derive(Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) event: Arc<Event>,
    pub(super) stand: Stand,
    pub(super) absence: Absence,
    pub(super) presence: Presence,
    /// The revision that the member knows of.
    pub(super) known: u32,
    /// The backend only stores wishes.
    pub(super) wishes: bool,
    /// Now, by this phone's clock, which may be wrong: the backend decides.
    times: Times,
}

/// What the clock says of an event: it moves seldom, so that nothing is drawn anew every minute.
#[derive(Clone, Copy, PartialEq)]
struct Times {
    over: bool,
    begun: bool,
    checks_in: bool,
    may_change: bool,
    may_cancel: bool,
}

impl Times {
    fn of(event: &Event, now: Moment) -> Self {
        let before = |until: Option<Moment>| now < until.unwrap_or(event.starts);
        Self {
            over: now >= event.ends,
            begun: now >= event.starts,
            checks_in: choices::checks_in(event, now),
            may_change: before(event.change_until),
            may_cancel: before(event.cancel_until),
        }
    }
}

impl Seen {
    /// Follows the clock and the queue.
    pub(super) fn of(at: At, event: Arc<Event>) -> Self {
        let acts = attending::waiting(at.desk, &event.id);
        Self::with(at, event, &acts)
    }

    /// The same with acts that are at hand.
    pub(super) fn with(at: At, event: Arc<Event>, acts: &[Waiting]) -> Self {
        let now = at.clock.0.get();
        let wishes = at.session.only_wishes.get();
        let stand = at.session.phase.with_untracked(|phase| {
            let sector = match phase {
                Phase::Open(member) => member.sector.as_str(),
                Phase::Starting
                | Phase::Broken { .. }
                | Phase::SignedOut { .. }
                | Phase::Locked { .. } => "",
            };
            let reader = Reader {
                sector,
                decides: !wishes,
                now,
            };
            standing::stand(&event, acts, reader)
        });
        Self {
            stand,
            absence: standing::absence(&event, acts),
            presence: standing::presence(&event, acts),
            known: standing::known(&event, acts),
            wishes,
            times: Times::of(&event, now),
            event,
        }
    }

    /// It has ended.
    pub(super) fn is_over(&self) -> bool {
        self.times.over
    }

    /// It has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.times.begun
    }

    /// Whether the member means to be there.
    pub(super) fn takes_part(&self) -> bool {
        standing::takes_part(&self.event, &self.stand, &self.absence)
    }

    /// What changed is news for those who take part.
    pub(super) fn is_changed(&self) -> bool {
        let news = |change: &Change| change.revision > self.known;
        self.takes_part() && !self.is_over() && self.event.changes.iter().any(news)
    }

    /// Check-in is open.
    pub(super) fn checks_in(&self) -> bool {
        self.takes_part() && self.times.checks_in
    }

    /// It waits for the member's answer.
    pub(super) fn is_unanswered(&self) -> bool {
        !self.is_over()
            && self.event.cancelled.is_none()
            && matches!(self.stand, Stand::Open | Stand::Full | Stand::Offered(_))
    }

    /// A change of the sign-up is still taken.
    pub(super) fn may_change(&self) -> bool {
        self.times.may_change
    }

    /// A cancellation is still taken.
    pub(super) fn may_cancel(&self) -> bool {
        self.times.may_cancel
    }

    /// A leave can be asked for.
    pub(super) fn may_ask_leave(&self) -> bool {
        let free = match &self.absence {
            Absence::None | Absence::Asked(LeaveState::Refused | LeaveState::Withdrawn) => true,
            Absence::Noted
            | Absence::WithdrawNoted
            | Absence::Refused(_)
            | Absence::Asked(LeaveState::Pending | LeaveState::Granted) => false,
        };
        // Who signed up of their own will cancels, as long as that is taken.
        let asked = self.stand == Stand::Must
            || matches!(self.stand, Stand::Confirmed { .. }) && !self.may_cancel();
        free && asked && !self.is_over() && self.event.cancelled.is_none()
    }
}

/// The event of a page, followed.
pub(super) fn follow(at: At, id: EventId) -> Memo<Option<Seen>> {
    Memo::new(move |_| {
        at.calendar
            .dates()
            .event(&id)
            .map(|event| Seen::of(at, event))
    })
}

/// The member's other events at the same time.
pub(super) fn conflicts(at: At, event: &Event) -> Vec<Arc<Event>> {
    let all = at.calendar.dates().all();
    let found = all.iter().filter(|other| listing::meet(event, other));
    found
        .filter(|other| Seen::of(at, Arc::clone(other)).takes_part())
        .cloned()
        .collect()
}
