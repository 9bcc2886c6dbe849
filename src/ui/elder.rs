//! The press into 长辈模式 and out of it.

use super::tree::{View, button, el};
use crate::{
    i18n::Words,
    state::settings::{Settings, TextSize},
};
use leptos::prelude::*;

/// One press, on the first pages that a person sees.
pub fn elder_switch(words: &'static Words, settings: Settings) -> View {
    let name = move || match settings.is_elder() {
        true => words.elder_off,
        false => words.elder_on,
    };
    let press = move || {
        settings
            .text_size
            .set(match untrack(|| settings.is_elder()) {
                true => TextSize::Normal,
                false => TextSize::Elder,
            })
    };
    let way = button("quiet", View::none(), press).live_text(move || name().to_owned());
    el("p").class("larger").child(way).into()
}
