//! What a member did and logs (履职记录).

use super::{
    answer::Answer, client_ref::ClientRef, confirmation, cosigning, day::Day, dispute, file,
    logged::Logged, moment::Moment, step, withdrawal,
};
use std::sync::Arc;

/// A kind of duty, by its id in the catalog (`reading_share`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KindId(pub String);

impl KindId {
    /// Whether what is logged under it is a duty; else it speaks about another entry, and nothing counts it.
    pub fn is_duty(&self) -> bool {
        let speaks = matches!(
            self.0.as_str(),
            dispute::KIND | step::KIND | withdrawal::KIND | confirmation::KIND | cosigning::KIND
        );
        !speaks
    }
}

/// A photo or a file as it is kept and sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Photo {
    /// Its own key: sending it again changes nothing.
    pub id: ClientRef,
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u32,
    /// `image/jpeg`, `image/png` or `image/webp`; [`file::MIME`] for a file, whose name stands among the answers.
    pub mime: String,
}

impl Photo {
    /// Whether it is a file, which no page shows as a picture.
    pub fn is_file(&self) -> bool {
        self.mime == file::MIME
    }
}

/// What the member wrote: a draft while it changes, frozen when it is submitted.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// Minted at the first autosave.
    pub client_ref: ClientRef,
    /// The kind of duty.
    pub kind: KindId,
    /// The version of the form that was filled in.
    pub form_version: u32,
    /// The day of the duty; a draft may have none yet.
    pub day: Option<Day>,
    /// A group, by field.
    pub answers: Answer,
    /// In the order chosen; files among them.
    pub photos: Vec<Photo>,
    /// When the phone says that it was submitted; for information only.
    pub captured_at: Option<Moment>,
}

/// Where a received record stands with the office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// 已收到
    Received,
    /// 已审核
    Reviewed {
        /// The office's words; often empty.
        words: String,
    },
    /// 退回, with the office's reason.
    Returned {
        /// The office's words.
        reason: String,
    },
    /// 已撤回, with the member's reason.
    Withdrawn {
        /// The member's words.
        reason: String,
    },
}

impl Standing {
    /// Whether a record that stands so is counted.
    pub fn counts(&self) -> bool {
        match self {
            Self::Received | Self::Reviewed { .. } => true,
            Self::Returned { .. } | Self::Withdrawn { .. } => false,
        }
    }

    /// Whether its member took it back.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self, Self::Withdrawn { .. })
    }

    /// Whether its member may still change or withdraw it.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Received | Self::Returned { .. } => true,
            Self::Reviewed { .. } | Self::Withdrawn { .. } => false,
        }
    }
}

/// A record as the backend holds it.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// The key under which it was sent.
    pub client_ref: ClientRef,
    /// The kind of duty.
    pub kind: KindId,
    /// The version of the form that was filled in.
    pub form_version: u32,
    /// The day of the duty.
    pub day: Day,
    /// A group, by field.
    pub answers: Answer,
    /// Keys of photos and files, in order.
    pub photos: Vec<ClientRef>,
    /// The receipt number, where the backend gives one.
    pub receipt: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// 代填: the office wrote it down.
    pub logged: Option<Arc<Logged>>,
}
