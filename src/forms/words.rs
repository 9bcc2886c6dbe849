//! Words of the catalog, in every language.

use super::loading::{Errors, Node, Problem, Want};
use crate::domain::lang::Lang;

/// One text in both languages; neither is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    zh: String,
    en: String,
}

impl Words {
    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.zh,
            Lang::En => &self.en,
        }
    }

    pub(super) fn load(node: &Node<'_>, errors: &mut Errors) -> Option<Self> {
        let group = node.group(errors)?;
        for key in group.keys() {
            if ![Lang::ZhCn, Lang::En].iter().any(|lang| lang.tag() == key) {
                errors.add(&node.child(key), Problem::Unsupported);
            }
        }
        let mut word = |lang: Lang| {
            let child = node.child(lang.tag());
            if child.is_absent() {
                errors.add(node, Problem::Missing(lang.tag()));
                return None;
            }
            let text = child.text(errors)?;
            if text.trim().is_empty() {
                errors.add(&child, Problem::Wrong(Want::Text));
            }
            Some(text.to_owned())
        };
        Some(Self {
            zh: word(Lang::ZhCn)?,
            en: word(Lang::En)?,
        })
    }

    /// Whether `typed` ends with this text in some language; gives what stands before it.
    pub(super) fn strip_from<'a>(&self, typed: &'a str) -> Option<&'a str> {
        typed
            .strip_suffix(self.zh.as_str())
            .or_else(|| typed.strip_suffix(self.en.as_str()))
    }
}
