//! The loop: performs what the machine asks for and tells it what came of it.

use super::{
    Notice,
    ports::{Chance, Change, Clock, Epoch, Store, StoreError, Transport},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
        record::Entry,
    },
    outbox::{
        input::Input,
        item::Item,
        machine::{Outbox, Waits},
    },
    stored::row::ItemRow,
};
use std::{
    cell::{RefCell, RefMut},
    collections::BTreeMap,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

/// How long to wait before a failed read is tried again.
const READ_AGAIN_MS: u64 = 30_000;

/// The open partition of one member in one tab. Every method may be called from several tasks of one thread.
pub struct Runtime<S, T, C, R> {
    pub(super) store: S,
    pub(super) transport: T,
    pub(super) clock: C,
    pub(super) chance: R,
    pub(super) epoch: Epoch,
    pub(super) holder: ClientRef,
    tab: RefCell<Tab>,
    on_change: RefCell<Option<Rc<dyn Fn()>>>,
}

/// What a row has beside its item.
pub(super) struct Body {
    pub(super) entry: Entry,
    changed_at: Moment,
    pub(super) revision: u64,
}

impl Body {
    pub(super) fn of(row: ItemRow) -> (Item, Self) {
        let ItemRow {
            item,
            entry,
            changed_at,
            revision,
        } = row;
        let body = Self {
            entry,
            changed_at,
            revision,
        };
        (item, body)
    }
}

/// What this tab knows. Never borrowed over an await.
pub(super) struct Tab {
    pub(super) outbox: Outbox,
    pub(super) bodies: BTreeMap<ClientRef, Body>,
    /// The revision that what is being written in this tab was made from.
    pub(super) made_from: BTreeMap<ClientRef, u64>,
    /// Writes of which this tab does not know whether they are on disk.
    pub(super) in_doubt: BTreeMap<ClientRef, Entry>,
    unreadable: Vec<String>,
    pub(super) notices: Vec<Notice>,
    pub(super) fence: Option<u64>,
    /// By the steady clock; 0 when it is not held.
    pub(super) lease_until: u64,
    /// Grows with each write and each read that this tab knows of, so that an older read is not taken for newer.
    pub(super) writes: u64,
    pumping: bool,
    /// Tasks that wait for the one that pumps.
    queued: Vec<Waker>,
    /// The store may hold what this tab has not read.
    pub(super) stale: bool,
    pub(super) closed: bool,
}

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// A partition under the epoch that it was opened with; not signed in, nothing read yet.
    pub fn new(
        store: S,
        transport: T,
        clock: C,
        chance: R,
        epoch: Epoch,
        online_spread_ms: u32,
    ) -> Self {
        let holder = mint(&chance);
        Self {
            store,
            transport,
            clock,
            chance,
            epoch,
            holder,
            tab: RefCell::new(Tab {
                outbox: Outbox::new(online_spread_ms),
                bodies: BTreeMap::new(),
                made_from: BTreeMap::new(),
                in_doubt: BTreeMap::new(),
                unreadable: Vec::new(),
                notices: Vec::new(),
                fence: None,
                lease_until: 0,
                writes: 0,
                pumping: false,
                queued: Vec::new(),
                stale: true,
                closed: false,
            }),
            on_change: RefCell::new(None),
        }
    }

    /// `changed` is called after every change of rows, waits or notices.
    pub fn on_change(&self, changed: impl Fn() + 'static) {
        *self.on_change.borrow_mut() = Some(Rc::new(changed));
    }

    /// Reads what the store holds. Call once; then `pump`.
    pub async fn start(&self) -> Result<(), StoreError> {
        self.load().await
    }

    /// Performs everything that is due, after any other task that does. Gives the milliseconds after which to call it
    /// again; call it also after every fact. `None`: only a fact can move the queue.
    pub async fn pump(&self) -> Option<u64> {
        let mut turn = self.turn().await;
        if self.tab().closed {
            turn.finished = true;
            return None;
        }
        self.tell(Input::Woke);
        let stale = self.tab().stale;
        if stale && (self.is_over().await || self.load().await.is_err()) {
            turn.finished = true;
            return (!self.tab().closed).then_some(READ_AGAIN_MS);
        }
        loop {
            let effect = self.tab().outbox.poll_effect();
            match effect {
                Some(effect) => self.perform(effect).await,
                None if self.tab().lease_until == 0 => break,
                // While this is awaited another fact may come in: asked once more.
                None => self.release_lease().await,
            }
        }
        turn.finished = true;
        let now = self.clock.now();
        let tab = self.tab();
        let wakeup = tab.outbox.next_wakeup(now);
        let read_again = (tab.stale && !tab.closed).then_some(READ_AGAIN_MS);
        wakeup.into_iter().chain(read_again).min()
    }

    /// Waits until no other task performs.
    async fn turn(&self) -> Turn<'_> {
        poll_fn(|context| {
            let mut tab = self.tab();
            if !std::mem::replace(&mut tab.pumping, true) {
                return Poll::Ready(());
            }
            if !tab.queued.iter().any(|it| it.will_wake(context.waker())) {
                tab.queued.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        Turn {
            tab: &self.tab,
            finished: false,
        }
    }

    /// 立即发送. Call `pump` after this and each fact below.
    pub fn press(&self) {
        self.tell(Input::Pressed);
    }

    /// The phone thinks that it is online again.
    pub fn online(&self) {
        let jitter = self.chance.bits();
        self.tell(Input::Online { jitter });
    }

    /// The page became visible: another tab may have written meanwhile.
    pub fn visible(&self) {
        let mut tab = self.tab();
        tab.stale |= !tab.pumping;
    }

    /// The transport carries a good sign-in of this member.
    pub fn signed_in(&self) {
        self.tell(Input::SignedIn);
    }

    /// The partition closes: what is under way is dropped, nothing of it stays in memory.
    pub fn signed_out(&self) {
        {
            let mut tab = self.tab();
            tab.closed = true;
            tab.bodies.clear();
            tab.made_from.clear();
            tab.in_doubt.clear();
            tab.unreadable.clear();
        }
        self.tell(Input::SignedOut);
    }

    /// The list kept on the phone shows these records: their items may go.
    pub fn list_shows(&self, ids: Vec<ClientRef>) {
        self.tell(Input::Listed { ids });
    }

    /// Every row, drafts first, then in the order of the queue.
    pub fn rows(&self) -> Vec<ItemRow> {
        let tab = self.tab();
        let items = tab.outbox.items().iter();
        items.filter_map(|item| tab.row(item)).collect()
    }

    /// One row.
    pub fn row(&self, id: &ClientRef) -> Option<ItemRow> {
        let tab = self.tab();
        tab.outbox.item(id).and_then(|item| tab.row(item))
    }

    /// What keeps the whole queue from sending.
    pub fn waits(&self) -> Waits {
        self.tab().outbox.waits()
    }

    /// Keys of rows that could not be read.
    pub fn unreadable(&self) -> Vec<String> {
        self.tab().unreadable.clone()
    }

    /// What happened since the last call, oldest first.
    pub fn take_notices(&self) -> Vec<Notice> {
        std::mem::take(&mut self.tab().notices)
    }

    /// The store, for photos and kept replies.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The epoch that the partition was opened with.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    pub(super) fn is_pumping(&self) -> bool {
        self.tab().pumping
    }

    pub(super) fn tab(&self) -> RefMut<'_, Tab> {
        self.tab.borrow_mut()
    }

    pub(super) fn tell(&self, input: Input) {
        let now = self.clock.now();
        self.tab().outbox.handle(now, input);
        self.changed();
    }

    pub(super) fn notify(&self, notice: Notice) {
        self.tab().notices.push(notice);
        self.changed();
    }

    fn changed(&self) {
        let changed = self.on_change.borrow().clone();
        if let Some(changed) = changed {
            changed();
        }
    }

    /// Reads everything; a read that a write or another read of this tab overtook is done again.
    pub(super) async fn load(&self) -> Result<(), StoreError> {
        loop {
            let writes = self.tab().writes;
            let loaded = match self.store.load().await {
                Ok(loaded) => loaded,
                Err(why) => {
                    self.tab().stale = true;
                    self.notify(Notice::NotSaved {
                        client_ref: None,
                        why,
                    });
                    return Err(why);
                }
            };
            let mut tab = self.tab();
            if tab.closed {
                return Err(StoreError::Moved);
            }
            if tab.writes == writes {
                tab.writes += 1;
                tab.stale = false;
                tab.unreadable = loaded.unreadable;
                let items = loaded.rows.iter().map(|row| row.item.clone()).collect();
                tab.bodies.clear();
                // One by one: collecting them would bring a sort into the bundle.
                for (item, body) in loaded.rows.into_iter().map(Body::of) {
                    tab.bodies.insert(item.client_ref, body);
                }
                drop(tab);
                self.tell(Input::Started { items });
                return Ok(());
            }
        }
    }

    /// Whether somebody else signed in meanwhile, as an empty change learns; then the partition closes.
    async fn is_over(&self) -> bool {
        let epoch = self.epoch;
        let nothing = Change {
            epoch,
            ..Change::default()
        };
        let over = self.store.commit(nothing).await == Err(StoreError::Moved);
        if over {
            self.close();
        }
        over
    }

    pub(super) fn close(&self) {
        self.signed_out();
        self.notify(Notice::Closed);
    }
}

impl Tab {
    pub(super) fn row(&self, item: &Item) -> Option<ItemRow> {
        let body = self.bodies.get(&item.client_ref)?;
        Some(ItemRow {
            item: item.clone(),
            entry: body.entry.clone(),
            changed_at: body.changed_at,
            revision: body.revision,
        })
    }
}

/// A new key.
fn mint(chance: &impl Chance) -> ClientRef {
    let bits = u128::from(chance.bits()) << 64 | u128::from(chance.bits());
    ClientRef::from_chance(bits.to_be_bytes())
}

/// One task performs at a time. A task that is dropped half-way leaves what it did unknown: the store is read again.
struct Turn<'a> {
    tab: &'a RefCell<Tab>,
    finished: bool,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut tab = self.tab.borrow_mut();
        tab.pumping = false;
        tab.stale |= !self.finished;
        let queued = std::mem::take(&mut tab.queued);
        drop(tab);
        for next in queued {
            next.wake();
        }
    }
}

/// The time, for what is written.
pub(super) fn wall(clock: &impl Clock) -> Moment {
    let Now { wall, .. } = clock.now();
    wall
}
