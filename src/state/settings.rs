//! How the person likes to read.

use crate::domain::lang::Lang;
use crate::i18n::{Words, words};
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
}

impl TextSize {
    /// The attribute's value; `None` for the normal size.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Large => Some("large"),
            Self::Largest => Some("largest"),
        }
    }

    /// Reads what was kept.
    pub fn parse(text: &str) -> Self {
        match text {
            "large" => Self::Large,
            "largest" => Self::Largest,
            _ => Self::Normal,
        }
    }
}

/// The settings' signals.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The size of text.
    pub text_size: RwSignal<TextSize>,
    /// Several people use this phone: no key stays on it.
    pub shared: RwSignal<bool>,
}

impl Settings {
    /// Settings as they were kept.
    pub fn new(lang: Lang, text_size: TextSize) -> Self {
        Self {
            lang: RwSignal::new(lang),
            text_size: RwSignal::new(text_size),
            shared: RwSignal::new(false),
        }
    }

    /// To the other language.
    pub fn switch(&self) {
        self.lang.update(|lang| {
            *lang = match lang {
                Lang::ZhCn => Lang::En,
                Lang::En => Lang::ZhCn,
            };
        });
    }

    /// The words of the language; follows a switch at once.
    pub fn words(&self) -> &'static Words {
        words(self.lang.get())
    }
}
