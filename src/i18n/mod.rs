//! Every word that a person reads, by key, in every language; dates and numbers.
//!
//! A typed table of our own: a key that one language lacks does not compile, and the words cost their own bytes only
//! (`docs/decisions/0005-words.md`).
pub mod broken;
pub mod checkup;
pub mod collation;
pub mod cosigning;
pub mod deeds;
pub mod dispute;
pub mod district;
pub mod elder;
pub mod events;
pub mod fields;
pub mod files;
pub mod health;
pub mod help;
pub mod intl;
pub mod later;
pub mod logged;
pub mod news;
pub mod outbox;
pub mod privacy;
pub mod progress;
pub mod report;
pub mod reports;
pub mod sentences;
pub mod share;
pub mod sheet;
pub mod style;
pub mod versions;
pub mod words;
pub mod year;

pub use deeds::{DeedWords, deeds};
pub use later::{LaterWords, later};
pub use words::{Words, english_came, is_here, words};

/// Of words for one and for more (`proposal|proposals`) those that `n` asks for; words without a bar are for any number.
pub fn for_number<'a>(words: &'a str, n: &str) -> &'a str {
    match words.split_once('|') {
        Some((one, _)) if n == "1" => one,
        Some((_, more)) => more,
        None => words,
    }
}

/// Puts values in the places `{name}` of a pattern. A name without a value stays as it is.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| {
            let value = values.iter().find(|(key, _)| *key == name)?;
            Some((value.1, tail))
        });
        match found {
            Some((value, tail)) => {
                text.push_str(value);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_their_places_and_are_not_read_again() {
        assert_eq!(
            fill("{n} 条，{m}{", &[("n", "{m}"), ("m", "3")]),
            "{m} 条，3{"
        );
        assert_eq!(fill("{unknown}", &[]), "{unknown}");
    }

    #[test]
    fn english_has_words_for_one_and_for_more() {
        let said = |n| for_number("proposal|proposals", n);
        assert_eq!(
            (said("1"), said("0"), said("1.5")),
            ("proposal", "proposals", "proposals")
        );
        assert_eq!(for_number("件", "1"), "件");
    }

    #[test]
    fn both_languages_name_the_same_places() {
        let places = |text: &str| -> Vec<String> {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect();
            found.sort();
            found
        };
        let tables = [
            words::entries(),
            broken::entries(),
            checkup::entries(),
            cosigning::entries(),
            deeds::entries(),
            dispute::entries(),
            district::entries(),
            elder::entries(),
            later::entries(),
            logged::entries(),
            news::entries(),
            outbox::entries(),
            progress::entries(),
            events::entries(),
            fields::entries(),
            year::entries(),
            report::entries(),
            sheet::entries(),
            versions::entries(),
        ];
        for (key, zh, en) in tables.concat() {
            // For one and for more.
            for en in en.split('|') {
                assert_eq!(places(zh), places(en), "{key}");
            }
            assert!(!zh.is_empty() && !en.is_empty(), "{key}");
            assert!(
                !zh.contains('！') && !en.contains('!'),
                "{key}: no exclamation marks"
            );
        }
    }
}
