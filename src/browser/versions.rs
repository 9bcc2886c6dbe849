//! What a draft said before: listed, opened, put back.

use super::{wiring::Wiring, writing};
use crate::state::versions::{Versions, VersionsAsk};
use leptos::prelude::*;
use std::rc::Rc;

/// The answers go into the signal of the page that asks; one that was left meanwhile hears nothing.
pub(super) async fn answer(w: &Rc<Wiring>, ask: VersionsAsk, into: RwSignal<Versions>) {
    let Some(partition) = w.open() else { return };
    match ask {
        VersionsAsk::List(draft) => {
            let list = partition.runtime.versions(&draft).await;
            into.try_update(|look| look.list = Some(list));
        }
        VersionsAsk::Open(id) => {
            let version = partition.runtime.version(&id).await;
            into.try_update(|look| look.opened = Some(version));
        }
        VersionsAsk::Restore { present, wanted } => {
            let done = writing::restore(w, *present, *wanted).await;
            into.try_update(|look| look.restored = Some(done));
            if done {
                w.handles.status.say(w.deed_words().restored);
            }
        }
    }
}
