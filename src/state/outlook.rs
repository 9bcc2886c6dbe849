//! What is known of the queue beside its rows, on the pages that look closer: asked for, and answered here.

use super::desk::SaveFault;
use crate::{
    domain::{client_ref::ClientRef, moment::Moment},
    outbox::outlook::NextTry,
    stored::export::{ImportError, TakenIn},
};

/// All of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outlook {
    /// When each row is tried next, as of `as_of`.
    pub tries: Vec<(ClientRef, NextTry)>,
    /// When that was so.
    pub as_of: Moment,
    /// The backend lets members change what was received.
    pub takes_changes: bool,
    /// The backend lets members withdraw what was received.
    pub takes_withdrawals: bool,
    /// The export that was asked for last.
    pub export: Exporting,
    /// Whether the clipboard took what was to be copied; `None` where nothing was.
    pub copied: Option<bool>,
    /// The import that was asked for last.
    pub import: Importing,
    /// The last check of this phone.
    pub health: Option<Health>,
    /// The files that were chosen last.
    pub attaching: Attaching,
}

/// How files are taken into a draft.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attaching {
    /// How many are being read.
    pub busy: usize,
    /// How many of those that were chosen are kept.
    pub kept: usize,
    /// By name, those that were not taken.
    pub refused: Vec<(String, FileFault)>,
}

/// Why a file was not taken, or can't be handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileFault {
    /// Not of a kind that is taken, or not what its ending says.
    WrongKind,
    /// Larger than one file may be.
    TooLarge,
    /// With the others, larger than all of a draft may be.
    TooLargeTogether,
    /// More than the form allows.
    TooMany,
    /// Empty, or the browser can't read it.
    Unreadable,
    /// No secure context: nothing can be digested or kept.
    Insecure,
    /// The draft that it belongs to could not be written.
    NotKept,
    /// No space on the phone.
    Full,
    /// Neither on the phone nor to be had from the backend now.
    NotThere,
}

/// How an export goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Exporting {
    /// None was asked for.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// There was nothing to export.
    Nothing,
    /// Handed to the browser.
    Saved {
        /// How many files.
        files: usize,
        /// Photos that could not be read.
        lost: usize,
    },
    /// To be copied.
    Text {
        /// The whole text.
        text: String,
        /// Photos that it leaves out.
        photos: usize,
    },
    /// The store or the browser refused.
    Failed,
}

/// How an import goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Importing {
    /// None was asked for.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// What came of it.
    Done(TakenIn),
    /// Nothing was changed, for what was given.
    Refused(ImportError),
    /// Nothing was changed, for the store could not.
    Failed(SaveFault),
}

/// The last exchange with the backend.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contact {
    /// When it ended.
    pub at: Moment,
    /// Its status; `None` where no answer came.
    pub status: Option<u16>,
    /// By how much the phone's clock was ahead of the backend's, in milliseconds; `None` where the backend did not tell.
    pub ahead_ms: Option<i64>,
}

/// The backend's version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Version {
    /// Being asked for.
    Asking,
    /// As it said.
    Told(String),
    /// It did not say.
    Unknown,
}

/// What a check of this phone found; `None` is what can't be known here.
#[derive(Clone, PartialEq, Debug)]
pub struct Health {
    /// Whether the browser promised not to clear what is stored.
    pub persisted: Option<bool>,
    /// Bytes used and free.
    pub space: Option<(f64, f64)>,
    /// The last exchange since the page was opened.
    pub contact: Option<Contact>,
    /// The backend's version.
    pub backend: Version,
    /// Whether a service worker is in charge of the page.
    pub worker: bool,
    /// The browser's hint.
    pub online: bool,
}
