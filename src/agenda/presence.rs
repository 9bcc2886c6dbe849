//! Where the check-in stands.

use super::standing::{Stage, Waiting};
use crate::domain::{
    event::{Act, Event},
    moment::Moment,
};

/// What the check-in comes to.
#[derive(Clone, PartialEq, Debug)]
pub enum Presence<R> {
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
    Refused(Waiting<R>),
}

impl<R> Presence<R> {
    /// The act that was refused.
    pub fn refused(&self) -> Option<&Waiting<R>> {
        match self {
            Self::Refused(waiting) => Some(waiting),
            Self::None | Self::Noted { .. } | Self::In(_) => None,
        }
    }
}

/// Where the check-in stands.
pub fn presence<R: Clone>(event: &Event, acts: &[Waiting<R>]) -> Presence<R> {
    if let Some(at) = event.mine.checked_in {
        return Presence::In(Some(at));
    }
    match acts.iter().rfind(|it| it.act == Act::CheckIn) {
        None => Presence::None,
        Some(it) => match it.stage {
            Stage::Refused => Presence::Refused(it.clone()),
            Stage::Done { .. } | Stage::InLine(_) => Presence::In(None),
            Stage::Waits => Presence::Noted { at: it.at },
        },
    }
}
