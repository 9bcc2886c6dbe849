//! A key behind a passphrase: what opens it, what does not, and that nothing is lost by either.

use crate::bench::{SECRET, VAULT, at_rest, fresh, open, put, raw, row};
use dajuan::{
    outbox::item::State,
    runtime::ports::Store,
    storage::{
        cipher::Bits,
        indexed_db::IndexedDb,
        partition::{Keep, KeyChoice, NextStart, OpenError},
        session,
    },
    stored::row::ItemRow,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const LOCKED: KeyChoice = vault("一二三四五六");

const fn vault(passphrase: &str) -> KeyChoice<'_> {
    KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Passphrase(passphrase),
    }
}

const fn own(passphrase: &str) -> KeyChoice<'_> {
    KeyChoice::Own {
        keep: Keep::Passphrase(passphrase),
    }
}

async fn written(store: &IndexedDb) -> Vec<ItemRow> {
    let epoch = match store.session().await.unwrap() {
        Some(epoch) => epoch,
        None => store.activate().await.unwrap(),
    };
    let change = put(epoch, row(State::Queued, "x"));
    store.commit(change).await.unwrap()
}

async fn read(store: &IndexedDb) -> Vec<ItemRow> {
    store.load().await.unwrap().rows
}

async fn unlock(digest: &str, passphrase: &str) -> Option<OpenError> {
    IndexedDb::unlock(digest, passphrase).await.err()
}

#[wasm_bindgen_test]
async fn only_the_passphrase_opens_it_offline_and_a_wrong_one_changes_nothing() {
    let digest = fresh().await;
    let store = open(&digest, LOCKED).await;
    assert_eq!(store.next_start(), NextStart::AsksPassphrase);
    let rows = written(&store).await;
    let before = at_rest(&digest).await;
    assert!(!before.contains("CryptoKey"), "no key lies open");

    let kept = IndexedDb::kept(&digest).await.err();
    assert_eq!(kept, Some(OpenError::Passphrase));
    for wrong in ["一二三四五七", "", "123456"] {
        assert_eq!(unlock(&digest, wrong).await, Some(OpenError::Passphrase));
    }
    assert_eq!(at_rest(&digest).await, before);

    let opened = IndexedDb::unlock(&digest, " 一二三四五六 ").await.unwrap();
    assert_eq!(opened.next_start(), NextStart::AsksPassphrase);
    assert_eq!(read(&opened).await, rows);
}

#[wasm_bindgen_test]
async fn digits_are_digits_however_the_input_method_writes_them() {
    let digest = fresh().await;
    open(&digest, vault("１２３４５６")).await;
    assert_eq!(unlock(&digest, "123456").await, None);
}

#[wasm_bindgen_test]
async fn a_forgotten_passphrase_is_set_anew_by_the_vault_s_key_and_the_old_one_is_over() {
    let digest = fresh().await;
    let rows = written(&open(&digest, LOCKED).await).await;
    let store = open(&digest, vault("another one")).await;
    assert_eq!(read(&store).await, rows);
    let old = unlock(&digest, "一二三四五六").await;
    assert_eq!(old, Some(OpenError::Passphrase));
    let opened = IndexedDb::unlock(&digest, "another one").await.unwrap();
    assert_eq!(read(&opened).await, rows);
}

#[wasm_bindgen_test]
async fn without_a_vault_a_forgotten_passphrase_hides_and_keeps_what_it_locked() {
    let digest = fresh().await;
    let rows = written(&open(&digest, own("the first")).await).await;
    for choice in [
        own("the second"),
        KeyChoice::Own { keep: Keep::Open },
        KeyChoice::Own { keep: Keep::No },
    ] {
        let loaded = open(&digest, choice).await.load().await.unwrap();
        assert_eq!(loaded.rows, [], "nobody can read it");
        assert_eq!(loaded.unreadable, [rows[0].item.client_ref.as_str()]);
    }
    let remembered = open(&digest, own("the first")).await;
    assert_eq!(read(&remembered).await, rows, "nothing was deleted");
}

#[wasm_bindgen_test]
async fn a_key_that_lies_open_for_older_rows_does_not_let_a_start_past_the_passphrase() {
    let digest = fresh().await;
    let bare = open(&digest, KeyChoice::Own { keep: Keep::Open }).await;
    let rows = written(&bare).await;
    let store = open(&digest, own("123456")).await;
    assert_eq!(read(&store).await, rows);
    let kept = IndexedDb::kept(&digest).await.err();
    assert_eq!(kept, Some(OpenError::Passphrase));
    let opened = IndexedDb::unlock(&digest, "123456").await.unwrap();
    assert_eq!(read(&opened).await, rows);
}

#[wasm_bindgen_test]
async fn another_choice_takes_the_passphrase_away() {
    let digest = fresh().await;
    let rows = written(&open(&digest, LOCKED).await).await;
    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Open,
    };
    open(&digest, keep).await;
    let kept = IndexedDb::kept(&digest).await.unwrap();
    assert_eq!(read(&kept).await, rows);
    open(&digest, LOCKED).await;
    open(&digest, VAULT).await;
    assert!(!at_rest(&digest).await.contains("rounds"));
    let kept = IndexedDb::kept(&digest).await.err();
    assert_eq!(kept, Some(OpenError::Locked));
}

#[wasm_bindgen_test]
async fn signing_out_takes_the_vault_s_key_away_locked_or_not() {
    let digest = fresh().await;
    let rows = written(&open(&digest, LOCKED).await).await;
    session::lock(&digest).await.unwrap();
    let unlocked = unlock(&digest, "一二三四五六").await;
    assert_eq!(unlocked, Some(OpenError::Passphrase));
    assert_eq!(read(&open(&digest, VAULT).await).await, rows);
}

#[wasm_bindgen_test]
async fn scenario_23_a_key_slot_that_is_gone_leaves_the_rows_and_says_so() {
    let digest = fresh().await;
    let bare = open(&digest, KeyChoice::Own { keep: Keep::Open }).await;
    let rows = written(&bare).await;
    let script = "const t = db.transaction('keys', 'readwrite');
        t.objectStore('keys').clear();
        await new Promise(done => t.oncomplete = done);";
    raw(&digest, script).await;
    let kept = IndexedDb::kept(&digest).await.err();
    assert_eq!(kept, Some(OpenError::Locked));
    let again = open(&digest, KeyChoice::Own { keep: Keep::Open }).await;
    let loaded = again.load().await.unwrap();
    assert_eq!(loaded.rows, []);
    assert_eq!(loaded.unreadable, [rows[0].item.client_ref.as_str()]);
    let more = written(&again).await;
    let kept = IndexedDb::kept(&digest).await.unwrap();
    assert_eq!(read(&kept).await, more, "what is new is readable");
}

#[wasm_bindgen_test]
async fn rounds_and_salt_lie_beside_the_locked_key_and_absurd_ones_are_refused() {
    let digest = fresh().await;
    open(&digest, LOCKED).await;
    let seen = raw(
        &digest,
        "const row = await wait(db.transaction('keys').objectStore('keys').get('locked-0'));
         return JSON.stringify([row.version, row.rounds, row.salt.length, row.key.byteLength])",
    );
    // 12 bytes of IV, 32 of key, 16 of tag.
    assert_eq!(seen.await, JsValue::from("[1,600000,16,60]"));
    for rounds in ["0", "-1", "1e9", "'many'", "NaN"] {
        let script = format!(
            "const t = db.transaction('keys', 'readwrite'), keys = t.objectStore('keys');
             keys.put({{ ...await wait(keys.get('locked-0')), rounds: {rounds} }}, 'locked-0');
             await new Promise(done => t.oncomplete = done);"
        );
        raw(&digest, &script).await;
        let unlocked = unlock(&digest, "一二三四五六").await;
        assert_eq!(unlocked, Some(OpenError::Passphrase), "{rounds}");
    }
}

/// RFC 7914, section 11: the first 32 of its 64 bytes, which are those of a shorter output too.
#[wasm_bindgen_test]
async fn the_passphrase_is_stretched_as_the_rfc_says() {
    let bits = Bits::from_passphrase("Password", b"NaCl", 80_000)
        .await
        .unwrap();
    let expected = [
        0x4d, 0xdc, 0xd8, 0xf6, 0x0b, 0x98, 0xbe, 0x21, 0x83, 0x0c, 0xee, 0x5e, 0xf2, 0x27, 0x01,
        0xf9, 0x64, 0x1a, 0x44, 0x18, 0xd0, 0x4c, 0x04, 0x14, 0xae, 0xff, 0x08, 0x87, 0x6b, 0x34,
        0xab, 0x56,
    ];
    assert_eq!(bits.bytes(), expected);
}
