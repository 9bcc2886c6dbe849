//! What the office asks of the member, on the home page: a look at what it wrote down for them.

use crate::{
    domain::lang::Lang,
    i18n::logged::logged,
    state::{at::At, confirming::Heard, telling::Told},
    ui::{
        row::rows,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// How many show.
const FEW: usize = 3;

/// The section; empty where nothing is asked.
pub fn asked(lang: Lang, at: At) -> View {
    View::live(move || {
        let heard = Heard::now(at);
        let told: Vec<Told> = at.shelf.years.with(|years| {
            let records = years.values().rev().flat_map(|list| &list.records);
            let wanted = records.filter(|record| heard.is_wanted(record));
            let told = wanted.map(|record| heard.line(lang, at, record));
            told.take(FEW).collect()
        });
        if told.is_empty() {
            return View::none();
        }
        let heading = el("h2").class("sec").child(logged(lang).home);
        View::all([heading.into(), rows(told)])
    })
}
