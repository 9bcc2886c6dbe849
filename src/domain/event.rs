//! What the body holds and a member signs up for (活动).

pub use super::act::Act;
use super::{answer::Answer, client_ref::ClientRef, moment::Moment, record::KindId};

/// The backend's name for an event; fit for an address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(String);

/// The text can't be the id of an event: empty, longer than 64, or with a sign that has no place in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of letters, digits, - and _")]
pub struct NotAnEventId;

impl EventId {
    /// Reads 1 to 64 letters, digits, `-` and `_`.
    pub fn parse(text: &str) -> Result<Self, NotAnEventId> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnEventId)
        }
    }

    /// As the backend wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// 主席会
    Chair,
    /// 常委会
    Standing,
    /// 专委会
    Committee,
    /// 界别
    Sector,
}

/// Whether a member must come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attendance {
    /// 应到: no sign-up; who can't come asks leave.
    Must,
    /// 自愿: by sign-up.
    Voluntary,
}

/// Where the members meet beforehand.
#[derive(Clone, PartialEq, Debug)]
pub struct Gathering {
    /// In words.
    pub place: String,
    /// When, where it is not the start.
    pub at: Option<Moment>,
    /// Degrees north and east (WGS 84), where known.
    pub point: Option<(f64, f64)>,
}

/// Whom to ask.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number, as text.
    pub phone: String,
}

/// A document of the event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// Where it lies; not yet checked for being a safe link.
    pub url: String,
}

/// Seats, of all or of one sector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seats {
    /// How many there are.
    pub all: u32,
    /// How many are taken or offered.
    pub taken: u32,
}

/// The seats of one 界别.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// The sector's name.
    pub sector: String,
    /// Its seats.
    pub seats: Seats,
}

/// What was changed after it was announced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changed {
    /// The time.
    Time,
    /// The place or the gathering point.
    Place,
    /// Something else.
    Other,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The revision that it made.
    pub revision: u32,
    /// When it was made.
    pub at: Moment,
    /// What it changed.
    pub what: Changed,
    /// As it was, in words.
    pub before: String,
    /// As it is, in words.
    pub after: String,
}

/// An event, with where its reader stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// The kind (`inspection`).
    pub kind: KindId,
    /// Who holds it, where the backend says so.
    pub level: Option<Level>,
    /// What it is called.
    pub title: String,
    /// What for; may be empty, like each text below.
    pub purpose: String,
    /// What happens when, line by line.
    pub agenda: String,
    /// Where.
    pub place: String,
    /// The way, in words.
    pub route: String,
    /// Where the members meet beforehand.
    pub gathering: Option<Gathering>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Its documents.
    pub papers: Vec<Paper>,
    /// When it begins.
    pub starts: Moment,
    /// When it ends; not before it begins.
    pub ends: Moment,
    /// Whether a member must come.
    pub attendance: Attendance,
    /// The form that a sign-up fills in; none: a press is enough.
    pub form: Option<KindId>,
    /// All seats; none: as many as come.
    pub seats: Option<Seats>,
    /// Seats by sector.
    pub quotas: Vec<Quota>,
    /// Until when one can sign up.
    pub sign_up_until: Option<Moment>,
    /// Until when a sign-up can be changed.
    pub change_until: Option<Moment>,
    /// Until when a sign-up can be cancelled.
    pub cancel_until: Option<Moment>,
    /// Grows with each change that a member must know of; the first is 1.
    pub revision: u32,
    /// The changes, oldest first.
    pub changes: Vec<Change>,
    /// Called off, with the reason, which may be empty.
    pub cancelled: Option<String>,
    /// Whether the reader is among those that it is for.
    pub in_scope: bool,
    /// What a leave does to the points, in the office's words; empty where it says nothing.
    pub leave_effect: String,
    /// Who decides about a leave, in words; empty where it says nothing.
    pub approver: String,
    /// Where its calendar file lies; empty where the backend has none.
    pub calendar: String,
    /// Where the reader stands.
    pub mine: Mine,
}

/// Where a member stands with an event, as the backend says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Mine {
    /// The sign-up.
    pub sign_up: Option<SignUp>,
    /// The leave.
    pub leave: Option<Leave>,
    /// When the member was checked in.
    pub checked_in: Option<Moment>,
    /// After the event: came (true) or was absent.
    pub attended: Option<bool>,
    /// The member's own code for the check-in desk: capital letters and digits without 0, O, 1, I; empty where there is none.
    pub code: String,
    /// The revision that the member has acknowledged.
    pub seen: u32,
}

/// A sign-up as the backend holds it.
#[derive(Clone, PartialEq, Debug)]
pub struct SignUp {
    /// The key under which it was sent; none where staff signed the member up.
    pub client_ref: Option<ClientRef>,
    /// Where it stands.
    pub place: Place,
    /// Who signed the member up, where it was not the member.
    pub by: String,
    /// When the backend took it.
    pub at: Moment,
    /// What was filled in: a group, by field.
    pub answers: Answer,
}

/// Whether a place is theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// 已报名
    Confirmed,
    /// 候补
    Waiting {
        /// 第 N 位, where told.
        position: Option<u32>,
    },
    /// A freed seat is held for the member, who must take it.
    Offered {
        /// Until then.
        until: Moment,
    },
    /// An offer that was not taken in time.
    Lapsed,
    /// Cancelled by the member or by staff.
    Cancelled,
    /// Noted by a backend that doesn't decide: 已提交，等待确认.
    Wish,
}

/// A leave as the backend holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leave {
    /// The key under which it was sent.
    pub client_ref: Option<ClientRef>,
    /// 待批, 准假, 未准, 已撤回.
    pub state: LeaveState,
    /// The reason's id in the form (`illness`).
    pub reason: String,
    /// The member's words.
    pub text: String,
    /// The approver's words.
    pub words: String,
    /// Who decided.
    pub by: String,
}

/// How far a leave has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeaveState {
    /// 待批
    Pending,
    /// 准假
    Granted,
    /// 未准
    Refused,
    /// 已撤回
    Withdrawn,
}

/// A leave that its reader is to decide about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// The backend's id of the leave.
    pub id: String,
    /// Of which event.
    pub event: EventId,
    /// What the event is called.
    pub title: String,
    /// When the event begins.
    pub starts: Moment,
    /// Who asks.
    pub who: String,
    /// Their 界别; may be empty.
    pub sector: String,
    /// The reason's id in the form.
    pub reason: String,
    /// Their words.
    pub text: String,
    /// Keys of what they attached.
    pub photos: Vec<ClientRef>,
    /// When the backend took it.
    pub at: Moment,
    /// 待批, or what was decided.
    pub state: LeaveState,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_fits_an_address() {
        assert!(EventId::parse("r4nd0m_id-7").is_ok());
        for text in ["", "a/b", "活动", "a b", &"x".repeat(65)] {
            assert_eq!(EventId::parse(text), Err(NotAnEventId), "{text}");
        }
    }
}
