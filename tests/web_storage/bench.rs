//! Fresh partitions, rows to write, and a look at the raw bytes.

use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        moment::Moment,
        record::{Entry, KindId},
    },
    outbox::item::{Item, State},
    runtime::ports::{Change, Epoch},
    storage::{
        idb,
        indexed_db::IndexedDb,
        partition::{Keep, KeyChoice, digest},
    },
    stored::row::ItemRow,
};
use js_sys::{Array, Function, Promise};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

pub const SECRET: &[u8] = b"a secret of the backend's vault!";
pub const VAULT: KeyChoice = KeyChoice::Vault {
    secret: SECRET,
    keep: Keep::No,
};
pub const NEEDLE: &str = "NEEDLE-in-a-haystack";

thread_local!(static MINTED: Cell<u8> = const { Cell::new(0) });

pub fn mint() -> ClientRef {
    MINTED.set(MINTED.get() + 1);
    ClientRef::from_chance([MINTED.get(); 16])
}

/// A partition that no other test uses.
pub async fn fresh() -> String {
    let subject = format!("{}", js_sys::Math::random());
    digest("https://issuer.example", &subject).await.unwrap()
}

pub async fn open(digest: &str, choice: KeyChoice<'_>) -> IndexedDb {
    IndexedDb::open(digest, choice).await.unwrap()
}

pub fn row(state: State, text: &str) -> ItemRow {
    let client_ref = mint();
    ItemRow {
        item: Item {
            client_ref: client_ref.clone(),
            seq: 0,
            chain: client_ref.clone(),
            state,
            attempts: 0,
            updates: false,
            in_doubt: 0,
            uploads: Vec::new(),
        },
        entry: std::sync::Arc::new(Entry {
            client_ref,
            kind: KindId("reading_share".into()),
            form_version: 1,
            day: None,
            answers: Answer::Group([("thoughts".into(), Answer::Text(text.into()))].into()),
            photos: Vec::new(),
            captured_at: None,
        }),
        update: None,
        changed_at: Moment(1),
        revision: 0,
    }
}

pub fn put(epoch: Epoch, row: ItemRow) -> Change {
    Change {
        epoch,
        put: vec![row],
        ..Change::default()
    }
}

/// Runs a piece of JavaScript on a partition's raw database: `db` is open in it, what it returns is awaited.
pub async fn raw(digest: &str, script: &str) -> JsValue {
    let script = format!(
        "const wait = r => new Promise((yes, no) => {{ r.onsuccess = () => yes(r.result); r.onerror = () => no(r.error); }});
            const db = await wait(indexedDB.open('dajuan-{digest}'));
            try {{ {script} }} finally {{ db.close(); }}"
    );
    run(&script).await
}

pub async fn run(script: &str) -> JsValue {
    let script = format!("return (async () => {{ {script} }})()");
    let outcome = Function::new_no_args(&script)
        .call0(&JsValue::NULL)
        .unwrap();
    JsFuture::from(Promise::resolve(&outcome)).await.unwrap()
}

/// Everything in a partition, each byte of a buffer as one character.
pub async fn at_rest(digest: &str) -> String {
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

pub async fn database_names() -> Vec<String> {
    let list = run("return indexedDB.databases()").await;
    Array::from(&list)
        .iter()
        .map(|one| idb::text(&idb::field(&one, "name")))
        .collect()
}
