//! One run: members, phones and tabs under faults, then a phase without faults in which everything must arrive.

use super::{
    backend::Member,
    chance::Dice,
    clock::TabClock,
    judge,
    ledger::{Promise, Verdict},
    member,
    network::TabTransport,
    store::TabStore,
    work::MEMBERS,
    world::{Network, Partition, Phone, Seat, World},
};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::item::State,
    runtime::{Notice, drive::Runtime},
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

const HOUR_MS: i64 = 3_600_000;
const YEAR_MS: i64 = 365 * 24 * HOUR_MS;

pub type Loop = Runtime<TabStore, TabTransport, TabClock, Dice>;
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

pub struct Tab {
    pub seat: Rc<Seat>,
    pub runtime: Rc<Loop>,
    pub wants_pump: Rc<Cell<bool>>,
    pub wake_at: Rc<Cell<Option<u64>>>,
    /// Items that a form of this tab is writing: it has one at a time.
    pub forms: Rc<RefCell<BTreeSet<ClientRef>>>,
    pub tasks: Vec<Task>,
    pub frozen: bool,
}

impl Tab {
    /// Its member can use it now.
    pub fn is_live(&self) -> bool {
        !self.frozen && self.seat.phone.current.get() == Some(self.seat.partition.member)
    }

    pub fn poll(&mut self, which: usize) {
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(()) = self.tasks[which].as_mut().poll(&mut context) {
            drop(self.tasks.remove(which));
        }
    }

    pub fn begin_to_pump(&mut self) {
        let now = self.seat.world.time.get();
        if self.wake_at.get().is_some_and(|at| at <= now) {
            self.wake_at.set(None);
            self.wants_pump.set(true);
        }
        if self.wants_pump.take() {
            let (runtime, wake_at) = (self.runtime.clone(), self.wake_at.clone());
            let world = self.seat.world.clone();
            self.tasks.push(Box::pin(async move {
                if let Some(ms) = runtime.pump().await {
                    wake_at.set(Some(world.time.get() + ms.max(1)));
                }
            }));
        }
    }
}

pub struct Town {
    pub world: Rc<World>,
    pub phones: Vec<Rc<Phone>>,
    pub partitions: BTreeMap<(usize, Member), Rc<Partition>>,
    pub tabs: Vec<Tab>,
    pub written: usize,
    opened: usize,
}

impl Town {
    pub fn new(seed: u64, phones: usize) -> Self {
        let world = Rc::new(World::new(seed));
        world.backend.borrow_mut().capacity = 1 + world.dice.below(2);
        Self {
            world,
            phones: (0..phones).map(|n| Rc::new(Phone::new(n))).collect(),
            partitions: BTreeMap::new(),
            tabs: Vec::new(),
            written: 0,
            opened: 0,
        }
    }

    /// The phase without faults.
    pub fn drain(&mut self) {
        judge::drain(self);
    }

    /// What the run came to.
    pub fn verdict(&self) -> Verdict {
        judge::judge(self);
        let mut verdict = self.world.verdict.borrow().clone();
        verdict.end = (self.world.dice.state(), self.world.time.get());
        verdict
    }

    /// Something happens somewhere.
    pub fn act(&mut self) {
        let dice = self.world.dice.clone();
        if self.tabs.iter().all(|tab| tab.frozen) {
            let phone = dice.below(self.phones.len());
            match self.phones[phone].current.get() {
                Some(_) => self.open_tab(phone),
                None => self.switch(phone),
            }
        }
        match dice.below(200) {
            0..=121 => self.poll_any(),
            122..=132 => self.pass_time(),
            133..=148 => member::writes(self),
            149..=156 => member::chooses(self),
            157..=159 => member::amends(self),
            160..=169 => member::tells_a_fact(self),
            170..=173 => self.sign_in_again(),
            174..=177 => {
                let phone = dice.below(self.phones.len());
                if self.phones[phone].current.get().is_some() {
                    self.open_tab(phone);
                }
            }
            178..=181 => drop(self.any_tab().map(|n| self.tabs.remove(n))),
            182 | 183 => self.switch(dice.below(self.phones.len())),
            184 => self.move_clock(),
            185 => self.world.backend.borrow_mut().office_changes(&dice),
            186 | 187 => self.world.deliver_late(),
            188 | 189 => {
                if let Some(tab) = dice.pick(&self.tabs) {
                    let token = tab.seat.token.get();
                    self.world.backend.borrow_mut().expire(token);
                }
            }
            190 | 191 => {
                if let Some(n) = self.any_tab() {
                    self.tabs[n].frozen = !self.tabs[n].frozen;
                }
            }
            192..=194 => {
                if let Some(n) = self.any_tab() {
                    self.tabs[n].tasks.pop();
                }
            }
            195 | 196 => {
                let networks = [Network::Fine, Network::Offline, Network::Portal];
                let phone = &self.phones[dice.below(self.phones.len())];
                phone.network.set(networks[dice.below(3)]);
            }
            197 => self.damage(),
            198 => {
                let phone = dice.below(self.phones.len());
                self.tabs.retain(|tab| tab.seat.phone.number != phone);
            }
            _ => {
                if dice.one_in(3) {
                    self.wipe(dice.below(self.phones.len()));
                }
            }
        }
    }

    fn any_tab(&self) -> Option<usize> {
        let n = self.tabs.len();
        (n > 0).then(|| self.world.dice.below(n))
    }

    /// A few steps of the tasks of one tab; a tab that wants to pump begins to.
    fn poll_any(&mut self) {
        let dice = self.world.dice.clone();
        let Some(n) = self.any_tab() else { return };
        let tab = &mut self.tabs[n];
        if tab.frozen {
            return;
        }
        tab.begin_to_pump();
        for _ in 0..3 {
            if tab.tasks.is_empty() {
                return;
            }
            tab.poll(dice.below(tab.tasks.len()));
        }
    }

    fn pass_time(&self) {
        let dice = &self.world.dice;
        let wakes = self.tabs.iter().filter_map(|tab| tab.wake_at.get());
        let now = self.world.time.get();
        let ahead = match dice.below(5) {
            0 => 500,
            1 => 20_000,
            2 => 4_000_000,
            3 if dice.one_in(4) => 90_000_000,
            _ => wakes.min().map_or(1_000, |at| at.saturating_sub(now)),
        };
        self.world.time.set(now + ahead);
    }

    fn move_clock(&self) {
        let dice = &self.world.dice;
        let by = [YEAR_MS, -YEAR_MS, HOUR_MS, -HOUR_MS, 5 * HOUR_MS][dice.below(5)];
        let phone = &self.phones[dice.below(self.phones.len())];
        phone.offset.set(phone.offset.get() + by);
        phone.moved_at.set(self.world.time.get());
        self.world
            .say(|| format!("phone {} moves its clock", phone.number));
    }

    /// A row, or all of a partition, can't be read any more.
    fn damage(&mut self) {
        let dice = self.world.dice.clone();
        let all: Vec<_> = self.partitions.values().cloned().collect();
        let Some(partition) = dice.pick(&all) else {
            return;
        };
        let mut ids = Vec::new();
        partition.disk.each(|id, _| ids.push(id.clone()));
        let key_is_lost = dice.one_in(4);
        let one = dice.pick(&ids).cloned();
        for id in ids {
            if key_is_lost || one.as_ref() == Some(&id) {
                self.world.say(|| format!("damaged {id}"));
                partition.disk.damage(&id);
                partition.told.borrow_mut().take_if(|told| told.by == id);
            }
        }
    }

    /// The browser clears a phone's storage: what was there alone is gone by its fault.
    fn wipe(&mut self, phone: usize) {
        self.world.say(|| format!("phone {phone} is wiped"));
        let members: Vec<Member> = (0..MEMBERS)
            .filter(|member| self.partitions.contains_key(&(phone, *member)))
            .collect();
        for member in members {
            self.erase(phone, member);
        }
        self.phones[phone].current.set(None);
    }

    /// Nothing of the member stays on the phone.
    pub fn erase(&mut self, phone: usize, member: Member) {
        let partition = self.partition(phone, member);
        let mut ledger = self.world.ledger.borrow_mut();
        partition.disk.each(|id, _| {
            ledger.work(member, phone, id).wiped = true;
        });
        partition.disk.wipe();
        partition.erased.set(true);
        partition.last_seq.set(0);
        partition.holder.set(0);
        *partition.told.borrow_mut() = None;
    }

    pub fn partition(&mut self, phone: usize, member: Member) -> Rc<Partition> {
        let partition = self.partitions.entry((phone, member));
        let new = || {
            Rc::new(Partition {
                phone,
                member,
                disk: Default::default(),
                holder: Cell::new(0),
                last_seq: Cell::new(0),
                told: RefCell::default(),
                erased: Cell::new(false),
            })
        };
        partition.or_insert_with(new).clone()
    }

    /// Another member takes the phone, or the same comes back; old tabs may linger.
    pub fn switch(&mut self, phone: usize) {
        let dice = self.world.dice.clone();
        self.leave(phone);
        let member = if phone == 0 { dice.below(MEMBERS) } else { 0 };
        self.sign_in(phone, member);
        self.open_tab(phone);
    }

    /// The session of whoever is signed in ends; some tabs know.
    pub fn leave(&mut self, phone: usize) {
        if let Some(old) = self.phones[phone].current.take() {
            for tab in &self.tabs {
                let here = tab.seat.phone.number == phone;
                if here && self.world.dice.one_in(2) && !tab.frozen {
                    tab.runtime.signed_out();
                    tab.seat.closed.set(true);
                }
            }
            self.partition(phone, old).disk.deactivate();
        }
    }

    pub fn sign_in(&mut self, phone: usize, member: Member) {
        self.world
            .say(|| format!("phone {phone} is member {member}'s"));
        self.phones[phone].current.set(Some(member));
        let token = self.world.backend.borrow_mut().sign_in(member);
        self.phones[phone].token.set(token);
        let partition = self.partition(phone, member);
        partition.erased.set(false);
        partition.disk.activate();
    }

    pub fn open_tab(&mut self, phone: usize) {
        let phone = self.phones[phone].clone();
        let Some(member) = phone.current.get() else {
            return;
        };
        let partition = self.partition(phone.number, member);
        let Some(epoch) = partition.disk.session() else {
            return;
        };
        self.opened += 1;
        let world = self.world.clone();
        let seat = Rc::new(Seat {
            number: self.opened,
            world: world.clone(),
            token: Cell::new(phone.token.get()),
            phone,
            partition,
            granted: RefCell::default(),
            told: RefCell::default(),
            pressed: Cell::new(None),
            closed: Cell::new(false),
            asks_sign_in: Cell::new(false),
        });
        let runtime = Rc::new(Loop::new(
            TabStore(seat.clone()),
            TabTransport(seat.clone()),
            TabClock(seat.clone()),
            world.dice.clone(),
            epoch,
            60_000,
        ));
        let (listener, hearing) = (Rc::downgrade(&runtime), seat.clone());
        runtime.on_change(move || {
            let notices = listener.upgrade().map(|it| it.take_notices());
            for notice in notices.unwrap_or_default() {
                hear(&hearing, notice);
            }
        });
        let mut tab = Tab {
            seat,
            runtime: runtime.clone(),
            wants_pump: Rc::default(),
            wake_at: Rc::default(),
            forms: Rc::default(),
            tasks: Vec::new(),
            frozen: false,
        };
        let wants_pump = tab.wants_pump.clone();
        tab.tasks.push(Box::pin(async move {
            let _told_by_a_notice = runtime.start().await;
            runtime.signed_in();
            wants_pump.set(true);
        }));
        self.tabs.push(tab);
    }

    fn sign_in_again(&mut self) {
        for tab in self
            .tabs
            .iter()
            .filter(|tab| tab.seat.phone.current.get() == Some(tab.seat.partition.member))
        {
            let token = self
                .world
                .backend
                .borrow_mut()
                .sign_in(tab.seat.partition.member);
            tab.seat.token.set(token);
            tab.seat.phone.token.set(token);
            tab.runtime.signed_in();
            tab.wants_pump.set(true);
        }
    }

    /// Whatever a tab shows must be its member's own, and nothing once it has closed.
    pub fn look(&self) {
        for tab in &self.tabs {
            let rows = tab.runtime.rows();
            let member = tab.seat.partition.member;
            let foreign = rows
                .iter()
                .any(|row| super::work::owner(super::work::words(&row.entry)) != member);
            if foreign || (tab.seat.closed.get() && !rows.is_empty()) {
                self.world.blame(Promise::Leaked, || {
                    format!("tab {} shows what it must not", tab.seat.number)
                });
            }
        }
    }
}

/// What a tab says is true at that moment.
fn hear(seat: &Seat, notice: Notice) {
    let (world, partition) = (&seat.world, &seat.partition);
    world.say(|| format!("tab {} says {notice:?}", seat.number));
    if let Some(id) = told_of(&notice)
        && !world.ledger.borrow().knows(partition.member, id)
    {
        world.blame(Promise::Leaked, || format!("tells of {id} of another"));
    }
    match notice {
        Notice::Saved { client_ref } => {
            let ledger = world.ledger.borrow();
            let work = ledger.works.get(&(partition.member, client_ref.clone()));
            if !work.is_some_and(|work| work.submitted) {
                drop(ledger);
                world.blame(Promise::Lost, || format!("says saved: {client_ref}"));
            }
        }
        Notice::Received { client_ref, .. } => {
            let backend = world.backend.borrow();
            let done = partition.disk.see(&client_ref, |row| match row {
                Some(Ok(row)) => matches!(row.item.state, State::Done { .. }),
                Some(Err(_)) => true,
                None => false,
            });
            let ledger = world.ledger.borrow();
            let shown = ledger.listed.contains(&client_ref);
            let over = ledger.is_over(partition.member, &client_ref);
            let arrived = backend.holds(partition.member, &client_ref).is_some()
                || ledger.needless.contains(&client_ref);
            if !arrived || !(done || shown || over) {
                world.blame(Promise::Lost, || format!("says received: {client_ref}"));
            }
        }
        Notice::Closed => seat.closed.set(true),
        Notice::SignInNeeded { .. } => seat.asks_sign_in.set(true),
        Notice::NotSaved { .. } | Notice::NeedsOwner { .. } | Notice::NewVersionNeeded => {}
    }
}

fn told_of(notice: &Notice) -> Option<&ClientRef> {
    match notice {
        Notice::Saved { client_ref }
        | Notice::Received { client_ref, .. }
        | Notice::NeedsOwner { client_ref } => Some(client_ref),
        Notice::NotSaved { client_ref, .. } => client_ref.as_ref(),
        Notice::SignInNeeded { .. } | Notice::NewVersionNeeded | Notice::Closed => None,
    }
}
