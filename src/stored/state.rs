//! Where an item stands, version 1.

use crate::{domain::moment::Moment, outbox::item::State};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StateV1 {
    Draft,
    Queued,
    Sending,
    RetryWait {
        not_before: i64,
        told: bool,
    },
    Accepted {
        not_before: i64,
    },
    NeedsFix {
        words: String,
        fields: Vec<(String, String)>,
    },
    TooLarge,
    PhotoLost,
    Conflict {
        words: String,
    },
    Declined {
        words: String,
    },
    Waitlisted {
        position: Option<u32>,
    },
    UpgradeNeeded,
    Done {
        receipt: Option<String>,
    },
}

impl StateV1 {
    pub(super) fn from_state(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Queued => Self::Queued,
            State::Sending => Self::Sending,
            State::RetryWait { not_before, told } => Self::RetryWait {
                not_before: not_before.0,
                told,
            },
            State::Accepted { not_before } => Self::Accepted {
                not_before: not_before.0,
            },
            State::NeedsFix { words, fields } => Self::NeedsFix { words, fields },
            State::TooLarge => Self::TooLarge,
            State::PhotoLost => Self::PhotoLost,
            State::Conflict { words } => Self::Conflict { words },
            State::Declined { words } => Self::Declined { words },
            State::Waitlisted { position } => Self::Waitlisted { position },
            State::UpgradeNeeded => Self::UpgradeNeeded,
            State::Done { receipt } => Self::Done { receipt },
        }
    }

    pub(super) fn into_state(self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Queued => State::Queued,
            Self::Sending => State::Sending,
            Self::RetryWait { not_before, told } => State::RetryWait {
                not_before: Moment(not_before),
                told,
            },
            Self::Accepted { not_before } => State::Accepted {
                not_before: Moment(not_before),
            },
            Self::NeedsFix { words, fields } => State::NeedsFix { words, fields },
            Self::TooLarge => State::TooLarge,
            Self::PhotoLost => State::PhotoLost,
            Self::Conflict { words } => State::Conflict { words },
            Self::Declined { words } => State::Declined { words },
            Self::Waitlisted { position } => State::Waitlisted { position },
            Self::UpgradeNeeded => State::UpgradeNeeded,
            Self::Done { receipt } => State::Done { receipt },
        }
    }
}
