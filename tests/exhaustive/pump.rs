//! The loop, by the rules of `src/runtime/drive.rs` and `perform.rs`.

use crate::{
    lease::Right,
    plant::Plant,
    tab::{Fence, Here, Pump, Storing, Tab, Wish},
    world::{NOW, Request, Row, key},
};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{
        effect::Effect,
        input::Input,
        item::{Item, State},
        reply::Reply,
    },
};

/// `StoreError::Moved`
#[derive(PartialEq, Eq)]
pub struct Moved;

impl Here<'_> {
    pub fn tab(&mut self) -> &mut Tab {
        self.world.tabs[self.t].as_mut().expect("an open tab")
    }

    pub fn tell(&mut self, input: Input) {
        self.tab().outbox.handle(NOW, input);
    }

    /// `Runtime::load`
    pub fn load(&mut self) {
        let member = usize::from(self.tab().member);
        let mut rows: Vec<Row> = self.world.disks[member].rows.values().cloned().collect();
        rows.sort_by_key(|row| row.item.seq);
        let tab = self.tab();
        tab.stale = false;
        let bodies = rows.iter();
        tab.bodies = bodies
            .map(|row| (row.item.client_ref.clone(), row.revision))
            .collect();
        let items = rows.into_iter().map(|row| row.item).collect();
        self.tell(Input::Started { items });
    }

    /// `Runtime::pump`, up to its first await.
    pub fn wake(&mut self) {
        self.tell(Input::Woke);
        if self.tab().stale {
            if self.tab().over {
                return self.close();
            }
            self.load();
        }
        self.run_on();
    }

    /// As after every fact.
    pub fn pump(&mut self) {
        if self.tab().pump == Pump::Idle && !self.tab().closed {
            self.wake();
        }
    }

    /// Takes effects until one awaits.
    fn run_on(&mut self) {
        self.tab().pump = loop {
            match self.tab().outbox.poll_effect() {
                Some(Effect::Save { items }) => break Pump::Saving(items),
                Some(Effect::Send { ids, part }) => {
                    let requests = ids.iter().filter_map(|id| self.request(id));
                    break Pump::Sending(part, requests.collect());
                }
                Some(Effect::Forget { ids }) => break Pump::Forgetting(ids),
                Some(Effect::AskSignIn { .. } | Effect::AskNewVersion) => {}
                None if self.tab().held => self.release(),
                None => break Pump::Idle,
            }
        };
    }

    fn request(&mut self, id: &ClientRef) -> Option<Request> {
        let plant = self.plant;
        let tab = self.tab();
        let words = *tab.bodies.get(id)?;
        let (by, fence, over) = (tab.member, tab.fence, tab.over);
        let attempts = tab.outbox.item(id).map_or(0, |item| item.attempts);
        let ahead = self.world.disks[usize::from(by)].rows.get(id);
        let written = ahead.is_some_and(|row| row.item.state == State::Sending);
        if fence == Fence::Current && !over && !written {
            self.world.breaks("sent before Sending was written");
        }
        Some(Request {
            by,
            key: match plant {
                Plant::NewKeyPerTry => key(100 + attempts as u8),
                _ => id.clone(),
            },
            no: (0..9).find(|no| key(*no) == *id)?,
            words,
        })
    }

    /// The loop goes on from where it awaits; a request under way is answered by `hear`.
    pub fn step(&mut self, storing: Storing) {
        match self.tab().pump.clone() {
            Pump::Idle | Pump::Sending(..) => {}
            Pump::Saving(items) => self.save(items, storing),
            Pump::Saved(items, written) => self.saved(&items, &written),
            Pump::Forgetting(mut ids) => {
                let may = self.lease() == Right::Held && storing != Storing::Frozen;
                ids.retain(|id| self.tab().bodies.contains_key(id));
                if may && !ids.is_empty() {
                    self.forget(ids, storing);
                }
                self.run_on();
            }
        }
    }

    fn save(&mut self, items: Vec<Item>, storing: Storing) {
        let ids: Vec<_> = items.iter().map(|item| item.client_ref.clone()).collect();
        let knew = self.tab().held;
        match self.lease() {
            Right::Elsewhere => self.tell(Input::Elsewhere),
            Right::Reread => {}
            Right::Held if !self.tab().outbox.wants(&items) => {}
            // What another tab has queued may have to go first.
            Right::Held if self.begins(&items) && self.tab().stale => self.load(),
            // The store gave the lease: others may come in before it is asked to write.
            Right::Held if !knew && storing == Storing::Frozen => return,
            Right::Held if storing == Storing::Fails => self.tell(Input::NotSaved { ids }),
            Right::Held => {
                let written = self.fitting(items.clone());
                match self.write(&written) {
                    Err(Moved) => self.overtaken(),
                    Ok(()) if storing == Storing::Unheard => self.tell(Input::NotSaved { ids }),
                    // Nobody else of this tab reads or writes meanwhile.
                    Ok(()) if self.tab().wish == Wish::Nothing => {
                        return self.saved(&items, &written);
                    }
                    Ok(()) => return self.tab().pump = Pump::Saved(items, written),
                }
            }
        }
        self.run_on();
    }

    fn fitting(&mut self, mut items: Vec<Item>) -> Vec<Item> {
        let tab = self.tab();
        items.retain(|item| !(tab.stale && tab.outbox.begins(item)));
        items
    }

    fn begins(&mut self, items: &[Item]) -> bool {
        let outbox = &self.tab().outbox;
        items.iter().all(|item| outbox.begins(item))
    }

    fn saved(&mut self, items: &[Item], written: &[Item]) {
        let ids = written.iter().map(|item| item.client_ref.clone()).collect();
        if self.plant == Plant::AnyWriteIsMine || self.tab().outbox.wants(items) {
            self.tell(Input::Saved { ids });
        } else {
            self.load();
        }
        for item in written {
            if matches!(item.state, State::Done { .. }) {
                self.show_received(&item.client_ref);
            }
        }
        self.run_on();
    }

    fn write(&mut self, items: &[Item]) -> Result<(), Moved> {
        let bodies = self.tab().bodies.clone();
        let revision = |item: &Item| bodies.get(&item.client_ref).copied().unwrap_or(0);
        let mut fits = true;
        for item in items {
            fits &= self.stored(&item.client_ref) == (revision(item), item.seq);
        }
        let fence = self.tab().fence;
        self.check(fence, fits)?;
        let member = usize::from(self.tab().member);
        let rows = &mut self.world.disks[member].rows;
        for item in items {
            let id = &item.client_ref;
            match (self.plant, &item.state) {
                (Plant::NoWriteAhead, State::Sending) => {}
                (Plant::DeleteBeforeSend, State::Sending) => drop(rows.remove(id)),
                _ => {
                    let (item, revision) = (item.clone(), revision(item));
                    rows.insert(id.clone(), Row { item, revision });
                }
            }
        }
        Ok(())
    }

    fn forget(&mut self, ids: Vec<ClientRef>, storing: Storing) {
        if storing == Storing::Fails {
            return;
        }
        let fence = self.tab().fence;
        if self.check(fence, true) == Err(Moved) {
            return self.overtaken();
        }
        let member = usize::from(self.tab().member);
        let rows = &mut self.world.disks[member].rows;
        rows.retain(|id, _| !ids.contains(id));
        if storing == Storing::Works {
            for id in ids {
                self.tab().bodies.remove(&id);
                self.tell(Input::Removed { id });
            }
        }
    }

    /// Revision and number of the row on disk, zeros where there is none.
    pub fn stored(&mut self, id: &ClientRef) -> (u8, u64) {
        let member = usize::from(self.tab().member);
        let row = self.world.disks[member].rows.get(id);
        row.map_or((0, 0), |row| (row.revision, row.item.seq))
    }

    /// The conditions of a fenced change, as in `storage::memory`; `fits`: it was made from what is stored.
    pub fn check(&mut self, fence: Fence, fits: bool) -> Result<(), Moved> {
        let plant = self.plant;
        let tab = self.tab();
        let fenced = fence == Fence::Current || plant == Plant::FenceIgnored;
        let open = !tab.over || plant == Plant::EpochIgnored;
        if tab.over && open {
            self.world.breaks("written after the session ended");
        }
        if fenced && open && fits {
            Ok(())
        } else {
            Err(Moved)
        }
    }

    /// The backend's answer, or what became of it, reaches the loop.
    pub fn hear(&mut self, heard: Vec<Reply>) {
        let Pump::Sending(part, requests) = self.tab().pump.clone() else {
            return;
        };
        let reply = |heard| match (self.plant, heard) {
            (Plant::ServerErrorIsDone, Reply::Busy { .. })
            | (Plant::PortalIsDone, Reply::Stranger) => Reply::Done { receipt: None },
            (_, heard) => heard,
        };
        let ids = requests.into_iter().map(|request| key(request.no));
        let replies = ids.zip(heard.into_iter().map(reply)).collect();
        self.tell(Input::Answered {
            part,
            replies,
            jitter: u64::MAX,
        });
        self.run_on();
    }

    /// The backend takes no batches after all.
    pub fn hear_no_batch(&mut self) {
        self.tell(Input::NoBatch);
        self.run_on();
    }

    fn overtaken(&mut self) {
        let tab = self.tab();
        tab.fence = Fence::Unknown;
        tab.held = false;
        tab.stale = true;
        self.tell(Input::Elsewhere);
    }

    pub fn close(&mut self) {
        let tab = self.tab();
        tab.closed = true;
        tab.bodies.clear();
        self.tell(Input::SignedOut);
    }

    fn show_received(&mut self, id: &ClientRef) {
        let member = self.tab().member;
        let held = self.world.backend.get(&(member, id.clone())).copied();
        match held {
            Some((no, _)) => self.world.owners[usize::from(no)].received = true,
            None => self
                .world
                .breaks("received was shown, and the backend holds nothing"),
        }
    }
}
