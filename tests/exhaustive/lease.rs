//! The right to send, by the rules of `src/runtime/lease.rs`.

use crate::{
    plant::Plant,
    tab::{Fence, Here, Wish},
    world::Lease,
};

/// What asking for the right to send came to, as in `src/runtime/lease.rs`.
#[derive(PartialEq, Eq)]
pub enum Right {
    Held,
    Reread,
    Elsewhere,
}

impl Here<'_> {
    /// `Runtime::take_lease`
    pub fn lease(&mut self) -> Right {
        let t = self.t;
        let tab = self.tab();
        let member = usize::from(tab.member);
        if tab.closed {
            return Right::Elsewhere;
        }
        if tab.held && tab.fence != Fence::Unknown {
            return Right::Held;
        }
        if tab.over {
            self.close();
            return Right::Elsewhere;
        }
        match self.world.disks[member].lease {
            Some(Lease { holder, runs: true }) if holder != Some(t) => {
                self.tab().fence = Fence::Unknown;
                return Right::Elsewhere;
            }
            _ => self.hold(member),
        }
        let known = self.tab().fence == Fence::Current || self.plant == Plant::NothingReadAgain;
        if !known {
            self.load();
        }
        self.tab().fence = Fence::Current;
        self.tab().held = true;
        if known { Right::Held } else { Right::Reread }
    }

    /// `Store::lease`, where it is given: whoever is new gets a higher fence.
    fn hold(&mut self, member: usize) {
        let t = self.t;
        let before = self.world.disks[member].lease;
        if before.is_none_or(|lease| lease.holder != Some(t)) {
            for other in self.world.tabs.iter_mut().flatten() {
                if usize::from(other.member) == member {
                    other.fence = other.fence.overtaken();
                    if let Wish::Choosing(.., fence) = &mut other.wish {
                        *fence = fence.overtaken();
                    }
                }
            }
        }
        self.world.disks[member].lease = Some(Lease {
            holder: Some(t),
            runs: true,
        });
    }

    /// `Runtime::renew_lease`, while a request is under way.
    pub fn renew(&mut self) {
        let t = self.t;
        let tab = self.tab();
        let member = usize::from(tab.member);
        let may = tab.fence != Fence::Unknown && !tab.closed && !tab.over;
        let free = self.world.disks[member]
            .lease
            .is_none_or(|lease| !lease.runs || lease.holder == Some(t));
        if may && free {
            self.hold(member);
            let given = self.tab().fence == Fence::Current;
            self.tab().held |= given;
        }
    }

    pub fn release(&mut self) {
        let t = self.t;
        let tab = self.tab();
        let member = usize::from(tab.member);
        let held = std::mem::take(&mut tab.held) && tab.fence != Fence::Unknown && !tab.closed;
        if held && tab.over {
            tab.fence = Fence::Unknown;
        } else if held {
            let lease = self.world.disks[member].lease;
            if lease.is_none_or(|lease| !lease.runs || lease.holder == Some(t)) {
                self.hold(member);
                self.world.disks[member].lease = Some(Lease {
                    holder: Some(t),
                    runs: false,
                });
            }
        }
    }
}
