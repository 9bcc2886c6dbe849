//! What members were told and what they chose: by it every run is judged.

use super::{backend::Member, world::World};
use dajuan::{domain::client_ref::ClientRef, storage::memory::Memory};
use std::collections::{BTreeMap, BTreeSet};

/// A promise of the protocol.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Promise {
    Lost,
    Duplicated,
    Leaked,
    Stuck,
    /// What the backend asked for, or an order of steps, without which the promises hold by luck alone.
    Rules,
}

/// How often each promise was broken, and how the run went.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    pub lost: usize,
    pub duplicated: usize,
    pub leaked: usize,
    pub stuck: usize,
    pub rules: usize,
    /// The first one, in words.
    pub first: Option<String>,
    /// The state of chance and the time at the end: the same for the same run.
    pub end: (u64, u64),
}

impl Verdict {
    pub fn is_clean(&self) -> bool {
        self.lost + self.duplicated + self.leaked + self.stuck + self.rules == 0
    }

    pub fn blame(&mut self, promise: Promise, why: String) {
        *match promise {
            Promise::Lost => &mut self.lost,
            Promise::Duplicated => &mut self.duplicated,
            Promise::Leaked => &mut self.leaked,
            Promise::Stuck => &mut self.stuck,
            Promise::Rules => &mut self.rules,
        } += 1;
        self.first.get_or_insert(why);
    }
}

/// One item, as its owner knows it.
#[derive(Default)]
pub struct Work {
    pub phone: usize,
    /// Words of which 已保存 was told.
    pub saved: BTreeSet<String>,
    /// It was on disk as submitted.
    pub submitted: bool,
    /// How often its owner withdrew it or threw it away, as far as that may have had an effect.
    pub ends: usize,
    /// The storage was cleared while it was the only copy.
    pub wiped: bool,
}

#[derive(Default)]
pub struct Ledger {
    pub works: BTreeMap<(Member, ClientRef), Work>,
    /// Records that a list showed on some tab.
    pub listed: BTreeSet<ClientRef>,
    /// Changes that are done and never went: their owner chose the words that the backend had.
    pub needless: BTreeSet<ClientRef>,
    /// Changes for which their owner took the words of the other side, each with what it had said until then.
    pub taken: BTreeMap<ClientRef, BTreeSet<String>>,
}

impl Ledger {
    pub fn work(&mut self, member: Member, phone: usize, id: &ClientRef) -> &mut Work {
        let work = self.works.entry((member, id.clone())).or_default();
        work.phone = phone;
        work
    }

    /// The member wrote something under this key.
    pub fn knows(&self, member: Member, id: &ClientRef) -> bool {
        self.works.contains_key(&(member, id.clone()))
    }

    /// Its end is its owner's choice, or the storage's fault.
    pub fn is_over(&self, member: Member, id: &ClientRef) -> bool {
        let work = self.works.get(&(member, id.clone()));
        work.is_some_and(|work| work.ends > 0 || work.wiped)
    }
}

impl World {
    /// These words are at the backend, on the phone (also where they can't be read now), or over. Words with a later
    /// word behind them hold them too.
    pub fn holds(&self, member: Member, disk: &Memory, id: &ClientRef, text: &str) -> bool {
        let backend = self.backend.borrow();
        let arrived = backend
            .holds(member, id)
            .is_some_and(|held| held.starts_with(text));
        arrived
            || disk.see(id, |row| match row {
                Some(Ok(row)) => super::work::words(&row.entry).starts_with(text),
                Some(Err(_)) => true,
                None => false,
            })
            || self.ledger.borrow().is_over(member, id)
    }

    /// 已保存 was told.
    pub fn told_saved(
        &self,
        member: Member,
        phone: usize,
        disk: &Memory,
        id: &ClientRef,
        text: &str,
    ) {
        if !self.holds(member, disk, id, text) {
            self.blame(Promise::Lost, || format!("told saved, and is not: {text}"));
        }
        let mut ledger = self.ledger.borrow_mut();
        let work = ledger.work(member, phone, id);
        work.saved.insert(text.to_owned());
    }
}
