//! What is taken out of a draft or deleted with it, and how it comes back.

use super::{
    history,
    partition::Partition,
    sending,
    wiring::{Discarded, Wiring},
    writing::{draft_of, say_saved},
};
use crate::{
    domain::{
        client_ref::ClientRef,
        file::{File, add_file, find_file},
        record::{Entry, Photo},
    },
    route::Route,
    runtime::ports::{Store, StoreError},
    state::{ask::Ask, desk::Saving, rules::save_fault},
    stored::row::ItemRow,
};
use leptos::prelude::*;
use std::rc::Rc;

/// Takes a photo out of a draft.
pub(super) async fn remove_photo(w: &Rc<Wiring>, draft: ClientRef, photo: ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let Some(mut entry) = draft_of(&partition, &draft) else {
        return;
    };
    let gone = taken_out(&partition, &draft, &mut entry, &photo).await;
    let outcome = partition.runtime.save_draft(entry, Vec::new()).await;
    w.handles.desk.photo_fault.set(None);
    say_saved(w, &partition, &draft, outcome);
    offer_back(w, gone, outcome, w.deed_words().photo_removed);
}

/// Takes a photo or a file out of an entry, and holds what brings it back.
pub(super) async fn taken_out(
    partition: &Partition,
    draft: &ClientRef,
    entry: &mut Entry,
    id: &ClientRef,
) -> Option<Discarded> {
    let place = entry.photos.iter().position(|kept| kept.id == *id)?;
    let bytes = partition.runtime.store().blob(id).await;
    Some(Discarded::Photo {
        draft: draft.clone(),
        photo: entry.photos.remove(place),
        place,
        file: find_file(&entry.answers, id),
        bytes: bytes.ok().flatten(),
    })
}

/// Says that it is gone, with the way back.
pub(super) fn offer_back(
    w: &Rc<Wiring>,
    gone: Option<Discarded>,
    outcome: Result<(), StoreError>,
    said: &str,
) {
    if let (Some(gone), Ok(())) = (gone, outcome) {
        w.discarded.replace(Some(gone));
        w.handles.status.say_with_undo(said, || Ask::UndoDiscard);
    }
}

/// Deletes a draft; with its photos and versions it stays in memory until the next screen but one, for an undo.
pub(super) async fn discard(w: &Rc<Wiring>, id: ClientRef) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let Some(row) = partition.runtime.row(&id) else {
        return;
    };
    let mut photos = partition.runtime.beside(&id).await;
    for photo in &row.entry.photos {
        if let Ok(Some(bytes)) = partition.runtime.store().blob(&photo.id).await {
            photos.push((photo.id.clone(), bytes));
        }
    }
    w.handles.desk.begun.set(None);
    match partition.runtime.discard_draft(&id).await {
        Ok(()) => {
            w.discarded.replace(Some(Discarded::Draft(row, photos)));
            history::go(w, Route::Home);
            w.handles
                .status
                .say_with_undo(w.deed_words().discarded, || Ask::UndoDiscard);
        }
        Err(why) => w
            .handles
            .desk
            .saving
            .set(Saving::Failed(sending::fault_of(why))),
    }
}

/// Brings back what was taken away last.
pub(super) async fn undo_discard(w: &Rc<Wiring>) {
    let gone = w.discarded.take();
    let _turn = w.turn.lock().await;
    let outcome = match &gone {
        Some(Discarded::Draft(row, photos)) => bring_back(w, row, photos).await,
        Some(Discarded::Photo {
            draft,
            photo,
            place,
            file,
            bytes,
        }) => put_back(w, draft, (photo, *place), file.as_ref(), bytes.as_ref()).await,
        None => return,
    };
    if let Err(why) = outcome {
        w.discarded.replace(gone);
        let fault = sending::fault_of(why);
        w.handles.status.say(save_fault(w.words(), fault));
    }
}

/// Puts a photo or a file back where it stood.
async fn put_back(
    w: &Rc<Wiring>,
    draft: &ClientRef,
    (photo, place): (&Photo, usize),
    file: Option<&(String, File)>,
    bytes: Option<&Vec<u8>>,
) -> Result<(), StoreError> {
    let partition = w.open().ok_or(StoreError::Moved)?;
    let mut entry = draft_of(&partition, draft).ok_or(StoreError::Moved)?;
    let place = place.min(entry.photos.len());
    entry.photos.insert(place, photo.clone());
    if let Some((field, file)) = file {
        add_file(&mut entry.answers, field, file);
    }
    let beside = bytes.map(|bytes| (photo.id.clone(), bytes.clone()));
    let beside = beside.into_iter().collect();
    partition.runtime.save_draft(entry, beside).await?;
    say_saved(w, &partition, draft, Ok(()));
    sending::show(w, &partition);
    Ok(())
}

async fn bring_back(
    w: &Rc<Wiring>,
    row: &ItemRow,
    photos: &[(ClientRef, Vec<u8>)],
) -> Result<(), StoreError> {
    let partition = w.open().ok_or(StoreError::Moved)?;
    let back = ItemRow {
        revision: 0,
        ..row.clone()
    };
    partition.runtime.bring_back(back, photos.to_vec()).await?;
    history::go(w, Route::Draft(row.item.client_ref.clone()));
    Ok(())
}
