//! A field whose choices are searched.

use super::controls::{Slot, text};
use crate::{
    domain::{answer::Answer, lang::Lang},
    forms::{field::Field, list::Found},
    i18n::{fields::fields, fill},
    ui::{
        combo::{self, Choice, Offer},
        field::Text,
        tree::{View, live},
    },
};
use std::rc::Rc;

/// So many choices are shown; whoever seeks another types on.
const SHOWN: usize = 50;

/// The control; what a person reads is the name of what is kept.
pub(super) fn combo(lang: Lang, field: &Field, slot: Slot) -> View {
    let (named, kept) = (field.clone(), Rc::clone(&slot.value));
    let value = live(move || {
        let kept = kept();
        if kept.is_empty() {
            return kept;
        }
        let entry = named.listed(&Answer::Text(kept.clone()));
        // What is typed stays as it is typed while it is no choice.
        entry.map_or(kept.clone(), |entry| match entry.value == kept {
            true => entry.label(lang).to_owned(),
            false => kept,
        })
    });
    let text = Text {
        value,
        ..text(lang, field, slot)
    };
    let field = field.clone();
    combo::combo(text, move |typed| {
        // Of a list that is not here nothing can be said.
        let list = field.list().filter(|list| list.is_here());
        let found = list.map(|list| list.find(typed, SHOWN));
        found.map_or_else(Offer::default, |found| offer(lang, &field, found))
    })
}

fn offer(lang: Lang, field: &Field, found: Found<'_>) -> Offer {
    let l = fields(lang);
    let said = match (found.entries.is_empty(), found.more) {
        (true, _) if field.takes_other() => l.list_none_other.to_owned(),
        (true, _) => l.list_none.to_owned(),
        (false, 0) => String::new(),
        (false, more) => fill(l.list_more, &[("n", &more.to_string())]),
    };
    let choice = |entry: &&crate::forms::list::Listed| Choice {
        value: entry.value.clone(),
        label: entry.label(lang).to_owned(),
    };
    Offer {
        options: found.entries.iter().map(choice).collect(),
        said,
    }
}
