//! The right to send: one tab at a time. It saves traffic; being right rests on the fence and on the backend's uniqueness.

use super::{
    drive::Runtime,
    ports::{Chance, Clock, Store, StoreError, Transport},
};
use crate::outbox::input::Input;

/// A killed tab holds the others up for this long at most.
const LEASE_MS: i64 = 45_000;
/// Renewed when less is left than the longest request takes, and some.
const ENOUGH_MS: u64 = 35_000;

/// What asking for the right to send came to.
pub(super) enum Lease {
    /// Held, under this fence, without a break since what this tab knows was read.
    Held(u64),
    /// Held anew; everything was read again and the machine was told.
    Reread,
    /// Another tab holds it.
    Elsewhere,
    /// The store failed.
    Failed(StoreError),
}

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    pub(super) async fn take_lease(&self) -> Lease {
        let now = self.clock.now();
        {
            let tab = self.tab();
            if tab.closed {
                return Lease::Elsewhere;
            }
            if let Some(fence) = tab.fence
                && tab.lease_until > now.steady_ms + ENOUGH_MS
            {
                return Lease::Held(fence);
            }
        }
        let until = now.wall.plus_ms(LEASE_MS);
        let given = self.store.lease(self.epoch, &self.holder, now.wall, until);
        match given.await {
            Ok(Some(fence)) => {
                let known = self.tab().fence == Some(fence);
                // Not before everything is read again may another task of this tab write under a new fence.
                let read = if known { Ok(()) } else { self.load().await };
                let mut tab = self.tab();
                match read {
                    Ok(()) => {
                        tab.fence = Some(fence);
                        tab.lease_until = now.steady_ms + LEASE_MS.unsigned_abs();
                        if known {
                            Lease::Held(fence)
                        } else {
                            Lease::Reread
                        }
                    }
                    Err(why) => Lease::Failed(why),
                }
            }
            Ok(None) => {
                self.tab().fence = None;
                Lease::Elsewhere
            }
            Err(StoreError::Moved) => {
                self.close();
                Lease::Elsewhere
            }
            Err(why) => Lease::Failed(why),
        }
    }

    /// Gives the right back. Should that fail, it runs out by itself.
    pub(super) async fn release_lease(&self) {
        let now = self.clock.now();
        let held = {
            let mut tab = self.tab();
            let runs = std::mem::take(&mut tab.lease_until) > now.steady_ms;
            runs && tab.fence.is_some() && !tab.closed
        };
        if held {
            let given_back = self
                .store
                .lease(self.epoch, &self.holder, now.wall, now.wall);
            if given_back.await.is_err() {
                self.tab().fence = None;
            }
        }
    }

    /// A write was refused because another tab or another sign-in took over: whatever this tab knows is old.
    pub(super) fn overtaken(&self) {
        {
            let mut tab = self.tab();
            tab.fence = None;
            tab.lease_until = 0;
            tab.stale = true;
        }
        self.tell(Input::Elsewhere);
    }
}
