//! What time it is, for views.

use crate::domain::{day::Day, moment::Moment};
use leptos::prelude::*;

/// The phone's wall clock, moved by `browser` every minute and when the page is shown again.
#[derive(Clone, Copy)]
pub struct Clock(pub RwSignal<Moment>);

impl Clock {
    /// The body's day.
    pub fn today(&self) -> Day {
        Day::at(self.0.get())
    }

    /// The body's day, without following it.
    pub fn today_untracked(&self) -> Day {
        Day::at(self.0.get_untracked())
    }
}
