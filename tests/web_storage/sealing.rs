//! What lies on the phone, and who can read it.

use crate::bench::{
    NEEDLE, SECRET, VAULT, at_rest, database_names, fresh, mint, open, put, raw, row, run,
};
use dajuan::{
    outbox::item::State,
    runtime::ports::{Change, Store, StoreError},
    storage::{
        indexed_db::IndexedDb,
        partition::{Keep, KeyChoice, OpenError},
        session,
    },
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn bytes_at_rest_say_nothing() {
    let digest = fresh().await;
    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Open,
    };
    let store = open(&digest, keep).await;
    let epoch = store.activate().await.unwrap();
    let row = row(State::Queued, NEEDLE);
    let (key, photo) = (row.item.client_ref.clone(), mint());
    let mut change = put(epoch, row);
    change.put_blobs = vec![(photo.clone(), NEEDLE.into())];
    store.commit(change).await.unwrap();
    store.cache(epoch, "records/2026", NEEDLE).await.unwrap();
    store.keep_token(Some(NEEDLE)).await.unwrap();

    let bytes = at_rest(&digest).await;
    assert!(bytes.contains(key.as_str()), "the scan is not blind");
    assert!(bytes.contains("extractable=false"));
    assert!(!bytes.contains(NEEDLE) && !bytes.contains("reading_share"));

    assert_eq!(
        store.blob(&photo).await.unwrap().unwrap(),
        NEEDLE.as_bytes()
    );
    let cached = store.cached("records/2026").await.unwrap();
    assert_eq!(cached.as_deref(), Some(NEEDLE));
    let token = store.kept_token().await.unwrap();
    assert_eq!(token.as_deref(), Some(NEEDLE));
    store.keep_token(None).await.unwrap();
    assert_eq!(store.kept_token().await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn scenario_23_another_key_reads_nothing_and_destroys_nothing() {
    let digest = fresh().await;
    let store = open(&digest, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let written = store
        .commit(put(epoch, row(State::Queued, "x")))
        .await
        .unwrap();
    let before = at_rest(&digest).await;

    let stranger = KeyChoice::Vault {
        secret: b"another secret of another member",
        keep: Keep::No,
    };
    let loaded = open(&digest, stranger).await.load().await.unwrap();
    assert!(loaded.rows.is_empty());
    assert_eq!(loaded.unreadable, [written[0].item.client_ref.as_str()]);
    assert_eq!(at_rest(&digest).await, before);

    let loaded = open(&digest, VAULT).await.load().await.unwrap();
    assert_eq!((loaded.rows, loaded.unreadable), (written, vec![]));
}

#[wasm_bindgen_test]
async fn a_row_moved_to_another_place_does_not_open() {
    let digest = fresh().await;
    let store = open(&digest, VAULT).await;
    let epoch = store.activate().await.unwrap();
    let mut change = put(epoch, row(State::Draft, "x"));
    let photo = mint();
    change.put_blobs = vec![(photo.clone(), b"bytes".to_vec())];
    let written = store.commit(change).await.unwrap();
    let (from, to) = (written[0].item.client_ref.as_str(), mint());
    let script = format!(
        "const t = db.transaction(['items', 'blobs'], 'readwrite');
         const row = await wait(t.objectStore('items').get('{from}'));
         t.objectStore('items').put(row, '{to}');
         t.objectStore('items').put(42, 'not a row');
         t.objectStore('blobs').put(row.body, '{photo}');
         await new Promise(done => t.oncomplete = done);"
    );
    raw(&digest, &script).await;
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.rows, written);
    assert_eq!(loaded.unreadable, [to.as_str(), "not a row"]);
    assert_eq!(store.blob(&photo).await, Err(StoreError::Unreadable));
}

#[wasm_bindgen_test]
async fn only_a_kept_key_opens_without_a_sign_in() {
    let digest = fresh().await;
    let offline = |_| async { IndexedDb::kept(&digest).await.err() };
    assert_eq!(offline(()).await, Some(OpenError::Locked));
    assert!(!database_names().await.contains(&format!("dajuan-{digest}")));

    let store = open(&digest, VAULT).await;
    assert!(!store.has_kept_key());
    assert_eq!(offline(()).await, Some(OpenError::Locked));
    let epoch = store.activate().await.unwrap();
    let written = store
        .commit(put(epoch, row(State::Draft, "x")))
        .await
        .unwrap();

    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Open,
    };
    assert!(open(&digest, keep).await.has_kept_key());
    let kept = IndexedDb::kept(&digest).await.unwrap();
    assert_eq!(kept.load().await.unwrap().rows, written);

    open(&digest, VAULT).await;
    assert_eq!(offline(()).await, Some(OpenError::Locked));
}

#[wasm_bindgen_test]
async fn no_choice_of_key_locks_a_member_out() {
    let digest = fresh().await;
    let own = |keep| KeyChoice::Own { keep };
    let store = open(&digest, own(Keep::Open)).await;
    let epoch = store.activate().await.unwrap();
    let written = store
        .commit(put(epoch, row(State::Draft, "x")))
        .await
        .unwrap();
    let reads = async |choice| open(&digest, choice).await.load().await.unwrap().rows;
    assert_eq!(reads(own(Keep::Open)).await, written, "the same key again");
    assert_eq!(reads(own(Keep::No)).await, written, "rows still need it");
    assert_eq!(reads(VAULT).await, written, "the backend has a vault now");

    let gone = Change {
        epoch,
        remove: vec![written[0].item.client_ref.clone()],
        ..Change::default()
    };
    store.commit(gone).await.unwrap();
    assert!(!open(&digest, own(Keep::No)).await.has_kept_key());
    let offline = IndexedDb::kept(&digest).await.err();
    assert_eq!(offline, Some(OpenError::Locked), "no row needs it any more");
}

#[wasm_bindgen_test]
async fn a_partition_is_locked_and_erased_without_its_key() {
    let digest = fresh().await;
    session::lock(&digest).await.unwrap();
    assert!(!database_names().await.contains(&format!("dajuan-{digest}")));

    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Open,
    };
    let store = open(&digest, keep).await;
    let epoch = store.activate().await.unwrap();
    store.keep_token(Some(NEEDLE)).await.unwrap();
    let draft = || put(epoch, row(State::Draft, "x"));
    let written = store.commit(draft()).await.unwrap();

    session::lock(&digest).await.unwrap();
    assert_eq!(store.commit(draft()).await, Err(StoreError::Moved));
    assert_eq!(store.kept_token().await, Ok(None));
    let offline = IndexedDb::kept(&digest).await.err();
    assert_eq!(offline, Some(OpenError::Locked));
    let again = open(&digest, VAULT).await;
    assert_eq!(again.load().await.unwrap().rows, written);

    session::erase(&digest).await.unwrap();
    assert!(!database_names().await.contains(&format!("dajuan-{digest}")));
    session::erase(&digest).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_partition_of_a_later_version_is_left_alone() {
    let digest = fresh().await;
    let later = format!(
        "await new Promise(done => {{
            const request = indexedDB.open('dajuan-{digest}', 2);
            request.onupgradeneeded = () => request.result.createObjectStore('items').put('later', 'row');
            request.onsuccess = () => done(request.result.close());
        }})"
    );
    run(&later).await;
    let opened = IndexedDb::open(&digest, VAULT).await.err();
    assert_eq!(opened, Some(OpenError::Store(StoreError::Denied)));
    assert_eq!(session::lock(&digest).await, Err(StoreError::Denied));
    let kept = format!(
        "return new Promise(done => {{
            const request = indexedDB.open('dajuan-{digest}');
            request.onsuccess = () => {{
                const row = request.result.transaction('items').objectStore('items').get('row');
                row.onsuccess = () => {{ request.result.close(); done(row.result); }};
            }};
        }})"
    );
    assert_eq!(run(&kept).await, JsValue::from("later"));
}
