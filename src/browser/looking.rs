//! Who of the office looked at what is the member's: asked for each time, and kept nowhere.

use super::{line, reading, renewing, wiring::Wiring};
use crate::{
    profile::fault::Fault,
    state::{looks::Looks, shelf::Reading},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Reads it into the signal of the page that asks.
pub(super) async fn read(w: &Rc<Wiring>, into: RwSignal<Looks>) {
    let Some(partition) = w.open() else { return };
    let read = match line::client(w, &partition).await {
        Some(client) => client.looks().await,
        None => Err(Fault::NoAnswer),
    };
    if !w.is_open(&partition) {
        return;
    }
    let said = match read {
        Ok(Some(looks)) => Looks::Are(looks),
        Ok(None) => Looks::Absent,
        Err(fault) => {
            renewing::heed(w, &fault);
            match reading::ended(&fault) {
                Reading::Absent => Looks::Absent,
                Reading::Idle | Reading::Busy | Reading::Fresh | Reading::Failed => Looks::Failed,
            }
        }
    };
    // A page that was left meanwhile hears nothing.
    into.try_set(said);
}
