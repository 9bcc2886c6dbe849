//! What a person asks for by a press.

use super::{
    checkup::Checkup,
    cosigning::{Cosigning, Done},
    helper::Helper,
    looks::Looks,
    making::{Making, ReportAsk},
    news::Newsletter,
    outlook::Outlook,
    progress::Courses,
    published::Published,
    reports::Reports,
    rules_file::RulesFile,
    sharing::{ShareAsk, Shared},
    versions::{Versions, VersionsAsk},
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        event::{Act, EventId},
        file::File,
        record::{Entry, KindId},
        spot::Spot,
        statement::Statement,
    },
    route::Route,
};
use leptos::prelude::RwSignal;
use std::{rc::Rc, sync::Arc};

pub use super::asks::Asks;

/// What becomes of unsent items at sign-out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsent {
    /// Send them first; stay signed in if that fails.
    Send,
    /// They wait, locked, for their owner.
    Keep,
    /// They and all else of this member are deleted from the phone.
    Erase,
}

/// What a later start without a network needs, as the member chose at sign-in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keep {
    /// It can't be: the next start asks for a sign-in.
    No,
    /// 在本机保持登录
    Open,
    /// 在本机保持登录, behind this passphrase.
    Passphrase(String),
}

/// Whether a passphrase has fewer than six characters, and is there at all.
pub fn is_short(passphrase: &str) -> bool {
    (1..6).contains(&passphrase.trim().chars().count())
}

/// What the pages that look closer at the queue ask for.
#[derive(Clone, Debug)]
pub enum OutboxAsk {
    /// When is each tried next, and may what was received be changed?
    Look,
    /// 更正 of a received record: a draft of the change is opened.
    Amend(ClientRef),
    /// 撤回 of a received record: the form that asks why is opened.
    Retract(ClientRef),
    /// 是我做的 of a record that the office wrote down; 不对 opens the form that asks what.
    Confirm {
        /// The record.
        of: ClientRef,
        /// 是我做的
        right: bool,
    },
    /// 先不发: nothing more goes until a press on 继续发送.
    Hold,
    /// 立即发送, this one; again where nobody knows whether it arrived.
    SendOne(ClientRef),
    /// Send an item on whose change clashes: its owner's own side in these fields, the backend's in the others.
    Resolve {
        /// Which.
        id: ClientRef,
        /// The fields.
        mine: Vec<String>,
    },
    /// A file of one item, or of all that is not received, with photos.
    ExportFile(Option<ClientRef>),
    /// A text of all that is not received, without photos.
    ExportText,
    /// Copy a text, which the element of this id shows.
    Copy {
        /// What to copy.
        text: String,
        /// Selected where there is no clipboard.
        shown_by: &'static str,
    },
    /// Take in a file.
    ImportFile(leptos::web_sys::File),
    /// Take in a text.
    ImportText(String),
    /// Check this phone.
    Examine,
    /// What is asked about files.
    File(Rc<FileAsk>),
}

/// What is asked about the files beside photos.
#[derive(Debug)]
pub enum FileAsk {
    /// Take files into a draft.
    Attach {
        /// The draft.
        draft: ClientRef,
        /// The key of the field that lists them.
        field: String,
        /// What the person chose.
        files: Vec<leptos::web_sys::File>,
        /// How many the form allows in all.
        most: usize,
    },
    /// Take a file out of a draft.
    Detach {
        /// The draft.
        draft: ClientRef,
        /// The file.
        file: ClientRef,
    },
    /// Hand a file to the browser: from the phone, else from the backend.
    Hand(File),
}

/// What the pages of the events ask for.
#[derive(Clone, Debug)]
pub enum EventAsk {
    /// Fetch the events of a year.
    Read(u16),
    /// Fetch once more what was fetched, where that may say something new.
    Again(Again),
    /// Fetch what the member is to decide about.
    Requests,
    /// Fetch the forms of acts.
    Forms,
    /// Open a form about an event.
    Begin {
        /// The form's kind.
        kind: KindId,
        /// Which event.
        event: EventId,
    },
    /// Do what needs no form.
    Do {
        /// What.
        act: Act,
        /// With which event.
        event: EventId,
        /// The answers beside the event's id.
        answers: Vec<(&'static str, Answer)>,
    },
    /// A refusal was read: it goes.
    Dismiss(ClientRef),
    /// Hand a calendar file to the browser.
    SaveFile {
        /// What is in it.
        text: String,
        /// What it is called.
        name: String,
        /// Set where no file comes of it.
        refused: RwSignal<bool>,
    },
    /// Say whether a code can be looked for; asked again, look for one with the camera. The text that it holds goes into
    /// the signal of the page.
    Scan(RwSignal<Scan>),
}

/// A number of an answer sheet that a member disputes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disputed {
    /// The year of the sheet.
    pub year: u16,
    /// What tells the row from the others of the sheet.
    pub row: String,
    /// The row in words.
    pub about: String,
    /// The rule behind it, with its version.
    pub rule: Option<(String, u32)>,
}

/// What a member answers to a step of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepAnswer {
    /// The record.
    pub record: ClientRef,
    /// The id of the step that the answer is.
    pub step: String,
    /// The record and the step in words.
    pub about: String,
    /// What the form asks for.
    pub asks: &'static str,
}

/// What the page of the year asks for, beside its rules; and of the steps of records, which the rules look at too.
#[derive(Clone, Debug)]
pub enum SheetAsk {
    /// 有异议: open the form about a row; the one that was begun already, if there is one.
    Dispute(Disputed),
    /// Read the office's own sum of a year into the page's signal, from the phone first.
    Statement(u16, RwSignal<Option<Arc<Statement>>>),
    /// Read how far the records of a year have come into the page's signal, from the phone first.
    Progress(u16, RwSignal<Courses>),
    /// Read what changed for the member into the page's signal, from the phone first; `true`: whatever was read a moment ago.
    Notices(RwSignal<Newsletter>, bool),
    /// All up to this one were seen.
    Seen(u64, RwSignal<Newsletter>),
    /// Open the form of an answer; the one that was begun already, if there is one.
    Answer(StepAnswer),
    /// Read who co-signs what into the page's signal, from the phone first.
    Cosigning(RwSignal<Cosigning>),
    /// Open the form that asks whom to invite to co-sign a record; the one that was begun already, if there is one.
    Invite(ClientRef),
    /// 附议 and what else of it needs no form.
    Cosign(Done),
    /// Say whether the self-check of an integrator is switched on; `true`: and go its round.
    Check(RwSignal<Checkup>, bool),
    /// What the annual report asks for; the answers go into the page's own signal.
    Report(ReportAsk, RwSignal<Making>),
    /// Say how the office is reached.
    Office(RwSignal<Helper>),
    /// What is asked about photos that were shared into the app; the answers go into the page's own signal.
    Share(ShareAsk, RwSignal<Shared>),
    /// Say who of the office looked.
    Looks(RwSignal<Looks>),
    /// The guide was seen or skipped: this member is not shown it again on this phone.
    Guided,
    /// Whether faults of the app are reported; the choice of it, where one is made.
    Reports(RwSignal<Reports>, Option<bool>),
}

/// Why events are fetched once more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// The app is looked at again.
    Shown,
    /// A minute has gone by while it is looked at.
    Minute,
}

/// How the look for a code goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Scan {
    /// The browser can't look for codes by itself, or nobody has asked yet.
    #[default]
    Unable,
    /// Not now.
    Idle,
    /// The camera looks.
    Looking,
    /// No camera, or it is refused.
    Failed,
    /// This was read.
    Read(String),
}

/// What is asked of the platform's voice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aloud {
    /// Is there one for the language?
    Look,
    /// Read the page.
    Read,
    /// Be quiet.
    Hush,
}

/// How the look for the phone's place goes.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Locating {
    /// Nobody has asked yet.
    #[default]
    Idle,
    /// The browser looks, or asks whether it may.
    Looking,
    /// Here.
    Found(Spot),
    /// The person or the phone does not let it.
    Refused,
    /// The phone can't tell where it is.
    Unknown,
    /// It took too long.
    Late,
}

/// One wish. It is answered by signals, never by a value.
#[derive(Debug)]
pub enum Ask {
    /// Sign in.
    SignIn {
        /// Member number or e-mail.
        identity: String,
        /// As typed.
        password: String,
        /// What stays on this phone.
        keep: Keep,
    },
    /// Open what a passphrase locks on this phone.
    Unlock {
        /// As typed.
        passphrase: String,
    },
    /// Activate an account or set a new password with the office's code.
    SetPassword {
        /// Member number or e-mail.
        identity: String,
        /// The one-time code.
        code: String,
        /// The new password.
        password: String,
    },
    /// Sign out.
    SignOut(Unsent),
    /// Fetch the records of a year.
    Refresh(u16),
    /// Read the catalog whole: the form that is wanted needs what the first reading leaves alone.
    Forms,
    /// Log something again: a new draft of a kind with each of these answers.
    Again(KindId, Vec<Answer>),
    /// Say where the phone is, into the signal of the field that asks.
    Locate(RwSignal<Locating>),
    /// Begin an entry of a kind: [`super::desk::Desk::begun`] holds it; nothing is kept before the first word.
    Begin(KindId),
    /// A draft is opened for writing: what is saved from now on is made from what it says now.
    Open(ClientRef),
    /// Keep the answers of a draft as they are now; its photos are the browser's own business.
    SaveDraft(Entry),
    /// Take photos into a draft.
    AddPhotos {
        /// The draft.
        draft: ClientRef,
        /// What the person chose.
        files: Vec<leptos::web_sys::File>,
        /// How many the form allows in all.
        most: usize,
    },
    /// Take a photo out of a draft.
    RemovePhoto {
        /// The draft.
        draft: ClientRef,
        /// The photo.
        photo: ClientRef,
    },
    /// Bytes of a photo for showing: from the phone, else from the backend.
    ShowPhoto(ClientRef),
    /// Delete a draft; it can be undone until the next screen.
    Discard(ClientRef),
    /// Bring the draft back that was discarded last.
    UndoDiscard,
    /// Freeze an entry and queue it.
    Submit(Entry),
    /// Open an item that was not received for writing again.
    Edit(ClientRef),
    /// Delete an item that was not received.
    Withdraw(ClientRef),
    /// 立即发送
    SendNow,
    /// What the outbox page and the check of this phone ask for; the answers go into the page's own signal.
    Outbox(OutboxAsk, RwSignal<Outlook>),
    /// What the page of a draft asks about what it said before; the answers go into its own signal.
    Versions(VersionsAsk, RwSignal<Versions>),
    /// What the pages of the events ask for.
    Event(EventAsk),
    /// Read the rules that a year is scored by into the page's own signal.
    Rules(RwSignal<RulesFile>),
    /// What the page of the year asks for.
    Sheet(SheetAsk),
    /// Fetch what the districts published, for the page that shows it.
    Published(RwSignal<Published>),
    /// What 读给我听 asks for; what comes of it stands in the settings.
    Aloud(Aloud),
    /// Take the new version of the app that is waiting.
    Update,
    /// Measure the space taken and free.
    Measure,
    /// Go to a screen.
    Go(Route),
}
