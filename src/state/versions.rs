//! 以前的版本 of the draft that is open: asked for, and answered into the page's own signal.

use crate::{
    domain::{client_ref::ClientRef, record::Entry},
    stored::former::{Former, Version},
};

/// What the page of a draft asks for.
#[derive(Clone, Debug)]
pub enum VersionsAsk {
    /// Which are there?
    List(ClientRef),
    /// What does this one say?
    Open(ClientRef),
    /// Put words into the draft that it said before; those that stand in the form make way, as a version.
    Restore {
        /// What stands in the form.
        present: Box<Entry>,
        /// What shall stand there.
        wanted: Box<Entry>,
    },
}

/// What was answered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Versions {
    /// Those that are there, the newest last.
    pub list: Option<Vec<Former>>,
    /// What was asked for says this; `Some(None)` where it is gone or can't be read.
    pub opened: Option<Option<Version>>,
    /// Whether what was wanted is on disk now.
    pub restored: Option<bool>,
}
