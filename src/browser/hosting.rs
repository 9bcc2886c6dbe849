//! What the page around the app asks of the member's own: part of what `portal.rs` answers to.

use super::{clock::PhoneClock, elsewhere, gate, sending, wiring::Wiring};
use crate::{
    runtime::ports::Clock as _,
    state::{ask::Unsent, session::Phase},
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// How often it is looked whether what was kept has been read.
const LOOK_MS: u32 = 20;

/// Answers a verb of the element; one that is not known is answered by nothing.
pub(super) async fn answer(w: &Rc<Wiring>, verb: &str, said: &str) -> JsValue {
    match verb {
        "token" => elsewhere::changed(w).await,
        "look" => elsewhere::look(w).await,
        "flush" => {
            opened(w).await;
            sending::send_now(w, None).await;
            return w.unsent().into();
        }
        "unsent" => {
            opened(w).await;
            return w.unsent().into();
        }
        "sign-out" => {
            let unsent = match said {
                "erase" => Unsent::Erase,
                "send" => Unsent::Send,
                _ => Unsent::Keep,
            };
            opened(w).await;
            gate::sign_out(w, unsent).await;
            return (!untrack(|| w.handles.session.is_open())).into();
        }
        _ => {}
    }
    JsValue::UNDEFINED
}

/// What was kept has been read.
async fn opened(w: &Wiring) {
    while w.handles.session.phase.get_untracked() == Phase::Starting {
        PhoneClock.wait(LOOK_MS).await;
    }
}
