//! Photos that were shared into the app: the service worker took them in (`public/sw.js`), and they wait in a cache of their own until a
//! member says what becomes of them. They belong to nobody before.

use super::{history, partition::Partition, sending, wiring::Wiring, writing};
use crate::{
    domain::{client_ref::ClientRef, moment::Moment, record::KindId},
    forms::{catalog::Kind, widget::Widget},
    route::Route,
    state::sharing::{ShareAsk, Shared},
    storage::idb::field,
};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// The cache's name, as the service worker has it.
const CACHE: &str = "shared-dajuan";

/// Answers into the page's signal; a page that was left meanwhile hears nothing.
pub(super) async fn answer(w: &Rc<Wiring>, ask: ShareAsk, into: RwSignal<Shared>) {
    match ask {
        ShareAsk::Look => look(into).await,
        ShareAsk::Discard => {
            discard().await;
            look(into).await;
        }
        ShareAsk::Take(kind) => {
            if take(w, &kind).await.is_none() {
                let _ = into.try_update(|shared| shared.failed = true);
            }
        }
    }
}

/// Nothing waits any more.
pub(super) async fn discard() {
    let caches = field(&js_sys::global(), "caches");
    // Where there is no such cache nothing waits.
    let _ = done(&caches, "delete", &CACHE.into()).await;
}

async fn look(into: RwSignal<Shared>) {
    let at = match cache().await {
        Some(cache) => waiting(&cache).await.unwrap_or_default(),
        None => Vec::new(),
    };
    into.try_set(Shared {
        photos: Some(at.len()),
        at: at.iter().map(|one| one.at).max().unwrap_or_default(),
        failed: false,
    });
}

/// Puts them into a new draft; each that is there waits no more.
async fn take(w: &Rc<Wiring>, kind: &KindId) -> Option<()> {
    let partition = w.open()?;
    let cache = cache().await?;
    let photos = waiting(&cache).await?;
    let known = untrack(|| w.handles.duties.kind(kind))?;
    let mut fields = known.form().fields().iter();
    let field = fields.find(|field| matches!(field.widget(), Widget::Photos))?;
    let most = field.limit().unwrap_or(usize::MAX);
    let draft = draft(w, &partition, &known).await?;
    let kept = || untrack(|| w.handles.desk.photos(&draft)).len();
    for Waiting { key, blob, .. } in photos {
        let before = kept();
        writing::add_photos(w, draft.clone(), vec![file(&blob)?], most).await;
        if kept() > before {
            done(&cache, "delete", &key).await?;
        }
    }
    if w.is_open(&partition) {
        history::go(w, Route::Draft(draft));
    }
    Some(())
}

/// A new draft of this kind, on the phone.
async fn draft(w: &Rc<Wiring>, partition: &Rc<Partition>, kind: &Kind) -> Option<ClientRef> {
    let answers = kind.form().fresh(w.handles.clock.today_untracked());
    let entry = writing::entry_of(kind, answers);
    let draft = entry.client_ref.clone();
    let turn = w.turn.lock().await;
    partition.runtime.save_draft(entry, Vec::new()).await.ok()?;
    drop(turn);
    sending::show(w, partition);
    Some(draft)
}

/// A photo that waits.
struct Waiting {
    key: JsValue,
    at: Moment,
    blob: Blob,
}

/// Where they wait; `None` where nothing was ever shared: opening it would make it.
async fn cache() -> Option<JsValue> {
    let caches = field(&js_sys::global(), "caches");
    let has = done(&caches, "has", &CACHE.into()).await?.is_truthy();
    match has {
        true => done(&caches, "open", &CACHE.into()).await,
        false => None,
    }
}

async fn waiting(cache: &JsValue) -> Option<Vec<Waiting>> {
    let keys = done(cache, "keys", &JsValue::UNDEFINED).await?;
    let keys: Array = keys.dyn_into().ok()?;
    let mut found = Vec::new();
    for key in keys.iter() {
        let reply = done(cache, "match", &key).await?;
        let headers = field(&reply, "headers");
        let get: Function = field(&headers, "get").dyn_into().ok()?;
        let came = get.call1(&headers, &"last-modified".into()).ok()?;
        let came = js_sys::Date::parse(&came.as_string().unwrap_or_default());
        let blob = done(&reply, "blob", &JsValue::UNDEFINED).await?;
        found.push(Waiting {
            key,
            // What can't be read comes to 0.
            at: Moment(came as i64),
            blob: blob.dyn_into().ok()?,
        });
    }
    Some(found)
}

fn file(blob: &Blob) -> Option<File> {
    let make: Function = field(&js_sys::global(), "File").dyn_into().ok()?;
    let kind = Object::new();
    Reflect::set(&kind, &"type".into(), &blob.type_().into()).ok()?;
    let given = Array::of3(&Array::of1(blob), &"photo".into(), &kind);
    Reflect::construct(&make, &given).ok()?.dyn_into().ok()
}

/// What the promise of this method comes to.
async fn done(of: &JsValue, name: &str, with: &JsValue) -> Option<JsValue> {
    let method: Function = field(of, name).dyn_into().ok()?;
    let promise: Promise = method.call1(of, with).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
