//! A browser that refuses, loses or lacks something.

use crate::bench::{VAULT, fresh, open, put, row, run};
use dajuan::{
    outbox::item::State,
    runtime::ports::{Store, StoreError},
    storage::{
        cipher::CipherError,
        directory,
        idb::{self, Database},
        indexed_db::IndexedDb,
        partition::{OpenError, digest},
        quota, session,
    },
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_connection_closed_under_us_is_opened_again() {
    let digest = fresh().await;
    let store = open(&digest, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let upgrade = format!(
        "return new Promise(done => {{
            const request = indexedDB.open('dajuan-{digest}', 2);
            request.onupgradeneeded = () => request.transaction.abort();
            request.onerror = () => done(request.error.name);
        }})"
    );
    assert_eq!(run(&upgrade).await, JsValue::from("AbortError"));
    let written = store
        .commit(put(epoch, row(State::Draft, "x")))
        .await
        .unwrap();
    assert_eq!(store.load().await.unwrap().rows, written);
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_app_is_refused_and_stays_whole() {
    let digest = fresh().await;
    let store = open(&digest, VAULT).await;
    let epoch = store.activate().await.unwrap();
    store
        .commit(put(epoch, row(State::Queued, "x")))
        .await
        .unwrap();
    drop(store);
    let at = |version: u32| {
        format!(
            "return new Promise((done, fail) => {{
                const request = indexedDB.open('dajuan-{digest}', {version});
                request.onsuccess = () => {{
                    const db = request.result, items = db.transaction('items').objectStore('items').count();
                    items.onsuccess = () => {{ db.close(); done(items.result); }};
                }};
                request.onerror = () => fail(request.error.name);
            }})"
        )
    };
    assert_eq!(run(&at(2)).await, JsValue::from(1));
    let opened = IndexedDb::kept(&digest).await;
    assert!(matches!(opened, Err(OpenError::Store(_))));
    assert_eq!(run(&at(2)).await, JsValue::from(1));
}

#[wasm_bindgen_test]
fn a_browser_s_refusal_names_the_next_move() {
    for (name, expected) in [
        ("QuotaExceededError", StoreError::Full),
        ("SecurityError", StoreError::Denied),
        ("InvalidStateError", StoreError::Lost),
        ("UnknownError", StoreError::Lost),
        ("", StoreError::Lost),
    ] {
        assert_eq!(idb::reason(name), expected, "{name}");
    }
}

/// Replaces `IDBObjectStore.put` by `body` while `act` runs.
async fn with_put<T>(body: &str, act: impl Future<Output = T>) -> T {
    let replace = format!(
        "const real = IDBObjectStore.prototype.put;
         window.unreplaced = () => IDBObjectStore.prototype.put = real;
         let calls = 0;
         IDBObjectStore.prototype.put = function (row, key) {{ calls++; {body} }}"
    );
    run(&replace).await;
    let outcome = act.await;
    run("unreplaced()").await;
    outcome
}

#[wasm_bindgen_test]
async fn a_full_disk_is_told_and_nothing_is_written() {
    let store = open(&fresh().await, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let at_once = "throw new DOMException('', 'QuotaExceededError')";
    let at_the_end = "
        const request = real.call(this, row, key);
        if (calls === 1) {
            this.transaction.commit = () => {}; // else it could not end as one that the browser refuses
            Object.defineProperty(this.transaction, 'error', {value: new DOMException('', 'QuotaExceededError')});
            request.onsuccess = () => this.transaction.abort();
        }
        return request";
    for how in [at_once, at_the_end] {
        let refused = store.commit(put(epoch, row(State::Queued, "x")));
        assert_eq!(with_put(how, refused).await, Err(StoreError::Full));
    }
    let loaded = store.load().await.unwrap();
    assert_eq!((loaded.rows, loaded.unreadable), (vec![], vec![]));
    let rows = store.commit(put(epoch, row(State::Queued, "x"))).await;
    assert_eq!(rows.unwrap()[0].item.seq, 1, "no number was lost");
}

#[wasm_bindgen_test]
async fn scenario_19_the_connection_to_indexed_db_is_lost_in_mid_change() {
    let store = open(&fresh().await, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let once = "if (calls === 2) throw new DOMException('', 'UnknownError'); return real.call(this, row, key)";
    let change = store.commit(put(epoch, row(State::Queued, "x")));
    let written = with_put(once, change).await.unwrap();
    assert_eq!(store.load().await.unwrap().rows, written);

    let always = "throw new DOMException('', 'UnknownError')";
    let change = store.commit(put(epoch, row(State::Queued, "x")));
    assert_eq!(with_put(always, change).await, Err(StoreError::Lost));
    assert_eq!(store.load().await.unwrap().rows, written);
}

#[wasm_bindgen_test]
async fn a_change_given_up_half_way_writes_nothing() {
    let name = fresh().await;
    let db = Database::open(&name, &["rows"], true).await.unwrap();
    let given_up = db.write(&["rows"]).unwrap();
    let store = given_up.store("rows").unwrap();
    store.put("a", &1.into()).unwrap();
    drop(given_up);
    let reading = db.read(&["rows"]).unwrap();
    let row = reading.store("rows").unwrap().get("a").await.unwrap();
    assert!(row.is_undefined());
    drop((reading, db));
    idb::delete(&name).await.unwrap();
}

#[wasm_bindgen_test]
async fn scenario_18_a_private_window_without_storage_says_so() {
    let digest = fresh().await;
    run("window.real = Object.getOwnPropertyDescriptor(window, 'indexedDB');
         Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('', 'SecurityError') }, configurable: true});").await;
    let opened = IndexedDb::open(&digest, VAULT).await.err();
    let current = directory::current().await;
    run("Object.defineProperty(window, 'indexedDB', real)").await;
    assert_eq!(opened, Some(OpenError::Store(StoreError::Denied)));
    assert_eq!(current, Err(StoreError::Denied));

    run("Object.defineProperty(navigator, 'storage', {value: undefined, configurable: true})")
        .await;
    let (kept, space) = (quota::persist().await, quota::estimate().await);
    run("delete navigator.storage").await;
    assert_eq!((kept, space), (None, None));
}

#[wasm_bindgen_test]
async fn a_context_without_cryptography_says_so() {
    let there = fresh().await;
    run("Object.defineProperty(crypto, 'subtle', {value: undefined, configurable: true})").await;
    let opened = IndexedDb::open(&there, VAULT).await.err();
    let named = digest("issuer", "subject").await;
    run("delete crypto.subtle").await;
    assert_eq!(opened, Some(OpenError::NoCipher));
    assert_eq!(named, Err(CipherError::Absent));
}

#[wasm_bindgen_test]
async fn a_connection_that_opens_too_late_is_not_left_open() {
    let digest = fresh().await;
    drop(open(&digest, VAULT).await);
    run("window.real = setTimeout; window.setTimeout = then => then()").await;
    let opened = IndexedDb::open(&digest, VAULT).await.err();
    run("window.setTimeout = real").await;
    assert_eq!(opened, Some(OpenError::Store(StoreError::Denied)));
    assert_eq!(session::erase(&digest).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_photo_fits_where_the_browser_says_so_or_nothing() {
    let telling = |told: &str| {
        format!(
            "window.told ??= Object.getOwnPropertyDescriptor(StorageManager.prototype, 'estimate');
             Object.defineProperty(StorageManager.prototype, 'estimate', {{ ...told, value: {told} }});"
        )
    };
    for (told, fits) in [
        ("async () => ({ usage: 900, quota: 1000 })", true),
        ("async () => ({ usage: 901, quota: 1000 })", false),
        ("async () => ({ usage: 2000, quota: 1000 })", false),
        ("async () => ({})", true),
        ("async () => { throw new TypeError() }", true),
        ("undefined", true),
    ] {
        run(&telling(told)).await;
        assert_eq!(quota::fits(100).await, fits, "{told}");
    }
    run("Object.defineProperty(StorageManager.prototype, 'estimate', told)").await;
}
