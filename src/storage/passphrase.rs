//! A key locked by a passphrase, as it lies among a partition's keys.

use super::{
    cipher::{Bits, Cipher, CipherError, chance},
    idb::{count, field, object},
    indexed_db::KEYS,
};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// Rounds of PBKDF2 with SHA-256 (`docs/security.md` has the source). They lie beside the salt, so that they can grow.
const ROUNDS: u32 = 600_000;
/// More rounds than this were never written by us: a row with such a number would only stop the page.
const MOST_ROUNDS: u64 = 10_000_000;
const SALT_BYTES: u32 = 16;
/// Bound to what is sealed, in the place of a row's key.
const PLACE: &str = "passphrase";

/// Locks a key. `own`: the backend can't give it again.
pub(super) async fn lock(
    database: &str,
    key: &Bits,
    passphrase: &str,
    own: bool,
) -> Result<JsValue, CipherError> {
    let salt = chance(SALT_BYTES)?;
    let with = cipher(database, passphrase, &salt.to_vec(), ROUNDS).await?;
    let sealed = with.seal(KEYS, PLACE, key.bytes()).await?;
    let fields = [
        ("version", 1.into()),
        ("salt", salt.into()),
        ("rounds", ROUNDS.into()),
        ("own", own.into()),
        ("key", sealed.into()),
    ];
    Ok(object(&fields).into())
}

/// The key, for who knows the passphrase.
pub(super) async fn unlock(
    database: &str,
    slot: &JsValue,
    passphrase: &str,
) -> Result<Bits, CipherError> {
    let rounds = count(&field(slot, "rounds"));
    if !(1..=MOST_ROUNDS).contains(&rounds) {
        return Err(CipherError::Refused);
    }
    let rounds = u32::try_from(rounds).map_err(|_| CipherError::Refused)?;
    let salt = Uint8Array::new(&field(slot, "salt")).to_vec();
    let with = cipher(database, passphrase, &salt, rounds).await?;
    with.open(KEYS, PLACE, &field(slot, "key"))
        .await
        .map(Bits::of)
}

/// Whether this slot holds a locked key.
pub(super) fn is_locked(slot: &JsValue) -> bool {
    field(slot, "rounds").as_f64().is_some()
}

/// Whether it is the phone's own, which exists nowhere else.
pub(super) fn is_own(slot: &JsValue) -> bool {
    field(slot, "own").is_truthy()
}

async fn cipher(
    database: &str,
    passphrase: &str,
    salt: &[u8],
    rounds: u32,
) -> Result<Cipher, CipherError> {
    let bits = Bits::from_passphrase(passphrase, salt, rounds).await?;
    Ok(Cipher::new(database, bits.key().await?, Vec::new()))
}
