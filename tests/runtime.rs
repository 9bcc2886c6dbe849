//! The loop over a store in memory and a backend that does as it is told.
#![allow(clippy::expect_used, clippy::panic)] // how a test fails

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        held::{Found, Held},
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::{
        abilities::{Abilities, Uniqueness},
        item::State,
        reply::{Reply, RetryAfter},
    },
    runtime::{
        Notice, Refusal,
        drive::Runtime,
        ports::{Chance, Clock, Epoch, Now, Step, Store, StoreError, Transport},
    },
    storage::memory::{Fault, Memory},
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::poll_fn,
    pin::{Pin, pin},
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Waker},
};

#[path = "runtime/acts.rs"]
mod acts;
#[path = "runtime/choices.rs"]
mod choices;
#[path = "runtime/lease.rs"]
mod lease;
#[path = "runtime/overlap.rs"]
mod overlap;
#[path = "runtime/steps.rs"]
mod steps;
#[path = "runtime/taking_in.rs"]
mod taking_in;
#[path = "runtime/updates.rs"]
mod updates;
#[path = "runtime/versions.rs"]
mod versions;
#[path = "runtime/watched.rs"]
mod watched;

type Change = (Arc<Entry>, ClientRef);
type Looked = Result<Option<Found>, Reply>;

/// What comes back, in order; done when nothing is said. `None`: no answer yet.
#[derive(Clone, Default)]
struct Wire {
    replies: Rc<RefCell<VecDeque<Option<Reply>>>>,
    sent: Rc<RefCell<Vec<ClientRef>>>,
    /// Whether the backend says that it takes several records in one request, and whether it does.
    batches: Rc<Cell<(bool, bool)>>,
    requests: Rc<Cell<usize>>,
    /// Changes that were sent, each with the key of what it changes.
    updates: Rc<RefCell<Vec<Change>>>,
    abilities: Rc<Cell<Abilities>>,
    /// What looking a key up comes to, in order; no answer when nothing is said.
    found: Rc<RefCell<VecDeque<Looked>>>,
}

impl Transport for Wire {
    async fn send(&self, step: Step) -> Reply {
        self.requests.set(self.requests.get() + 1);
        if let Step::Update { entry, of, .. } = &step {
            let update = (Arc::clone(entry), of.clone());
            self.updates.borrow_mut().push(update);
        }
        self.sent.borrow_mut().push(match step {
            Step::Upload { photo, .. } => photo.id,
            Step::Create(entry) | Step::Update { entry, .. } => entry.client_ref.clone(),
        });
        let receipt = Some("R-1".to_owned());
        let reply = self.replies.borrow_mut().pop_front();
        match reply.unwrap_or(Some(Reply::Done { receipt })) {
            Some(reply) => reply,
            None => {
                let replies = self.replies.clone();
                poll_fn(|_| match replies.borrow_mut().pop_front() {
                    Some(Some(reply)) => Poll::Ready(reply),
                    Some(None) | None => Poll::Pending,
                })
                .await
            }
        }
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            batches: self.batches.get().0,
            ..self.abilities.get()
        }
    }

    async fn look_up(&self, _: &ClientRef) -> Result<Option<Found>, Reply> {
        self.requests.set(self.requests.get() + 1);
        let found = self.found.borrow_mut().pop_front();
        found.unwrap_or(Err(Reply::NoAnswer))
    }

    async fn send_batch(&self, entries: Vec<Arc<Entry>>) -> Option<Vec<Reply>> {
        self.requests.set(self.requests.get() + 1);
        self.batches.get().1.then(|| self.batch(&entries))
    }
}

impl Wire {
    fn batch(&self, entries: &[Arc<Entry>]) -> Vec<Reply> {
        let keys = entries.iter().map(|entry| entry.client_ref.clone());
        self.sent.borrow_mut().extend(keys);
        let next = |_| self.replies.borrow_mut().pop_front().flatten();
        let done = || Reply::Done { receipt: None };
        let replies = entries.iter().map(next);
        replies.map(|reply| reply.unwrap_or_else(done)).collect()
    }
}

#[derive(Clone, Default)]
struct Hands(Rc<Cell<u64>>);

impl Clock for Hands {
    fn now(&self) -> Now {
        let steady_ms = self.0.get();
        let wall = Moment(1_790_000_000_000).plus_ms(steady_ms as i64);
        Now { wall, steady_ms }
    }

    async fn wait(&self, ms: u32) {
        let until = self.0.get() + u64::from(ms);
        poll_fn(|_| match self.0.get() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

#[derive(Clone, Default)]
struct Count(Rc<Cell<u64>>);

impl Chance for Count {
    fn bits(&self) -> u64 {
        self.0.set(self.0.get() + 1);
        self.0.get() << 32
    }
}

type Tab = Runtime<Memory, Wire, Hands, Count>;

#[derive(Clone, Default)]
struct Phone {
    disk: Memory,
    wire: Wire,
    clock: Hands,
    chance: Count,
}

impl Phone {
    fn tab(&self, epoch: Epoch) -> Tab {
        let tab = self.tab_without_sign_in(epoch);
        tab.signed_in();
        tab
    }

    fn tab_without_sign_in(&self, epoch: Epoch) -> Tab {
        let Self {
            disk,
            wire,
            clock,
            chance,
        } = self.clone();
        let tab = Runtime::new(disk, wire, clock, chance, epoch, 0);
        now(tab.start()).expect("an empty store reads");
        tab
    }

    fn first_tab(&self) -> Tab {
        self.tab(self.disk.activate())
    }

    fn says(&self, reply: impl Into<Option<Reply>>) {
        self.wire.replies.borrow_mut().push_back(reply.into());
    }

    fn sent(&self) -> usize {
        self.wire.sent.borrow().len()
    }
}

fn poll<F: Future>(of: Pin<&mut F>) -> Option<F::Output> {
    match of.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// What a future gives that never has to wait.
#[track_caller]
fn now<F: Future>(of: F) -> F::Output {
    poll(pin!(of)).expect("nothing to wait for")
}

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn entry(n: u8) -> Entry {
    let photo = Photo {
        id: key(n + 100),
        sha256: "0".repeat(64),
        bytes: 1,
        mime: "image/jpeg".into(),
    };
    Entry {
        client_ref: key(n),
        kind: KindId("reading_share".into()),
        form_version: 1,
        day: None,
        answers: Answer::Text("读书".into()),
        photos: vec![photo],
        captured_at: None,
    }
}

fn photos(n: u8) -> Vec<(ClientRef, Vec<u8>)> {
    vec![(key(n + 100), vec![n])]
}

#[track_caller]
fn stands(tab: &Tab, n: u8) -> State {
    tab.row(&key(n)).expect("the row is there").item.state
}

#[test]
fn saved_then_received_then_forgotten_once_the_list_shows_it() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    assert_eq!(now(tab.submit(entry(1), photos(1))), Ok(()));
    let client_ref = key(1);
    let saved = Notice::Saved { client_ref };
    assert_eq!(tab.take_notices(), [saved]);
    assert_eq!(now(tab.pump()), None);
    let (client_ref, receipt) = (key(1), Some("R-1".to_owned()));
    let received = Notice::Received {
        client_ref,
        receipt: receipt.clone(),
    };
    assert_eq!(tab.take_notices(), [received]);
    assert_eq!(*phone.wire.sent.borrow(), [key(101), key(1)]);
    assert_eq!(stands(&tab, 1), State::Done { receipt });
    tab.list_shows(vec![key(1)]);
    now(tab.pump());
    assert_eq!(tab.rows(), []);
    assert_eq!(now(phone.disk.blob(&key(101))), Ok(None));
}

#[test]
fn what_is_not_on_disk_is_never_called_saved() {
    for why in [StoreError::Full, StoreError::Denied, StoreError::Lost] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        phone.disk.fail_next(Fault::Before(why));
        assert_eq!(now(tab.submit(entry(1), photos(1))), Err(why));
        let client_ref = Some(key(1));
        assert_eq!(tab.take_notices(), [Notice::NotSaved { client_ref, why }]);
        now(tab.pump());
        assert_eq!((phone.sent(), tab.rows().len()), (0, 0));
    }
}

#[test]
fn a_second_press_after_a_lost_answer_is_saved_once() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    phone.disk.fail_next(Fault::After(StoreError::Lost));
    assert!(now(tab.submit(entry(1), photos(1))).is_err());
    let later = Entry {
        captured_at: Some(Moment(1)),
        ..entry(1)
    };
    assert_eq!(now(tab.submit(later, photos(1))), Ok(()));
    assert_eq!(tab.rows().len(), 1);
    let other = Entry {
        answers: Answer::Text("别的".into()),
        ..entry(1)
    };
    assert_eq!(now(tab.submit(other, photos(1))), Err(StoreError::Moved));
}

#[test]
fn a_draft_keeps_only_the_photos_it_has() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("saved");
    let bare = Entry {
        photos: Vec::new(),
        ..entry(1)
    };
    now(tab.save_draft(bare, Vec::new())).expect("saved");
    assert_eq!(now(phone.disk.blob(&key(101))), Ok(None));
    now(tab.pump());
    assert_eq!(stands(&tab, 1), State::Draft);
    assert_eq!(phone.sent(), 0);
    now(tab.discard_draft(&key(1))).expect("discarded");
    assert_eq!(phone.disk.texts(), Vec::<String>::new());
}

#[test]
fn a_tab_cannot_overwrite_words_that_it_has_not_read() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("saved");
    let stale = phone.tab(tab.epoch());
    assert_eq!(stale.open(&key(1)), Some(entry(1)));
    let newer = Entry {
        answers: Answer::Text("改过".into()),
        ..entry(1)
    };
    now(tab.save_draft(newer.clone(), Vec::new())).expect("saved");
    now(stale.start()).expect("read");
    let moved = Err(StoreError::Moved);
    assert_eq!(now(stale.save_draft(entry(1), Vec::new())), moved);
    assert_eq!(now(stale.submit(entry(1), Vec::new())), moved);
    assert_eq!(stale.open(&key(1)), Some(newer.clone()));
    now(stale.submit(newer, Vec::new())).expect("read and kept");
    assert_eq!(stands(&stale, 1), State::Queued);
}

#[test]
fn a_reopened_draft_is_not_overwritten_from_before_it_was_submitted() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("saved");
    let stale = phone.tab(tab.epoch());
    now(tab.submit(entry(1), Vec::new())).expect("saved");
    now(tab.edit(&key(1))).expect("opened");
    let moved = Err(StoreError::Moved);
    let other = Entry {
        answers: Answer::Text("旧".into()),
        ..entry(1)
    };
    assert_eq!(now(stale.submit(other, Vec::new())), moved);
    assert_eq!(stands(&tab, 1), State::Draft);
}

#[test]
fn a_draft_whose_saving_went_unanswered_is_written_on() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("saved");
    for fault in [
        Fault::After(StoreError::Lost),
        Fault::Before(StoreError::Full),
    ] {
        for text in ["一", "二"] {
            let answers = Answer::Text(text.into());
            let next = Entry {
                answers,
                ..entry(1)
            };
            phone.disk.fail_next(fault);
            assert!(now(tab.save_draft(next.clone(), Vec::new())).is_err());
            assert_eq!(now(tab.save_draft(next, Vec::new())), Ok(()));
        }
    }
}

#[test]
fn a_stale_tab_cannot_make_a_submitted_item_a_draft() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.save_draft(entry(1), photos(1))).expect("saved");
    let stale = phone.tab(tab.epoch());
    now(tab.submit(entry(1), Vec::new())).expect("saved");
    let moved = Err(StoreError::Moved);
    assert_eq!(now(stale.save_draft(entry(1), Vec::new())), moved);
    assert_eq!(now(stale.discard_draft(&key(1))), moved);
    now(tab.pump());
    assert_eq!(phone.sent(), 2);
}

#[test]
fn an_item_never_sent_is_opened_again_under_its_key() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    let opened = now(tab.edit(&key(1))).expect("opened");
    assert_eq!(opened.client_ref, key(1));
    assert_eq!(stands(&tab, 1), State::Draft);
    now(tab.pump());
    assert_eq!(phone.sent(), 0);
    assert_eq!(now(phone.disk.blob(&key(101))), Ok(Some(vec![1])));
    now(tab.submit(opened, Vec::new())).expect("saved");
    now(tab.pump());
    assert_eq!(phone.sent(), 2);
}

#[test]
fn an_item_that_may_have_arrived_is_not_opened_again() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    phone.says(Reply::Done { receipt: None });
    let after = Some(RetryAfter { ms: 60_000 });
    phone.says(Reply::Busy { after });
    now(tab.submit(entry(1), photos(1))).expect("saved");
    now(tab.pump());
    assert!(matches!(stands(&tab, 1), State::RetryWait { .. }));
    assert_eq!(now(tab.edit(&key(1))), Err(Refusal::Sent));
    assert_eq!(now(tab.edit(&key(2))), Err(Refusal::Gone));
    assert_eq!(now(tab.withdraw(&key(1))), Ok(()));
    assert_eq!(phone.disk.texts(), Vec::<String>::new());
    assert_eq!(now(phone.disk.blob(&key(101))), Ok(None));
}

#[test]
fn words_that_may_have_arrived_are_not_changed_silently() {
    let refused = |fields: &[&str]| Reply::Refused {
        words: "缺".into(),
        fields: fields
            .iter()
            .map(|it| (it.to_string(), "必填".into()))
            .collect(),
    };
    for (then, opened) in [
        (Reply::TooLarge, false),
        (refused(&[]), false),
        (refused(&["title"]), true),
    ] {
        let phone = Phone::default();
        let tab = phone.first_tab();
        phone.says(Reply::Done { receipt: None });
        phone.says(Reply::NoAnswer);
        now(tab.submit(entry(1), photos(1))).expect("saved");
        phone.says(then.clone());
        now(tab.pump());
        assert_eq!(phone.sent(), 3);
        let edited = now(tab.edit(&key(1)));
        assert_eq!(edited.is_ok(), opened, "{then:?}");
        assert_eq!(edited.err(), (!opened).then_some(Refusal::Sent));
    }
}

#[test]
fn an_item_under_way_is_neither_edited_nor_withdrawn() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    assert_eq!(now(tab.edit(&key(1))), Err(Refusal::Busy));
    assert_eq!(now(tab.withdraw(&key(1))), Err(Refusal::Busy));
    let elsewhere = phone.tab(tab.epoch());
    assert_eq!(now(elsewhere.withdraw(&key(1))), Err(Refusal::Busy));
    phone.says(Reply::NoAnswer);
    assert!(poll(pump).is_some());
    assert_eq!(now(tab.withdraw(&key(1))), Ok(()));
}

#[test]
fn a_photo_that_the_phone_lost_is_told_to_its_owner() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), Vec::new())).expect("saved");
    now(tab.pump());
    let client_ref = key(1);
    assert!(
        tab.take_notices()
            .contains(&Notice::NeedsOwner { client_ref })
    );
    assert_eq!(phone.sent(), 0);
    assert!(now(tab.edit(&key(1))).is_ok());
}

#[test]
fn one_tab_sends_at_a_time_and_another_takes_over_from_a_dead_one() {
    let phone = Phone::default();
    let dead = phone.first_tab();
    now(dead.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    {
        let mut pump = pin!(dead.pump());
        assert_eq!(poll(pump.as_mut()), None);
    }
    let tab = phone.tab(dead.epoch());
    assert_eq!(now(tab.pump()), Some(3_000));
    assert_eq!(phone.sent(), 1);
    phone.wire.replies.borrow_mut().clear();
    phone.clock.0.set(10_000);
    now(tab.pump());
    assert_eq!(phone.sent(), 3);
}

#[test]
fn a_tab_that_lives_keeps_the_right_to_send_while_it_waits_for_an_answer() {
    let phone = Phone::default();
    let alive = phone.first_tab();
    now(alive.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let tab = phone.tab(alive.epoch());
    let mut pump = pin!(alive.pump());
    for second in 0..30 {
        phone.clock.0.set(second * 1_000);
        assert_eq!(poll(pump.as_mut()), None);
        now(tab.pump());
        assert_eq!(phone.sent(), 1, "at {second} s");
    }
    let receipt = Some("R-1".to_owned());
    phone.says(Reply::Done {
        receipt: receipt.clone(),
    });
    assert_eq!(poll(pump), Some(None));
    assert_eq!(stands(&alive, 1), State::Done { receipt });
    assert_eq!(phone.sent(), 2);
}

#[test]
fn a_new_session_waits_for_no_old_lease_and_refuses_old_tabs() {
    let phone = Phone::default();
    let old = phone.first_tab();
    now(old.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let mut pump = pin!(old.pump());
    assert_eq!(poll(pump.as_mut()), None);
    let tab = phone.first_tab();
    now(tab.pump());
    assert_eq!(phone.sent(), 3);
    phone.says(Reply::NoAnswer);
    assert!(poll(pump).is_some());
    now(old.pump());
    assert!(old.take_notices().contains(&Notice::Closed));
    assert_eq!((old.rows(), phone.sent()), (Vec::new(), 3));
    assert!(now(old.submit(entry(2), photos(2))).is_err());
}

#[test]
fn a_reply_that_comes_after_sign_out_is_dropped() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    tab.signed_out();
    phone.says(Reply::Done { receipt: None });
    assert_eq!(poll(pump), Some(None));
    assert_eq!((tab.rows(), phone.sent()), (Vec::new(), 1));
    assert_eq!(phone.disk.texts().len(), 1);
}

#[test]
fn a_task_that_is_dropped_half_way_leaves_the_queue_able_to_go_on() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    {
        let mut pump = pin!(tab.pump());
        assert_eq!(poll(pump.as_mut()), None);
    }
    phone.wire.replies.borrow_mut().clear();
    now(tab.pump());
    assert_eq!(phone.sent(), 3);
}

#[test]
fn a_press_while_another_task_sends_ends_when_the_queue_is_quiet() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let mut first = pin!(tab.pump());
    let mut second = pin!(tab.pump());
    assert_eq!(poll(first.as_mut()), None);
    tab.press();
    assert_eq!(poll(second.as_mut()), None);
    phone.says(Reply::Done { receipt: None });
    assert_eq!(poll(first), Some(None));
    assert_eq!(poll(second), Some(None));
    assert!(matches!(stands(&tab, 1), State::Done { .. }));
}

#[test]
fn a_task_that_waits_goes_on_where_the_one_before_was_dropped() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.says(None);
    let mut second = pin!(tab.pump());
    {
        let mut first = pin!(tab.pump());
        assert_eq!(poll(first.as_mut()), None);
        assert_eq!(poll(second.as_mut()), None);
    }
    phone.wire.replies.borrow_mut().clear();
    assert_eq!(poll(second), Some(None));
    assert!(matches!(stands(&tab, 1), State::Done { .. }));
}

#[test]
fn an_item_tells_of_a_bounded_number_of_changes() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    let changes = Rc::new(Cell::new(0));
    let counted = changes.clone();
    tab.on_change(move || counted.set(counted.get() + 1));
    for n in 1..=90 {
        now(tab.submit(entry(n), photos(n))).expect("saved");
    }
    assert_eq!(changes.replace(0), 2 * 90, "written and saved");
    now(tab.pump());
    assert_eq!(phone.sent(), 2 * 90);
    // Two writes, and one ahead of the first; once for all, woken and read under the lease.
    assert_eq!(changes.get(), 2 * 90 + 1 + 2);
}

#[test]
fn a_closed_partition_asks_for_nothing_more() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    phone.disk.deactivate();
    tab.visible();
    assert_eq!(now(tab.pump()), None);
    assert!(tab.take_notices().contains(&Notice::Closed));
    assert_eq!((tab.rows(), phone.sent()), (Vec::new(), 0));
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_the_others_go() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    now(tab.submit(entry(2), photos(2))).expect("saved");
    phone.disk.damage(&key(1));
    let tab = phone.tab(tab.epoch());
    assert_eq!(tab.unreadable(), [key(1).to_string()]);
    now(tab.pump());
    assert_eq!(phone.sent(), 2);
    assert_eq!(phone.disk.texts().len(), 2);
}

#[test]
fn a_row_that_a_newer_app_wrote_stays_as_it_is_and_is_read_by_the_newer_app_again() {
    let phone = Phone::default();
    let tab = phone.first_tab();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    now(tab.submit(entry(2), photos(2))).expect("saved");
    let mut written = String::new();
    phone.disk.overwrite(&key(1), |text| {
        assert!(text.contains(r#""v":3"#), "{text}");
        written = text.replacen(r#""v":3"#, r#""v":4,"added":[1]"#, 1);
        written.clone()
    });
    let epoch = tab.epoch();
    let older = phone.tab(epoch);
    assert_eq!(older.unreadable(), [key(1).to_string()]);
    now(older.submit(entry(3), Vec::new())).expect("saved");
    now(older.pump());
    // The others went; the newer row is untouched, and so are its photos.
    let kept = |id| {
        phone
            .disk
            .texts()
            .into_iter()
            .find(|text| text.contains(id))
    };
    let of_newer = key(1).to_string();
    assert_eq!(kept(&of_newer), Some(written));
    let (photo, _) = photos(1).remove(0);
    assert!(now(older.store().blob(&photo)).expect("read").is_some());
    phone.disk.overwrite(&key(1), |text| {
        text.replacen(r#""v":4,"added":[1]"#, r#""v":3"#, 1)
    });
    let newer = phone.tab(epoch);
    assert_eq!(newer.unreadable(), Vec::<String>::new());
    now(newer.pump());
    stands(&newer, 1);
}

/// Without photos, each with this much text.
fn texts(tab: &Tab, n: u8, bytes: usize) {
    for n in 1..=n {
        let text = Entry {
            photos: Vec::new(),
            answers: Answer::Text("a".repeat(bytes)),
            ..entry(n)
        };
        now(tab.submit(text, Vec::new())).expect("saved");
    }
}

#[test]
fn several_records_go_in_one_request_and_are_received_together() {
    let phone = Phone::default();
    phone.wire.batches.set((true, true));
    let tab = phone.first_tab();
    texts(&tab, 50, 10);
    tab.take_notices();
    now(tab.pump());
    assert_eq!((phone.wire.requests.get(), phone.sent()), (3, 50));
    let received = |it: &Notice| matches!(it, Notice::Received { .. });
    assert_eq!(
        tab.take_notices().iter().filter(|it| received(it)).count(),
        50
    );
}

#[test]
fn no_request_is_larger_than_a_megabyte_unless_one_record_is() {
    for (records, bytes, requests) in [(20, 90_000, 2), (4, 300_000, 2), (3, 1_500_000, 3)] {
        let phone = Phone::default();
        phone.wire.batches.set((true, true));
        let tab = phone.first_tab();
        texts(&tab, records, bytes);
        now(tab.pump());
        let sent = (phone.wire.requests.get(), phone.sent());
        assert_eq!(sent, (requests, records.into()), "{bytes} bytes each");
    }
}

#[test]
fn a_backend_that_takes_no_batches_after_all_gets_each_record_alone() {
    let phone = Phone::default();
    phone.wire.batches.set((true, false));
    let tab = phone.first_tab();
    texts(&tab, 3, 10);
    now(tab.pump());
    assert_eq!((phone.wire.requests.get(), phone.sent()), (1 + 3, 3));
    assert_eq!(
        stands(&tab, 3),
        State::Done {
            receipt: Some("R-1".into())
        }
    );
}

#[test]
fn a_kill_under_a_batch_leaves_all_of_it_in_doubt() {
    let phone = Phone::default();
    phone.wire.batches.set((true, true));
    let tab = phone.first_tab();
    texts(&tab, 2, 10);
    phone.disk.fail_next(Fault::After(StoreError::Lost));
    now(tab.pump());
    assert_eq!(phone.sent(), 0);
    let again = phone.tab(tab.epoch());
    for n in 1..=2 {
        assert_eq!(stands(&again, n), State::Queued);
        assert_eq!(now(again.edit(&key(n))), Err(Refusal::Sent));
    }
}

#[test]
fn one_answer_that_is_missing_leaves_that_record_to_be_sent_again() {
    let phone = Phone::default();
    phone.wire.batches.set((true, true));
    let tab = phone.first_tab();
    texts(&tab, 3, 10);
    for reply in [Reply::Done { receipt: None }, Reply::NoAnswer] {
        phone.says(reply);
    }
    now(tab.pump());
    // Chance gives the shortest wait here: none.
    assert_eq!(phone.wire.requests.get(), 2);
    assert_eq!(phone.wire.sent.borrow().last(), Some(&key(2)));
    assert!(matches!(stands(&tab, 2), State::Done { .. }));
    assert_eq!(stands(&tab, 3), State::Done { receipt: None });
}
