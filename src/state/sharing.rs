//! Photos that were shared into the app, on the pages that tell of them: asked for, and answered here.

use crate::domain::{moment::Moment, record::KindId};

/// What waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shared {
    /// How many photos; `None` while they are looked for.
    pub photos: Option<usize>,
    /// When the last of them came.
    pub at: Moment,
    /// They could not be taken.
    pub failed: bool,
}

/// What becomes of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ShareAsk {
    /// Say what waits.
    Look,
    /// Into a new draft of this kind.
    Take(KindId),
    /// Nobody wants them.
    Discard,
}
