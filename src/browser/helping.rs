//! Who helps a member, and whether this one was shown how the app works.

use super::{line, partition::Partition, reading, wiring::Wiring};
use crate::state::helper::Helper;
use leptos::prelude::*;
use std::rc::Rc;

/// Under which it is kept, with what else is theirs, that a member was shown around on this phone.
const GUIDED: &str = "guided";

/// Says how the office is reached into the page's signal.
pub(super) async fn office(w: &Rc<Wiring>, into: RwSignal<Helper>) {
    let known = line::office(w).await;
    // A page that was left meanwhile hears nothing.
    into.try_set(known.map_or(Helper::Unknown, Helper::Is));
}

/// Whether the member was never shown around on this phone.
pub(super) async fn is_new(partition: &Partition) -> bool {
    reading::kept(partition, GUIDED).await.is_none()
}

/// The member was: it is kept first, so that nothing brings it back.
pub(super) async fn guided(w: &Rc<Wiring>) {
    if let Some(partition) = w.open() {
        // Where nothing can be kept, the next sign-in shows it again.
        reading::keep(&partition, GUIDED, "1").await;
    }
    w.handles.session.new_here.set(false);
}
