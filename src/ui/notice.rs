//! A state as a sentence.

use super::icon::{Icon, icon};
use crate::state::telling::Tone;
use leptos::prelude::*;

/// A sentence, with what can be done about it.
pub fn notice(tone: Tone, text: impl IntoView + 'static, action: Option<AnyView>) -> AnyView {
    let (class, drawing) = match tone {
        Tone::Plain => ("notice", Icon::Clock),
        Tone::Wait => ("notice wait", Icon::Clock),
        Tone::Due => ("notice due", Icon::Alert),
        Tone::Done => ("notice done", Icon::Tick),
    };
    view! {
        <div class={class}>
            {icon(drawing)}
            <p>{text.into_any()}</p>
            {action}
        </div>
    }
    .into_any()
}

/// A state in one or two words.
pub fn tag((tone, text): (Tone, &'static str)) -> AnyView {
    let class = match tone {
        Tone::Plain => "tag",
        Tone::Wait => "tag wait",
        Tone::Due => "tag due",
        Tone::Done => "tag done",
    };
    view! { <span class={class}>{text}</span> }.into_any()
}
