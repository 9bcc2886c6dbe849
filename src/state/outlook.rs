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
    /// The browser lets no file through.
    HeldBack,
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
        /// Whether it is the only way: the browser lets no file through.
        alone: bool,
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
    /// When an answer of success came last since the page was opened.
    pub good: Option<Moment>,
    /// By how much the phone's clock was ahead of the backend's, in milliseconds; `None` where the backend did not tell.
    pub ahead_ms: Option<i64>,
}

/// What the backend says when it is asked how it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Being asked.
    Asking,
    /// It does its work; its version, where it tells one.
    Well(Option<String>),
    /// The profile has no question for that.
    NoQuestion,
    /// How the backend is spoken to could not be fetched.
    NoProfile,
    /// No answer.
    Silent,
    /// It can't now.
    Busy,
    /// It refuses, or wants another version of the app.
    Refused,
    /// Something answered that is not this backend.
    Stranger,
}

/// The backend, as the profile describes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Described {
    /// The preset of the profile.
    pub name: String,
    /// The file of this site, or the address, that the profile was read from.
    pub file: String,
    /// The backend's address.
    pub backend: String,
}

/// A build of the app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Build {
    /// Its version.
    pub version: String,
    /// The id of its files.
    pub id: String,
}

/// What this site has for whoever opens it next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Live {
    /// Being asked for.
    Asking,
    /// This build.
    Told(Build),
    /// It does not say, or there is no network.
    Unknown,
}

/// What a browser can do that the app makes use of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ability {
    /// A service worker: it opens without a network.
    Worker,
    /// A database.
    Store,
    /// Cryptography.
    Cipher,
    /// Copying by a press.
    Clipboard,
    /// Saving a file.
    Download,
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
    /// The build that runs; its id is empty where the page does not carry it.
    pub build: Build,
    /// The build that the site has.
    pub live: Live,
    /// How the backend is spoken to; `None` where that is not known.
    pub described: Option<Described>,
    /// How the backend is.
    pub reach: Reach,
    /// Whether a service worker is in charge of the page.
    pub worker: bool,
    /// The browser's hint.
    pub online: bool,
    /// The family of the browser.
    pub browser: &'static str,
    /// What it can't do.
    pub lacks: Vec<Ability>,
    /// The address of the page's site.
    pub here: String,
}
