//! A phone's clocks: one that may be moved, one that never goes back.

use super::world::Seat;
use dajuan::{
    domain::moment::Moment,
    runtime::ports::{Clock, Now},
};
use std::{future::poll_fn, rc::Rc, task::Poll};

pub struct TabClock(pub Rc<Seat>);

impl Clock for TabClock {
    fn now(&self) -> Now {
        let steady_ms = self.0.world.time.get();
        let wall = 1_790_000_000_000 + self.0.phone.offset.get() + steady_ms as i64;
        Now {
            wall: Moment(wall),
            steady_ms,
        }
    }

    async fn wait(&self, ms: u32) {
        let world = &self.0.world;
        let until = world.time.get() + u64::from(ms);
        poll_fn(|_| match world.time.get() >= until {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}
