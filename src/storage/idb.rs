//! The part of IndexedDB that we use: requests as futures, transactions that abort unless they are finished.
//!
//! Each wait is a promise whose own `resolve` is the event handler, so that no closure has to be freed. Such a promise
//! never rejects: what happened is read from the request afterwards. Inside a transaction await requests only.

use crate::runtime::ports::StoreError;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The only version so far; a new one brings a step in `open`.
const VERSION: u32 = 1;
/// How long another tab may hold up opening or deleting.
const PATIENCE_MS: i32 = 10_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &Function, ms: i32) -> JsValue;

    #[wasm_bindgen(js_name = IDBFactory)]
    type Factory;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = deleteDatabase)]
    fn delete_database(this: &Factory, name: &str) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn databases(this: &Factory) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = IDBDatabase)]
    type Connection;
    #[wasm_bindgen(method)]
    fn close(this: &Connection);
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create_object_store(this: &Connection, name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Connection,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<Running, JsValue>;

    #[wasm_bindgen(js_name = addEventListener)]
    fn listen(name: &str, then: &Function);

    #[wasm_bindgen(js_name = IDBTransaction)]
    #[derive(Clone, PartialEq)]
    type Running;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    fn object_store(this: &Running, name: &str) -> Result<Store, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Running) -> Result<(), JsValue>;

    /// One store, inside a transaction.
    #[wasm_bindgen(js_name = IDBObjectStore)]
    pub type Store;
    #[wasm_bindgen(method, catch, js_name = get)]
    fn request_get(this: &Store, key: &str) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAll)]
    fn request_all(this: &Store) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    fn request_keys(this: &Store) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = put)]
    fn request_put(this: &Store, row: &JsValue, key: &str) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = delete)]
    fn request_delete(this: &Store, key: &str) -> Result<Request, JsValue>;

    #[wasm_bindgen(method, catch, js_name = clear)]
    fn request_clear(this: &Store) -> Result<Request, JsValue>;

    #[wasm_bindgen(js_name = IDBRequest)]
    type Request;
    #[wasm_bindgen(method, getter, catch)]
    fn result(this: &Request) -> Result<JsValue, JsValue>;
}

/// An open connection; closes itself when another tab upgrades or deletes the database, and when dropped.
pub struct Database(Connection);

impl Database {
    /// Opens `name`. A database that is not there is made with `stores`, or refused with `Moved` where `create` is false.
    pub async fn open(
        name: &str,
        stores: &'static [&'static str],
        create: bool,
    ) -> Result<Self, StoreError> {
        let request = factory()?.open(name, VERSION).map_err(|e| refusal(&e))?;
        // Dropped with this future: an upgrade that comes too late throws, and so leaves no half-made database.
        let upgrade = Closure::once(move |event: JsValue| {
            let request = field(&event, "target");
            if !(create && make(&field(&request, "result").into(), stores)) {
                let running: Running = field(&request, "transaction").into();
                let _ = running.abort();
            }
        });
        let _ = Reflect::set(&request, &"onupgradeneeded".into(), upgrade.as_ref());
        match settled(&request).await {
            Some(Ok(opened)) => {
                let opened: Connection = opened.into();
                let close: Function = field(&opened, "close").into();
                let _ = Reflect::set(&opened, &"onversionchange".into(), &close.bind0(&opened));
                Ok(Self(opened))
            }
            Some(Err(error)) if !create && text(&field(&error, "name")) == "AbortError" => {
                Err(StoreError::Moved)
            }
            Some(Err(error)) => Err(refusal(&error)),
            None => {
                spawn_local(close_late(request));
                Err(StoreError::Denied)
            }
        }
    }

    /// A transaction that only reads.
    pub fn read(&self, stores: &[&str]) -> Result<Transaction, StoreError> {
        self.begin(stores, "readonly")
    }

    /// A transaction that is on disk when `finish` says so.
    pub fn write(&self, stores: &[&str]) -> Result<Transaction, StoreError> {
        self.begin(stores, "readwrite")
    }

    fn begin(&self, stores: &[&str], mode: &str) -> Result<Transaction, StoreError> {
        let names = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let strict = object(&[("durability", "strict".into())]);
        let running = self
            .0
            .transaction(&names, mode, &strict)
            .map_err(|e| refusal(&e))?;
        let end = event(&running, &["oncomplete", "onabort"], None);
        OPEN.with_borrow_mut(|open| open.push(running.clone()));
        Ok(Transaction { running, end })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// A running transaction. Dropped before `finish` was called, it is undone; before it has answered, it may be.
pub struct Transaction {
    running: Running,
    end: JsFuture,
}

impl Transaction {
    /// One of the stores that the transaction was begun with.
    pub fn store(&self, name: &str) -> Result<Store, StoreError> {
        self.running.object_store(name).map_err(|e| refusal(&e))
    }

    /// Waits until all of it is on disk.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        // All has been asked for: it goes to disk also if the page is put away now.
        let commit: Result<Function, _> = field(&self.running, "commit").dyn_into();
        if commit.is_ok_and(|commit| commit.call0(&self.running).is_ok()) {
            ended(&self.running);
        }
        let end = (&mut self.end).await.unwrap_or_default();
        if text(&field(&end, "type")) == "complete" {
            Ok(())
        } else {
            Err(refusal(&field(&self.running, "error")))
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        ended(&self.running);
        let _ = self.running.abort(); // refused, rightly, once it is complete
    }
}

thread_local! {
    /// Those that wait for this page to go on.
    ///
    /// A page that is put away may be kept as it is, in the middle of a transaction (WebKit): every later page would wait for it. So it gives up what it
    /// has not asked for in whole.
    static OPEN: RefCell<Vec<Running>> = {
        let give_up = Closure::<dyn Fn()>::new(|| {
            for running in OPEN.take() {
                let _ = running.abort();
            }
        });
        listen("pagehide", give_up.into_js_value().unchecked_ref());
        RefCell::default()
    };
}

fn ended(running: &Running) {
    OPEN.with_borrow_mut(|open| open.retain(|it| it != running));
}

impl Store {
    /// The row, or `undefined`.
    pub async fn get(&self, key: &str) -> Result<JsValue, StoreError> {
        self.ask(key)?.answer().await
    }

    /// Asks for a row at once. Who needs several asks for all of them first: [`answers`].
    pub fn ask(&self, key: &str) -> Result<Asked, StoreError> {
        Asked::of(self.request_get(key))
    }

    /// Every row, in the order of the keys.
    pub async fn all(&self) -> Result<Vec<JsValue>, StoreError> {
        let rows = Asked::of(self.request_all())?.answer().await?;
        Ok(Array::from(&rows).to_vec())
    }

    /// Every key, in order.
    pub async fn keys(&self) -> Result<Vec<String>, StoreError> {
        let keys = Asked::of(self.request_keys())?.answer().await?;
        Ok(Array::from(&keys).iter().map(|key| text(&key)).collect())
    }

    /// Writes a row; a failure that comes later is told by `finish`.
    pub fn put(&self, key: &str, row: &JsValue) -> Result<(), StoreError> {
        self.request_put(row, key)
            .map(drop)
            .map_err(|e| refusal(&e))
    }

    /// Removes a row; a failure that comes later is told by `finish`.
    pub fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.request_delete(key).map(drop).map_err(|e| refusal(&e))
    }

    /// Removes every row; a failure that comes later is told by `finish`.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.request_clear().map(drop).map_err(|e| refusal(&e))
    }
}

/// A request that is under way.
pub struct Asked(Request);

impl Asked {
    fn of(request: Result<Request, JsValue>) -> Result<Self, StoreError> {
        request.map(Self).map_err(|e| refusal(&e))
    }

    /// What it came to.
    async fn answer(self) -> Result<JsValue, StoreError> {
        let _ = event(&self.0, &["onsuccess", "onerror"], None).await;
        outcome(&self.0).map_err(|e| refusal(&e))
    }
}

/// What each of these came to. Requests of one transaction end in their order, so the last alone is waited for.
pub async fn answers(asked: Vec<Asked>) -> Result<Vec<JsValue>, StoreError> {
    if let Some(Asked(last)) = asked.last() {
        let _ = event(last, &["onsuccess", "onerror"], None).await;
    }
    let answers = asked.iter().map(|Asked(request)| outcome(request));
    answers
        .map(|answer| answer.map_err(|e| refusal(&e)))
        .collect()
}

/// Deletes a database and looks whether it is gone; `Lost` where another tab holds on to it.
pub async fn delete(name: &str) -> Result<(), StoreError> {
    let factory = factory()?;
    let request = factory.delete_database(name).map_err(|e| refusal(&e))?;
    match settled(&request).await {
        Some(deleted) => deleted.map_err(|e| refusal(&e))?,
        None => return Err(StoreError::Lost),
    };
    if !field(&factory, "databases").is_function() {
        return Ok(());
    }
    let listed = factory.databases().map_err(|e| refusal(&e))?;
    let listed = JsFuture::from(listed).await.map_err(|e| refusal(&e))?;
    let left = Array::from(&listed)
        .iter()
        .any(|database| text(&field(&database, "name")) == name);
    if left { Err(StoreError::Lost) } else { Ok(()) }
}

/// What the name of a `DOMException` means for the caller.
pub fn reason(name: &str) -> StoreError {
    match name {
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" | "VersionError" | "DataCloneError" => {
            StoreError::Denied
        }
        _ => StoreError::Lost,
    }
}

/// A property; `undefined` where there is none.
pub fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// A number that is whole and not negative; 0 for anything else.
pub fn count(value: &JsValue) -> u64 {
    value.as_f64().map_or(0, |number| number as u64)
}

/// A text; empty for anything else.
pub fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

/// An object with these properties.
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let made = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&made, &(*name).into(), value); // a fresh object takes any property
    }
    made
}

fn refusal(error: &JsValue) -> StoreError {
    reason(&text(&field(error, "name")))
}

/// Reading `indexedDB` itself may throw.
fn factory() -> Result<Factory, StoreError> {
    let found = field(&js_sys::global(), "indexedDB");
    if found.is_object() {
        Ok(found.into())
    } else {
        Err(StoreError::Denied)
    }
}

/// Nobody waits for this connection any more; left open, it would hold up whoever wants to delete the database.
async fn close_late(request: Request) {
    let _ = event(&request, &["onsuccess", "onerror"], None).await;
    if let Ok(opened) = outcome(&request) {
        Connection::from(opened).close();
    }
}

fn make(database: &Connection, stores: &[&str]) -> bool {
    stores
        .iter()
        .all(|store| database.create_object_store(store).is_ok())
}

/// What opening or deleting came to; `None` when patience ends first.
async fn settled(request: &Request) -> Option<Result<JsValue, JsValue>> {
    let event = event(request, &["onsuccess", "onerror"], Some(PATIENCE_MS));
    let settled = event.await.is_ok_and(|event| event.is_object());
    settled.then(|| outcome(request))
}

fn outcome(request: &Request) -> Result<JsValue, JsValue> {
    let error = field(request, "error");
    if error.is_object() {
        Err(error)
    } else {
        request.result()
    }
}

/// The first of these events, or nothing when the time is up.
fn event(of: &JsValue, handlers: &[&str], patience_ms: Option<i32>) -> JsFuture {
    let promise = Promise::new(&mut |resolve, _| {
        for handler in handlers {
            let _ = Reflect::set(of, &(*handler).into(), &resolve);
        }
        if let Some(ms) = patience_ms {
            set_timeout(&resolve, ms);
        }
    });
    JsFuture::from(promise)
}
