//! Where a member stands with an event: what the list says, with what is on this phone counted in.

use super::seats;
pub use super::{
    absence::{Absence, absence},
    presence::{Presence, presence},
};
use crate::domain::{
    client_ref::ClientRef,
    event::{Act, Attendance, Event, LeaveState, Place},
    moment::Moment,
};

/// An act that is on this phone. `R` is what its owner knows more of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting<R> {
    /// The key under which it goes.
    pub id: ClientRef,
    /// What it does.
    pub act: Act,
    /// How far it has come.
    pub stage: Stage,
    /// When the member pressed, by the phone's clock.
    pub at: Option<Moment>,
    /// The revision that an acknowledgement names.
    pub revision: Option<u32>,
    /// Its row.
    pub row: R,
}

/// How far an act has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The backend has not answered.
    Waits,
    /// The backend did it.
    Done {
        /// The receipt, where it gives one.
        receipt: Option<String>,
    },
    /// The backend put the member on the waiting list.
    InLine(Option<u32>),
    /// The backend said no, or it can't be sent as it is.
    Refused,
}

/// Who looks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Their 界别.
    pub sector: &'a str,
    /// The backend decides about places; else it notes wishes.
    pub decides: bool,
    /// Now.
    pub time: Time,
}

/// Now, for judging deadlines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Time {
    /// By the backend's clock where it is known, else by the phone's.
    pub now: Moment,
    /// The backend's clock is known; the phone's may be wrong by any span.
    pub sure: bool,
}

/// What the sign-up comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Stand<R> {
    /// Nobody signs up: everyone who is asked comes.
    Must,
    /// 可报名
    Open,
    /// All seats for this member are taken: one can wait in line.
    Full,
    /// 已截止
    Closed,
    /// 不在范围
    NotForMe,
    /// 已记下意向，联网后才算报名
    Noted,
    /// A change of the sign-up, not sent yet; the place is theirs.
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
    /// The backend refused an act; its row stays until it was read.
    Refused(Refusal<R>),
}

/// An act that was refused.
#[derive(Clone, PartialEq, Debug)]
pub struct Refusal<R> {
    /// The act.
    pub waiting: Waiting<R>,
    /// Where the member stands all the same.
    pub stands: Box<Stand<R>>,
}

impl<R> Stand<R> {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting<R>> {
        if let Self::Refused(refusal) = self {
            Some(&refusal.waiting)
        } else {
            None
        }
    }

    /// The same without a refusal.
    pub fn all_the_same(&self) -> &Self {
        if let Self::Refused(refusal) = self {
            &refusal.stands
        } else {
            self
        }
    }

    /// Whether the backend knows of a sign-up: a place, one in line, an offer or a wish.
    pub fn is_held(&self) -> bool {
        matches!(
            self.all_the_same(),
            Self::ChangeNoted
                | Self::AcceptNoted
                | Self::Confirmed { .. }
                | Self::InLine(_)
                | Self::Offered(_)
                | Self::Submitted
        )
    }
}

/// Where the sign-up stands.
pub fn stand<R: Clone>(event: &Event, acts: &[Waiting<R>], reader: Reader<'_>) -> Stand<R> {
    let about = |it: &&Waiting<R>| {
        matches!(it.act, Act::SignUp | Act::Cancel | Act::Accept) && !is_shown(event, it)
    };
    let mut stands = listed(event, reader);
    for it in acts.iter().filter(about) {
        stands = after(event, stands, it, reader);
    }
    match acts.iter().rfind(about) {
        Some(last) if last.stage == Stage::Refused => Stand::Refused(Refusal {
            waiting: last.clone(),
            stands: Box::new(stands),
        }),
        Some(_) | None => stands,
    }
}

/// The list shows what an act came to.
pub(super) fn is_shown<R>(event: &Event, it: &Waiting<R>) -> bool {
    let answered = matches!(it.stage, Stage::Done { .. } | Stage::InLine(_));
    let shown = match it.act {
        Act::SignUp => event
            .mine
            .sign_up
            .as_ref()
            .and_then(|it| it.client_ref.as_ref()),
        Act::Leave => event
            .mine
            .leave
            .as_ref()
            .and_then(|it| it.client_ref.as_ref()),
        Act::Cancel
        | Act::Accept
        | Act::LeaveWithdraw
        | Act::CheckIn
        | Act::Acknowledge
        | Act::Decide => None,
    };
    answered && shown == Some(&it.id)
}

/// As the list says.
fn listed<R>(event: &Event, reader: Reader<'_>) -> Stand<R> {
    let open = is_open(event, reader.time.now);
    match event.mine.sign_up.as_ref().map(|it| (it, it.place)) {
        Some((it, Place::Confirmed)) => Stand::Confirmed {
            by: it.by.clone(),
            at: Some(it.at),
            receipt: None,
        },
        Some((_, Place::Waiting { position })) => Stand::InLine(position),
        // A phone that may err does not say that an offer is over.
        Some((_, Place::Offered { until })) if until > reader.time.now || !reader.time.sure => {
            Stand::Offered(until)
        }
        Some((_, Place::Wish)) => Stand::Submitted,
        // Whatever became of a sign-up before everybody was asked to come.
        _ if must_come(event) => Stand::Must,
        Some((_, Place::Offered { .. } | Place::Lapsed)) => Stand::Lapsed,
        Some((_, Place::Cancelled)) => Stand::Cancelled { open },
        None if !event.in_scope => Stand::NotForMe,
        None if !open => Stand::Closed,
        None if seats::left_for(event, reader.sector) == Some(0) => Stand::Full,
        None => Stand::Open,
    }
}

/// Where the member stands after one act more.
fn after<R>(event: &Event, before: Stand<R>, it: &Waiting<R>, reader: Reader<'_>) -> Stand<R> {
    match (&it.stage, it.act) {
        (Stage::InLine(position), _) => Stand::InLine(*position),
        (Stage::Done { receipt }, Act::SignUp | Act::Accept) if reader.decides => {
            Stand::Confirmed {
                by: String::new(),
                at: None,
                receipt: receipt.clone(),
            }
        }
        (Stage::Done { .. }, Act::SignUp | Act::Accept) => Stand::Submitted,
        (Stage::Done { .. }, Act::Cancel) => Stand::Cancelled {
            open: is_open(event, reader.time.now),
        },
        (Stage::Waits, Act::SignUp) => change_of(before),
        (Stage::Waits, Act::Cancel) => Stand::CancelNoted,
        (Stage::Waits, Act::Accept) => Stand::AcceptNoted,
        // What was refused changed nothing.
        _ => before,
    }
}

/// What a sign-up that waits makes of what the backend knows: a change of it, or a wish.
fn change_of<R>(before: Stand<R>) -> Stand<R> {
    if matches!(before, Stand::Confirmed { .. } | Stand::ChangeNoted) {
        Stand::ChangeNoted
    } else if matches!(before, Stand::Offered(_) | Stand::AcceptNoted) {
        Stand::AcceptNoted
    } else if matches!(before, Stand::InLine(_) | Stand::Submitted) {
        before
    } else {
        Stand::Noted
    }
}

/// The member is among those who must come.
pub(super) fn must_come(event: &Event) -> bool {
    event.attendance == Attendance::Must && event.in_scope
}

/// Sign-up is open at that moment.
pub(super) fn is_open(event: &Event, now: Moment) -> bool {
    takes_sign_ups(event, now) && is_before(event.sign_up_until, event, now)
}

/// The member may sign up, but for the deadline.
fn takes_sign_ups(event: &Event, now: Moment) -> bool {
    let takes = event.in_scope && event.attendance == Attendance::Voluntary;
    takes && event.cancelled.is_none() && now < event.ends
}

/// Whether a deadline lies ahead; where none is named it is the start.
pub fn is_before(until: Option<Moment>, event: &Event, now: Moment) -> bool {
    now < until.unwrap_or(event.starts)
}

/// Sign-up is closed by a clock that may be wrong: one can try all the same.
pub fn may_try<R>(event: &Event, stand: &Stand<R>, time: Time) -> bool {
    matches!(stand, Stand::Closed) && !time.sure && takes_sign_ups(event, time.now)
}

/// The revision that the member knows of, with what waits counted in.
pub fn known<R>(event: &Event, acts: &[Waiting<R>]) -> u32 {
    let noted = acts
        .iter()
        .filter(|it| it.act == Act::Acknowledge && it.stage != Stage::Refused);
    let revisions = noted.filter_map(|it| it.revision);
    revisions.chain([event.mine.seen]).max().unwrap_or_default()
}

/// Whether the member means to be there: signed up, offered, noted, or asked to come and not excused.
pub fn takes_part<R>(event: &Event, stand: &Stand<R>, absence: &Absence<R>) -> bool {
    let excused = matches!(absence, Absence::Asked(LeaveState::Granted));
    let means = matches!(stand.all_the_same(), Stand::Noted);
    event.cancelled.is_none() && !excused && (means || must_come(event) || stand.is_held())
}
