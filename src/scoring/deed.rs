//! What counts: one thing that a member did, or was asked to come to.

use super::decimal::Decimal;
use crate::domain::{day::Day, record::KindId};
use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

/// One thing that a member did, or was asked to come to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Deed {
    /// Which; shared with the rows that come of it, of which a long year has many.
    pub of: Arc<DeedRef>,
    /// When the office got to know it as it stands here, where that is known. Of two versions of a deed the later one
    /// counts; what came after a year was closed is told apart.
    pub arrived: Option<Day>,
    /// Where a record stands with the office; an event is as good as reviewed.
    pub stands: Stands,
    /// Whether the member was there; none of a record.
    pub came: Option<Came>,
    /// The member had to come.
    pub must: bool,
    /// What was filled in, by field; of an event `level`, `halves`, `hours` and the like.
    pub fields: Fields,
}

impl Deed {
    /// Of something written down: it has no attendance.
    pub(super) fn written(of: DeedRef, stands: Stands, fields: Fields) -> Self {
        Self {
            of: of.into(),
            arrived: None,
            stands,
            came: None,
            must: false,
            fields,
        }
    }
}

impl Deref for Deed {
    type Target = DeedRef;

    fn deref(&self) -> &DeedRef {
        &self.of
    }
}

impl DerefMut for Deed {
    fn deref_mut(&mut self) -> &mut DeedRef {
        Arc::make_mut(&mut self.of)
    }
}

/// A deed, as a link needs it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DeedRef {
    /// The day that it counts on, and by its year in which year.
    pub day: Day,
    /// The record's key, the event's or the invitation's id; what has the same id is the same deed.
    pub id: String,
    /// A record or an event.
    pub source: Source,
    /// The kind.
    pub kind: KindId,
}

/// Where a deed comes from, and so where a link to it leads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// 履职记录
    Record,
    /// 活动
    Event,
    /// 附议: another member's record under which the member's name stands.
    Cosigned,
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

/// Fields by name, in the order of the names: a deed has few, and a tree of them is ten times as large.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Fields(Vec<(Arc<str>, Field)>);

impl Fields {
    /// What the field holds.
    pub fn get(&self, name: &str) -> Option<&Field> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, held)| held)
    }

    /// Fills a field in, in place of what it held.
    pub fn insert(&mut self, name: Arc<str>, held: Field) {
        match self.place(&name) {
            Ok(place) => {
                if let Some((_, known)) = self.0.get_mut(place) {
                    *known = held;
                }
            }
            Err(place) => self.0.insert(place, (name, held)),
        }
    }

    /// Each with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.0.iter().map(|(name, held)| (&**name, held))
    }

    /// Where the name is, or belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(name))
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Field)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, Field)>>(from: I) -> Self {
        let mut fields = Self::default();
        for (name, held) in from {
            fields.insert(name.into(), held);
        }
        fields
    }
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(Decimal),
    /// A choice or other text.
    Text(Arc<str>),
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
        Self::Text(kept.unwrap_or(given).into())
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
named!(
    Source,
    Record = "record",
    Event = "event",
    Cosigned = "cosigned"
);
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
