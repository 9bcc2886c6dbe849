//! What the districts published: a file beside the page, kept for offline by the service worker.

use crate::{
    domain::{answer::Answer, figure::Figures},
    forms::door::answer_from_json,
    state::published::Published,
    transport::http::file,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Reads the figures for a page; one that was left meanwhile hears nothing.
pub(super) async fn read(into: RwSignal<Published>) {
    let found = match file("/figures.json").await {
        Ok(text) => match Figures::read(&answer_from_json(&text).unwrap_or(Answer::Null)) {
            Ok(figures) => Published::Here(Arc::new(figures)),
            Err(error) => Published::Wrong(error.0),
        },
        Err(_) => Published::NotHad,
    };
    let _ = into.try_set(found);
}
