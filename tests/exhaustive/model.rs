//! What comes of an action.

use crate::{
    action::Action,
    plant::Plant,
    promises,
    tab::{Here, Tab},
    wire::{hear, strand},
    world::{Disk, Member, Owner, World},
};
use dajuan::outbox::input::Input;
use stateright::{Model, Property};
use std::{collections::BTreeSet, sync::Mutex};

/// How far the check goes.
#[derive(Clone, Debug)]
pub struct Bounds {
    pub tabs: usize,
    /// The owner of each item.
    pub owners: &'static [Member],
    /// So many faults in one run, anywhere.
    pub faults: u8,
    /// So often members choose to edit or to withdraw.
    pub choices: u8,
    /// Several records may go in one request.
    pub batches: bool,
    pub plant: Plant,
}

pub struct Town {
    pub bounds: Bounds,
    /// Worlds from which the fault-free drain is known to end empty.
    pub drained: Mutex<BTreeSet<u64>>,
}

impl Town {
    pub fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            drained: Mutex::default(),
        }
    }

    pub fn start(&self) -> World {
        let members = self.bounds.owners.iter().max().map_or(1, |last| last + 1);
        World {
            disks: vec![Disk::default(); members.into()],
            tabs: vec![None; self.bounds.tabs],
            who: 0,
            backend: Default::default(),
            judged: Default::default(),
            late: Default::default(),
            owners: vec![Owner::default(); self.bounds.owners.len()],
            faults: self.bounds.faults,
            choices: self.bounds.choices,
            broken: None,
        }
    }

    /// The world after an action; `None` when it changes nothing.
    pub fn after(&self, before: &World, action: &Action) -> Option<World> {
        let mut world = before.clone();
        self.act(&mut world, action);
        world.faults -= u8::from(self.is_fault(before, action));
        world.choices -= u8::from(matches!(action, Action::Ask(..)));
        world.settle();
        (world != *before).then_some(world)
    }

    fn act(&self, world: &mut World, action: &Action) {
        match *action {
            Action::Open => {
                let Some(t) = world.tabs.iter().position(Option::is_none) else {
                    return;
                };
                world.tabs[t] = Some(Tab::new(world.who, self.bounds.batches));
                let mut here = self.at(world, t);
                here.load();
                here.tell(Input::SignedIn);
                here.wake();
            }
            Action::Kill(t, arrives) => {
                if arrives {
                    strand(world, t);
                }
                world.tabs[t] = None;
                for disk in &mut world.disks {
                    if let Some(lease) = &mut disk.lease {
                        lease.holder = lease.holder.filter(|holder| *holder != t);
                    }
                }
            }
            Action::Press(t, no, storing) => self.at(world, t).press(no, storing),
            Action::Ask(t, no, choice) => self.at(world, t).ask(no, choice),
            Action::Grant(t, storing) => self.at(world, t).grant(storing),
            Action::Wake(t) => self.at(world, t).wake(),
            Action::Step(t, storing) => self.at(world, t).step(storing),
            Action::Hear(t, heard) => hear(self.at(world, t), heard),
            Action::Renew(t) => self.at(world, t).renew(),
            Action::See(t) => {
                self.at(world, t).tab().stale = true;
                self.at(world, t).pump();
            }
            Action::List(t) => {
                let mut here = self.at(world, t);
                let member = here.tab().member;
                let keys = here.world.backend.keys();
                let mine = keys.filter(|(by, _)| *by == member);
                let ids = mine.map(|(_, id)| id.clone()).collect();
                here.tell(Input::Listed { ids });
                here.wake();
            }
            Action::SignIn(t) => {
                let mut here = self.at(world, t);
                here.tab().signed = true;
                here.tell(Input::SignedIn);
                here.wake();
            }
            Action::Expire => {
                for tab in world.tabs.iter_mut().flatten() {
                    tab.signed = false;
                }
            }
            Action::Switch(member) => {
                world.who = member;
                for tab in world.tabs.iter_mut().flatten() {
                    match self.bounds.plant {
                        Plant::PartitionKept => tab.member = member,
                        _ => tab.over = true,
                    }
                }
                for lease in world.disks.iter_mut().flat_map(|disk| &mut disk.lease) {
                    lease.runs = false;
                }
            }
            Action::ArriveLate(ref request) => {
                world.late.remove(request);
                world.receive(request, true);
            }
            Action::Lapse(member) => {
                if let Some(lease) = &mut world.disks[usize::from(member)].lease {
                    lease.runs = false;
                }
            }
            Action::PassTime => world.pass_time(self.bounds.plant != Plant::LeaseForEver),
        }
    }

    fn at<'a>(&self, world: &'a mut World, t: usize) -> Here<'a> {
        let plant = self.bounds.plant;
        Here { world, t, plant }
    }
}

impl Model for Town {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        vec![self.start()]
    }

    fn actions(&self, world: &World, to: &mut Vec<Action>) {
        self.all(world, to);
    }

    fn next_state(&self, before: &World, action: Action) -> Option<World> {
        self.after(before, &action)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("no promise was broken", promises::none_broken),
            Property::always("kept, arrived or given up", promises::all_kept),
            Property::always("at most one effect", promises::one_effect),
            Property::always("each sees and sends its own", promises::none_leaked),
            Property::always("received is true and stays", promises::received_is_true),
            Property::always("opened only what never left", promises::opened_never_left),
            Property::always("drains", promises::drains),
        ]
    }
}
