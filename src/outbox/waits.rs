//! The waits of a queue as what is left of them, for proofs: two queues that differ only in when they are, are one.

use super::{
    effect::Effect,
    flight::Flight,
    item::{Item, State},
    machine::{Outbox, PRESS_EVERY_MS},
    turn::own_wait,
};
use crate::domain::moment::Now;

impl Outbox {
    /// Every wait becomes what `left` makes of the milliseconds that are left of it. One that is over, or becomes 0, is
    /// forgotten, which changes nothing of what the queue does. The rounds of a phone that came online stay as they are.
    pub fn map_waits(&mut self, now: Now, left: &impl Fn(u64) -> u64) {
        let map = |at: u64| match left(at.saturating_sub(now.steady_ms)) {
            0 => 0,
            ms => now.steady_ms.saturating_add(ms),
        };
        let runs = |at: &u64| *at > 0;
        self.hold = map(self.hold);
        self.retry_hold = map(self.retry_hold);
        self.version_pause = self.version_pause.map(map).filter(runs);
        let pressed = self.pressed_at.map(|at| map(at + PRESS_EVERY_MS));
        self.pressed_at = pressed.filter(runs).map(|until| until - PRESS_EVERY_MS);
        if self.pressed_at.is_none() {
            self.pressed.clear();
        }
        let told = self.told.map(|(until, since)| (map(until), since));
        self.told = told.filter(|(until, _)| runs(until));
        let mut items: Vec<&mut Item> = self.items.iter_mut().collect();
        for effect in &mut self.effects {
            if let Effect::Save { items: asked } = effect {
                items.extend(asked);
            }
        }
        if let Some(Flight::Committing { next, again_at, .. }) = &mut self.flight {
            *again_at = again_at.map(map);
            items.extend(next);
        }
        for item in items {
            item.map_wait(now, left);
        }
    }
}

impl Item {
    /// Its own wait becomes what `left` makes of the milliseconds that are left of it.
    pub fn map_wait(&mut self, now: Now, left: &impl Fn(u64) -> u64) {
        let wait = own_wait(now, self).map_or(0, left);
        if let State::RetryWait { not_before, .. } | State::Accepted { not_before } =
            &mut self.state
        {
            *not_before = now.wall.plus_ms(i64::try_from(wait).unwrap_or(i64::MAX));
        }
    }
}
