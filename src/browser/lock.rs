//! The Web Lock around one drain of the queue. It spares the requests of a second tab, no more: being right rests on the
//! lease. So it is waited for briefly and held briefly, and where there are no locks the lease is alone.

use crate::storage::idb::{field, object};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A drain that takes longer goes on without the lock.
const HELD_MS: i32 = 30_000;
/// A tab that holds the lock longer than this may be frozen: the lease decides.
const PATIENCE_MS: i32 = 2_000;

/// Held until it is dropped, or its time is up.
pub(super) struct Lock(Option<Function>);

impl Lock {
    /// The lock of this partition, or after a short wait none.
    pub(super) async fn of(partition: &str) -> Self {
        Self(ask(partition).await)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL); // the `resolve` of a promise, which never throws
        }
    }
}

/// What releases the lock; `None` where it was not had.
async fn ask(partition: &str) -> Option<Function> {
    let window = web_sys::window()?;
    let locks = field(&window.navigator(), "locks");
    let request: Function = field(&locks, "request").dyn_into().ok()?;
    let mut given = None;
    let granted = Promise::new(&mut |give, _| given = Some(give));
    let given = given?;
    let hold = Closure::once(move |_lock: JsValue| {
        Promise::new(&mut |release, _| {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&release, HELD_MS);
            let _ = given.call1(&JsValue::NULL, &release);
        })
    });
    let name = format!("dajuan-send-{partition}").into();
    let asked = request.call3(&locks, &name, &patience(), hold.as_ref());
    let first = Array::of2(&granted, &asked.ok()?);
    JsFuture::from(Promise::race(&first))
        .await
        .ok()?
        .dyn_into()
        .ok()
}

/// Waits as long as patience lasts; where a wait can't be ended, a lock that is not free is left alone.
fn patience() -> JsValue {
    let signal = field(&js_sys::global(), "AbortSignal");
    let timeout = field(&signal, "timeout").dyn_into::<Function>();
    let ends = timeout.and_then(|timeout| timeout.call1(&signal, &PATIENCE_MS.into()));
    object(&match ends {
        Ok(ends) => [("signal", ends)],
        Err(_) => [("ifAvailable", true.into())],
    })
    .into()
}
