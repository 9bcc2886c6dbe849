//! Who of the office looked at what is a member's, as the backend tells it.

use super::{client_ref::ClientRef, moment::Moment};

/// What one of the office was shown on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// Who.
    pub by: String,
    /// What.
    pub seen: Seen,
    /// The record, where it was one.
    pub record: Option<ClientRef>,
    /// When it was last.
    pub at: Moment,
    /// How often that day.
    pub times: u32,
}

/// What was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// One record.
    Record,
    /// A list of records.
    Records,
    /// A photo or a file.
    Photo,
    /// Name, number, sector and what else describes the member.
    Personal,
    /// The office's sum of a year.
    Points,
    /// Sign-ups, leaves, attendance.
    Events,
    /// All of a year, taken out as a file.
    Export,
    /// Something that this version does not know.
    Other,
}

impl Seen {
    /// Their names.
    pub const NAMES: [&'static str; 7] = [
        "record", "records", "photo", "personal", "points", "events", "export",
    ];
    /// What each of [`Seen::NAMES`] names.
    pub const ALL: [Self; 7] = [
        Self::Record,
        Self::Records,
        Self::Photo,
        Self::Personal,
        Self::Points,
        Self::Events,
        Self::Export,
    ];
}
