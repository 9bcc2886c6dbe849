//! Files: taken into a draft as they are, and handed out again.

use super::{
    clock::mint,
    exporting::{self, set},
    lacking, line, sending,
    taking_away::{offer_back, taken_out},
    wiring::Wiring,
    writing::{draft_of, say_saved},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        file::{
            File, MIME, MOST_BYTES, MOST_TOGETHER, add_file, clean_name, is_taken, retain_files,
        },
        record::Photo,
    },
    runtime::ports::{Store, StoreError},
    state::{
        ask::FileAsk,
        outlook::{Attaching, FileFault, Outlook},
    },
    storage::{cipher::sha256, quota},
};
use js_sys::Uint8Array;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;

/// Carries out what is asked.
pub(super) async fn answer(w: &Rc<Wiring>, ask: &FileAsk, into: RwSignal<Outlook>) {
    match ask {
        FileAsk::Attach {
            draft,
            field,
            files,
            most,
        } => {
            let to = Draft {
                draft,
                field,
                most: *most,
            };
            attach(w, &to, files, into).await;
        }
        FileAsk::Detach { draft, file } => detach(w, draft, file, into).await,
        FileAsk::Hand(file) => hand(w, file, into).await,
    }
}

/// Where files go.
struct Draft<'a> {
    draft: &'a ClientRef,
    /// The key of the field that lists them.
    field: &'a str,
    /// How many it may list.
    most: usize,
}

/// Takes files into a draft, one after another; each is kept with the draft in one transaction, or told with its reason.
async fn attach(w: &Rc<Wiring>, to: &Draft<'_>, files: &[web_sys::File], into: RwSignal<Outlook>) {
    let begun = Attaching {
        busy: files.len(),
        ..Attaching::default()
    };
    set(into, |look| look.attaching = begun);
    for file in files {
        let name = clean_name(&file.name());
        let outcome = take(w, to, &name, file).await;
        set(into, |look| {
            let attaching = &mut look.attaching;
            attaching.busy = attaching.busy.saturating_sub(1);
            match outcome {
                Ok(()) => attaching.kept += 1,
                Err(fault) => attaching.refused.push((name, fault)),
            }
        });
    }
}

async fn take(
    w: &Rc<Wiring>,
    to: &Draft<'_>,
    name: &str,
    file: &web_sys::File,
) -> Result<(), FileFault> {
    // Before it is read: a film would fill the memory of the phone.
    if file.size() > MOST_BYTES as f64 {
        return Err(FileFault::TooLarge);
    }
    let read = JsFuture::from(file.array_buffer()).await;
    let bytes = Uint8Array::new(&read.map_err(|_| FileFault::Unreadable)?).to_vec();
    if bytes.is_empty() {
        return Err(FileFault::Unreadable);
    }
    if !is_taken(name, &bytes) {
        return Err(FileFault::WrongKind);
    }
    if !quota::fits(bytes.len()).await {
        return Err(FileFault::Full);
    }
    let sha256 = sha256(&bytes).await.map_err(|_| FileFault::Insecure)?;
    let photo = Photo {
        id: mint(),
        sha256,
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        mime: MIME.to_owned(),
    };
    put(w, to, name, photo, bytes).await
}

/// Writes the file and the draft that names it in one transaction.
async fn put(
    w: &Rc<Wiring>,
    to: &Draft<'_>,
    name: &str,
    photo: Photo,
    bytes: Vec<u8>,
) -> Result<(), FileFault> {
    let _turn = w.turn.lock().await;
    let partition = w.open().ok_or(FileFault::NotKept)?;
    let mut entry = draft_of(&partition, to.draft).ok_or(FileFault::NotKept)?;
    let file = File {
        id: photo.id.clone(),
        name: name.to_owned(),
        size: photo.bytes.into(),
    };
    let there = File::listed(&entry.answers);
    if there.len() >= to.most {
        return Err(FileFault::TooMany);
    }
    let together: u64 = there.iter().map(|file| file.size).sum();
    if together.saturating_add(file.size) > MOST_TOGETHER {
        return Err(FileFault::TooLargeTogether);
    }
    add_file(&mut entry.answers, to.field, &file);
    let id = photo.id.clone();
    entry.photos.push(photo);
    let outcome = partition.runtime.save_draft(entry, vec![(id, bytes)]).await;
    if outcome == Err(StoreError::Full) {
        return Err(FileFault::Full);
    }
    say_saved(w, &partition, to.draft, outcome);
    outcome.map_err(|_| FileFault::NotKept)
}

/// Takes a file out of a draft.
async fn detach(w: &Rc<Wiring>, draft: &ClientRef, file: &ClientRef, into: RwSignal<Outlook>) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let Some(mut entry) = draft_of(&partition, draft) else {
        return;
    };
    let gone = taken_out(&partition, draft, &mut entry, file).await;
    retain_files(&mut entry.answers, |id| id != file);
    let outcome = partition.runtime.save_draft(entry, Vec::new()).await;
    set(into, |look| look.attaching = Attaching::default());
    say_saved(w, &partition, draft, outcome);
    sending::show(w, &partition);
    offer_back(w, gone, outcome, w.deed_words().file_removed);
}

/// Hands a file to the browser under its name: from the phone, else from the backend.
async fn hand(w: &Rc<Wiring>, file: &File, into: RwSignal<Outlook>) {
    let Some(partition) = w.open() else { return };
    set(into, |look| look.attaching = Attaching::default());
    let kept = partition.runtime.store().blob(&file.id).await;
    let found = match kept.ok().flatten() {
        Some(bytes) => Some(bytes),
        None => match line::client(w, &partition).await {
            Some(client) => client.attachment(&file.id).await.ok().map(|it| it.bytes),
            None => None,
        },
    };
    if !w.is_open(&partition) {
        return;
    }
    let fault = match lacking::saves_files() {
        true => FileFault::NotThere,
        false => FileFault::HeldBack,
    };
    let handed = found.map(|bytes| {
        let content = Uint8Array::from(bytes.as_slice());
        exporting::hand(&content, MIME, &file.name)
    });
    if !matches!(handed, Some(Ok(()))) {
        let refused = vec![(file.name.clone(), fault)];
        set(into, |look| look.attaching.refused = refused);
    }
}
