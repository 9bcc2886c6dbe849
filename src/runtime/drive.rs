//! The loop: performs what the machine asks for and tells it what came of it.

use super::{
    Notice,
    ports::{Chance, Change, Clock, Epoch, Store, StoreError, Transport},
    tab::{Body, Tab, Turn},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
    },
    outbox::{
        input::Input,
        item::Item,
        machine::{Outbox, Waits},
        outlook::NextTry,
        planted::{self, Planted},
    },
    stored::row::ItemRow,
};
use std::{
    cell::{RefCell, RefMut},
    rc::Rc,
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
        let outbox = Outbox::new(online_spread_ms).able(transport.abilities());
        Self {
            store,
            transport,
            clock,
            chance,
            epoch,
            holder,
            tab: RefCell::new(Tab::new(outbox)),
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
        let mut turn = Turn::take(&self.tab).await;
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
                Some(effect) => {
                    self.perform(effect).await;
                    self.show();
                }
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

    /// 立即发送. Call `pump` after this and each fact below.
    pub fn press(&self) {
        self.tell(Input::Pressed);
    }

    /// 立即发送, this item: its own wait ends, those of the others stay.
    pub fn press_one(&self, id: &ClientRef) {
        self.tell(Input::PressedOne { id: id.clone() });
    }

    /// 先不发: nothing more is begun until a press.
    pub fn hold(&self) {
        self.tell(Input::Held);
    }

    /// The phone thinks that it is online again.
    pub fn online(&self) {
        let jitter = self.chance.bits();
        self.tell(Input::Online { jitter });
    }

    /// The page became visible: another tab may have written meanwhile.
    pub fn visible(&self) {
        self.tab().doubt();
    }

    /// The transport has learnt what the backend can do: call before the first `signed_in`.
    pub fn described(&self) {
        let abilities = self.transport.abilities();
        let mut tab = self.tab();
        let outbox = std::mem::take(&mut tab.outbox);
        tab.outbox = outbox.able(abilities);
    }

    /// The transport carries a good sign-in of this member.
    pub fn signed_in(&self) {
        self.tell(Input::SignedIn);
    }

    /// The partition closes: what is under way is dropped, nothing of it stays in memory.
    pub fn signed_out(&self) {
        self.tab().closed = true;
        if planted::is(Planted::ClosedRemembers) {
            return;
        }
        {
            let mut tab = self.tab();
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

    /// When each row is tried next, by itself.
    pub fn next_tries(&self) -> Vec<(ClientRef, NextTry)> {
        let now = self.clock.now();
        let tab = self.tab();
        let items = tab.outbox.items().iter();
        let next = |item: &Item| (item.client_ref.clone(), tab.outbox.next_try(now, item));
        items.map(next).collect()
    }

    /// The store, for photos and kept replies.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The epoch that the partition was opened with.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Whether a task performs what is due.
    pub fn is_pumping(&self) -> bool {
        self.tab().pumping
    }

    pub(super) fn tab(&self) -> RefMut<'_, Tab> {
        self.tab.borrow_mut()
    }

    #[inline(always)] // as `Outbox::handle` is
    pub(super) fn tell(&self, input: Input) {
        self.learn(input);
        self.show();
    }

    /// Tells the machine; the views hear of it when the effect under way is performed.
    #[inline(always)] // as `Outbox::handle` is
    pub(super) fn learn(&self, input: Input) {
        let now = self.clock.now();
        // What an answer changes is seen once it is written.
        let seen = !matches!(input, Input::Answered { .. });
        let mut tab = self.tab();
        tab.outbox.handle(now, input);
        tab.unseen |= seen;
    }

    pub(super) fn notify(&self, notice: Notice) {
        {
            let mut tab = self.tab();
            tab.notices.push(notice);
            tab.unseen = true;
        }
        self.show();
    }

    fn show(&self) {
        let unseen = std::mem::take(&mut self.tab().unseen);
        let changed = self.on_change.borrow().clone().filter(|_| unseen);
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
                if planted::is(Planted::QuarantineHidden) {
                    tab.unreadable.clear();
                }
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

/// A new key.
pub(super) fn mint(chance: &impl Chance) -> ClientRef {
    let bits = u128::from(chance.bits()) << 64 | u128::from(chance.bits());
    ClientRef::from_chance(bits.to_be_bytes())
}

/// The time, for what is written.
pub(super) fn wall(clock: &impl Clock) -> Moment {
    let Now { wall, .. } = clock.now();
    wall
}
