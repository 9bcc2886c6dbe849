//! How the person likes to read, kept where it can be read before anything is painted. Nothing about a member is kept here.

use crate::{
    domain::lang::Lang,
    state::settings::{Settings, TextSize},
};
use leptos::prelude::*;

const LANG: &str = "dajuan-lang";
const SIZE: &str = "dajuan-text-size";

/// The settings of the last visit, followed from here on. Without storage they last for this visit.
pub(super) fn settings() -> Settings {
    let lang = match read(LANG).as_deref() {
        Some("en") => Lang::En,
        Some(_) | None => Lang::ZhCn,
    };
    let size = TextSize::parse(&read(SIZE).unwrap_or_default());
    let settings = Settings::new(lang, size);
    Effect::new(move |_| write(LANG, settings.lang.get().tag()));
    Effect::new(move |_| {
        write(
            SIZE,
            settings.text_size.get().attribute().unwrap_or_default(),
        )
    });
    settings
}

fn shelf() -> Option<web_sys::Storage> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok())
        .flatten()
}

fn read(key: &str) -> Option<String> {
    shelf().and_then(|shelf| shelf.get_item(key).ok()).flatten()
}

fn write(key: &str, value: &str) {
    if let Some(shelf) = shelf() {
        // Full or forbidden: the setting lasts for this visit.
        let _ = shelf.set_item(key, value);
    }
}
