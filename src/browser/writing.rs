//! Drafts, photos, and what is submitted.

use super::{
    attending,
    clock::{mint, wall},
    history, host, incidents,
    partition::Partition,
    photo::{LONG_SIDE, PhotoError, prepare},
    reading, sending,
    wiring::Wiring,
};
use crate::{
    domain::{
        client_ref::ClientRef,
        confirmation, cosigning,
        day::Day,
        dispute,
        event::Act,
        file::keep_files,
        record::{Entry, KindId, Photo},
        step::step_of,
        withdrawal,
    },
    forms::{answers::Answers, catalog::Kind},
    outbox::item::State,
    route::Route,
    runtime::ports::StoreError,
    state::{
        desk::{PhotoFault, SaveFault, Saving},
        session::Keeping,
    },
    storage::quota,
};
use leptos::prelude::*;
use std::rc::Rc;

/// Begins an entry with what the form starts with and what was answered last. Nothing is kept before the first word.
pub(super) fn begin(w: &Rc<Wiring>, kind: &KindId) {
    let handles = w.handles;
    let Some(known) = untrack(|| handles.duties.kind(kind)) else {
        return;
    };
    let form = known.form();
    let mut answers = form.fresh(handles.clock.today_untracked());
    let on_desk = untrack(|| handles.desk.submitted()).into_iter().rev();
    let last = on_desk
        .filter(|entry| entry.kind == *kind)
        .map(|entry| entry.answers)
        .next();
    let last = last.or_else(|| untrack(|| handles.shelf.of_kind(kind)).into_iter().next());
    if let Some(last) = last {
        form.prefill(&mut answers, &Answers::from(last));
    }
    handles.desk.begun.set(Some(entry_of(&known, answers)));
}

/// A new entry of a kind with these answers.
pub(super) fn entry_of(kind: &Kind, answers: Answers) -> Entry {
    Entry {
        client_ref: mint(),
        kind: kind.id().clone(),
        form_version: kind.form().version(),
        day: kind.form().gist(&answers).day(),
        answers: answers.into(),
        photos: Vec::new(),
        captured_at: None,
    }
}

/// A form opens: what it saves from here on is made from the row as this tab knows it.
pub(super) fn open(w: &Rc<Wiring>, id: &ClientRef) {
    if let Some(partition) = w.open() {
        partition.runtime.open(id);
    }
}

/// The entry with the photos and files that the draft has on the phone: pages know what is written alone.
fn with_photos(partition: &Partition, mut entry: Entry) -> Entry {
    if let Some(row) = partition.runtime.row(&entry.client_ref) {
        entry.photos.clone_from(&row.entry.photos);
        keep_files(&row.entry.answers, &mut entry.answers);
    }
    entry
}

/// Keeps a draft as it is now.
pub(super) async fn save_draft(w: &Rc<Wiring>, entry: Entry) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let client_ref = entry.client_ref.clone();
    if is_submitted(&partition, &client_ref) {
        return;
    }
    let kind = untrack(|| w.handles.duties.kind(&entry.kind));
    let entry = with_photos(&partition, entry);
    let outcome = if kind.is_some_and(|kind| kind.form().keeps_versions()) {
        partition.runtime.save_version(entry, None).await
    } else {
        partition.runtime.save_draft(entry, Vec::new()).await
    };
    say_saved(w, &partition, &client_ref, outcome);
}

/// Puts what a draft said before in the place of what stands in the form, which becomes a version; whether it is on disk.
pub(super) async fn restore(w: &Rc<Wiring>, present: Entry, wanted: Entry) -> bool {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else {
        return false;
    };
    let client_ref = wanted.client_ref.clone();
    if is_submitted(&partition, &client_ref) {
        return false;
    }
    let wanted = with_photos(&partition, wanted);
    let outcome = partition.runtime.save_version(wanted, Some(present)).await;
    say_saved(w, &partition, &client_ref, outcome);
    outcome.is_ok()
}

/// A draft as it is on the phone, which is one still.
pub(super) fn draft_of(partition: &Partition, draft: &ClientRef) -> Option<Entry> {
    let row = partition.runtime.row(draft)?;
    (row.item.state == State::Draft).then(|| Entry::clone(&row.entry))
}

/// A late save of a form that was submitted meanwhile has nothing to add.
fn is_submitted(partition: &Partition, client_ref: &ClientRef) -> bool {
    partition
        .runtime
        .row(client_ref)
        .is_some_and(|row| row.item.state != State::Draft)
}

pub(super) fn say_saved(
    w: &Rc<Wiring>,
    partition: &Partition,
    client_ref: &ClientRef,
    outcome: Result<(), StoreError>,
) {
    let desk = w.handles.desk;
    if let Err(why) = &outcome {
        incidents::note_not_saved(why);
    }
    desk.saving.set(match outcome {
        Ok(()) if partition.keeping == Keeping::Visit => Saving::VisitOnly,
        Ok(()) => Saving::Saved(wall()),
        Err(why) => Saving::Failed(sending::fault_of(why)),
    });
    let begun = desk.begun.with_untracked(|begun| {
        begun
            .as_ref()
            .is_some_and(|entry| entry.client_ref == *client_ref)
    });
    if outcome.is_ok() && begun && matches!(w.handles.address.0.get_untracked(), Route::New(_)) {
        // A reload opens this draft, not another new one. Once: browsers write down what stands in every field then.
        let draft = Route::Draft(client_ref.clone());
        if history::here() != draft {
            history::rename(w, &draft);
        }
    }
}

/// Takes photos into a draft, one after another: made small and upright, then kept with the draft in one transaction.
pub(super) async fn add_photos(
    w: &Rc<Wiring>,
    draft: ClientRef,
    files: Vec<web_sys::File>,
    most: usize,
) {
    let desk = w.handles.desk;
    desk.photo_fault.set(None);
    let photos = untrack(|| desk.photos(&draft));
    let photos = photos.iter().filter(|photo| !photo.is_file());
    let has = photos.count() + desk.taking.get_untracked();
    let room = most.saturating_sub(has);
    if files.len() > room {
        desk.photo_fault.set(Some(PhotoFault::TooMany));
    }
    let files: Vec<web_sys::File> = files.into_iter().take(room).collect();
    desk.taking.update(|taking| *taking += files.len());
    for file in files {
        if let Err(fault) = add_photo(w, &draft, &file).await {
            desk.photo_fault.set(Some(fault));
        }
        desk.taking
            .update(|taking| *taking = taking.saturating_sub(1));
    }
}

/// How a photo is tried: its long side in pixels, and the bytes above which a smaller one is made.
const TRIES: [(u32, u32); 2] = [(LONG_SIDE, 4 << 20), (LONG_SIDE / 2, u32::MAX)];

/// Takes one photo; where it is too large or the phone too full, a smaller copy.
async fn add_photo(
    w: &Rc<Wiring>,
    draft: &ClientRef,
    file: &web_sys::File,
) -> Result<(), PhotoFault> {
    let id = mint();
    let mut refused = PhotoFault::NotImage;
    for (long_side, most) in TRIES {
        refused = match prepare(file, id.clone(), long_side, most).await {
            // A smaller copy is tried in any case: what the browser tells is a hint.
            Ok((_, bytes)) if long_side == LONG_SIDE && !quota::fits(bytes.len()).await => {
                PhotoFault::Full
            }
            Ok((photo, bytes)) => match put_photo(w, draft, photo, bytes).await {
                Ok(()) => return Ok(()),
                Err(StoreError::Full) => PhotoFault::Full,
                Err(_) => return Err(PhotoFault::NotKept),
            },
            Err(PhotoError::TooLarge | PhotoError::NotAnImage | PhotoError::NoCanvas) => {
                PhotoFault::NotImage
            }
            Err(PhotoError::NoDigest) => return Err(PhotoFault::Insecure),
        };
    }
    if refused == PhotoFault::Full {
        w.handles
            .desk
            .saving
            .set(Saving::Failed(SaveFault::PhotoFull));
    }
    Err(refused)
}

/// Writes the photo and the draft that has it in one transaction. `Moved` where there is no such draft (any more).
async fn put_photo(
    w: &Rc<Wiring>,
    draft: &ClientRef,
    photo: Photo,
    bytes: Vec<u8>,
) -> Result<(), StoreError> {
    let _turn = w.turn.lock().await;
    let partition = w.open().ok_or(StoreError::Moved)?;
    let mut entry = draft_of(&partition, draft).ok_or(StoreError::Moved)?;
    let id = photo.id.clone();
    entry.photos.push(photo);
    let outcome = partition
        .runtime
        .save_draft(entry, vec![(id.clone(), bytes.clone())])
        .await;
    if outcome.is_ok() {
        reading::show_bytes(w, id, Some((bytes, "image/jpeg")));
    }
    if outcome != Err(StoreError::Full) {
        say_saved(w, &partition, draft, outcome);
    }
    outcome
}

/// Freezes an entry and queues it. The page moves on only when it is on disk.
pub(super) async fn submit(w: &Rc<Wiring>, entry: Entry) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    let client_ref = entry.client_ref.clone();
    if is_submitted(&partition, &client_ref) {
        return;
    }
    let mut entry = with_photos(&partition, entry);
    attending::name_revision(w, &mut entry);
    let now = wall();
    let today = Day::at(now);
    let done = match (
        Act::event_of(&entry),
        dispute::row_of(&entry.kind, &entry.answers),
    ) {
        (Some(event), _) => Route::Event(event),
        (None, Some((year, _))) => Route::Year((year != today.year()).then_some(year)),
        (None, None) => {
            let of = step_of(&entry.kind, &entry.answers).map(|(record, _)| record);
            let of = of.and_then(|record| ClientRef::parse(record).ok());
            let of = of.or_else(|| {
                let invites = cosigning::invites_to(&entry.kind, &entry.answers);
                invites.and_then(|record| ClientRef::parse(record).ok())
            });
            let of = of.or_else(|| withdrawal::record_of(&entry.kind, &entry.answers));
            let said = || confirmation::said_of(&entry.kind, &entry.answers);
            let of = of.or_else(|| Some(said()?.0));
            Route::Record(of.unwrap_or(client_ref))
        }
    };
    if !entry.kind.is_duty() {
        // What speaks about another entry is of the day on which it is said.
        entry.day = Some(today);
    }
    entry.captured_at = Some(now);
    // The page's clock moves once a minute: what was just submitted must not be ahead of it.
    w.handles.clock.0.set(now);
    match partition.runtime.submit(entry, Vec::new()).await {
        Ok(()) => {
            w.handles.desk.begun.set(None);
            sending::show(w, &partition);
            history::go(w, done);
            host::tell_unsent(w, "queued");
            sending::kick_soon(w);
            sending::note_unsent(w, &partition).await;
            // Whether the browser agrees changes nothing that is said here.
            let _ = quota::persist().await;
        }
        Err(why) => w
            .handles
            .desk
            .saving
            .set(Saving::Failed(sending::fault_of(why))),
    }
}
