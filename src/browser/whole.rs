//! The catalog read whole, and records that are logged again.

use super::{history, sending, wiring::Wiring, writing};
use crate::{
    app::read_forms,
    domain::{answer::Answer, record::KindId},
    forms::answers::Answers,
    route::Route,
    state::{duties::FormsFile, rules::save_fault},
    transport::http::file,
};
use leptos::prelude::*;
use std::rc::Rc;

/// Reads the catalog whole, once; where its module can't be fetched, that is said.
pub(super) async fn read(w: &Rc<Wiring>) {
    let text = w.catalog.borrow().clone();
    if text.is_empty() {
        return;
    }
    // Without the file of lists the forms take what is typed.
    let lists = file("/lists.json").await.ok();
    let file = FormsFile::Logged { text, lists };
    if read_forms(w.handles.duties, file).await.unwrap_or(false) {
        w.catalog.take();
    } else {
        w.handles.status.say(w.words().module_failed);
    }
}

/// Opens a new draft with these answers.
pub(super) async fn again(w: &Rc<Wiring>, kind: KindId, answers: Answer) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let handles = w.handles;
    let Some(known) = untrack(|| handles.duties.kind(&kind)) else {
        return handles.status.say(w.words().kind_unknown);
    };
    let entry = writing::entry_of(&known, Answers::from(answers));
    let draft = Route::Draft(entry.client_ref.clone());
    match partition.runtime.save_draft(entry, Vec::new()).await {
        Ok(()) => {
            sending::show(w, &partition);
            history::go(w, draft);
        }
        Err(why) => {
            let why = save_fault(w.words(), sending::fault_of(why));
            handles.status.say(why);
        }
    }
}
