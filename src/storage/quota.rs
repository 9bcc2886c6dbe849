//! How much this origin may keep, and for how long. Browsers without a storage manager answer `None`.

use super::idb::field;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Bytes, as the browser rounds them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// Used by this origin.
    pub usage: f64,
    /// What it may use.
    pub quota: f64,
}

impl Estimate {
    /// Used and still free.
    pub fn space(self) -> (f64, f64) {
        (self.usage, (self.quota - self.usage).max(0.0))
    }
}

/// Asks the browser not to evict what is stored; true where it agreed.
pub async fn persist() -> Option<bool> {
    Some(ask("persist").await?.is_truthy())
}

/// Whether the browser has promised that.
pub async fn persisted() -> Option<bool> {
    Some(ask("persisted").await?.is_truthy())
}

/// Space used and allowed.
pub async fn estimate() -> Option<Estimate> {
    let told = ask("estimate").await?;
    Some(Estimate {
        usage: field(&told, "usage").as_f64()?,
        quota: field(&told, "quota").as_f64()?,
    })
}

/// Whether so many bytes fit, as far as the browser tells: where it says nothing, the write itself decides.
pub async fn fits(bytes: usize) -> bool {
    let told = estimate().await;
    told.is_none_or(|told| told.quota - told.usage >= bytes as f64)
}

async fn ask(what: &str) -> Option<JsValue> {
    let manager = field(&field(&js_sys::global(), "navigator"), "storage");
    let asked: Function = field(&manager, what).dyn_into().ok()?;
    let promise: Promise = asked.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
