//! What the office asks and tells, on the home page: a look at what it wrote down for the member, and at what changed.

use crate::{
    domain::lang::Lang,
    i18n::{fill, logged::logged, news::news},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        confirming::Heard,
        news::Newsletter,
        telling::{Told, Tone},
    },
    ui::{
        link::link,
        notice::notice,
        row::rows,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// How many show.
const FEW: usize = 3;

/// The sections; empty where nothing is asked and nothing is new.
pub fn asked(lang: Lang, at: At) -> View {
    let letter = RwSignal::new(Newsletter::default());
    let ask = SheetAsk::Notices(letter, false);
    at.asks.ask(Ask::Sheet(ask));
    View::all([told(lang, letter), to_confirm(lang, at)])
}

fn told(lang: Lang, letter: RwSignal<Newsletter>) -> View {
    let fresh = Memo::new(move |_| letter.with(Newsletter::fresh));
    let own = news(lang);
    View::live(move || match fresh.get() {
        0 => View::none(),
        n => {
            let text = fill(own.home, &[("n", &n.to_string())]);
            let way = link(Route::Notices, "", false, own.look);
            let told = notice(Tone::Plain, text, Some(way));
            el("div").class("told").child(told).into()
        }
    })
}

fn to_confirm(lang: Lang, at: At) -> View {
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
