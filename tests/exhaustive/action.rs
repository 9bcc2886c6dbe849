//! What can happen.

use crate::{
    model::Town,
    tab::{Choice, Pump, Storing, Tab, Wish},
    wire::{ALL_HEARD, Heard},
    world::{Member, No, Request, World, key},
};
use dajuan::outbox::item::State;

const STORINGS: [Storing; 4] = [
    Storing::Works,
    Storing::Fails,
    Storing::Unheard,
    Storing::Frozen,
];

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Action {
    Open,
    /// Killed at whatever it is doing; true: a request under way still arrives.
    Kill(usize, bool),
    Press(usize, No, Storing),
    Ask(usize, No, Choice),
    Grant(usize, Storing),
    Wake(usize),
    Step(usize, Storing),
    Hear(usize, Heard),
    Renew(usize),
    See(usize),
    List(usize),
    SignIn(usize),
    Expire,
    Switch(Member),
    ArriveLate(Request),
    /// The right to send runs out, though its holder may think otherwise.
    Lapse(Member),
    PassTime,
}

impl Town {
    /// All that can happen next.
    pub fn all(&self, world: &World, to: &mut Vec<Action>) {
        if world.tabs.iter().any(Option::is_none) {
            to.push(Action::Open);
        }
        for (t, tab) in world.tabs.iter().enumerate() {
            if let Some(tab) = tab {
                self.of_tab(world, t, tab, to);
            }
        }
        to.push(Action::PassTime);
        if world.tabs.iter().flatten().any(|tab| tab.signed) {
            to.push(Action::Expire);
        }
        let members = world.disks.len() as Member;
        if members > 1 {
            to.extend((0..members).map(Action::Switch));
        }
        for (member, disk) in (0..).zip(&world.disks) {
            if disk.lease.is_some_and(|lease| lease.runs) {
                to.push(Action::Lapse(member));
            }
        }
        to.extend(world.late.iter().cloned().map(Action::ArriveLate));
        if world.faults == 0 {
            to.retain(|action| !self.is_fault(world, action));
        }
    }

    /// What nobody wants to happen, and what only happens so often.
    pub fn is_fault(&self, world: &World, action: &Action) -> bool {
        match action {
            Action::Kill(t, _) => world.tab(*t).is_some_and(|tab| !tab.closed && !tab.over),
            Action::Press(.., storing) | Action::Grant(_, storing) | Action::Step(_, storing) => {
                *storing != Storing::Works
            }
            Action::Hear(_, heard) => *heard != Heard::Reply,
            Action::Expire | Action::Switch(_) | Action::Lapse(_) => true,
            // Whoever is in the middle of something is frozen meanwhile.
            Action::PassTime => {
                let mut tabs = world.tabs.iter().flatten();
                tabs.any(|tab| tab.pump != Pump::Idle || tab.wish != Wish::Nothing)
            }
            Action::Open
            | Action::Ask(..)
            | Action::Wake(_)
            | Action::Renew(_)
            | Action::See(_)
            | Action::List(_)
            | Action::SignIn(_)
            | Action::ArriveLate(_) => false,
        }
    }

    fn of_tab(&self, world: &World, t: usize, tab: &Tab, to: &mut Vec<Action>) {
        to.push(Action::Kill(t, false));
        match &tab.pump {
            Pump::Idle if tab.closed => {}
            Pump::Idle => to.push(Action::Wake(t)),
            Pump::Saving(_) | Pump::Forgetting(_) => {
                to.extend(STORINGS.map(|storing| Action::Step(t, storing)));
            }
            Pump::Saved(..) => to.push(Action::Step(t, Storing::Works)),
            Pump::Sending(_, requests) => {
                to.extend([Action::Kill(t, true), Action::Renew(t)]);
                to.extend(ALL_HEARD.map(|heard| Action::Hear(t, heard)));
                let each = requests.iter().map(|request| request.no);
                to.extend(each.map(|no| Action::Hear(t, Heard::Refusal(no))));
                if requests.len() > 1 {
                    to.push(Action::Hear(t, Heard::NoBatch));
                }
            }
        }
        match tab.wish {
            Wish::Writing(..) | Wish::Choosing(..) => {
                to.extend(STORINGS.map(|storing| Action::Grant(t, storing)));
            }
            Wish::Asking(..) => to.push(Action::Grant(t, Storing::Works)),
            Wish::Nothing if tab.over || tab.closed => {}
            Wish::Nothing => self.wishes(world, t, tab, to),
        }
        if tab.pump == Pump::Idle && !tab.closed {
            to.extend([Action::List(t), Action::See(t)]);
            if !tab.signed && !tab.over {
                to.push(Action::SignIn(t));
            }
        }
    }

    fn wishes(&self, world: &World, t: usize, tab: &Tab, to: &mut Vec<Action>) {
        for no in self.items_of(tab.member) {
            let row = world.disks[usize::from(tab.member)].rows.get(&key(no));
            let known = tab.outbox.item(&key(no)).map(|item| &item.state);
            let state = row.map(|row| &row.item.state);
            if state == Some(&State::Draft) && known == state
                || self.next_of(world, tab.member) == Some(no)
            {
                to.extend(STORINGS.map(|storing| Action::Press(t, no, storing)));
            }
            if world.choices > 0 && known.is_some() {
                to.push(Action::Ask(t, no, Choice::Withdraw));
                if row.is_some_and(|row| row.revision == 1) {
                    to.push(Action::Ask(t, no, Choice::Edit));
                }
            }
        }
    }

    fn items_of(&self, member: Member) -> impl Iterator<Item = No> {
        let owners = self.bounds.owners.iter().enumerate();
        owners
            .filter(move |(_, owner)| **owner == member)
            .map(|(no, _)| no as No)
    }

    /// The item that the member writes next: items differ in nothing but their order.
    fn next_of(&self, world: &World, member: Member) -> Option<No> {
        let new = |no: &No| {
            let owner = &world.owners[usize::from(*no)];
            owner.wrote == 0 && !owner.given_up
        };
        let no = self.items_of(member).find(new)?;
        let busy = |tab: &Tab| matches!(tab.wish, Wish::Writing(other, _) if other == no);
        (!world.tabs.iter().flatten().any(busy)).then_some(no)
    }
}
