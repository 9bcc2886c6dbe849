//! What a member does about an event.

use super::{
    event::EventId,
    record::{Entry, KindId},
};

/// What a member does about an event. It goes through the outbox as an entry whose kind is the act's name and whose answer
/// [`Act::EVENT`] is the event's id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// 报名: kinds `signup` and `signup_…`, as the event's form says.
    SignUp,
    /// 取消报名, 退出候补, or an offer declined.
    Cancel,
    /// A freed seat is taken.
    Accept,
    /// 请假
    Leave,
    /// 撤回请假
    LeaveWithdraw,
    /// 签到, with the code of the place in the answer `code`.
    CheckIn,
    /// 我已知晓, of the revision in the answer `revision`.
    Acknowledge,
    /// 准假 or 不准: answers `leave`, `grant`, `words`.
    Decide,
}

impl Act {
    /// The answer that holds the event's id.
    pub const EVENT: &'static str = "event";
    /// The answer that holds a revision of the event: the one that was read, or the one that a sign-up was made from.
    pub const REVISION: &'static str = "revision";

    /// The act of an entry of this kind; `None`: it is a record.
    pub fn of(kind: &KindId) -> Option<Self> {
        Some(match kind.0.as_str() {
            "cancel" => Self::Cancel,
            "accept" => Self::Accept,
            "leave" => Self::Leave,
            "leave_withdraw" => Self::LeaveWithdraw,
            "checkin" => Self::CheckIn,
            "acknowledge" => Self::Acknowledge,
            "decide" => Self::Decide,
            name => {
                let rest = name.strip_prefix("signup")?;
                if !(rest.is_empty() || rest.starts_with('_')) {
                    return None;
                }
                Self::SignUp
            }
        })
    }

    /// The kind of an entry that is this act; a sign-up may be of the event's own form instead.
    pub fn kind(self) -> KindId {
        let name = match self {
            Self::SignUp => "signup",
            Self::Cancel => "cancel",
            Self::Accept => "accept",
            Self::Leave => "leave",
            Self::LeaveWithdraw => "leave_withdraw",
            Self::CheckIn => "checkin",
            Self::Acknowledge => "acknowledge",
            Self::Decide => "decide",
        };
        KindId(name.to_owned())
    }

    /// The event that an act is about; `None`: it is no act, or names none.
    pub fn event_of(entry: &Entry) -> Option<EventId> {
        Self::of(&entry.kind)?;
        Self::event_in(entry)
    }

    /// The event that an entry names, be it an act or a record of what came of one.
    pub fn event_in(entry: &Entry) -> Option<EventId> {
        EventId::parse(text(entry, Self::EVENT)?).ok()
    }

    /// The leave that a decision is about.
    pub fn leave_of(entry: &Entry) -> Option<&str> {
        text(entry, "leave")
    }
}

fn text<'a>(entry: &'a Entry, field: &str) -> Option<&'a str> {
    entry.answers.field(field)?.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_known_by_its_kind() {
        for act in [
            Act::SignUp,
            Act::Cancel,
            Act::Accept,
            Act::Leave,
            Act::LeaveWithdraw,
            Act::CheckIn,
            Act::Acknowledge,
            Act::Decide,
        ] {
            assert_eq!(Act::of(&act.kind()), Some(act));
        }
        let of = |name: &str| Act::of(&KindId(name.to_owned()));
        assert_eq!(of("signup_trip"), Some(Act::SignUp));
        assert_eq!((of("signups"), of("reading_share")), (None, None));
    }
}
