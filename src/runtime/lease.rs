//! The right to send: one tab at a time. It saves traffic; being right rests on the fence and on the backend's uniqueness.

use super::{
    drive::Runtime,
    ports::{Chance, Clock, Store, StoreError, Transport},
};
use crate::outbox::{
    input::Input,
    planted::{self, Planted},
};
use std::{future::poll_fn, pin::pin, task::Poll};

/// A killed or frozen tab holds the others up for this long at most.
const LEASE_MS: i64 = 10_000;
/// A request begins with so much left.
const ENOUGH_MS: u64 = 6_000;
/// How often it is renewed while a request is under way.
const RENEW_MS: u32 = 3_000;

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
            Ok(None) if planted::is(Planted::LockWithoutLease) => Lease::Held(0),
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

    /// Does `work` and renews the right to send meanwhile. Where that fails it runs out, and the next write tells.
    pub(super) async fn while_leased<A>(&self, work: impl Future<Output = A>) -> A {
        let renewing = async {
            loop {
                self.clock.wait(RENEW_MS).await;
                self.renew_lease().await;
            }
        };
        beside(work, renewing).await
    }

    async fn renew_lease(&self) {
        let held = self.tab().fence;
        let now = self.clock.now();
        let until = now.wall.plus_ms(LEASE_MS);
        if held.is_some() && !self.tab().closed {
            let given = self.store.lease(self.epoch, &self.holder, now.wall, until);
            if given.await == Ok(held) {
                self.tab().lease_until = now.steady_ms + LEASE_MS.unsigned_abs();
            }
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

/// Does `work`, and `meanwhile` what else there is to do until it ends.
pub async fn beside<A>(work: impl Future<Output = A>, meanwhile: impl Future<Output = A>) -> A {
    let (mut work, mut meanwhile) = (pin!(work), pin!(meanwhile));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(came) => Poll::Ready(came),
        Poll::Pending => meanwhile.as_mut().poll(context),
    })
    .await
}
