//! A tab's way to its storage. Every await is a place to be killed; every write is looked at.

use super::{ledger::Promise, network::short, work::words, world::Seat};
use dajuan::{
    domain::{client_ref::ClientRef, event::Act, moment::Moment},
    outbox::item::State,
    runtime::ports::{Change, Epoch, Loaded, Store, StoreError},
    storage::memory::Fault,
    stored::row::ItemRow,
};
use std::rc::Rc;

pub struct TabStore(pub Rc<Seat>);

impl Store for TabStore {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let Seat {
            world, partition, ..
        } = &*self.0;
        world.pause().await;
        if world.fault(40) {
            return Err(StoreError::Lost);
        }
        let loaded = partition.disk.load().await;
        world.pause().await;
        loaded
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        let Seat {
            world, partition, ..
        } = &*self.0;
        world.pause().await;
        self.fail_sometimes(&change);
        let asked = world.traced.then(|| changed_by(&change));
        let before = Before::of(&change, &self.0);
        let rows = partition.disk.commit(change).await;
        world.say(|| {
            let outcome = rows.as_ref().map(|_| ());
            format!(
                "tab {} commit {} -> {outcome:?}",
                self.0.number,
                asked.unwrap_or_default()
            )
        });
        self.look_at_removed(&before);
        self.note_submitted(&before);
        match &rows {
            Ok(rows) => self.look_at_written(&before, rows),
            Err(_) => self.forget_restarted(&before),
        }
        world.pause().await;
        rows
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        let Seat {
            world, partition, ..
        } = &*self.0;
        world.pause().await;
        if world.fault(60) {
            return Err(StoreError::Lost);
        }
        partition.disk.blob(id).await
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.0.partition.disk.cached(key).await
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.partition.disk.cache(epoch, key, text).await
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        let Seat {
            world, partition, ..
        } = &*self.0;
        world.pause().await;
        let fence = partition.disk.lease(epoch, holder, now, until).await;
        if let Ok(Some(_)) = fence {
            partition.holder.set(self.0.number);
        }
        world.pause().await;
        fence
    }
}

/// What a change found on disk.
struct Before {
    fenced: bool,
    /// Submitted rows that the loop itself writes or removes.
    moves: bool,
    /// Rows that become drafts, or are about to be sent, and which of the two.
    restarts: Vec<(ClientRef, State)>,
    /// Rows that get their number here.
    queues: Vec<ClientRef>,
    /// Rows to be removed, and whether each had arrived, or can't be read any more.
    removes: Vec<(ClientRef, bool)>,
}

impl Before {
    fn of(change: &Change, seat: &Seat) -> Self {
        let disk = &seat.partition.disk;
        let queues = |row: &&ItemRow| row.item.seq == 0 && row.item.state != State::Draft;
        let done = |id: &ClientRef| {
            disk.see(id, |row| {
                row.map(|row| match row {
                    Ok(row) => {
                        matches!(
                            row.item.state,
                            State::Done { .. } | State::Waitlisted { .. }
                        )
                    }
                    Err(_) => true,
                })
            })
        };
        let removes = change.remove.iter();
        Self {
            fenced: change.fence.is_some(),
            moves: change.put.iter().any(|row| row.item.seq > 0),
            restarts: change
                .put
                .iter()
                .filter(|row| matches!(row.item.state, State::Draft | State::Sending))
                .map(|row| (row.item.client_ref.clone(), row.item.state.clone()))
                .collect(),
            queues: keys(change.put.iter().filter(queues)),
            removes: removes
                .filter_map(|id| Some((id.clone(), done(id)?)))
                .collect(),
        }
    }
}

fn keys<'a>(rows: impl Iterator<Item = &'a ItemRow>) -> Vec<ClientRef> {
    rows.map(|row| row.item.client_ref.clone()).collect()
}

impl TabStore {
    fn fail_sometimes(&self, change: &Change) {
        let Seat {
            world, partition, ..
        } = &*self.0;
        let full = !change.put_blobs.is_empty() && world.fault(8);
        if full {
            partition.disk.fail_next(Fault::Before(StoreError::Full));
        } else if world.fault(20) {
            let why = [StoreError::Full, StoreError::Lost][world.dice.below(2)];
            partition.disk.fail_next(match world.dice.below(2) {
                0 => Fault::Before(why),
                _ => Fault::After(StoreError::Lost),
            });
        }
    }

    /// Only what a list shows as received goes by itself; all else goes by its owner's choice.
    fn look_at_removed(&self, before: &Before) {
        let Seat {
            world, partition, ..
        } = &*self.0;
        for (id, had_arrived) in &before.removes {
            if partition.disk.see(id, |row| row.is_some()) {
                continue;
            }
            self.forget_told(id);
            let ledger = world.ledger.borrow();
            let shown = *had_arrived && ledger.listed.contains(id);
            if !shown && !ledger.is_over(partition.member, id) {
                world.blame(Promise::Lost, || format!("{} is removed", short(id)));
            }
        }
    }

    /// Also where the answer is lost.
    fn note_submitted(&self, before: &Before) {
        let Seat {
            world,
            phone,
            partition,
            ..
        } = &*self.0;
        for id in &before.queues {
            let there = partition.disk.see(id, |row| {
                row.is_some_and(|row| row.as_ref().is_ok_and(|row| row.item.seq > 0))
            });
            if there {
                let mut ledger = world.ledger.borrow_mut();
                ledger.work(partition.member, phone.number, id).submitted = true;
            }
        }
    }

    fn look_at_written(&self, before: &Before, rows: &[ItemRow]) {
        let Seat {
            number,
            world,
            partition,
            ..
        } = &*self.0;
        if before.moves && partition.holder.get() != *number {
            world.blame(Promise::Rules, || {
                format!("tab {number} writes and another has the lease")
            });
        }
        for row in rows {
            let id = &row.item.client_ref;
            if before.queues.contains(id)
                && partition.last_seq.replace(row.item.seq) >= row.item.seq
            {
                world.blame(Promise::Rules, || format!("number {} again", row.item.seq));
            }
            let arrived = || {
                let backend = world.backend.borrow();
                backend.holds(partition.member, id).is_some()
            };
            match &row.item.state {
                State::Draft if before.fenced && arrived() => {
                    world.blame(Promise::Duplicated, || {
                        format!("{} is opened again and has arrived", short(id))
                    });
                }
                State::Done { .. } if !arrived() && self.is_needless(row) => {
                    world.ledger.borrow_mut().needless.insert(id.clone());
                }
                State::Done { .. } if !arrived() => {
                    world.blame(Promise::Lost, || format!("{} is done nowhere", short(id)));
                }
                State::PhotoLost => self.look_at_photos(row),
                State::Sending => {
                    self.look_at_turn(row);
                    self.0.granted.borrow_mut().insert(id.clone());
                }
                _ => {}
            }
            if before.fenced {
                self.forget_told(id);
                let mut told = self.0.told.borrow_mut();
                while let Some(place) = told.iter().position(|told| told.by == *id) {
                    let told = told.remove(place);
                    // An answer of which this tab wrote nothing: it was not heard.
                    if !matches!(row.item.state, State::Sending | State::Draft) {
                        *partition.told.borrow_mut() = Some(told);
                    }
                }
            }
        }
    }

    /// A change for which its owner chose, and which then says what the backend says.
    fn is_needless(&self, row: &ItemRow) -> bool {
        let Seat {
            world, partition, ..
        } = &*self.0;
        let backend = world.backend.borrow();
        let says_the_same = backend.said(partition.member, &row.item.chain, words(&row.entry));
        let ledger = world.ledger.borrow();
        row.update.is_some()
            && says_the_same
            && ledger.is_over(partition.member, &row.item.client_ref)
    }

    /// Written, although the answer is lost.
    fn forget_restarted(&self, before: &Before) {
        for (id, state) in &before.restarts {
            let restarted = self.0.partition.disk.see(id, |row| {
                row.is_some_and(|row| row.as_ref().is_ok_and(|row| row.item.state == *state))
            });
            if restarted {
                self.forget_told(id);
            }
        }
    }

    /// A wait that the backend asked for ends with the item that it was told to.
    fn forget_told(&self, id: &ClientRef) {
        let mut told = self.0.partition.told.borrow_mut();
        told.take_if(|told| told.by == *id);
    }

    /// The storage loses no photo unless it is told to.
    fn look_at_photos(&self, row: &ItemRow) {
        let Seat {
            world, partition, ..
        } = &*self.0;
        let here = |id: &ClientRef| partition.disk.has_blob(id);
        if row
            .item
            .uploads
            .iter()
            .any(|(id, there)| !there && !here(id))
        {
            world.blame(Promise::Lost, || {
                format!("a photo of {} is gone", words(&row.entry))
            });
        }
    }

    /// Whether this item may go now: its chain, and what the backend asked for.
    fn look_at_turn(&self, row: &ItemRow) {
        let Seat {
            world,
            phone,
            partition,
            pressed,
            ..
        } = &*self.0;
        let mut earlier = None;
        partition.disk.each(|_, other| {
            if let Ok(other) = other {
                let (one, two) = (&other.item, &row.item);
                let event = Act::event_of(&row.entry);
                let together = event.is_some() && event == Act::event_of(&other.entry);
                let together = together || one.chain == two.chain;
                let before = together && 0 < one.seq && one.seq < two.seq;
                if before && !is_decided(&one.state, two.updates) {
                    earlier = Some(one.seq);
                }
            }
        });
        if let Some(seq) = earlier {
            world.blame(Promise::Rules, || {
                format!("number {} goes before {seq} of its chain", row.item.seq)
            });
        }
        if let Some(told) = &*partition.told.borrow() {
            let overridden = pressed.get().is_some_and(|at| at >= told.since + 3_600_000);
            let early = world.time.get() < told.until;
            if early && !overridden && phone.moved_at.get() < told.since {
                world.blame(Promise::Rules, || {
                    format!("sends, and was told to wait until {}", told.until)
                });
            }
        }
    }
}

/// The backend has answered for good: what comes behind it may go. A change of what it declined has nothing to change.
pub fn is_decided(state: &State, updates: bool) -> bool {
    match state {
        State::Done { .. } | State::Waitlisted { .. } => true,
        State::Declined { .. } => !updates,
        _ => false,
    }
}

fn changed_by(change: &Change) -> String {
    let put = change.put.iter().map(|row| {
        let item = &row.item;
        format!(
            "{} {} {:?} seq={} revision={} tries={} in_doubt={}",
            short(&item.client_ref),
            words(&row.entry),
            item.state,
            item.seq,
            row.revision,
            item.attempts,
            item.in_doubt
        )
    });
    let remove = change.remove.iter();
    let remove = remove.map(|id| format!("remove {}", short(id)));
    let photos = |sign, ids: Vec<&ClientRef>| {
        let ids = ids.into_iter().map(short).collect::<Vec<_>>().join(" ");
        (!ids.is_empty()).then(|| format!("photos {sign} {ids}"))
    };
    let more = photos('+', change.put_blobs.iter().map(|(id, _)| id).collect());
    let less = photos('-', change.remove_blobs.iter().collect());
    let all: Vec<_> = put.chain(remove).chain(more).chain(less).collect();
    let all = all.join(", ");
    format!("{:?} fence={:?} {all}", change.epoch, change.fence)
}
