//! What one tab knows of its partition, and whose turn it is to perform.

use super::Notice;
use crate::{
    domain::{client_ref::ClientRef, held::Update, moment::Moment, record::Entry, table::Table},
    outbox::{item::Item, machine::Outbox},
    stored::row::ItemRow,
};
use std::{
    cell::RefCell,
    future::poll_fn,
    sync::Arc,
    task::{Poll, Waker},
};

/// What a row has beside its item.
pub(super) struct Body {
    pub(super) entry: Arc<Entry>,
    pub(super) update: Option<Arc<Update>>,
    changed_at: Moment,
    pub(super) revision: u64,
}

impl Body {
    pub(super) fn of(row: ItemRow) -> (Item, Self) {
        let ItemRow {
            item,
            entry,
            update,
            changed_at,
            revision,
        } = row;
        let body = Self {
            entry,
            update,
            changed_at,
            revision,
        };
        (item, body)
    }
}

/// Bodies by key, sorted: a thousand rows are looked up at each change.
#[derive(Default)]
pub(super) struct Bodies(Vec<(ClientRef, Body)>);

impl Bodies {
    fn place(&self, id: &ClientRef) -> usize {
        self.0.partition_point(|(known, _)| known < id)
    }

    pub(super) fn get(&self, id: &ClientRef) -> Option<&Body> {
        let found = self.0.get(self.place(id));
        found.filter(|(known, _)| known == id).map(|(_, body)| body)
    }

    pub(super) fn insert(&mut self, id: ClientRef, body: Body) {
        self.remove(&id);
        self.0.insert(self.place(&id), (id, body));
    }

    pub(super) fn get_mut(&mut self, id: &ClientRef) -> Option<&mut Body> {
        let place = self.place(id);
        let found = self.0.get_mut(place);
        found.filter(|(known, _)| known == id).map(|(_, body)| body)
    }

    pub(super) fn remove(&mut self, id: &ClientRef) {
        if self.get(id).is_some() {
            self.0.remove(self.place(id));
        }
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// What this tab knows. Never borrowed over an await.
pub(super) struct Tab {
    pub(super) outbox: Outbox,
    pub(super) bodies: Bodies,
    /// The revision that what is being written in this tab was made from.
    pub(super) made_from: Table<ClientRef, u64>,
    /// Writes of which this tab does not know whether they are on disk.
    pub(super) in_doubt: Table<ClientRef, Arc<Entry>>,
    pub(super) unreadable: Vec<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) fence: Option<u64>,
    /// By the steady clock; 0 when it is not held.
    pub(super) lease_until: u64,
    /// Grows with each write and each read that this tab knows of, so that an older read is not taken for newer.
    pub(super) writes: u64,
    pub(super) pumping: bool,
    /// Tasks that wait for the one that pumps.
    pub(super) queued: Vec<Waker>,
    /// The store may hold what this tab has not read.
    pub(super) stale: bool,
    pub(super) closed: bool,
    /// Something changed that was not told to the views yet.
    pub(super) unseen: bool,
}

impl Tab {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self {
            outbox,
            bodies: Bodies::default(),
            made_from: Table::default(),
            in_doubt: Table::default(),
            unreadable: Vec::new(),
            notices: Vec::new(),
            fence: None,
            lease_until: 0,
            writes: 0,
            pumping: false,
            queued: Vec::new(),
            stale: true,
            closed: false,
            unseen: false,
        }
    }

    /// The store may hold what this tab has not read, and what is being read now may be older.
    pub(super) fn doubt(&mut self) {
        self.stale = true;
        self.writes += 1;
    }

    pub(super) fn row(&self, item: &Item) -> Option<ItemRow> {
        let body = self.bodies.get(&item.client_ref)?;
        Some(ItemRow {
            item: item.clone(),
            entry: Arc::clone(&body.entry),
            update: body.update.clone(),
            changed_at: body.changed_at,
            revision: body.revision,
        })
    }
}

/// One task performs at a time. A task that is dropped half-way leaves what it did unknown: the store is read again.
pub(super) struct Turn<'a> {
    tab: &'a RefCell<Tab>,
    pub(super) finished: bool,
}

impl<'a> Turn<'a> {
    /// Waits until no other task performs.
    pub(super) async fn take(tab: &'a RefCell<Tab>) -> Self {
        poll_fn(|context| {
            let mut tab = tab.borrow_mut();
            if !std::mem::replace(&mut tab.pumping, true) {
                return Poll::Ready(());
            }
            if !tab.queued.iter().any(|it| it.will_wake(context.waker())) {
                tab.queued.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        Self {
            tab,
            finished: false,
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut tab = self.tab.borrow_mut();
        tab.pumping = false;
        if !self.finished {
            tab.doubt();
        }
        let queued = std::mem::take(&mut tab.queued);
        drop(tab);
        for next in queued {
            next.wake();
        }
    }
}
