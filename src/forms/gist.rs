//! 是不是记过了: whether two records look like one.

use super::answers::CheckedAnswers;
use super::number::narrow;
use crate::domain::{day::Day, record::KindId};

/// What tells one record of a member from another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gist {
    kind: KindId,
    day: Option<Day>,
    title: String,
}

impl Gist {
    /// Folds the title: spaces, 《》 and other quotes, width and the case of Latin letters don't tell books apart.
    pub fn new(kind: KindId, day: Option<Day>, title: &str) -> Self {
        let letters = title.chars().map(narrow);
        let told = letters.filter(|letter| !letter.is_whitespace() && !is_quote(*letter));
        let title = told.map(|letter| letter.to_ascii_lowercase()).collect();
        Self { kind, day, title }
    }

    /// The day of the duty, where the form has one.
    pub fn day(&self) -> Option<Day> {
        self.day
    }

    /// Same kind, same day, same title; a record without one of them is like no other.
    pub fn is_like(&self, other: &Self) -> bool {
        self.day.is_some() && !self.title.is_empty() && self == other
    }
}

/// Whether two records may be one that was logged twice.
pub fn likeness(one: &CheckedAnswers, two: &CheckedAnswers) -> bool {
    one.gist.is_like(&two.gist)
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '《' | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '"'
            | '\''
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(one: &str, two: &str, expected: bool) {
        let gist = |title| Gist::new(KindId("k".into()), Day::new(2026, 4, 23).ok(), title);
        assert_eq!(gist(one).is_like(&gist(two)), expected, "{one} {two}");
    }

    #[test]
    fn quotes_width_spaces_and_case_dont_tell_titles_apart() {
        alike("《红楼梦》", " 红楼梦 ", true);
        alike("Ｔｈｅ　Ｐｒｉｎｃｅ", "the prince", true);
        alike("红楼梦", "红楼梦（下）", false);
        alike("《》", "", false);
    }
}
