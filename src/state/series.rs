//! 每周都有: the weeks that follow a record, and what stands on each day already.

use super::at::At;
use crate::{
    domain::{answer::Answer, day::Day, record::Standing},
    forms::{answers::Answers, catalog::Kind, gist::Gist},
    outbox::item::State,
};
use leptos::prelude::*;

/// So many weeks are offered.
pub const MOST_WEEKS: u16 = 12;

/// What stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// Nothing of this kind with this title.
    Nothing,
    /// A draft.
    Draft,
    /// What was received, or waits to be sent.
    Logged,
}

/// The weeks after `first` up to today, each with what stands there of this kind and with the title of `earlier`.
pub fn weeks(at: At, kind: &Kind, earlier: &Answers, first: Day) -> Vec<(Day, Stands)> {
    let form = kind.form();
    let gist = |answers: &Answer| form.gist(&Answers::from(answers.clone()));
    let mut logged: Vec<Gist> = Vec::new();
    let mut drafts: Vec<Gist> = Vec::new();
    at.shelf.years.with(|years| {
        let records = years.values().flat_map(|list| &list.records);
        for record in records.filter(|record| record.kind == *kind.id()) {
            match record.standing {
                Standing::Received | Standing::Reviewed { .. } | Standing::Returned { .. } => {
                    logged.push(gist(&record.answers));
                }
                Standing::Withdrawn { .. } => {}
            }
        }
    });
    at.desk.rows.with(|rows| {
        for row in rows.iter().filter(|row| row.entry.kind == *kind.id()) {
            let is_draft = row.item.state == State::Draft;
            let those = if is_draft { &mut drafts } else { &mut logged };
            those.push(gist(&row.entry.answers));
        }
    });
    let title = form.title(earlier);
    let days = first.weeks_until(at.clock.today(), MOST_WEEKS).into_iter();
    let stands = |day| {
        // Without a title the day alone tells two of a kind apart.
        let wanted = Gist::new(kind.id().clone(), Some(day), title);
        if logged.contains(&wanted) {
            Stands::Logged
        } else if drafts.contains(&wanted) {
            Stands::Draft
        } else {
            Stands::Nothing
        }
    };
    days.map(|day| (day, stands(day))).collect()
}
