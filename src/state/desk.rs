//! What the member wrote and the backend does not hold yet: drafts and the queue.

use crate::{
    domain::{
        client_ref::ClientRef,
        event::Act,
        moment::Moment,
        order::largest_first,
        record::{Entry, Photo},
    },
    i18n::Words,
    outbox::{
        item::{Item, State},
        machine::Waits,
        outlook::{REMIND_AFTER_MS, waited, waited_since},
    },
    stored::row::ItemRow,
};
use leptos::prelude::*;

/// How the last save of a draft went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saving {
    /// Nothing was typed yet.
    Untouched,
    /// Typed, not yet on disk.
    Pending,
    /// On disk since a moment: the transaction has completed.
    Saved(Moment),
    /// Kept in memory only: there is no disk to write to.
    VisitOnly,
    /// Not saved, and why.
    Failed(SaveFault),
}

/// Why something is not on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SaveFault {
    /// No space for a photo; the text is saved.
    PhotoFull,
    /// No space even for text.
    Full,
    /// The phone refuses storage.
    Denied,
    /// The account was signed out elsewhere.
    Moved,
    /// The module that saves could not be fetched; writing on tries again.
    NotFetched,
}

/// Why a photo was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PhotoFault {
    /// Not an image that the phone can read.
    NotImage,
    /// More than the form allows.
    TooMany,
    /// No secure context: nothing can be digested or kept.
    Insecure,
    /// The draft that it belongs to could not be written.
    NotKept,
    /// No space on the phone.
    Full,
}

/// How one row stands, in the order in which it matters to its owner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pile {
    /// Being written.
    Draft,
    /// Needs its owner.
    Needing,
    /// On its way, by itself.
    Going,
    /// Arrived.
    Arrived,
}

/// The desk's signals.
#[derive(Clone, Copy)]
pub struct Desk {
    /// All rows, by `seq`, drafts among them.
    pub rows: RwSignal<Vec<ItemRow>>,
    /// An entry that was begun and has no word yet.
    pub begun: RwSignal<Option<Entry>>,
    /// Photos that are being prepared.
    pub taking: RwSignal<usize>,
    /// Why the last photo was not taken.
    pub photo_fault: RwSignal<Option<PhotoFault>>,
    /// The save of the draft that is open.
    pub saving: RwSignal<Saving>,
    /// Keys of rows that could not be read.
    pub unreadable: RwSignal<usize>,
    /// A press on 立即发送 is being carried out.
    pub sending: RwSignal<bool>,
    /// What keeps all of it from being sent.
    pub waits: RwSignal<Waits>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            begun: RwSignal::new(None),
            taking: RwSignal::new(0),
            photo_fault: RwSignal::new(None),
            saving: RwSignal::new(Saving::Untouched),
            unreadable: RwSignal::new(0),
            sending: RwSignal::new(false),
            waits: RwSignal::new(Waits::No),
        }
    }

    /// Nothing of a member stays.
    pub fn clear(&self) {
        self.rows.set(Vec::new());
        self.begun.set(None);
        self.taking.set(0);
        self.photo_fault.set(None);
        self.saving.set(Saving::Untouched);
        self.unreadable.set(0);
        self.sending.set(false);
        self.waits.set(Waits::No);
    }

    /// One row, by its key.
    pub fn row(&self, client_ref: &ClientRef) -> Option<ItemRow> {
        self.rows.with(|rows| {
            rows.iter()
                .find(|row| row.item.client_ref == *client_ref)
                .cloned()
        })
    }

    /// Whether it is an act about an event.
    pub fn is_act(&self, client_ref: &ClientRef) -> bool {
        self.rows.with_untracked(|rows| {
            let row = rows.iter().find(|row| row.item.client_ref == *client_ref);
            row.is_some_and(|row| Act::of(&row.entry.kind).is_some())
        })
    }

    /// The entry of a draft: kept, or begun just now.
    pub fn draft(&self, client_ref: &ClientRef) -> Option<Entry> {
        let kept = self
            .row(client_ref)
            .filter(|row| row.item.state == State::Draft)
            .map(|row| Entry::clone(&row.entry));
        kept.or_else(|| {
            self.begun
                .get()
                .filter(|entry| entry.client_ref == *client_ref)
        })
    }

    /// The photos of an entry that is on the desk, in order, and its files.
    pub fn photos(&self, client_ref: &ClientRef) -> Vec<Photo> {
        self.rows.with(|rows| {
            let row = rows.iter().find(|row| row.item.client_ref == *client_ref);
            row.map(|row| row.entry.photos.clone()).unwrap_or_default()
        })
    }

    /// The rows of a pile, the newest first.
    pub fn pile(&self, pile: Pile) -> Vec<ItemRow> {
        self.rows.with(|rows| {
            let found: Vec<ItemRow> = rows
                .iter()
                .filter(|row| pile_of(&row.item.state) == pile)
                .cloned()
                .collect();
            largest_first(found, |row| row.changed_at.0)
        })
    }

    /// What was submitted, whether it arrived or not.
    pub fn submitted(&self) -> Vec<Entry> {
        self.rows.with(|rows| {
            rows.iter()
                .filter(|row| row.item.state != State::Draft)
                .map(|row| Entry::clone(&row.entry))
                .collect()
        })
    }

    /// The words of the press that sends all, as things stand.
    pub fn send_now(&self, words: &'static Words) -> &'static str {
        if self.sending.get() {
            words.send_now_busy
        } else if self.is_held() {
            words.send_on
        } else {
            words.send_now
        }
    }

    /// Its owner stopped the sending.
    pub fn is_held(&self) -> bool {
        self.waits.get() == Waits::Held
    }

    /// Its owner stopped the sending while this one waited.
    pub fn holds(&self, item: &Item) -> bool {
        matches!(item.state, State::Queued | State::RetryWait { .. }) && self.is_held()
    }

    /// The app is too old for the backend.
    pub fn is_too_old(&self) -> bool {
        self.waits.get() == Waits::NewVersion
    }

    /// Items submitted and not received: what waits to go and what needs its owner.
    pub fn unsent(&self) -> usize {
        self.rows
            .with(|rows| rows.iter().filter(|row| is_unsent(row)).count())
    }

    /// For how long each of them has waited, in the order of the queue.
    pub fn waited(&self, now: Moment) -> Vec<Option<u64>> {
        let since = self.rows.with(|rows| {
            let unsent = rows.iter().filter(|row| is_unsent(row));
            unsent.map(since).collect::<Vec<Moment>>()
        });
        waited(&since, now)
    }

    /// How many of them have waited for so long that it is worth a reminder.
    pub fn overdue(&self, now: Moment) -> usize {
        let long = |row: &&ItemRow| {
            is_unsent(row) && waited_since(since(row), now).is_some_and(|ms| ms > REMIND_AFTER_MS)
        };
        self.rows.with(|rows| rows.iter().filter(long).count())
    }
}

/// Whether it was submitted and not received.
pub fn is_unsent(row: &ItemRow) -> bool {
    matches!(pile_of(&row.item.state), Pile::Going | Pile::Needing)
}

fn since(row: &ItemRow) -> Moment {
    row.entry.captured_at.unwrap_or(row.changed_at)
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// The pile that a state belongs to.
pub fn pile_of(state: &State) -> Pile {
    match state {
        State::Draft => Pile::Draft,
        State::Queued
        | State::Sending
        | State::RetryWait { .. }
        | State::Accepted { .. }
        | State::Waitlisted { .. }
        | State::UpgradeNeeded => Pile::Going,
        State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. } => Pile::Needing,
        State::Done { .. } => Pile::Arrived,
    }
}
