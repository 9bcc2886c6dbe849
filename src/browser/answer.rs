//! Each ask goes to the file that carries it out.

use super::{gate, history, reading, sending, wiring::Wiring, worker, writing};
use crate::{state::ask::Ask, storage::quota};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Carries out what a person asks for.
pub(super) fn answer(wiring: &Rc<Wiring>, ask: Ask) {
    let w = Rc::clone(wiring);
    match ask {
        Ask::SignIn {
            identity,
            password,
            keep,
        } => spawn_local(async move {
            gate::sign_in(&w, &identity, &password, keep).await;
        }),
        Ask::SetPassword {
            identity,
            code,
            password,
        } => spawn_local(async move {
            gate::set_password(&w, &identity, &code, &password).await;
        }),
        Ask::SignOut(unsent) => spawn_local(async move { gate::sign_out(&w, unsent).await }),
        Ask::Refresh(year) => spawn_local(async move { reading::refresh(&w, year).await }),
        Ask::ShowPhoto(id) => spawn_local(async move { reading::show_photo(&w, id).await }),
        Ask::Begin(kind) => writing::begin(&w, &kind),
        Ask::SaveDraft(entry) => spawn_local(async move { writing::save_draft(&w, entry).await }),
        Ask::AddPhotos { draft, files, most } => spawn_local(async move {
            writing::add_photos(&w, draft, files, most).await;
        }),
        Ask::RemovePhoto { draft, photo } => spawn_local(async move {
            writing::remove_photo(&w, draft, photo).await;
        }),
        Ask::Discard(id) => spawn_local(async move { writing::discard(&w, id).await }),
        Ask::UndoDiscard => spawn_local(async move { writing::undo_discard(&w).await }),
        Ask::Submit(entry) => spawn_local(async move { writing::submit(&w, entry).await }),
        Ask::Edit(id) => spawn_local(async move { writing::edit(&w, id).await }),
        Ask::Withdraw(id) => spawn_local(async move { writing::withdraw(&w, id).await }),
        Ask::SendNow => spawn_local(async move { sending::send_now(&w).await }),
        Ask::Update => worker::update(),
        Ask::Measure => spawn_local(async move {
            let told = quota::estimate().await;
            w.handles
                .session
                .space
                .set(told.map(|told| (told.usage, (told.quota - told.usage).max(0.0))));
        }),
        Ask::Go(route) => history::go(&w, route),
    }
}
