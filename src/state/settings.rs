//! How the person likes to read.

use crate::{
    domain::lang::Lang,
    i18n::{Words, is_here, words},
};
use leptos::prelude::*;

/// The size of text, on top of the reader's own browser setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TextSize {
    /// 标准
    #[default]
    Normal,
    /// 大
    Large,
    /// 特大
    Largest,
    /// 长辈模式: as large as it gets, and one question a page.
    Elder,
}

impl TextSize {
    /// The attribute's value; `None` for the normal size.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Large => Some("large"),
            Self::Largest => Some("largest"),
            Self::Elder => Some("elder"),
        }
    }

    /// Reads what was kept.
    pub fn parse(text: &str) -> Self {
        match text {
            "large" => Self::Large,
            "largest" => Self::Largest,
            "elder" => Self::Elder,
            _ => Self::Normal,
        }
    }
}

/// The settings' signals.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The language of the page.
    pub lang: RwSignal<Lang>,
    /// The person reads English: the page follows once its words are here.
    pub english: RwSignal<bool>,
    /// The size of text.
    pub text_size: RwSignal<TextSize>,
    /// Several people use this phone: no key stays on it.
    pub shared: RwSignal<bool>,
    /// The browser has a voice of the language.
    pub voice: RwSignal<bool>,
    /// The page is being read aloud.
    pub aloud: RwSignal<bool>,
}

impl Settings {
    /// Settings as they were kept; Chinese where the words of the language are not here.
    pub fn new(lang: Lang, text_size: TextSize) -> Self {
        Self {
            lang: RwSignal::new(if is_here(lang) { lang } else { Lang::ZhCn }),
            english: RwSignal::new(lang == Lang::En),
            text_size: RwSignal::new(text_size),
            shared: RwSignal::new(false),
            voice: RwSignal::new(false),
            aloud: RwSignal::new(false),
        }
    }

    /// Whether 长辈模式 is on.
    pub fn is_elder(&self) -> bool {
        self.text_size.get() == TextSize::Elder
    }

    /// To the other language.
    pub fn switch(&self) {
        self.speak(match self.lang.get_untracked() {
            Lang::ZhCn => Lang::En,
            Lang::En => Lang::ZhCn,
        });
    }

    /// To a language: at once where its words are here, else as soon as they came.
    pub fn speak(&self, lang: Lang) {
        self.english.set(lang == Lang::En);
        if is_here(lang) {
            self.lang.set(lang);
        }
    }

    /// The words of the language; follows a switch at once.
    pub fn words(&self) -> &'static Words {
        words(self.lang.get())
    }
}
