//! How far records have come since they arrived, on the page that shows it: asked for, and answered into its own signal.

use super::{
    at::At,
    desk::{Pile, pile_of},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        record::Record,
        step::{Course, step_of},
    },
    forms::workflow::{Workflow, Workflows},
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// What may happen to records, and what did.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Courses {
    /// The file that says what may; none before it was read, and where it can't be.
    pub workflows: Option<Arc<Workflows>>,
    /// What did, by the year of the record's day.
    pub years: BTreeMap<u16, BTreeMap<ClientRef, Course>>,
}

impl Courses {
    /// What may happen to a record.
    pub fn workflow(&self, record: &Record) -> Option<&Workflow> {
        self.workflows.as_ref()?.of(&record.kind)
    }

    /// Takes what is said of a year in place of what was; false where that changes nothing.
    pub fn put(&mut self, year: u16, courses: Vec<Course>) -> bool {
        let keyed = courses.into_iter().map(|it| (it.record.clone(), it));
        let keyed: BTreeMap<_, _> = keyed.collect();
        let differs = self.years.get(&year) != Some(&keyed);
        if differs {
            self.years.insert(year, keyed);
        }
        differs
    }

    /// What is said of the records of one year.
    pub fn of_year(&self, year: u16) -> Self {
        let courses = self.years.get(&year).filter(|it| !it.is_empty());
        Self {
            workflows: self.workflows.clone(),
            years: courses.map(|it| (year, it.clone())).into_iter().collect(),
        }
    }

    /// What happened to it.
    pub fn of(&self, id: &ClientRef) -> Option<&Course> {
        self.years.values().find_map(|courses| courses.get(id))
    }

    /// A record as the rules of scoring see it: with what its steps say in place of what its author wrote under those names.
    pub fn told<'a>(&self, record: &'a Record) -> Cow<'a, Record> {
        let Some(workflow) = self.workflow(record) else {
            return Cow::Borrowed(record);
        };
        let course = self.of(&record.client_ref);
        let steps = course.map_or(&[][..], |course| &course.steps);
        if !workflow.tells(&record.answers, steps) {
            return Cow::Borrowed(record);
        }
        Cow::Owned(Record {
            answers: workflow.with_facts(&record.answers, steps),
            ..record.clone()
        })
    }
}

/// What the member answered about a record and the backend has not said anything about, in the order of the queue; drafts are none.
pub fn unanswered(at: At, record: &ClientRef) -> Vec<(String, ItemRow)> {
    at.desk.rows.with(|rows| {
        let of_it = rows.iter().filter_map(|row| {
            let (of, step) = step_of(&row.entry.kind, &row.entry.answers)?;
            let waits = matches!(pile_of(&row.item.state), Pile::Going | Pile::Needing);
            (of == record.as_str() && waits).then(|| (step.to_owned(), row.clone()))
        });
        of_it.collect()
    })
}
