//! The phone's clocks and its chance.

use crate::{
    domain::{
        client_ref::ClientRef,
        moment::{Moment, Now},
    },
    runtime::ports::{Chance, Clock},
};
use js_sys::{Function, Promise};
use leptos::prelude::request_animation_frame;
use wasm_bindgen_futures::JsFuture;

/// The wall clock and the page's own steady clock.
#[derive(Clone, Copy)]
pub(super) struct PhoneClock;

/// The wall clock alone.
pub(super) fn wall() -> Moment {
    Moment(js_sys::Date::now() as i64)
}

impl Clock for PhoneClock {
    fn now(&self) -> Now {
        let steady = web_sys::window()
            .and_then(|window| window.performance())
            .map_or(0.0, |clock| clock.now());
        Now {
            wall: wall(),
            steady_ms: steady as u64,
        }
    }

    async fn wait(&self, ms: u32) {
        let mut timer = |then: Function, _| after(&then, ms);
        let _ = JsFuture::from(Promise::new(&mut timer)).await;
    }
}

/// Calls it so much later; where there are no timers, never.
fn after(then: &Function, ms: u32) {
    if let Some(window) = web_sys::window() {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(then, ms);
    }
}

/// What was drawn last is painted, or it isn't for a while, as where nobody looks: what begins now is in its way no more.
pub(super) async fn painted() {
    const UNSEEN_MS: u32 = 1_000;
    let mut frame = |then: Function, _| {
        after(&then, UNSEEN_MS);
        request_animation_frame(move || after(&then, 0));
    };
    let _ = JsFuture::from(Promise::new(&mut frame)).await;
}

/// A key that no other item has.
pub(super) fn mint() -> ClientRef {
    let (high, low) = (PhoneChance.bits(), PhoneChance.bits());
    ClientRef::from_chance(((u128::from(high) << 64) | u128::from(low)).to_be_bytes())
}

/// The platform's own chance; `getRandomValues` is there without a secure context too.
#[derive(Clone, Copy)]
pub(super) struct PhoneChance;

impl Chance for PhoneChance {
    fn bits(&self) -> u64 {
        let mut bytes = [0_u8; 8];
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        let drawn =
            crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
        if drawn {
            u64::from_le_bytes(bytes)
        } else {
            // An engine without it: two draws of 32 bits.
            let draw = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
            (draw() << 32) | draw()
        }
    }
}
