//! 代填: what a member says to what the office wrote down, and how far that came.

use super::{
    at::At,
    desk::{Pile, pile_of},
    telling::{self, Told, Tone, isolated, quoting},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        confirmation::said_of,
        lang::Lang,
        logged::{Logged, Said},
        record::Record,
    },
    i18n::{fill, intl, logged::logged as own_words},
    outbox::item::State,
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How far it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The member has said nothing.
    Open,
    /// What is wrong is being written.
    Draft(ClientRef),
    /// It is on its way.
    Going {
        /// Its entry.
        id: ClientRef,
        /// 是我做的
        right: bool,
    },
    /// It needs its owner.
    Needing(ClientRef),
    /// The office has it; the record does not say so yet.
    Received {
        /// 是我做的
        right: bool,
        /// Its receipt number.
        receipt: Option<String>,
    },
    /// The record says 是我做的.
    Right,
    /// The record says 不对.
    Wrong(String),
}

impl Stage {
    /// Whether a word of the member's is still wanted.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Open | Self::Draft(_) | Self::Needing(_) => true,
            Self::Going { .. } | Self::Received { .. } | Self::Right | Self::Wrong(_) => false,
        }
    }
}

/// What the member said about records, as the phone knows it.
#[derive(PartialEq)]
pub struct Heard {
    desk: BTreeMap<ClientRef, Stage>,
    /// Whether it is right, with the receipt number of what said so.
    listed: BTreeMap<ClientRef, (bool, Option<String>)>,
}

impl Heard {
    /// All that was said by now.
    pub fn now(at: At) -> Self {
        let of_row = |row: &ItemRow| {
            let (of, right) = said_of(&row.entry.kind, &row.entry.answers)?;
            Some((of, of_item(row, right)))
        };
        let of_record = |record: &Record| {
            let (of, right) = said_of(&record.kind, &record.answers)?;
            Some((of, (right, record.receipt.clone())))
        };
        Self {
            desk: at
                .desk
                .rows
                .with(|rows| rows.iter().filter_map(of_row).collect()),
            listed: at.shelf.years.with(|years| {
                // The newest stand first, and the last one counts.
                let lists = years.values().map(|list| list.records.iter().rev());
                lists.flatten().filter_map(of_record).collect()
            }),
        }
    }

    /// How far the member's word about a record came; `None` where none is asked for.
    pub fn stage(&self, record: &Record) -> Option<Stage> {
        let told = match record.logged.as_ref()?.said.as_ref()? {
            Said::Right => return Some(Stage::Right),
            Said::Nothing => Stage::Open,
            Said::Wrong { words } => Stage::Wrong(words.clone()),
        };
        if let Some(stage) = self.desk.get(&record.client_ref) {
            return Some(stage.clone());
        }
        // The list of the year that has the record may be older than the one that has the word about it.
        Some(match self.listed.get(&record.client_ref) {
            Some((right, receipt)) if *right || told == Stage::Open => Stage::Received {
                right: *right,
                receipt: receipt.clone(),
            },
            Some(_) | None => told,
        })
    }

    /// Whether a word about it is wanted.
    pub fn is_wanted(&self, record: &Record) -> bool {
        let open = !record.standing.is_withdrawn();
        open && self.stage(record).is_some_and(|stage| stage.is_open())
    }

    /// A line for what was received, marked where the office wrote it down.
    pub fn line(&self, lang: Lang, at: At, record: &Record) -> Told {
        let told = telling::record(lang, at.duties, record);
        if record.logged.is_none() {
            return told;
        }
        let own = own_words(lang);
        let tag = if self.is_wanted(record) {
            (Tone::Due, own.asks)
        } else {
            told.tag
        };
        let mut detail = own.title.to_owned();
        if !told.detail.is_empty() {
            detail.push_str(" · ");
            detail.push_str(&told.detail);
        }
        Told {
            detail,
            tag,
            ..told
        }
    }
}

fn of_item(row: &ItemRow, right: bool) -> Stage {
    let id = row.item.client_ref.clone();
    match (pile_of(&row.item.state), &row.item.state) {
        (Pile::Draft, _) => Stage::Draft(id),
        (Pile::Needing, _) => Stage::Needing(id),
        (_, State::Done { receipt }) => Stage::Received {
            right,
            receipt: receipt.clone(),
        },
        (Pile::Going | Pile::Arrived, _) => Stage::Going { id, right },
    }
}

/// 由办公室代填, by whom and when.
pub fn mark(lang: Lang, logged: &Logged) -> String {
    let own = own_words(lang);
    let by = isolated(&logged.by);
    match logged.at {
        Some(at) => {
            let time = intl::moment(lang, at);
            fill(own.by_at, &[("by", &by), ("time", &time)])
        }
        None => fill(own.by, &[("by", &by)]),
    }
}

/// How far it came, as a sentence.
pub fn told(lang: Lang, stage: &Stage) -> (Tone, String) {
    let own = own_words(lang);
    match stage {
        Stage::Open => (Tone::Due, own.look.to_owned()),
        Stage::Draft(_) => (Tone::Plain, own.draft.to_owned()),
        Stage::Going { right: true, .. } => (Tone::Wait, own.going_right.to_owned()),
        Stage::Going { right: false, .. } => (Tone::Wait, own.going_wrong.to_owned()),
        Stage::Needing(_) => (Tone::Due, own.needing.to_owned()),
        Stage::Received { right, receipt } => {
            let said = if *right {
                own.received_right
            } else {
                own.received_wrong
            };
            let said = receipt.as_ref().map_or(said.to_owned(), |receipt| {
                fill(own.receipt, &[("said", said), ("receipt", receipt)])
            });
            (Tone::Done, said)
        }
        Stage::Right => (Tone::Done, own.said_right.to_owned()),
        Stage::Wrong(words) => (Tone::Wait, quoting(own.said_wrong, words)),
    }
}
