//! The store on real IndexedDB and WebCrypto, in a real browser.
#![cfg(target_arch = "wasm32")]

use dajuan::{
    browser::photo::{self, PhotoError},
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::item::{Item, State},
    runtime::ports::{Change, Epoch, Store, StoreError},
    storage::{
        cipher::sha256,
        directory, idb,
        indexed_db::IndexedDb,
        partition::{KeyChoice, OpenError, digest},
        quota,
    },
    stored::row::ItemRow,
};
use js_sys::{Array, Function, Promise, Uint8Array};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SECRET: &[u8] = b"a secret of the backend's vault!";
const VAULT: KeyChoice = KeyChoice::Vault {
    secret: SECRET,
    keep: false,
};
const NEEDLE: &str = "NEEDLE-in-a-haystack";

thread_local!(static MINTED: Cell<u8> = const { Cell::new(0) });

fn mint() -> ClientRef {
    MINTED.set(MINTED.get() + 1);
    ClientRef::from_chance([MINTED.get(); 16])
}

/// A partition that no other test uses.
async fn fresh() -> String {
    let subject = format!("{}", js_sys::Math::random());
    digest("https://issuer.example", &subject).await.unwrap()
}

async fn open(digest: &str, choice: KeyChoice<'_>) -> IndexedDb {
    IndexedDb::open(digest, choice).await.unwrap()
}

fn row(state: State, text: &str) -> ItemRow {
    let client_ref = mint();
    ItemRow {
        item: Item {
            client_ref: client_ref.clone(),
            seq: 0,
            chain: client_ref.clone(),
            state,
            attempts: 0,
            uploads: Vec::new(),
        },
        entry: Entry {
            client_ref,
            kind: KindId("reading_share".into()),
            form_version: 1,
            day: None,
            answers: Answer::Group([("thoughts".into(), Answer::Text(text.into()))].into()),
            photos: Vec::new(),
            captured_at: None,
        },
        changed_at: Moment(1),
    }
}

fn put(epoch: Epoch, row: ItemRow) -> Change {
    Change {
        epoch,
        put: vec![row],
        ..Change::default()
    }
}

/// Runs a piece of JavaScript on a partition's raw database: `db` is open in it, what it returns is awaited.
async fn raw(digest: &str, script: &str) -> JsValue {
    let script = format!(
        "return (async () => {{
            const wait = r => new Promise((yes, no) => {{ r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); }});
            const db = await wait(indexedDB.open('dajuan-{digest}'));
            try {{ {script} }} finally {{ db.close(); }}
        }})()"
    );
    run(&script).await
}

async fn run(script: &str) -> JsValue {
    let outcome = Function::new_no_args(script).call0(&JsValue::NULL).unwrap();
    JsFuture::from(Promise::resolve(&outcome)).await.unwrap()
}

/// Everything in a partition, each byte of a buffer as one character.
async fn at_rest(digest: &str) -> String {
    let script = "
        const seen = [];
        const look = v => {
            if (v instanceof ArrayBuffer) seen.push(Array.from(new Uint8Array(v), b => String.fromCharCode(b)).join(''));
            else if (v instanceof CryptoKey) seen.push('CryptoKey extractable=' + v.extractable);
            else if (v && typeof v === 'object') Object.values(v).forEach(look);
            else seen.push(String(v));
        };
        for (const name of db.objectStoreNames) {
            const store = db.transaction(name).objectStore(name);
            look(await wait(store.getAllKeys()));
            look(await wait(store.getAll()));
        }
        return seen.join('\\n');";
    raw(digest, script).await.as_string().unwrap()
}

async fn database_names() -> Vec<String> {
    let list = run("return indexedDB.databases()").await;
    Array::from(&list)
        .iter()
        .map(|one| idb::text(&idb::field(&one, "name")))
        .collect()
}

#[wasm_bindgen_test]
async fn bytes_at_rest_say_nothing() {
    let digest = fresh().await;
    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: true,
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
async fn another_key_reads_nothing_and_destroys_nothing() {
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
        keep: false,
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
async fn what_another_tab_took_over_is_refused() {
    let digest = fresh().await;
    let (ours, theirs) = (open(&digest, VAULT).await, open(&digest, VAULT).await);
    let epoch = ours.activate().await.unwrap();
    assert_eq!(theirs.session().await, Ok(Some(epoch)));

    let (us, them) = (mint(), mint());
    let fence = ours.lease(epoch, &us, Moment(0), Moment(30)).await.unwrap();
    let theirs_fence = theirs.lease(epoch, &them, Moment(40), Moment(70)).await;
    assert_ne!(theirs_fence.unwrap(), fence);
    let mut late = put(epoch, row(State::Queued, "x"));
    late.fence = fence;
    assert_eq!(ours.commit(late).await, Err(StoreError::Moved));

    let next = theirs.activate().await.unwrap();
    assert!(next > epoch);
    let late = put(epoch, row(State::Draft, "x"));
    assert_eq!(ours.commit(late).await, Err(StoreError::Moved));
    assert_eq!(ours.cache(epoch, "k", "v").await, Err(StoreError::Moved));

    theirs.deactivate().await.unwrap();
    assert_eq!(ours.session().await, Ok(None));
    let late = put(next, row(State::Draft, "x"));
    assert_eq!(theirs.commit(late).await, Err(StoreError::Moved));
    assert_eq!(ours.load().await.unwrap().rows, []);
}

#[wasm_bindgen_test]
async fn two_tabs_never_take_the_same_number() {
    let digest = fresh().await;
    let epoch = open(&digest, VAULT).await.activate().await.unwrap();
    let tabs = Array::new();
    for _ in 0..2 {
        let (digest, row) = (digest.clone(), row(State::Queued, "x"));
        tabs.push(&future_to_promise(async move {
            let store = open(&digest, VAULT).await;
            let rows = store.commit(put(epoch, row)).await.unwrap();
            Ok(JsValue::from_f64(rows[0].item.seq as f64))
        }));
    }
    let numbers = JsFuture::from(Promise::all(&tabs)).await.unwrap();
    let mut numbers: Vec<_> = Array::from(&numbers).iter().map(|n| n.as_f64()).collect();
    numbers.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(numbers, [Some(1.0), Some(2.0)]);
}

#[wasm_bindgen_test]
async fn erasing_leaves_nothing_and_nothing_comes_back() {
    let digest = fresh().await;
    let name = format!("dajuan-{digest}");
    let (ours, theirs) = (open(&digest, VAULT).await, open(&digest, VAULT).await);
    let epoch = theirs.activate().await.unwrap();
    assert!(database_names().await.contains(&name));
    ours.erase().await.unwrap();
    assert!(!database_names().await.contains(&name));
    let late = put(epoch, row(State::Draft, "x"));
    assert_eq!(theirs.commit(late).await, Err(StoreError::Moved));
    assert!(!database_names().await.contains(&name));
}

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
async fn only_a_kept_key_opens_without_a_sign_in() {
    let digest = fresh().await;
    let offline = |_| async { IndexedDb::open(&digest, KeyChoice::Kept).await.err() };
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
        keep: true,
    };
    assert!(open(&digest, keep).await.has_kept_key());
    let kept = open(&digest, KeyChoice::Kept).await;
    assert_eq!(kept.load().await.unwrap().rows, written);

    open(&digest, VAULT).await;
    assert_eq!(offline(()).await, Some(OpenError::Locked));
}

#[wasm_bindgen_test]
async fn no_choice_of_key_locks_a_member_out() {
    let digest = fresh().await;
    let own = |keep| KeyChoice::Own { keep };
    let store = open(&digest, own(true)).await;
    let epoch = store.activate().await.unwrap();
    let written = store
        .commit(put(epoch, row(State::Draft, "x")))
        .await
        .unwrap();
    let reads = async |choice| open(&digest, choice).await.load().await.unwrap().rows;
    assert_eq!(reads(own(true)).await, written, "the same key again");
    assert_eq!(reads(own(false)).await, written, "rows still need it");
    assert_eq!(reads(VAULT).await, written, "the backend has a vault now");

    let gone = Change {
        epoch,
        remove: vec![written[0].item.client_ref.clone()],
        ..Change::default()
    };
    store.commit(gone).await.unwrap();
    assert!(!open(&digest, own(false)).await.has_kept_key());
    let offline = IndexedDb::open(&digest, KeyChoice::Kept).await.err();
    assert_eq!(offline, Some(OpenError::Locked), "no row needs it any more");
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

#[wasm_bindgen_test]
async fn the_directory_holds_counts_and_the_current_partition() {
    let (ours, theirs) = (fresh().await, fresh().await);
    directory::note_unsent(&ours, 9).await.unwrap();
    directory::set_current(&theirs, true, Moment(1))
        .await
        .unwrap();
    directory::note_unsent(&theirs, 3).await.unwrap();
    directory::set_current(&ours, false, Moment(2))
        .await
        .unwrap();
    directory::note_unsent(&ours, 2).await.unwrap();

    let current = directory::current().await.unwrap().unwrap();
    let expected = directory::Partition {
        digest: ours.clone(),
        unsent: 2,
        kept: false,
        last_used: Moment(2),
    };
    assert_eq!(current, expected);
    assert_eq!(directory::others_unsent(Some(&ours)).await, Ok(3));
    assert_eq!(directory::others_unsent(None).await, Ok(5));

    directory::forget(&ours).await.unwrap();
    assert_eq!(directory::current().await, Ok(None));
    directory::forget(&theirs).await.unwrap();
    assert_eq!(directory::partitions().await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn a_digest_is_what_everybody_computes() {
    let hex = sha256(b"abc").await.unwrap();
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hex, expected);
    assert_eq!(digest("i", "s").await.unwrap().len(), 32);
    assert_ne!(digest("i", "s").await, digest("j", "s").await);
}

#[wasm_bindgen_test]
async fn space_is_told_where_the_browser_can() {
    let told = quota::estimate().await.unwrap();
    assert!(told.quota > told.usage);
    assert!(quota::persist().await.is_some());
}

const CAMERA_NOTE: &[u8] = b"GPS-NEEDLE";

/// A JPEG as a camera held upright writes it: 40 × 20 pixels, red left, blue right, to be turned by 90° (orientation 6),
/// with a place.
async fn camera_jpeg() -> web_sys::Blob {
    let script = "return new Promise(done => {
        const canvas = document.createElement('canvas');
        canvas.width = 40; canvas.height = 20;
        const brush = canvas.getContext('2d');
        brush.fillStyle = '#f00'; brush.fillRect(0, 0, 20, 20);
        brush.fillStyle = '#00f'; brush.fillRect(20, 0, 20, 20);
        canvas.toBlob(async b => done(await b.arrayBuffer()), 'image/jpeg', 1);
    })";
    let plain = Uint8Array::new(&run(script).await).to_vec();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    exif.extend(b"\0\x02"); // two entries
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // orientation 6
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"); // the place stands at 38
    exif.extend(b"\0\0\0\0");
    exif.extend(b"\0\x01\0\x12\0\x02\0\0\0\x0a\0\0\0\x38\0\0\0\0"); // its datum stands at 56
    exif.extend(CAMERA_NOTE);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let jpeg = [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat();
    let parts = Array::of1(&Uint8Array::from(jpeg.as_slice()));
    web_sys::Blob::new_with_u8_array_sequence(&parts).unwrap()
}

/// Width, height, then red and blue of the topmost and of the lowest pixel.
async fn look(bytes: &[u8]) -> Vec<f64> {
    let show = Function::new_with_args(
        "bytes",
        "return createImageBitmap(new Blob([bytes]), {imageOrientation: 'none'}).then(bitmap => {
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const brush = canvas.getContext('2d');
            brush.drawImage(bitmap, 0, 0);
            const at = y => brush.getImageData(bitmap.width / 2, y, 1, 1).data;
            const top = at(1), low = at(bitmap.height - 2);
            return [bitmap.width, bitmap.height, top[0], top[2], low[0], low[2]];
        })",
    );
    let seen = show
        .call1(&JsValue::NULL, &Uint8Array::from(bytes))
        .unwrap();
    let seen = JsFuture::from(seen.unchecked_into::<Promise>()).await;
    let seen = Array::from(&seen.unwrap());
    seen.iter().map(|number| number.as_f64().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn a_photo_stands_upright_and_forgets_where_it_was_taken() {
    let taken = camera_jpeg().await;
    let id = mint();
    let by_bitmap = photo::prepare(&taken, id.clone(), photo::LONG_SIDE, 1 << 20).await;
    run("window.bitmaps = createImageBitmap; window.createImageBitmap = undefined; return 0").await;
    let by_element = photo::prepare(&taken, id.clone(), photo::LONG_SIDE, 1 << 20).await;
    run("window.createImageBitmap = window.bitmaps; return 0").await;
    for prepared in [by_bitmap, by_element] {
        let (photo, bytes) = prepared.unwrap();
        let expected = Photo {
            id: id.clone(),
            sha256: sha256(&bytes).await.unwrap(),
            bytes: bytes.len() as u32,
            mime: "image/jpeg".into(),
        };
        assert_eq!(photo, expected);
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!holds(b"Exif") && !holds(CAMERA_NOTE));
        let seen = look(&bytes).await;
        assert_eq!(seen[..2], [20.0, 40.0]);
        assert!(seen[2] > 200.0 && seen[3] < 50.0, "red above: {seen:?}");
        assert!(seen[4] < 50.0 && seen[5] > 200.0, "blue below: {seen:?}");
    }
}

#[wasm_bindgen_test]
async fn a_photo_is_made_smaller_or_refused() {
    let taken = camera_jpeg().await;
    let small = photo::prepare(&taken, mint(), 10, 1 << 20).await.unwrap();
    assert_eq!(look(&small.1).await[..2], [5.0, 10.0]);
    let refused = photo::prepare(&taken, mint(), 10, 100).await;
    assert_eq!(refused.err(), Some(PhotoError::TooLarge));
    let text = web_sys::Blob::new_with_str_sequence(&Array::of1(&"not a picture".into()));
    let refused = photo::prepare(&text.unwrap(), mint(), 10, 100).await;
    assert_eq!(refused.err(), Some(PhotoError::NotAnImage));
}
