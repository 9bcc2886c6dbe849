//! The rules that a year is scored by: a file beside the app, which the service worker keeps.

use super::{line, wiring::Wiring};
use crate::{state::rules_file::RulesFile, transport::http::file};
use leptos::prelude::*;

/// Reads the rules that the profile names into the signal of the page that asks.
pub(super) async fn read(w: &Wiring, into: RwSignal<RulesFile>) {
    let read = match line::profile(w).await.map(|profile| profile.scoring) {
        None => RulesFile::Unfetched,
        Some(None) => RulesFile::Absent,
        Some(Some(name)) => match file(&format!("/rules/{name}.json")).await {
            Ok(text) => RulesFile::Read(text.into()),
            Err(_) => RulesFile::Unfetched,
        },
    };
    // A page that was left meanwhile hears nothing.
    into.try_set(read);
}
