//! An event as its page and its row see it: with what waits on this phone, at the moment.

use crate::{
    agenda::{
        choices::{self, Choice},
        listing,
        standing::{self, Reader, Time},
    },
    domain::event::{Change, Event, EventId},
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
    /// What can be pressed, the most important first.
    pub(super) choices: Vec<Choice>,
    over: bool,
    /// Where the phone's clock leaves a member in doubt about the end of sign-up.
    pub(super) doubt: Option<Doubt>,
}

/// Why a member can't trust what the phone's clock says of a deadline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Doubt {
    /// The backend's clock is not known: one can try all the same.
    MayTry,
    /// The phone's clock is wrong, and says otherwise than the backend's.
    PhoneErrs,
}

impl Seen {
    /// Follows the clock and the queue.
    pub(super) fn of(at: At, event: Arc<Event>) -> Self {
        let acts = attending::waiting(at.desk, &event.id);
        Self::with(at, event, &acts)
    }

    /// The same with acts that are at hand.
    pub(super) fn with(at: At, event: Arc<Event>, acts: &[Waiting]) -> Self {
        let time = at.calendar.dates().time(at.clock);
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
                time,
            };
            standing::stand(&event, acts, reader)
        });
        let absence = standing::absence(&event, acts);
        let presence = standing::presence(&event, acts);
        let known = standing::known(&event, acts);
        Self {
            choices: choices::choices(&event, &stand, &absence, &presence, known, time),
            over: listing::is_over(&event, time.now),
            doubt: doubt(at, &event, &stand, time),
            stand,
            absence,
            presence,
            known,
            wishes,
            event,
        }
    }

    /// It has ended.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Whether it can be pressed.
    pub(super) fn may(&self, choice: Choice) -> bool {
        self.choices.contains(&choice)
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

    /// It waits for the member's answer.
    pub(super) fn is_unanswered(&self) -> bool {
        !self.is_over()
            && self.event.cancelled.is_none()
            && matches!(self.stand, Stand::Open | Stand::Full | Stand::Offered(_))
    }

    /// A leave can be asked for. Who signed up of their own will cancels, as long as that is taken.
    pub(super) fn may_ask_leave(&self) -> bool {
        self.may(Choice::AskLeave) && !self.may(Choice::Cancel)
    }
}

/// A clock that is less wrong is called right.
const TOLD_MS: i64 = 60_000;

fn doubt(at: At, event: &Event, stand: &Stand, time: Time) -> Option<Doubt> {
    if standing::may_try(event, stand, time) {
        return Some(Doubt::MayTry);
    }
    let ends = matches!(stand, Stand::Open | Stand::Full | Stand::Closed);
    let is_before = |now| standing::is_before(event.sign_up_until, event, now);
    let phone = at.clock.0.get();
    let errs = phone.since(time.now).abs() >= TOLD_MS && is_before(phone) != is_before(time.now);
    (ends && errs).then_some(Doubt::PhoneErrs)
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
