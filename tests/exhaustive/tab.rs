//! One tab: the product's machine, and where the loop around it awaits.

use crate::{
    plant::Plant,
    world::{Member, NOW, No, Request, World},
};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{abilities::Abilities, effect::Part, item::Item, machine::Outbox},
};
use std::collections::BTreeMap;

/// What a tab knows of the fence, against the one on disk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fence {
    Unknown,
    Older,
    Current,
}

impl Fence {
    pub fn overtaken(self) -> Self {
        match self {
            Self::Current => Self::Older,
            Self::Older | Self::Unknown => self,
        }
    }
}

/// Where the loop awaits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Pump {
    Idle,
    /// A write is asked for.
    Saving(Vec<Item>),
    /// So much of it is on disk, and the tab does not know.
    Saved(Vec<Item>, Vec<Item>),
    Sending(Part, Vec<Request>),
    Forgetting(Vec<ClientRef>),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Choice {
    Edit,
    Withdraw,
}

/// What the member asked for, and how far it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Wish {
    Nothing,
    /// Submitted, made from this revision.
    Writing(No, u8),
    Asking(No, Choice),
    /// Read again under the lease: the revision that is there, and the fence.
    Choosing(No, Choice, u8, Fence),
}

/// What becomes of a transaction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Storing {
    Works,
    Fails,
    /// All of it is on disk, and the answer is lost.
    Unheard,
    /// The tab stops just before it, for as long as it likes.
    Frozen,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Tab {
    pub member: Member,
    /// The session that it was opened in has ended.
    pub over: bool,
    /// Its requests carry a good sign-in.
    pub signed: bool,
    pub outbox: Outbox,
    pub bodies: BTreeMap<ClientRef, u8>,
    pub fence: Fence,
    /// By its own clock.
    pub held: bool,
    pub stale: bool,
    pub closed: bool,
    pub pump: Pump,
    pub wish: Wish,
}

/// One tab in its world, while something happens in it.
pub struct Here<'a> {
    pub world: &'a mut World,
    pub t: usize,
    pub plant: Plant,
}

impl Tab {
    pub fn new(member: Member, batches: bool) -> Self {
        Self {
            member,
            over: false,
            signed: true,
            outbox: Outbox::new(60_000).able(Abilities {
                batches,
                ..Abilities::default()
            }),
            bodies: BTreeMap::new(),
            fence: Fence::Unknown,
            held: false,
            stale: false,
            closed: false,
            pump: Pump::Idle,
            wish: Wish::Nothing,
        }
    }

    pub fn map_waits(&mut self, left: &impl Fn(u64) -> u64) {
        self.outbox.map_waits(NOW, left);
        let (asked, written) = match &mut self.pump {
            Pump::Saving(items) => (items, None),
            Pump::Saved(items, written) => (items, Some(written)),
            Pump::Idle | Pump::Sending(..) | Pump::Forgetting(_) => return,
        };
        for item in asked.iter_mut().chain(written.into_iter().flatten()) {
            item.map_wait(NOW, left);
        }
    }
}
