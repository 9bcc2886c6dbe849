//! How the person likes to read, whether the phone is shared, and what the last visit learned, kept where it can be read before anything is
//! painted; and the mark by which windows tell each other that the phone may be another member's.
//! Nothing about a member is kept here.

use crate::{
    app::bring_english,
    domain::lang::Lang,
    i18n::words,
    state::{
        settings::{Settings, TextSize},
        status::Status,
    },
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

const LANG: &str = "dajuan-lang";
const SIZE: &str = "dajuan-text-size";
const SHARED: &str = "dajuan-shared";

/// What the last visit learned, so that the next one begins with it and nothing jumps when it is learned again.
#[derive(Clone, Copy)]
pub(super) enum Learned {
    /// Members sign in elsewhere: no form is shown that nobody here fills in.
    Elsewhere,
    /// The backend holds events: they have their tab.
    Events,
    /// The platform has no voice: no place is kept for it (`start.js`).
    Mute,
}

impl Learned {
    fn key(self) -> &'static str {
        match self {
            Self::Elsewhere => "dajuan-elsewhere",
            Self::Events => "dajuan-events",
            Self::Mute => "dajuan-mute",
        }
    }

    /// Whether it was so.
    pub(super) fn was(self) -> bool {
        read(self.key()).is_some_and(|mark| !mark.is_empty())
    }

    /// Whether it is so.
    pub(super) fn keep(self, is: bool) {
        if is != self.was() {
            write(self.key(), if is { "1" } else { "" });
        }
    }
}

/// Told to the app's other pages in this browser when the phone may have become another member's; nothing of it stays.
pub(super) const TURN: &str = "dajuan-turn";

/// Tells them.
pub(super) fn tell_turn() {
    write(TURN, "1");
    if let Some(shelf) = shelf() {
        // What can't be taken away says nothing.
        let _ = shelf.remove_item(TURN);
    }
}

/// The language of the last visit.
pub(super) fn lang() -> Lang {
    match read(LANG).as_deref() {
        Some("en") => Lang::En,
        Some(_) => Lang::ZhCn,
        None => phone_lang(),
    }
}

/// The settings of the last visit, followed from here on. Without storage they last for this visit.
pub(super) fn settings(lang: Lang, status: Status) -> Settings {
    let size = TextSize::parse(&read(SIZE).unwrap_or_default());
    let settings = Settings::new(lang, size);
    settings
        .shared
        .set(read(SHARED).is_some_and(|mark| !mark.is_empty()));
    Effect::new(move |_| write(SHARED, if settings.shared.get() { "1" } else { "" }));
    Effect::new(move |_| {
        let english = settings.english.get();
        write(LANG, if english { Lang::En } else { Lang::ZhCn }.tag());
        if english && settings.lang.get_untracked() == Lang::ZhCn {
            spawn_local(speak_english(settings, status));
        }
    });
    Effect::new(move |_| {
        write(
            SIZE,
            settings.text_size.get().attribute().unwrap_or_default(),
        )
    });
    settings
}

/// The page follows once the English words are here. Where they can't be had it stays Chinese, all of it, and says so.
async fn speak_english(settings: Settings, status: Status) {
    let came = bring_english().await;
    if !settings.english.get_untracked() {
        return;
    }
    // Set even where it stays: the page is made anew, and its switch shows what is spoken.
    settings.lang.set(if came { Lang::En } else { Lang::ZhCn });
    if !came {
        status.say(words(Lang::ZhCn).module_failed);
    }
}

/// Chinese first: English only on a phone that is set to English and reads no Chinese.
fn phone_lang() -> Lang {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return Lang::ZhCn;
    };
    let reads_chinese = navigator.languages().iter().any(|tag| begins(&tag, "zh"));
    let english = navigator
        .language()
        .is_some_and(|tag| tag.starts_with("en"));
    if english && !reads_chinese {
        Lang::En
    } else {
        Lang::ZhCn
    }
}

fn begins(tag: &wasm_bindgen::JsValue, with: &str) -> bool {
    tag.as_string().is_some_and(|tag| tag.starts_with(with))
}

/// Where the browser lets something be kept in the clear.
pub(super) fn shelf() -> Option<web_sys::Storage> {
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
