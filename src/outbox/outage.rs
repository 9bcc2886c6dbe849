//! Who failed since anything got through: is it the network, or one item alone?

use super::{
    planted::{self, Planted},
    retry,
};
use crate::domain::client_ref::ClientRef;

/// After so many failures running of one item, the next in line is tried.
const PATIENCE: u32 = 3;
/// Counting stops where the waits stop growing.
const MOST: u32 = 9;

/// Failures since the last answer that came through. While the network is gone one item at a time is tried and the others
/// wait behind it; an item that alone keeps failing waits for itself and holds nobody up.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Outage {
    failures: u32,
    /// Who failed, each once; the last one is at the end.
    of: Vec<ClientRef>,
    /// Who failed before while others got through: their failures alone say nothing of the network.
    suspects: Vec<ClientRef>,
}

impl Outage {
    /// A request with these items came to nothing. Gives how long all others wait; `None` where they need not.
    pub(super) fn failed(&mut self, ids: &[ClientRef], chance: u64) -> Option<i64> {
        self.failures = (self.failures + 1).min(MOST);
        for id in ids {
            self.of.retain(|known| known != id);
            self.of.push(id.clone());
        }
        let alone = self.of.len() == 1;
        let suspected = ids.iter().all(|id| self.suspects.contains(id));
        let blocks = planted::is(Planted::PoisonBlocks);
        let others_may = !blocks && alone && (suspected || self.failures == PATIENCE);
        (!others_may).then(|| retry::backoff_ms(self.failures - 1, chance))
    }

    /// An answer to this item came through. Gives those whose waits end with that, each once: who fails again after that
    /// fails for a reason of its own.
    pub(super) fn ended_by(&mut self, id: &ClientRef) -> Vec<ClientRef> {
        self.failures = 0;
        self.suspects.retain(|known| known != id);
        let mut failed = std::mem::take(&mut self.of);
        let alone = failed.len() == 1;
        failed.retain(|known| known != id && !self.suspects.contains(known));
        self.suspects.extend(failed.iter().cloned());
        if alone { Vec::new() } else { failed }
    }

    /// Everything may be tried again, as if nothing had failed.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Who failed last, when it is somebody else's turn.
    pub(super) fn gives_way(&self) -> Option<&ClientRef> {
        let gives_way = |id: &&ClientRef| self.failures >= PATIENCE || self.suspects.contains(id);
        self.of.last().filter(gives_way)
    }
}
