//! What a member asks for, by the rules of `src/runtime/wishes.rs` and `choices.rs`.

use crate::{
    lease::Right,
    plant::Plant,
    tab::{Choice, Here, Pump, Storing, Wish},
    world::{No, Row, key},
};
use dajuan::{
    domain::client_ref::ClientRef,
    outbox::{
        input::Input,
        item::{Item, State},
    },
};

impl Here<'_> {
    /// The member presses 提交.
    pub fn press(&mut self, no: No, storing: Storing) {
        let made_from = self.tab().bodies.get(&key(no)).copied().unwrap_or(0);
        if self.plant == Plant::SavedTooEarly {
            self.world.owners[usize::from(no)].wrote = made_from + 1;
        }
        self.tab().wish = Wish::Writing(no, made_from);
        if storing != Storing::Frozen {
            self.grant(storing);
        }
    }

    /// The member wants to edit or to withdraw an item.
    pub fn ask(&mut self, no: No, choice: Choice) {
        if self.tab().outbox.reserve(&key(no)) {
            self.tab().wish = Wish::Asking(no, choice);
        }
    }

    /// It is read again under the lease: `Runtime::fresh`.
    fn read_again(&mut self, no: No, choice: Choice) {
        let id = key(no);
        let held = loop {
            match self.lease() {
                Right::Held => break true,
                Right::Reread => {}
                Right::Elsewhere => break false,
            }
        };
        if held {
            self.load();
        }
        let tab = self.tab();
        let item = tab.outbox.item(&id).filter(|_| held);
        let may = item.is_some_and(|item| choice == Choice::Withdraw || item.is_editable());
        match tab.bodies.get(&id) {
            Some(revision) if may => tab.wish = Wish::Choosing(no, choice, *revision, tab.fence),
            Some(_) | None => tab.outbox.release(&id),
        }
    }

    /// What the member asked for is carried out.
    pub fn grant(&mut self, storing: Storing) {
        match std::mem::replace(&mut self.tab().wish, Wish::Nothing) {
            Wish::Nothing => {}
            Wish::Writing(no, made_from) => {
                if storing != Storing::Fails
                    && let Some(row) = self.submit(no, made_from)
                    && storing == Storing::Works
                {
                    self.written(row, false);
                } else {
                    self.tab().stale = true;
                }
            }
            Wish::Asking(no, choice) => return self.read_again(no, choice),
            Wish::Choosing(no, choice, revision, fence) => {
                let fits = choice == Choice::Withdraw || self.stored(&key(no)).0 == revision;
                if storing != Storing::Fails && self.check(fence, fits).is_ok() {
                    self.carry_out(no, choice, revision, storing);
                }
                self.tab().outbox.release(&key(no));
                if self.tab().pump == Pump::Idle {
                    self.release();
                }
            }
        }
        self.pump();
    }

    /// The transaction of a submission; no fence is asked for.
    fn submit(&mut self, no: No, made_from: u8) -> Option<Row> {
        let id = key(no);
        if self.tab().over || self.stored(&id) != (made_from, 0) {
            return None;
        }
        let member = usize::from(self.tab().member);
        let disk = &mut self.world.disks[member];
        disk.last_seq += 1;
        let row = new_row(&id, State::Queued, disk.last_seq, made_from + 1);
        disk.rows.insert(id, row.clone());
        self.world.owners[usize::from(no)].wrote = row.revision;
        Some(row)
    }

    /// `Runtime::written`
    fn written(&mut self, row: Row, reopened: bool) {
        let Row { item, revision } = row;
        let tab = self.tab();
        if tab.closed {
            return;
        }
        let known = tab.outbox.item(&item.client_ref);
        let known = known.map_or(0, |known| known.seq);
        let newest = tab.outbox.items().last().map_or(0, |last| last.seq);
        tab.stale |= known > 0 || item.seq > newest + 1;
        if known == 0 || known < item.seq || reopened {
            tab.bodies.insert(item.client_ref.clone(), revision);
            self.tell(Input::Written { item });
        }
    }

    fn carry_out(&mut self, no: No, choice: Choice, revision: u8, storing: Storing) {
        let id = key(no);
        let member = usize::from(self.tab().member);
        let rows = &mut self.world.disks[member].rows;
        match choice {
            Choice::Edit => {
                let row = new_row(&id, State::Draft, 0, revision + 1);
                rows.insert(id, row.clone());
                if storing == Storing::Works {
                    self.written(row, true);
                }
            }
            Choice::Withdraw => {
                rows.remove(&id);
                self.world.owners[usize::from(no)].given_up = true;
                if storing == Storing::Works {
                    self.tab().bodies.remove(&id);
                    self.tell(Input::Removed { id });
                }
            }
        }
    }
}

fn new_row(id: &ClientRef, state: State, seq: u64, revision: u8) -> Row {
    let item = Item {
        client_ref: id.clone(),
        seq,
        chain: id.clone(),
        updates: false,
        state,
        attempts: 0,
        in_doubt: 0,
        uploads: Vec::new(),
    };
    Row { item, revision }
}
