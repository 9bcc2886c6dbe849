//! Rows sealed with AES-GCM-256, and the keys that seal them; alone names WebCrypto.
//!
//! A sealed row is a random 96-bit IV, then the ciphertext. Its place (`database/store/key/v1`) is bound as additional
//! data: a row that is moved elsewhere does not open.

use super::idb::{field, object};
use crate::runtime::ports::StoreError;
use js_sys::{Array, ArrayBuffer, JsString, Object, Promise, Uint8Array};
use std::{cell::OnceCell, fmt::Write};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

const IV_BYTES: u32 = 12;

#[wasm_bindgen]
extern "C" {
    type Crypto;
    #[wasm_bindgen(method, catch, js_name = getRandomValues)]
    fn get_random_values(this: &Crypto, into: &Uint8Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = SubtleCrypto)]
    type Subtle;
    #[wasm_bindgen(method, catch)]
    fn encrypt(this: &Subtle, how: &Object, key: &Key, data: &[u8]) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decrypt(
        this: &Subtle,
        how: &Object,
        key: &Key,
        data: &Uint8Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn digest(this: &Subtle, how: &str, data: &[u8]) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = importKey)]
    fn import_key(
        this: &Subtle,
        form: &str,
        data: &[u8],
        how: &str,
        extractable: bool,
        uses: &Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = deriveBits)]
    fn derive_bits(this: &Subtle, how: &Object, base: &Key, bits: u32) -> Result<Promise, JsValue>;

    /// How a row is sealed; its parts are set by name, which costs less than by text.
    #[wasm_bindgen(extends = Object, js_name = Object)]
    type How;
    #[wasm_bindgen(method, setter, structural, js_name = name)]
    fn set_name(this: &How, name: &str);
    #[wasm_bindgen(method, setter, structural, js_name = iv)]
    fn set_iv(this: &How, iv: &Uint8Array);
    #[wasm_bindgen(method, setter, structural, js_name = additionalData)]
    fn set_place(this: &How, place: &Uint8Array);

    /// A `CryptoKey` whose bits nobody can read.
    #[wasm_bindgen(js_name = CryptoKey)]
    #[derive(Clone)]
    pub type Key;
}

/// Why nothing was sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// No secure context, so no WebCrypto: this visit's memory is all there is.
    #[error("no cryptography in this context")]
    Absent,
    /// WebCrypto refused: for sealed bytes, the wrong key, place or bytes.
    #[error("the cipher refused")]
    Refused,
}

impl From<CipherError> for StoreError {
    fn from(error: CipherError) -> Self {
        match error {
            CipherError::Absent => Self::Denied,
            CipherError::Refused => Self::Unreadable,
        }
    }
}

/// The 256 bits of a key, overwritten when they are dropped.
pub struct Bits(Vec<u8>);

impl Bits {
    /// What a backend's secret gives for one database: the same secret gives the same bits on every phone.
    pub async fn from_vault(secret: &[u8], database: &str) -> Result<Self, CipherError> {
        let how = object(&[
            ("name", "HKDF".into()),
            ("hash", "SHA-256".into()),
            ("salt", bytes(database).into()),
            ("info", bytes("dajuan data key v1").into()),
        ]);
        derive("HKDF", secret, &how).await
    }

    /// What a passphrase gives with this salt, after so many rounds. Full-width digits count as plain ones.
    pub async fn from_passphrase(
        passphrase: &str,
        salt: &[u8],
        rounds: u32,
    ) -> Result<Self, CipherError> {
        let plain = String::from(JsString::from(passphrase.trim()).normalize("NFKC"));
        let how = object(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", rounds.into()),
        ]);
        derive("PBKDF2", plain.as_bytes(), &how).await
    }

    /// By chance.
    pub fn random() -> Result<Self, CipherError> {
        Ok(Self(chance(32)?.to_vec()))
    }

    /// Bits that were sealed.
    pub fn of(opened: Vec<u8>) -> Self {
        Self(opened)
    }

    /// For sealing them under another key.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key that they are; nobody reads them out of it.
    pub async fn key(&self) -> Result<Key, CipherError> {
        let uses = uses(&["encrypt", "decrypt"]);
        let imported = subtle()?.import_key("raw", &self.0, "AES-GCM", false, &uses);
        Ok(outcome(imported).await?.into())
    }
}

impl Drop for Bits {
    fn drop(&mut self) {
        self.0.fill(0);
        std::hint::black_box(&self.0); // or the fill is left out as useless
    }
}

async fn derive(from: &str, secret: &[u8], how: &Object) -> Result<Bits, CipherError> {
    let subtle = subtle()?;
    let imported = subtle.import_key("raw", secret, from, false, &uses(&["deriveBits"]));
    let base: Key = outcome(imported).await?.into();
    let derived = outcome(subtle.derive_bits(how, &base, 256)).await?;
    Ok(Bits(Uint8Array::new(&derived).to_vec()))
}

/// Seals and opens the rows of one database.
pub struct Cipher {
    database: String,
    key: Key,
    older: Vec<Key>,
    subtle: OnceCell<Subtle>,
}

impl Cipher {
    /// Writes with `key`; reads with it, then with `older`.
    pub fn new(database: &str, key: Key, older: Vec<Key>) -> Self {
        Self {
            database: database.into(),
            key,
            older,
            subtle: OnceCell::new(),
        }
    }

    /// The key that writes.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// Looked up once: a thousand rows are opened at a start.
    fn subtle(&self) -> Result<&Subtle, CipherError> {
        if self.subtle.get().is_none() {
            let _ = self.subtle.set(subtle()?);
        }
        self.subtle.get().ok_or(CipherError::Absent)
    }

    /// The row for this place.
    pub async fn seal(
        &self,
        store: &str,
        key: &str,
        row: &[u8],
    ) -> Result<ArrayBuffer, CipherError> {
        self.begin_to_seal(store, key, row)?.bytes().await
    }

    /// Begins to seal a row, so that several are sealed at once.
    pub fn begin_to_seal(
        &self,
        store: &str,
        key: &str,
        row: &[u8],
    ) -> Result<Sealing, CipherError> {
        let iv = chance(IV_BYTES)?;
        let how = self.how(store, key, &iv);
        let sealing = self.subtle()?.encrypt(&how, &self.key, row);
        let text = sealing.map_err(|_| CipherError::Refused)?.into();
        Ok(Sealing { iv, text })
    }

    /// The bytes that were sealed for this place.
    pub async fn open(
        &self,
        store: &str,
        key: &str,
        sealed: &JsValue,
    ) -> Result<Vec<u8>, CipherError> {
        for with in std::iter::once(&self.key).chain(&self.older) {
            let opening = self.opening(store, key, sealed, with)?;
            if let Ok(opened) = opening.bytes().await {
                return Ok(opened);
            }
        }
        Err(CipherError::Refused)
    }

    /// Begins to open a row with the key that rows are written with, so that many open at once.
    pub fn begin(&self, store: &str, key: &str, sealed: &JsValue) -> Result<Opening, CipherError> {
        self.opening(store, key, sealed, &self.key)
    }

    fn opening(
        &self,
        store: &str,
        key: &str,
        sealed: &JsValue,
        with: &Key,
    ) -> Result<Opening, CipherError> {
        if !sealed.is_instance_of::<ArrayBuffer>() {
            return Err(CipherError::Refused);
        }
        let sealed = Uint8Array::new(sealed);
        let how = self.how(store, key, &sealed.subarray(0, IV_BYTES));
        let text = sealed.subarray(IV_BYTES, sealed.length());
        let opening = self.subtle()?.decrypt(&how, with, &text);
        let opening = opening.map_err(|_| CipherError::Refused)?;
        Ok(Opening(opening.into()))
    }

    fn how(&self, store: &str, key: &str, iv: &Uint8Array) -> How {
        let how: How = Object::new().unchecked_into();
        how.set_name("AES-GCM");
        how.set_iv(iv);
        how.set_place(&bytes(&format!("{}/{store}/{key}/v1", self.database)));
        how
    }
}

/// A row that is being sealed.
pub struct Sealing {
    iv: Uint8Array,
    text: JsFuture,
}

impl Sealing {
    /// The sealed row.
    pub async fn bytes(self) -> Result<ArrayBuffer, CipherError> {
        let text = self.text.await.map_err(|_| CipherError::Refused)?;
        let text = Uint8Array::new(&text);
        let sealed = Uint8Array::new_with_length(IV_BYTES + text.length());
        sealed.set(&self.iv, 0);
        sealed.set(&text, IV_BYTES);
        Ok(sealed.buffer())
    }
}

/// A row that is being opened. A refusal counts as heard before it is awaited.
pub struct Opening(JsFuture);

impl Opening {
    /// What was sealed.
    pub async fn bytes(self) -> Result<Vec<u8>, CipherError> {
        let opened = self.0.await.map_err(|_| CipherError::Refused)?;
        Ok(Uint8Array::new(&opened).to_vec())
    }
}

/// SHA-256.
pub async fn sha256_bytes(data: &[u8]) -> Result<Vec<u8>, CipherError> {
    Ok(Uint8Array::new(&outcome(subtle()?.digest("SHA-256", data)).await?).to_vec())
}

/// SHA-256, as 64 lower-case hexadecimal digits.
pub async fn sha256(data: &[u8]) -> Result<String, CipherError> {
    let mut hex = String::with_capacity(64);
    for byte in sha256_bytes(data).await? {
        let _ = write!(hex, "{byte:02x}"); // a String takes any text
    }
    Ok(hex)
}

/// So many bytes by chance.
pub fn chance(bytes: u32) -> Result<Uint8Array, CipherError> {
    let drawn = Uint8Array::new_with_length(bytes);
    let crypto: Crypto = field(&js_sys::global(), "crypto").into();
    crypto
        .get_random_values(&drawn)
        .map_err(|_| CipherError::Refused)?;
    Ok(drawn)
}

/// `crypto.subtle`, which only a secure context has.
fn subtle() -> Result<Subtle, CipherError> {
    let found = field(&field(&js_sys::global(), "crypto"), "subtle");
    if found.is_object() {
        Ok(found.into())
    } else {
        Err(CipherError::Absent)
    }
}

async fn outcome(asked: Result<Promise, JsValue>) -> Result<JsValue, CipherError> {
    let promise = asked.map_err(|_| CipherError::Refused)?;
    JsFuture::from(promise)
        .await
        .map_err(|_| CipherError::Refused)
}

fn uses(names: &[&str]) -> Array {
    names.iter().map(|name| JsValue::from_str(name)).collect()
}

fn bytes(text: &str) -> Uint8Array {
    Uint8Array::from(text.as_bytes())
}
