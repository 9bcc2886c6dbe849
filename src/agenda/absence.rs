//! Where a leave stands.

use super::standing::{Stage, Waiting, is_shown};
use crate::domain::event::{Act, Event, LeaveState};

/// What a leave comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Absence<R> {
    /// None was asked for, or it was withdrawn.
    None,
    /// Noted, not sent yet.
    Noted,
    /// As the backend says.
    Asked(LeaveState),
    /// A withdrawal, not sent yet.
    WithdrawNoted,
    /// The backend refused the request itself; the row stays until it was read.
    Refused(Waiting<R>),
}

impl<R> Absence<R> {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting<R>> {
        match self {
            Self::Refused(waiting) => Some(waiting),
            Self::None | Self::Noted | Self::Asked(_) | Self::WithdrawNoted => None,
        }
    }
}

/// Where the leave stands.
pub fn absence<R: Clone>(event: &Event, acts: &[Waiting<R>]) -> Absence<R> {
    let last = acts
        .iter()
        .rfind(|it| matches!(it.act, Act::Leave | Act::LeaveWithdraw) && !is_shown(event, it));
    if let Some(it) = last {
        return match (&it.stage, it.act) {
            (Stage::Refused, _) => Absence::Refused(it.clone()),
            (Stage::Waits, Act::Leave) => Absence::Noted,
            (Stage::Waits, _) => Absence::WithdrawNoted,
            (Stage::Done { .. } | Stage::InLine(_), Act::Leave) => {
                Absence::Asked(LeaveState::Pending)
            }
            (Stage::Done { .. } | Stage::InLine(_), _) => Absence::None,
        };
    }
    match event.mine.leave.as_ref().map(|leave| leave.state) {
        None | Some(LeaveState::Withdrawn) => Absence::None,
        Some(state) => Absence::Asked(state),
    }
}
