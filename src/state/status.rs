//! The one line that says what just happened, read aloud by screen readers.

use super::ask::Ask;
use leptos::prelude::*;

/// What just happened.
#[derive(Clone, Debug)]
pub struct Line {
    /// In the reader's language at that time.
    pub text: String,
    /// What takes it back, if it can be.
    pub undo: Option<fn() -> Ask>,
}

/// The line's signal.
#[derive(Clone, Copy)]
pub struct Status(pub RwSignal<Option<Line>, LocalStorage>);

impl Status {
    /// Nothing happened yet.
    pub fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    /// Says something.
    pub fn say(&self, text: impl Into<String>) {
        self.0.set(Some(Line {
            text: text.into(),
            undo: None,
        }));
    }

    /// Says something that can be taken back.
    pub fn say_with_undo(&self, text: impl Into<String>, undo: fn() -> Ask) {
        self.0.set(Some(Line {
            text: text.into(),
            undo: Some(undo),
        }));
    }

    /// Clears the line.
    pub fn clear(&self) {
        self.0.set(None);
    }
}

impl Default for Status {
    fn default() -> Self {
        Self::new()
    }
}
