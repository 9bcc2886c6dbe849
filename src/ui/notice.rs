//! A state as a sentence.

use super::{
    icon::{Icon, icon},
    tree::{View, el},
};
use crate::state::telling::Tone;

/// A sentence, with what can be done about it.
pub fn notice(tone: Tone, text: impl Into<View>, action: Option<View>) -> View {
    let (class, drawing) = match tone {
        Tone::Plain => ("notice", Icon::Clock),
        Tone::Wait => ("notice wait", Icon::Clock),
        Tone::Due => ("notice due", Icon::Alert),
        Tone::Done => ("notice done", Icon::Tick),
    };
    el("div")
        .class(class)
        .child(icon(drawing))
        .child(el("p").child(text))
        .child(action)
        .into()
}

/// A state in one or two words.
pub fn tag((tone, text): (Tone, &'static str)) -> View {
    let class = match tone {
        Tone::Plain => "tag",
        Tone::Wait => "tag wait",
        Tone::Due => "tag due",
        Tone::Done => "tag done",
    };
    el("span").class(class).child(text).into()
}
