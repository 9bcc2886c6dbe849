//! Who is here, and whether the backend knows.

use crate::domain::member::Member;
use leptos::prelude::*;

/// Where the app stands with its member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Settings and storage are being read.
    Starting,
    /// The settings could not be had: the app can't know its backend.
    Broken {
        /// For the office or the integrator: which file, which place.
        detail: String,
    },
    /// Nobody is signed in.
    SignedOut {
        /// Unsent items of the last member, locked on this phone.
        locked: u32,
    },
    /// The last member stays signed in behind a passphrase; whose partition it is, nobody sees before.
    Locked {
        /// Its unsent items.
        locked: u32,
    },
    /// The member's partition is open.
    Open(Member),
}

/// How long what is written lasts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// On this phone, and opens without a sign-in.
    Kept,
    /// On this phone, and opens with the passphrase.
    Passphrase,
    /// On this phone, locked when the page is closed.
    Locked,
    /// For this visit only: no storage, or no secure context.
    Visit,
}

/// Why a sign-in or a new password was not accepted, for words beside the form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SignInFault {
    /// Identity, password or code is wrong.
    Wrong,
    /// Too many tries.
    TooMany {
        /// Whole minutes to wait, at least 1.
        minutes: u32,
    },
    /// No answer.
    NoAnswer,
    /// The backend can't now.
    Busy,
    /// A captive portal answered.
    Stranger,
    /// A sign-in that is not typed here came to nothing, or to a question.
    Elsewhere {
        /// What is said.
        words: &'static str,
    },
    /// The backend answered outside its profile.
    Backend {
        /// Request, rule and first bytes.
        detail: String,
    },
}

/// An attempt to sign in or to set a password.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Attempt {
    /// None, or the last one succeeded.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// Failed.
    Failed(SignInFault),
    /// The password is set; sign in with it.
    PasswordSet,
}

/// The session's signals.
#[derive(Clone, Copy)]
pub struct Session {
    /// Where the app stands with its member.
    pub phase: RwSignal<Phase>,
    /// The start takes long: the store or the settings don't answer.
    pub slow: RwSignal<bool>,
    /// Something that was asked for could not be begun: its module did not come.
    pub undone: RwSignal<bool>,
    /// The partition is open but the backend no longer (or not yet) knows us: sending waits.
    pub expired: RwSignal<bool>,
    /// The attempt under way, or how the last one ended.
    pub attempt: RwSignal<Attempt>,
    /// How long what is written lasts.
    pub keeping: RwSignal<Keeping>,
    /// Unsent items of other accounts on this phone.
    pub others: RwSignal<u32>,
    /// Bytes used and free, once measured.
    pub space: RwSignal<Option<(f64, f64)>>,
    /// The backend holds events; as the last visit learned until its profile is read.
    pub holds_events: RwSignal<bool>,
    /// The backend tells what changed for the member; taken to be so until its profile is read, so that a page that names them does not jump.
    pub holds_notices: RwSignal<bool>,
    /// It notes sign-ups and decides nothing.
    pub only_wishes: RwSignal<bool>,
    /// It keeps neither photos nor files.
    pub no_photos: RwSignal<bool>,
    /// Members sign in elsewhere: nothing is typed here.
    pub elsewhere: RwSignal<bool>,
    /// No code of the office's becomes a password here.
    pub no_code: RwSignal<bool>,
    /// A new version of the app waits.
    pub update: RwSignal<bool>,
    /// The member was not shown around on this phone yet.
    pub new_here: RwSignal<bool>,
}

impl Session {
    /// The app before it has read anything.
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Starting),
            slow: RwSignal::new(false),
            undone: RwSignal::new(false),
            expired: RwSignal::new(false),
            attempt: RwSignal::new(Attempt::Idle),
            keeping: RwSignal::new(Keeping::Visit),
            others: RwSignal::new(0),
            space: RwSignal::new(None),
            holds_events: RwSignal::new(false),
            holds_notices: RwSignal::new(true),
            only_wishes: RwSignal::new(false),
            no_photos: RwSignal::new(false),
            elsewhere: RwSignal::new(false),
            no_code: RwSignal::new(false),
            update: RwSignal::new(false),
            new_here: RwSignal::new(false),
        }
    }

    /// Whether a member's partition is open.
    pub fn is_open(&self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Open(_)))
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}
