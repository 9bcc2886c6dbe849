//! The office's own sum of a year: from the phone first, refreshed behind.

use super::{line, reading, renewing, wiring::Wiring};
use crate::{domain::statement::Statement, stored::statement};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// Reads it into the signal of the page that asks. One that can't be had now leaves what was kept, which says as of when it is.
pub(super) async fn read(w: &Rc<Wiring>, year: u16, into: RwSignal<Option<Arc<Statement>>>) {
    let Some(partition) = w.open() else { return };
    let key = format!("statement:{year}");
    let say = |it: Option<Statement>| {
        if w.is_open(&partition) {
            // A page that was left meanwhile hears nothing.
            into.try_set(it.map(Arc::new));
        }
    };
    let kept = reading::kept(&partition, &key).await;
    if let Some(Ok(Some(kept))) = kept.as_deref().map(statement::decode) {
        say(Some(kept));
    }
    let Some(client) = line::client(w, &partition).await else {
        return;
    };
    match client.statement(year).await {
        Ok(read) => {
            reading::keep(&partition, &key, &statement::encode(read.as_ref())).await;
            say(read);
        }
        Err(fault) if w.is_open(&partition) => renewing::heed(w, &fault),
        Err(_) => {}
    }
}
