//! What a page about duties is given.

use super::{
    ask::Asks,
    calendar::Calendar,
    clock::Clock,
    desk::Desk,
    duties::Duties,
    session::Session,
    settings::Settings,
    shelf::{Shelf, ended},
};
use leptos::prelude::*;

/// The handles of a page that shows or writes records.
#[derive(Clone, Copy)]
pub struct At {
    /// Who is here, and whether the backend knows.
    pub session: Session,
    /// Drafts and the queue.
    pub desk: Desk,
    /// What was received.
    pub shelf: Shelf,
    /// The kinds of duty.
    pub duties: Duties,
    /// What is held, and where the member stands with it.
    pub calendar: Calendar,
    /// The clock.
    pub clock: Clock,
    /// How the person likes to read.
    pub settings: Settings,
    /// The way to ask.
    pub asks: Asks,
}

impl At {
    /// Whether the events of a year were had, or can't be had now: before, what stands with them or below them would move. Once known it stays so.
    pub fn events_known(self, year: u16) -> Memo<bool> {
        let (held, undone) = (self.session.holds_events, self.session.undone);
        let dates = self.calendar.dates();
        let had = move || dates.years.with(|years| years.get(&year).is_some());
        let ended = ended(dates.reading, year);
        let known = move || !held.get() || undone.get() || had() || ended();
        Memo::new(move |was: Option<&bool>| was == Some(&true) || known())
    }
}
