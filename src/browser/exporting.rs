//! What is not received leaves the phone as a file or as text, and comes back.

use super::{
    clock::{PhoneClock, painted, wall},
    disk::Disk,
    lacking,
    partition::Partition,
    sending,
    wiring::Wiring,
};
use crate::{
    domain::client_ref::ClientRef,
    outbox::item::State,
    runtime::ports::{Clock, Store},
    state::outlook::{Exporting, Importing, Outlook},
    storage::idb::field,
    stored::{
        export::{Export, ImportError, LONGEST, owner_of},
        row::ItemRow,
    },
};
use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Photos of one file, in bytes: as text they are a third longer, and a file stays short enough to be read again.
const FILE_PHOTOS: usize = 24 << 20;
/// A file may be fetched by the browser after the press that made it.
const FILE_LASTS_MS: u32 = 60_000;

pub(super) fn set(into: RwSignal<Outlook>, change: impl FnOnce(&mut Outlook)) {
    // A page that was left hears nothing more.
    let _ = into.try_update(change);
}

/// Exports one item, or all that is not received, as files with photos; as text where the browser lets no file through.
pub(super) async fn export_file(w: &Rc<Wiring>, only: Option<ClientRef>, into: RwSignal<Outlook>) {
    if !lacking::saves_files() {
        return export_text(w, only, into).await;
    }
    let Some(partition) = w.open() else { return };
    set(into, |look| look.export = Exporting::Busy);
    let (mut files, mut lost) = (0, 0);
    let mut rest = rows(&partition, only.as_ref());
    let mut sealed = match only {
        Some(_) => Vec::new(),
        None => quarantined(&partition).await,
    };
    let mut outcome = Exporting::Nothing;
    while !(rest.is_empty() && sealed.is_empty()) {
        let mut export = Export {
            quarantined: std::mem::take(&mut sealed),
            ..begun(&partition)
        };
        let mut size = 0;
        while !rest.is_empty() && size < FILE_PHOTOS {
            let row = rest.remove(0);
            for photo in &row.entry.photos {
                match partition.runtime.store().blob(&photo.id).await {
                    Ok(Some(bytes)) => {
                        size += bytes.len();
                        export.photos.push((photo.id.clone(), bytes));
                    }
                    Ok(None) | Err(_) => lost += 1,
                }
            }
            export.rows.push(row);
        }
        if !w.is_open(&partition) {
            return;
        }
        files += 1;
        let day = crate::domain::day::Day::at(wall());
        let name = format!("dajuan-{day}-{files}.json");
        outcome = match save(&export.encode(), "application/json", &name) {
            Ok(()) => Exporting::Saved { files, lost },
            Err(_) => Exporting::Failed,
        };
        if outcome == Exporting::Failed {
            break;
        }
    }
    set(into, |look| look.export = outcome);
}

/// Makes the text of one item, or of all that is not received, without photos.
pub(super) async fn export_text(w: &Rc<Wiring>, only: Option<ClientRef>, into: RwSignal<Outlook>) {
    let Some(partition) = w.open() else { return };
    set(into, |look| look.export = Exporting::Busy);
    let export = Export {
        rows: rows(&partition, only.as_ref()),
        quarantined: match only {
            Some(_) => Vec::new(),
            None => quarantined(&partition).await,
        },
        ..begun(&partition)
    };
    if !w.is_open(&partition) {
        return;
    }
    let photos = export.rows.iter().map(|row| row.entry.photos.len()).sum();
    let outcome = if export.rows.is_empty() && export.quarantined.is_empty() {
        Exporting::Nothing
    } else {
        Exporting::Text {
            text: export.encode(),
            photos,
            alone: !lacking::saves_files(),
        }
    };
    set(into, |look| {
        look.copied = None;
        look.export = outcome;
    });
}

fn begun(partition: &Partition) -> Export {
    Export {
        owner: owner_of(&partition.member),
        made_at: wall(),
        ..Export::default()
    }
}

/// What is not received: one item, or all and the drafts.
fn rows(partition: &Partition, only: Option<&ClientRef>) -> Vec<ItemRow> {
    let mut rows = partition.runtime.rows();
    rows.retain(|row| {
        let wanted = only.is_none_or(|only| row.item.client_ref == *only);
        wanted && !matches!(row.item.state, State::Done { .. })
    });
    rows
}

/// Rows that can't be read, as they lie there. Where even that fails they stay there, counted.
async fn quarantined(partition: &Partition) -> Vec<(String, Vec<u8>)> {
    let keys = partition.runtime.unreadable();
    match partition.runtime.store() {
        Disk::Kept(db) => db.verbatim(&keys).await.unwrap_or_default(),
        Disk::Visit(memory) => memory.verbatim(&keys),
    }
}

/// Hands a text to the browser as a file.
pub(super) fn save(text: &str, mime: &str, name: &str) -> Result<(), JsValue> {
    hand(&text.into(), mime, name)
}

/// Hands a text or bytes to the browser as a file; refused where none comes of it.
pub(super) fn hand(content: &JsValue, mime: &str, name: &str) -> Result<(), JsValue> {
    if !lacking::saves_files() {
        return Err(JsValue::NULL);
    }
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type(mime);
    let parts = Array::of1(content);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let page = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let anchor = page.create_element("a")?;
    anchor.set_attribute("href", &address)?;
    anchor.set_attribute("download", name)?;
    let anchor: web_sys::HtmlElement = anchor.dyn_into()?;
    wasm_bindgen_futures::spawn_local(async move {
        // Browsers stop for a moment to take a file: the press is seen before that.
        painted().await;
        anchor.click();
        PhoneClock.wait(FILE_LASTS_MS).await;
        // An address that is gone already needs nothing.
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    Ok(())
}

/// Copies a text; without a clipboard the element that shows it is selected, to be copied by hand.
pub(super) async fn copy(w: &Wiring, text: &str, shown_by: &str, into: RwSignal<Outlook>) {
    let copied = to_clipboard(text).await.is_some();
    set(into, |look| look.copied = Some(copied));
    if !copied {
        // What shows it may only now come into the page.
        PhoneClock.wait(50).await;
        if let Some(element) = w.find(shown_by)
            && let Ok(select) = field(&element, "select").dyn_into::<Function>()
        {
            // Selecting gives no focus in every browser.
            focus(&element);
            // A field of text is never refused.
            let _ = select.call0(&element);
        }
    }
}

fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

async fn to_clipboard(text: &str) -> Option<()> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let clipboard = field(&navigator, "clipboard");
    let write: Function = field(&clipboard, "writeText").dyn_into().ok()?;
    let promise: Promise = write
        .call1(&clipboard, &text.into())
        .ok()?
        .dyn_into()
        .ok()?;
    JsFuture::from(promise).await.ok().map(drop)
}

/// Takes in a file.
pub(super) async fn import_file(w: &Rc<Wiring>, file: web_sys::File, into: RwSignal<Outlook>) {
    set(into, |look| look.import = Importing::Busy);
    if file.size() > LONGEST as f64 {
        return set(into, |look| {
            look.import = Importing::Refused(ImportError::TooLong);
        });
    }
    let text = JsFuture::from(file.text()).await.ok();
    match text.and_then(|text| text.as_string()) {
        Some(text) => import_text(w, &text, into).await,
        None => set(into, |look| {
            look.import = Importing::Refused(ImportError::Damaged);
        }),
    }
}

/// Takes in a text: all that is new in it, or nothing.
pub(super) async fn import_text(w: &Rc<Wiring>, text: &str, into: RwSignal<Outlook>) {
    let _turn = w.turn.lock().await;
    let Some(partition) = w.open() else { return };
    set(into, |look| look.import = Importing::Busy);
    let outcome = match Export::decode(text, &owner_of(&partition.member)) {
        Err(fault) => Importing::Refused(fault),
        Ok(export) => {
            let received = w.handles.shelf.years.with_untracked(|years| {
                let records = years.values().flat_map(|list| &list.records);
                records.map(|record| record.client_ref.clone()).collect()
            });
            let received: Vec<ClientRef> = received;
            match partition.runtime.take_in(export, &received).await {
                Ok(told) => Importing::Done(told),
                Err(why) => Importing::Failed(sending::fault_of(why)),
            }
        }
    };
    if w.is_open(&partition) {
        set(into, |look| look.import = outcome);
        sending::kick(w);
    }
}
