//! Words of a rules file, in both languages.

use crate::domain::lang::Lang;

/// One text in both languages; neither is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Words {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh,
            Lang::En => &self.en,
        }
    }
}
