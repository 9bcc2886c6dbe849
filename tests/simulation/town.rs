//! One run: members, phones and tabs under faults, then a phase without faults in which everything must arrive.

use crate::{
    backend::{Backend, Member, is_refused, owner, words},
    chance::Dice,
    ports::{Phone, Plant, TabClock, TabStore, TabTransport, World, partition_of},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        record::{Entry, KindId, Photo},
    },
    outbox::item::State,
    runtime::{Notice, drive::Runtime},
    storage::memory::Memory,
    stored::row::ItemRow,
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

const MEMBERS: usize = 2;
const PHONES: usize = 2;
const STEPS: usize = 260;
const YEAR_MS: i64 = 31_536_000_000;

/// How often each promise was broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    pub lost: usize,
    pub duplicated: usize,
    pub leaked: usize,
    pub stuck: usize,
}

impl Verdict {
    pub fn is_clean(self) -> bool {
        self == Self::default()
    }

    pub fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.duplicated += other.duplicated;
        self.leaked += other.leaked;
        self.stuck += other.stuck;
    }
}

type Loop = Runtime<TabStore, TabTransport, TabClock, Dice>;
type Task = Pin<Box<dyn Future<Output = ()>>>;

struct Tab {
    phone: usize,
    member: Member,
    runtime: Rc<Loop>,
    token: Rc<Cell<u64>>,
    wants_pump: Rc<Cell<bool>>,
    wake_at: Rc<Cell<Option<u64>>>,
    /// Items that a form of this tab is writing: it has one at a time.
    forms: Rc<RefCell<BTreeSet<ClientRef>>>,
    tasks: Vec<Task>,
    frozen: bool,
}

/// What members did, by their words.
#[derive(Default)]
struct Ledger {
    saved: BTreeSet<String>,
    given_up: BTreeSet<String>,
    untrue: usize,
}

pub struct Town {
    world: Rc<World>,
    phones: Vec<Rc<Phone>>,
    current: Vec<Option<Member>>,
    disks: BTreeMap<(usize, Member), Memory>,
    tabs: Vec<Tab>,
    ledger: Rc<RefCell<Ledger>>,
    written: usize,
    opened: usize,
    verdict: Verdict,
}

/// Runs one seed.
pub fn run(seed: u64, plant: Plant) -> Verdict {
    let world = World {
        dice: Dice::new(seed),
        plant,
        faulty: Cell::new(true),
        traced: std::env::var_os("DAJUAN_TRACE").is_some(),
        time: Cell::new(0),
        backend: RefCell::new(Backend::default()),
        late: RefCell::new(Vec::new()),
    };
    let phone = || {
        Rc::new(Phone {
            offset: Cell::new(0),
            token: Cell::new(0),
        })
    };
    let mut town = Town {
        world: Rc::new(world),
        phones: (0..PHONES).map(|_| phone()).collect(),
        current: vec![None; PHONES],
        disks: BTreeMap::new(),
        tabs: Vec::new(),
        ledger: Rc::default(),
        written: 0,
        opened: 0,
        verdict: Verdict::default(),
    };
    for step in 0..STEPS {
        town.act();
        if step % 8 == 0 {
            town.look();
        }
    }
    town.drain();
    town.judge();
    town.verdict
}

impl Town {
    fn act(&mut self) {
        let dice = self.world.dice.clone();
        if self.tabs.iter().all(|tab| tab.frozen) {
            let phone = dice.below(PHONES);
            match self.current[phone] {
                Some(_) => self.open_tab(phone),
                None => self.switch(phone),
            }
        }
        match dice.below(100) {
            0..=63 => self.poll_any(),
            64..=69 => self.pass_time(),
            70..=77 => self.member_writes(),
            78..=82 => self.member_chooses(),
            83..=87 => self.tell_a_fact(),
            88 | 89 => self.sign_in_again(),
            90 | 91 => {
                let phone = dice.below(PHONES);
                if self.current[phone].is_some() {
                    self.open_tab(phone);
                }
            }
            92 | 93 => {
                if !self.tabs.is_empty() {
                    self.tabs.remove(dice.below(self.tabs.len()));
                }
            }
            94 => self.switch(dice.below(PHONES)),
            95 => {
                let jump = [YEAR_MS, -YEAR_MS, 3_600_000, -3_600_000][dice.below(4)];
                let phone = &self.phones[dice.below(PHONES)];
                phone.offset.set(phone.offset.get() + jump);
            }
            96 => self.world.deliver_late(),
            97 => {
                if let Some(tab) = dice.pick(&self.tabs) {
                    self.world.backend.borrow_mut().expire(tab.token.get());
                }
            }
            98 => {
                let n = self.tabs.len();
                if n > 0 {
                    let tab = &mut self.tabs[dice.below(n)];
                    tab.frozen = !tab.frozen;
                }
            }
            _ => {
                let n = self.tabs.len();
                if n > 0 {
                    self.tabs[dice.below(n)].tasks.pop();
                }
            }
        }
    }

    /// One step of one task of one tab; a tab that wants to pump begins to.
    fn poll_any(&mut self) {
        let dice = self.world.dice.clone();
        let n = self.tabs.len();
        if n == 0 {
            return;
        }
        let now = self.world.time.get();
        let tab = &mut self.tabs[dice.below(n)];
        if tab.frozen {
            return;
        }
        if tab.wake_at.get().is_some_and(|at| at <= now) {
            tab.wake_at.set(None);
            tab.wants_pump.set(true);
        }
        if tab.wants_pump.take() {
            tab.tasks.push(pump(tab, self.world.clone()));
        }
        for _ in 0..3 {
            if tab.tasks.is_empty() {
                return;
            }
            let which = dice.below(tab.tasks.len());
            if poll(&mut tab.tasks[which]) {
                drop(tab.tasks.remove(which));
            }
        }
    }

    fn pass_time(&self) {
        let dice = &self.world.dice;
        let wakes = self.tabs.iter().filter_map(|tab| tab.wake_at.get());
        let now = self.world.time.get();
        let ahead = match dice.below(4) {
            0 => 500,
            1 => 20_000,
            2 => 4_000_000,
            _ => wakes.min().map_or(1_000, |at| at.saturating_sub(now)),
        };
        self.world.time.set(now + ahead);
    }

    fn disk(&mut self, phone: usize, member: Member) -> Memory {
        let whose = partition_of(self.world.plant, member);
        self.disks.entry((phone, whose)).or_default().clone()
    }

    /// Another member takes the phone, or the same comes back; old tabs may linger.
    fn switch(&mut self, phone: usize) {
        let dice = self.world.dice.clone();
        if let Some(old) = self.current[phone] {
            for tab in self.tabs.iter().filter(|tab| tab.phone == phone) {
                if dice.one_in(2) {
                    tab.runtime.signed_out();
                }
            }
            self.disk(phone, old).deactivate();
        }
        let member = if phone == 0 { dice.below(MEMBERS) } else { 0 };
        self.current[phone] = Some(member);
        let token = self.world.backend.borrow_mut().sign_in(member);
        self.phones[phone].token.set(token);
        self.disk(phone, member).activate();
        self.open_tab(phone);
    }

    fn open_tab(&mut self, phone: usize) {
        let Some(member) = self.current[phone] else {
            return;
        };
        let disk = self.disk(phone, member);
        let Some(epoch) = disk.session() else { return };
        let token = Rc::new(Cell::new(self.phones[phone].token.get()));
        let world = self.world.clone();
        self.opened += 1;
        let store = TabStore {
            tab: self.opened,
            world: world.clone(),
            disk,
        };
        let transport = TabTransport {
            world: world.clone(),
            phone: self.phones[phone].clone(),
            token: token.clone(),
        };
        let clock = TabClock {
            world: world.clone(),
            phone: self.phones[phone].clone(),
        };
        let runtime = Rc::new(Loop::new(
            store,
            transport,
            clock,
            world.dice.clone(),
            epoch,
            60_000,
        ));
        let mut tab = Tab {
            phone,
            member,
            runtime: runtime.clone(),
            token,
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

    fn member_writes(&mut self) {
        let dice = self.world.dice.clone();
        let Some(tab) = self.live_tab() else { return };
        self.written += 1;
        let tab = &mut self.tabs[tab];
        let (entry, blobs) = entry(&dice, tab.member, self.written);
        let (runtime, ledger) = (tab.runtime.clone(), self.ledger.clone());
        let (wants_pump, world) = (tab.wants_pump.clone(), self.world.clone());
        let text = words(&entry);
        let form = Form::of(tab, &entry.client_ref);
        tab.tasks.push(Box::pin(async move {
            let _open = form;
            let drafted = dice.one_in(2)
                && runtime
                    .save_draft(entry.clone(), blobs.clone())
                    .await
                    .is_ok();
            let blobs = if drafted { Vec::new() } else { blobs };
            if runtime.submit(entry, blobs).await.is_ok() {
                check_saved(&world, &runtime, &ledger, &text);
                wants_pump.set(true);
            }
        }));
    }

    /// Edit, withdraw or discard something.
    fn member_chooses(&mut self) {
        let dice = self.world.dice.clone();
        let Some(tab) = self.live_tab() else { return };
        let tab = &mut self.tabs[tab];
        let rows = tab.runtime.rows();
        let Some(row) = dice.pick(&rows) else { return };
        let (id, text) = (row.item.client_ref.clone(), words(&row.entry));
        let (runtime, ledger) = (tab.runtime.clone(), self.ledger.clone());
        let (wants_pump, world) = (tab.wants_pump.clone(), self.world.clone());
        let Some(form) = Form::of(tab, &id) else {
            return;
        };
        if row.item.state == State::Draft {
            let Some(mut entry) = runtime.open(&id) else {
                return;
            };
            let (more, submits) = (dice.one_in(2), dice.one_in(2));
            let text = if more { edited(&mut entry) } else { text };
            world.say(|| format!("opens {id} {text} submits={submits}"));
            tab.tasks.push(Box::pin(async move {
                let _open = form;
                // A form stays open for a while.
                world.linger(1 + dice.below(12)).await;
                let outcome = if submits {
                    runtime.submit(entry, Vec::new()).await
                } else {
                    runtime.save_draft(entry, Vec::new()).await
                };
                if outcome.is_ok() {
                    check_saved(&world, &runtime, &ledger, &text);
                    wants_pump.set(true);
                }
            }));
        } else if dice.one_in(4) {
            ledger.borrow_mut().given_up.insert(base(&text).to_owned());
            tab.tasks.push(Box::pin(async move {
                let _asked_again_another_time = runtime.withdraw(&id).await;
                wants_pump.set(true);
            }));
        } else {
            tab.tasks.push(Box::pin(async move {
                let _open = form;
                if let Ok(mut entry) = runtime.edit(&id).await {
                    entry.form_version = 1;
                    let text = edited(&mut entry);
                    if runtime.submit(entry, Vec::new()).await.is_ok() {
                        check_saved(&world, &runtime, &ledger, &text);
                    }
                }
                wants_pump.set(true);
            }));
        }
    }

    fn tell_a_fact(&mut self) {
        let dice = self.world.dice.clone();
        let Some(tab) = self.live_tab() else { return };
        let tab = &self.tabs[tab];
        match dice.below(4) {
            0 => tab.runtime.press(),
            1 => tab.runtime.online(),
            2 => tab.runtime.visible(),
            _ => {
                let backend = self.world.backend.borrow();
                let keys = backend.records.keys();
                let mine = keys.filter(|(member, _)| *member == tab.member);
                tab.runtime
                    .list_shows(mine.map(|(_, id)| id.clone()).collect());
            }
        }
        tab.wants_pump.set(true);
    }

    fn sign_in_again(&mut self) {
        for tab in &self.tabs {
            if self.current[tab.phone] == Some(tab.member) {
                let token = self.world.backend.borrow_mut().sign_in(tab.member);
                tab.token.set(token);
                self.phones[tab.phone].token.set(token);
                tab.runtime.signed_in();
                tab.wants_pump.set(true);
            }
        }
    }

    /// A tab that its member can use now.
    fn live_tab(&self) -> Option<usize> {
        let live = |tab: &Tab| !tab.frozen && self.current[tab.phone] == Some(tab.member);
        let all: Vec<_> = (0..self.tabs.len())
            .filter(|n| live(&self.tabs[*n]))
            .collect();
        self.world.dice.pick(&all).copied()
    }

    /// Whatever a tab shows or says must be true, and its member's own.
    fn look(&mut self) {
        for tab in &self.tabs {
            for notice in tab.runtime.take_notices() {
                if let Notice::Received { client_ref, .. } = notice {
                    let there = (tab.member, client_ref);
                    if !self.world.backend.borrow().records.contains_key(&there) {
                        self.verdict.lost += 1;
                    }
                }
            }
            let foreign = |row: &&ItemRow| owner(&words(&row.entry)) != tab.member;
            self.verdict.leaked += tab.runtime.rows().iter().filter(foreign).count();
        }
    }

    /// Faults off: each member signs in once more on each phone, and everything must go.
    fn drain(&mut self) {
        self.world.faulty.set(false);
        self.world.deliver_late();
        self.tabs.clear();
        let whose: Vec<_> = self.disks.keys().copied().collect();
        for (phone, member) in whose {
            self.current[phone] = Some(member);
            let token = self.world.backend.borrow_mut().sign_in(member);
            self.phones[phone].token.set(token);
            self.disk(phone, member).activate();
            self.open_tab(phone);
            self.drain_tab();
            self.look();
            self.tabs.clear();
        }
    }

    fn drain_tab(&mut self) {
        let Some(tab) = self.tabs.last_mut() else {
            return;
        };
        tab.wants_pump.set(true);
        for _ in 0..20_000 {
            if tab.wants_pump.take() {
                tab.tasks.push(pump(tab, self.world.clone()));
            }
            match tab.tasks.first_mut() {
                Some(task) => {
                    if poll(task) {
                        drop(tab.tasks.remove(0));
                    }
                }
                None => match tab.wake_at.take() {
                    Some(at) => {
                        self.world.time.set(at.max(self.world.time.get()));
                        tab.wants_pump.set(true);
                    }
                    None => break,
                },
            }
        }
        let waits = |state: &State| match state {
            State::Queued
            | State::Sending
            | State::RetryWait { .. }
            | State::Accepted { .. }
            | State::UpgradeNeeded => true,
            State::Draft
            | State::NeedsFix { .. }
            | State::TooLarge
            | State::PhotoLost
            | State::Conflict { .. }
            | State::Declined { .. }
            | State::Waitlisted { .. }
            | State::Done { .. } => false,
        };
        let rows = tab.runtime.rows();
        self.verdict.stuck += rows.iter().filter(|row| waits(&row.item.state)).count();
    }

    fn judge(&mut self) {
        let backend = self.world.backend.borrow();
        let mut arrived: BTreeMap<&str, usize> = BTreeMap::new();
        for text in backend.records.values() {
            *arrived.entry(base(text)).or_default() += 1;
        }
        let kept: Vec<String> = self.disks.values().flat_map(Memory::texts).collect();
        let ledger = self.ledger.borrow();
        let gone = |text: &&String| {
            let mut held = backend.records.values().chain(&kept);
            // A later edit of the same words stands for them.
            !held.any(|it| it.contains(text.as_str())) && !ledger.given_up.contains(base(text))
        };
        for text in ledger.saved.iter().filter(gone) {
            self.world.say(|| format!("lost {text}"));
            self.verdict.lost += 1;
        }
        self.verdict.lost += ledger.untrue + backend.without_photo;
        self.verdict.duplicated += backend.reopened;
        self.verdict.duplicated += arrived.values().filter(|times| **times > 1).count();
        self.verdict.leaked += backend.leaked;
    }
}

/// An open form: no other of this tab writes the same item.
struct Form {
    forms: Rc<RefCell<BTreeSet<ClientRef>>>,
    id: ClientRef,
}

impl Form {
    fn of(tab: &Tab, id: &ClientRef) -> Option<Self> {
        let (forms, id) = (tab.forms.clone(), id.clone());
        let opened = forms.borrow_mut().insert(id.clone());
        opened.then(|| Self { forms, id })
    }
}

impl Drop for Form {
    fn drop(&mut self) {
        self.forms.borrow_mut().remove(&self.id);
    }
}

fn poll(task: &mut Task) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    matches!(task.as_mut().poll(&mut context), Poll::Ready(()))
}

fn pump(tab: &Tab, world: Rc<World>) -> Task {
    let (runtime, wake_at) = (tab.runtime.clone(), tab.wake_at.clone());
    Box::pin(async move {
        if let Some(ms) = runtime.pump().await {
            wake_at.set(Some(world.time.get() + ms.max(1)));
        }
    })
}

/// 已保存 was shown: the words are on disk, or arrived already, or their owner gave them up meanwhile.
fn check_saved(world: &World, runtime: &Loop, ledger: &RefCell<Ledger>, text: &str) {
    let mut ledger = ledger.borrow_mut();
    let kept = runtime.store().disk.texts();
    let backend = world.backend.borrow();
    let mut held = backend.records.values().chain(&kept);
    let there = held.any(|it| it.contains(text)) || ledger.given_up.contains(base(text));
    ledger.untrue += usize::from(!there);
    ledger.saved.insert(text.to_owned());
}

/// The words as first written.
fn base(text: &str) -> &str {
    text.trim_end_matches('\'')
}

/// The owner changes a word.
fn edited(entry: &mut Entry) -> String {
    let text = words(entry) + "'";
    let answer = Answer::Text(text.clone());
    entry.answers = Answer::Group([("words".to_owned(), answer)].into());
    text
}

fn entry(dice: &Dice, member: Member, number: usize) -> (Entry, Vec<(ClientRef, Vec<u8>)>) {
    let photos: Vec<Photo> = (0..dice.below(3))
        .map(|_| Photo {
            id: dice.key(),
            sha256: "0".repeat(64),
            bytes: 3,
            mime: "image/jpeg".into(),
        })
        .collect();
    let blobs = photos.iter().map(|photo| (photo.id.clone(), vec![1, 2, 3]));
    let blobs = blobs.collect();
    let text = Answer::Text(format!("{member}-canary-{number};"));
    let entry = Entry {
        client_ref: dice.key(),
        kind: KindId("reading_share".into()),
        form_version: u32::from(!dice.one_in(8)),
        day: None,
        answers: Answer::Group([("words".to_owned(), text)].into()),
        photos,
        captured_at: None,
    };
    debug_assert!(entry.form_version > 0 || is_refused(&entry));
    (entry, blobs)
}
