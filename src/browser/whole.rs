//! The catalog read whole, and records that are logged again.

use super::{
    history, line, partition::Partition, reading, renewing, sending, wiring::Wiring, writing,
};
use crate::{
    app::read_forms,
    domain::{answer::Answer, person::Person, record::KindId},
    forms::answers::Answers,
    i18n::fill,
    route::Route,
    state::{duties::FormsFile, rules::save_fault},
    stored::roster,
    transport::http::file,
};
use leptos::prelude::*;
use std::rc::Rc;

/// Where the roster is kept.
const ROSTER: &str = "roster";

/// Reads the catalog whole, once; where its module can't be fetched, that is said. Who can be named in it comes from the phone
/// first and is refreshed behind.
pub(super) async fn read(w: &Rc<Wiring>) {
    let text = w.catalog.borrow().clone();
    if text.is_empty() {
        return;
    }
    // Without the file of lists the forms take what is typed.
    let lists = file("/lists.json").await.ok();
    let partition = w.open();
    let kept = people(partition.as_ref()).await;
    let file = |members| FormsFile {
        of_acts: false,
        text: text.clone(),
        lists: lists.clone(),
        members,
    };
    let duties = w.handles.duties;
    let whole = read_forms(duties, file(kept.clone())).await;
    if !whole.unwrap_or(false) {
        return w.handles.status.say(w.words().module_failed);
    }
    w.catalog.take();
    let Some(partition) = partition else { return };
    let Some(client) = line::client(w, &partition).await else {
        return;
    };
    match client.roster().await {
        Ok(Some(read)) if w.is_open(&partition) && kept.as_ref() != Some(&read) => {
            reading::keep(&partition, ROSTER, &roster::encode(&read)).await;
            // The module is here: it has read the catalog once.
            let _ = read_forms(duties, file(Some(read))).await;
            if duties.acts.with_untracked(Option::is_some) {
                read_acts(w).await;
            }
        }
        Err(fault) if w.is_open(&partition) => renewing::heed(w, &fault),
        Ok(_) | Err(_) => {}
    }
}

/// Reads the forms of acts, with who can be named in them as the phone knows it; whether they are there.
pub(super) async fn read_acts(w: &Wiring) -> bool {
    let Ok(text) = file("/events.json").await else {
        return false;
    };
    let file = FormsFile {
        of_acts: true,
        text,
        lists: None,
        members: people(w.open().as_ref()).await,
    };
    let read = read_forms(w.handles.duties, file).await;
    read.unwrap_or(false)
}

/// Who can be named, as the backend told it last.
async fn people(partition: Option<&Rc<Partition>>) -> Option<Vec<Person>> {
    let kept = reading::kept(partition?, ROSTER).await?;
    roster::decode(&kept).ok()
}

/// Makes a new draft of each of these answers. One is opened; several stand on the first page, which says how many there are.
pub(super) async fn again(w: &Rc<Wiring>, kind: KindId, all: Vec<Answer>) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let handles = w.handles;
    let Some(known) = untrack(|| handles.duties.kind(&kind)) else {
        return handles.status.say(w.words().kind_unknown);
    };
    let one = all.len() == 1;
    let (mut to, mut made, mut failed) = (Route::Home, 0_u32, None);
    for answers in all {
        let entry = writing::entry_of(&known, Answers::from(answers));
        if one {
            to = Route::Draft(entry.client_ref.clone());
        }
        if let Err(why) = partition.runtime.save_draft(entry, Vec::new()).await {
            failed = Some(save_fault(w.words(), sending::fault_of(why)));
            break;
        }
        made += 1;
    }
    if made > 0 {
        sending::show(w, &partition);
        history::go(w, to);
    }
    let (words, n) = (w.deed_words(), made.to_string());
    match failed {
        Some(why) if made == 0 => handles.status.say(why),
        Some(why) => {
            let said = fill(words.series_partly, &[("n", &n), ("why", why)]);
            handles.status.say(said);
        }
        None if one => {}
        None => handles.status.say(fill(words.series_made, &[("n", &n)])),
    }
}
