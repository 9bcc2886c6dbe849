//! What counts: one thing that a member did, or was asked to come to.

use super::decimal::Decimal;
use crate::domain::{day::Day, record::KindId};
use std::collections::BTreeMap;

/// One thing that a member did, or was asked to come to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Deed {
    /// The day that it counts on, and by its year in which year.
    pub day: Day,
    /// The record's key or the event's id; what has the same id is the same deed.
    pub id: String,
    /// When the office got to know it as it stands here, where that is known. Of two versions of a deed the later one
    /// counts; what came after a year was closed is told apart.
    pub arrived: Option<Day>,
    /// A record or an event.
    pub source: Source,
    /// The kind.
    pub kind: KindId,
    /// Where a record stands with the office; an event is as good as reviewed.
    pub stands: Stands,
    /// Whether the member was there; none of a record.
    pub came: Option<Came>,
    /// The member had to come.
    pub must: bool,
    /// What was filled in, by field; of an event `level`, `halves`, `hours` and the like.
    pub fields: BTreeMap<String, Field>,
}

/// Where a deed comes from, and so where a link to it leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// 履职记录
    Record,
    /// 活动
    Event,
}

/// Where a deed stands with the office.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stands {
    /// 已收到
    Received,
    /// 已审核
    Reviewed,
    /// 退回: it never counts.
    Returned,
}

/// Whether the member was there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Came {
    /// 已参加
    Attended,
    /// 迟到
    Late,
    /// 准假
    Excused,
    /// 缺席
    Absent,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Decimal),
    /// A choice or other text.
    Text(String),
    /// Several of them.
    List(Vec<Field>),
}

/// Longer text is no choice and no title: its beginning is kept, in characters.
const LONGEST_TEXT: usize = 200;

impl Field {
    /// Text as it was filled in.
    pub fn text(given: &str) -> Self {
        let end = || given.char_indices().nth(LONGEST_TEXT).map(|(at, _)| at);
        let long = given.len() > LONGEST_TEXT;
        let kept = long.then(end).flatten().and_then(|end| given.get(..end));
        Self::Text(kept.unwrap_or(given).to_owned())
    }

    /// The number in it.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Flag(_) | Self::Text(_) | Self::List(_) => None,
        }
    }
}

macro_rules! named {
    ($type:ident, $($variant:ident = $name:literal),+) => {
        impl $type {
            /// Every name, in order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// As files write it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Reads a name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
named!(Source, Record = "record", Event = "event");
named!(
    Stands,
    Received = "received",
    Reviewed = "reviewed",
    Returned = "returned"
);
named!(
    Came,
    Attended = "attended",
    Late = "late",
    Excused = "excused",
    Absent = "absent"
);
