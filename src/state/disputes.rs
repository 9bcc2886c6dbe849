//! 有异议: how far a dispute came.

use super::{
    at::At,
    desk::{Pile, pile_of},
    telling::{Tone, quoting},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        dispute,
        lang::Lang,
        record::{Record, Standing},
    },
    i18n::{dispute::dispute as own_words, fill},
    outbox::item::State,
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How far it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Being written.
    Draft,
    /// On its way.
    Going,
    /// It needs its owner.
    Needing,
    /// The office has it.
    Received(Option<String>),
    /// The office has answered.
    Answered {
        /// It agrees.
        agrees: bool,
        /// Its words.
        words: String,
    },
}

/// The disputes of a year's sheet that this phone knows, by row, each the latest.
pub fn of_year(at: At, year: u16) -> BTreeMap<String, (ClientRef, Stage)> {
    let mut found = BTreeMap::new();
    at.shelf.years.with(|years| {
        let records = years.values().flat_map(|list| &list.records);
        let mut disputes: Vec<(&Record, &str)> = records
            .filter_map(|record| {
                let (of, row) = dispute::row_of(&record.kind, &record.answers)?;
                (of == year).then_some((record, row))
            })
            .collect();
        disputes.sort_by_key(|(record, _)| {
            // A receipt of more digits is the later one.
            let receipt = record.receipt.as_deref().unwrap_or_default();
            (record.day, receipt.len(), receipt)
        });
        for (record, row) in disputes {
            let stands = (record.client_ref.clone(), of_record(record));
            found.insert(row.to_owned(), stands);
        }
    });
    at.desk.rows.with(|rows| {
        for row in rows {
            let key = &row.item.client_ref;
            let entry = &row.entry;
            if let Some((of, of_row)) = dispute::row_of(&entry.kind, &entry.answers)
                && of == year
                // What was received is told by the list.
                && found.values().all(|(known, _)| known != key)
            {
                found.insert(of_row.to_owned(), (key.clone(), of_item(row)));
            }
        }
    });
    found
}

/// How far a received one came.
pub fn of_record(record: &Record) -> Stage {
    match &record.standing {
        // Nobody can withdraw one.
        Standing::Received | Standing::Withdrawn { .. } => Stage::Received(record.receipt.clone()),
        Standing::Reviewed { words } => Stage::Answered {
            agrees: true,
            words: words.clone(),
        },
        Standing::Returned { reason } => Stage::Answered {
            agrees: false,
            words: reason.clone(),
        },
    }
}

fn of_item(row: &ItemRow) -> Stage {
    match (pile_of(&row.item.state), &row.item.state) {
        (Pile::Draft, _) => Stage::Draft,
        (Pile::Needing, _) => Stage::Needing,
        (_, State::Done { receipt }) => Stage::Received(receipt.clone()),
        (Pile::Going | Pile::Arrived, _) => Stage::Going,
    }
}

/// How far it came, as a sentence.
pub fn told(lang: Lang, stage: &Stage) -> (Tone, String) {
    let own = own_words(lang);
    match stage {
        Stage::Draft => (Tone::Plain, own.draft.to_owned()),
        Stage::Going => (Tone::Wait, own.going.to_owned()),
        Stage::Needing => (Tone::Due, own.needing.to_owned()),
        Stage::Received(None) => (Tone::Done, own.received_plain.to_owned()),
        Stage::Received(Some(receipt)) => (Tone::Done, fill(own.received, &[("receipt", receipt)])),
        Stage::Answered { agrees, words } => {
            let pattern = if *agrees { own.accepted } else { own.refused };
            (Tone::Done, quoting(pattern, words))
        }
    }
}
