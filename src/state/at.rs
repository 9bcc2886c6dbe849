//! What a page about duties is given.

use super::{
    ask::Asks, calendar::Calendar, clock::Clock, desk::Desk, duties::Duties, session::Session,
    settings::Settings, shelf::Shelf,
};

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
