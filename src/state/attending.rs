//! Where the member stands with an event, with what waits on this phone counted in.

use super::desk::{Desk, Pile, pile_of};
use crate::{
    domain::{
        answer::Answer,
        event::{Act, Attendance, Event, EventId, LeaveState, Place},
        moment::Moment,
        record::Entry,
    },
    outbox::item::State,
    stored::row::ItemRow,
};
use leptos::prelude::*;

/// An act that the backend has not taken in yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// What it does.
    pub act: Act,
    /// Its row.
    pub row: ItemRow,
}

impl Waiting {
    /// The backend's decision is on this phone, but the list does not show it yet.
    fn is_answered(&self) -> bool {
        let state = &self.row.item.state;
        matches!(state, State::Done { .. } | State::Waitlisted { .. })
    }

    /// The backend refused.
    fn is_refused(&self) -> bool {
        pile_of(&self.row.item.state) == Pile::Needing
    }

    /// The revision that an acknowledgement names.
    fn revision(&self) -> Option<u32> {
        let Answer::Group(group) = &self.row.entry.answers else {
            return None;
        };
        match group.get("revision") {
            Some(Answer::Int(n)) => u32::try_from(*n).ok(),
            Some(_) | None => None,
        }
    }
}

/// The event that an entry is about; `None` for records of no event.
pub fn event_of(entry: &Entry) -> Option<EventId> {
    let Answer::Group(group) = &entry.answers else {
        return None;
    };
    match group.get(Act::EVENT) {
        Some(Answer::Text(id)) => EventId::parse(id).ok(),
        Some(_) | None => None,
    }
}

/// The act of a row with its event.
pub fn act_of(row: &ItemRow) -> Option<(Act, EventId)> {
    Some((Act::of(&row.entry.kind)?, event_of(&row.entry)?))
}

/// The acts about an event that were pressed or submitted, in order.
pub fn waiting(desk: Desk, event: &EventId) -> Vec<Waiting> {
    desk.rows.with(|rows| {
        let mine = rows.iter().filter(|row| row.item.state != State::Draft);
        mine.filter_map(|row| {
            let (act, of) = act_of(row)?;
            (of == *event).then(|| Waiting {
                act,
                row: row.clone(),
            })
        })
        .collect()
    })
}

/// All of them, by event.
pub fn all(desk: Desk) -> Vec<(EventId, Vec<Waiting>)> {
    let mut events: Vec<EventId> = Vec::new();
    desk.rows.with(|rows| {
        for (_, event) in rows.iter().filter_map(act_of) {
            if !events.contains(&event) {
                events.push(event);
            }
        }
    });
    let acts = |event: EventId| {
        let acts = waiting(desk, &event);
        (event, acts)
    };
    events.into_iter().map(acts).collect()
}

/// What the sign-up comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Stand {
    /// Nobody signs up: everyone who is asked comes.
    Must,
    /// 可报名
    Open,
    /// All seats are taken: one can wait in line.
    Full,
    /// 已截止
    Closed,
    /// 不在范围
    NotForMe,
    /// 已记下意向，联网后才算报名
    Noted,
    /// A change of the sign-up, not sent yet.
    ChangeNoted,
    /// A cancellation, not sent yet.
    CancelNoted,
    /// A freed seat taken, not sent yet.
    AcceptNoted,
    /// 已报名
    Confirmed {
        /// Who signed the member up, where it was not the member.
        by: String,
        /// When the backend took it, where the list tells.
        at: Option<Moment>,
        /// The receipt, where the answer just came.
        receipt: Option<String>,
    },
    /// 候补第 N 位
    InLine(Option<u32>),
    /// A freed seat is held until then.
    Offered(Moment),
    /// An offer that was not taken in time.
    Lapsed,
    /// Cancelled.
    Cancelled {
        /// Whether one can sign up again.
        open: bool,
    },
    /// 已提交，等待确认
    Submitted,
    /// The backend refused; the row stays until it was read.
    Refused(Waiting),
}

impl Stand {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting> {
        if let Self::Refused(waiting) = self {
            Some(waiting)
        } else {
            None
        }
    }
}

/// Where the sign-up stands at a moment.
pub fn stand(event: &Event, acts: &[Waiting], now: Moment) -> Stand {
    let about = |act: Act| matches!(act, Act::SignUp | Act::Cancel | Act::Accept);
    let last = acts.iter().rfind(|it| about(it.act));
    if let Some(stand) = last.and_then(|last| of_act(event, last)) {
        return stand;
    }
    let open = is_open(event, now);
    match event.mine.sign_up.as_ref().map(|it| (it, it.place)) {
        Some((it, Place::Confirmed)) => Stand::Confirmed {
            by: it.by.clone(),
            at: Some(it.at),
            receipt: None,
        },
        Some((_, Place::Waiting { position })) => Stand::InLine(position),
        Some((_, Place::Offered { until })) if until > now => Stand::Offered(until),
        Some((_, Place::Offered { .. } | Place::Lapsed)) => Stand::Lapsed,
        Some((_, Place::Cancelled)) => Stand::Cancelled { open },
        Some((_, Place::Wish)) => Stand::Submitted,
        None if !event.in_scope => Stand::NotForMe,
        None if event.attendance == Attendance::Must => Stand::Must,
        None if !open => Stand::Closed,
        None if is_full(event) => Stand::Full,
        None => Stand::Open,
    }
}

fn of_act(event: &Event, waiting: &Waiting) -> Option<Stand> {
    if waiting.is_refused() {
        return Some(Stand::Refused(waiting.clone()));
    }
    let confirmed = matches!(
        event.mine.sign_up.as_ref().map(|it| it.place),
        Some(Place::Confirmed)
    );
    match (&waiting.row.item.state, waiting.act) {
        (State::Waitlisted { position }, _) => Some(Stand::InLine(*position)),
        // The list says it better once it was read again.
        (State::Done { receipt }, Act::SignUp | Act::Accept) => Some(Stand::Confirmed {
            by: String::new(),
            at: None,
            receipt: receipt.clone(),
        }),
        (State::Done { .. }, Act::Cancel) => Some(Stand::Cancelled { open: false }),
        (_, Act::SignUp) if confirmed => Some(Stand::ChangeNoted),
        (_, Act::SignUp) => Some(Stand::Noted),
        (_, Act::Cancel) => Some(Stand::CancelNoted),
        (_, Act::Accept) => Some(Stand::AcceptNoted),
        _ => None,
    }
}

fn is_open(event: &Event, now: Moment) -> bool {
    let until = event.sign_up_until.unwrap_or(event.starts);
    event.in_scope && event.cancelled.is_none() && now < until
}

fn is_full(event: &Event) -> bool {
    event.seats.is_some_and(|seats| seats.taken >= seats.all)
}

/// What a leave comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Absence {
    /// None was asked for, or it was withdrawn.
    None,
    /// Noted, not sent yet.
    Noted,
    /// As the backend says.
    Asked(LeaveState),
    /// A withdrawal, not sent yet.
    WithdrawNoted,
    /// The backend refused the request itself; the row stays until it was read.
    Refused(Waiting),
}

impl Absence {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting> {
        if let Self::Refused(waiting) = self {
            Some(waiting)
        } else {
            None
        }
    }
}

/// Where the leave stands.
pub fn absence(event: &Event, acts: &[Waiting]) -> Absence {
    let last = acts
        .iter()
        .rfind(|it| matches!(it.act, Act::Leave | Act::LeaveWithdraw));
    if let Some(it) = last {
        if it.is_refused() {
            return Absence::Refused(it.clone());
        }
        match (it.is_answered(), it.act) {
            (true, Act::Leave) => return Absence::Asked(LeaveState::Pending),
            (true, _) => return Absence::None,
            (false, Act::Leave) => return Absence::Noted,
            (false, _) => return Absence::WithdrawNoted,
        }
    }
    match event.mine.leave.as_ref().map(|leave| leave.state) {
        None | Some(LeaveState::Withdrawn) => Absence::None,
        Some(state) => Absence::Asked(state),
    }
}

/// What the check-in comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Presence {
    /// Not checked in.
    None,
    /// Noted, not sent yet.
    Noted {
        /// When, by this phone's clock.
        at: Option<Moment>,
    },
    /// Checked in, at a moment where the list tells it.
    In(Option<Moment>),
    /// The backend refused; the row stays until it was read.
    Refused(Waiting),
}

impl Presence {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting> {
        if let Self::Refused(waiting) = self {
            Some(waiting)
        } else {
            None
        }
    }
}

/// Where the check-in stands.
pub fn presence(event: &Event, acts: &[Waiting]) -> Presence {
    if let Some(at) = event.mine.checked_in {
        return Presence::In(Some(at));
    }
    match acts.iter().rfind(|it| it.act == Act::CheckIn) {
        None => Presence::None,
        Some(it) if it.is_refused() => Presence::Refused(it.clone()),
        Some(it) if it.is_answered() => Presence::In(None),
        Some(it) => Presence::Noted {
            at: it.row.entry.captured_at,
        },
    }
}

/// The revision that the member knows of, with what waits counted in.
pub fn seen(event: &Event, acts: &[Waiting]) -> u32 {
    let noted = acts
        .iter()
        .filter(|it| it.act == Act::Acknowledge && !it.is_refused());
    let revisions = noted.filter_map(Waiting::revision);
    revisions.chain([event.mine.seen]).max().unwrap_or_default()
}

/// Whether the member means to be there: signed up, offered, noted, or asked to come and not excused.
pub fn takes_part(event: &Event, stand: &Stand, absence: &Absence) -> bool {
    if event.cancelled.is_some() || *absence == Absence::Asked(LeaveState::Granted) {
        return false;
    }
    match stand {
        Stand::Must
        | Stand::Noted
        | Stand::ChangeNoted
        | Stand::AcceptNoted
        | Stand::Confirmed { .. }
        | Stand::InLine(_)
        | Stand::Offered(_)
        | Stand::Submitted => true,
        Stand::Open
        | Stand::Full
        | Stand::Closed
        | Stand::NotForMe
        | Stand::CancelNoted
        | Stand::Lapsed
        | Stand::Cancelled { .. }
        | Stand::Refused(_) => false,
    }
}
