//! The body's office, which helps a member who is stuck.

use super::lang::Lang;

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// In Chinese.
    pub zh_cn: String,
    /// In English.
    pub en: String,
}

impl Spoken {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// How the office is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// What it is called; none: the office.
    pub name: Option<Spoken>,
    /// Its number, as people write it.
    pub phone: String,
    /// When somebody answers.
    pub hours: Option<Spoken>,
}
