//! The line that says what just happened.

use crate::{
    i18n::Words,
    state::{ask::Asks, status::Status},
};
use leptos::prelude::*;

/// A live region that is always there, so that what appears in it is read aloud.
pub fn toast(words: &'static Words, status: Status) -> AnyView {
    let asks = use_context::<Asks>();
    let undo = move || {
        let line = status.0.get()?;
        let undo = line.undo?;
        let press = move |_| {
            status.clear();
            if let Some(asks) = asks {
                asks.ask(undo.clone());
            }
        };
        Some(view! { <button type={"button"} on:click={press}>{words.undo}</button> })
    };
    let dismiss = move |_| status.clear();
    view! {
        <div class={"live"} role={"status"}>
            {move || {
                status.0.get().map(|line| {
                    view! {
                        <div class={"toast"}>
                            <p>{line.text}</p>
                            {undo()}
                            <button type={"button"} on:click={dismiss}>{words.dismiss}</button>
                        </div>
                    }
                })
            }}
        </div>
    }
    .into_any()
}
