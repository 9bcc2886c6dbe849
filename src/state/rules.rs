//! Faults in words.

use super::desk::{PhotoFault, SaveFault};
use crate::{
    domain::lang::Lang,
    forms::{door::number_to_text, fault::Rule, field::Field, widget::Widget},
    i18n::{Words, fill, words},
};

/// What a field asks for, in words that stand beside it.
pub fn rule(lang: Lang, field: &Field, rule: Rule) -> String {
    let w = words(lang);
    let with = |pattern: &str, n: String| fill(pattern, &[("n", &n)]);
    match rule {
        Rule::Required => {
            let pattern = if field.choices().is_empty() {
                w.rule_required
            } else {
                w.rule_choose
            };
            fill(pattern, &[("label", field.label(lang))])
        }
        Rule::NotAChoice => w.rule_choice.to_owned(),
        Rule::NotANumber => w.rule_number.to_owned(),
        Rule::NotWhole => w.rule_whole.to_owned(),
        Rule::TooSmall { least } => with(w.rule_least, number_to_text(least)),
        Rule::TooLarge { most } => with(w.rule_most, number_to_text(most)),
        Rule::TooShort { least } => with(w.rule_short, least.to_string()),
        Rule::TooLong { most } => with(w.rule_long, most.to_string()),
        Rule::TooFew { least } => with(w.rule_items_least, least.to_string()),
        Rule::TooMany { most } => with(w.rule_items_most, most.to_string()),
        Rule::BelowOther | Rule::AboveOther => {
            let pattern = match (rule == Rule::BelowOther, field.widget() == Widget::Date) {
                (true, true) => w.rule_not_before,
                (true, false) => w.rule_not_below,
                (false, true) => w.rule_not_after,
                (false, false) => w.rule_not_above,
            };
            fill(pattern, &[("label", field.bound(rule, lang))])
        }
        Rule::BadDay => w.rule_day.to_owned(),
        Rule::DayInFuture => w.rule_future.to_owned(),
        Rule::BadIsbn => w.rule_isbn.to_owned(),
        Rule::BadLink => w.rule_link.to_owned(),
        Rule::NotAbove { .. }
        | Rule::NotBelow { .. }
        | Rule::NotInSteps { .. }
        | Rule::Repeated
        | Rule::WrongKind
        | Rule::NotAllowed => w.rule_other.to_owned(),
    }
}

/// Why a draft is not on disk.
pub fn save_fault(w: &'static Words, fault: SaveFault) -> &'static str {
    match fault {
        SaveFault::PhotoFull => w.draft_full,
        SaveFault::Full => w.draft_text_full,
        SaveFault::Denied => w.draft_denied,
        SaveFault::Moved => w.draft_moved,
        SaveFault::NotFetched => w.draft_not_fetched,
    }
}

/// Why a photo was not taken.
pub fn photo_fault(w: &'static Words, fault: PhotoFault, most: usize) -> String {
    match fault {
        PhotoFault::NotImage => w.photo_not_image.to_owned(),
        PhotoFault::TooMany => fill(w.photo_too_many, &[("most", &most.to_string())]),
        PhotoFault::Insecure => w.photo_insecure.to_owned(),
        PhotoFault::NotKept => w.photo_not_kept.to_owned(),
        PhotoFault::Full => w.draft_full.to_owned(),
    }
}
