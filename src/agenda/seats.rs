//! Seats: what is left for whom.

use crate::domain::event::{Event, Seats};

/// Seats left for a member of this sector, where they are counted: those of its own quota, else those that no quota
/// reserves. The backend decides; the list may be old.
pub fn left_for(event: &Event, sector: &str) -> Option<u32> {
    let left = |seats: Seats| seats.all.saturating_sub(seats.taken);
    let own = event.quotas.iter().find(|quota| quota.sector == sector);
    match (own, event.seats) {
        (Some(own), Some(all)) => Some(left(own.seats).min(left(all))),
        (Some(own), None) => Some(left(own.seats)),
        (None, None) => None,
        (None, Some(all)) => {
            let sum = |of: fn(Seats) -> u32| {
                let each = event.quotas.iter().map(|quota| of(quota.seats));
                each.fold(0u32, u32::saturating_add)
            };
            let shared = Seats {
                all: all.all.saturating_sub(sum(|seats| seats.all)),
                taken: all.taken.saturating_sub(sum(|seats| seats.taken)),
            };
            Some(left(shared).min(left(all)))
        }
    }
}
