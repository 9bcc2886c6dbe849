//! 我的信息: what is kept where and how long, who looked, a copy of all of it, and its end on this phone.

mod erasing;
mod looks;

use crate::{
    domain::lang::Lang,
    i18n::{fill, later, outbox::outbox, privacy::privacy as own, words},
    route::Route,
    state::{ask::Ask, at::At, desk::Pile, telling},
    ui::{
        head::page_below,
        icon::{Icon, icon},
        link::link,
        tree::{View, el, live_text},
    },
};
use leptos::prelude::*;

/// The page.
pub fn privacy(lang: Lang, at: At) -> View {
    let (w, own) = (words(lang), own(lang));
    let heading = |text: &str| el("h2").class("sec").child(text).into();
    let texts = [
        (own.written, own.written_told),
        (own.submitted, own.submitted_told),
        (own.signed, own.signed_told),
        (own.settings, own.settings_told),
        (own.readers, own.readers_told),
        (own.never, own.never_told),
    ];
    let texts = texts.map(|(name, told)| {
        let name = el("h3").child(name);
        View::all([name.into(), el("p").class("hint").child(told).into()])
    });
    let mine = at.session.is_open();
    let own_part = || {
        let year = at.clock.today_untracked().year();
        let name = el("span").class("what").child(own.take_go);
        let way = View::all([name.into(), icon(Icon::Forth)]);
        View::all([
            looks::looks(lang, at),
            heading(own.take),
            el("p").class("hint").child(own.take_told).into(),
            el("ul")
                .class("rows")
                .child(el("li").child(link(Route::Report(year), "row", false, way)))
                .into(),
            erasing::erasing(lang, at),
        ])
    };
    let inside = View::all([
        heading(own.here),
        here(lang, at),
        heading(own.kept),
        View::all(texts),
        el("p").class("hint").child(own.law).into(),
        mine.then(own_part).into(),
    ]);
    let above = match mine {
        true => (Route::Me, w.me),
        false => (Route::Help, w.help),
    };
    page_below(above, own.title, View::none(), inside)
}

/// What is true of this phone now.
fn here(lang: Lang, at: At) -> View {
    let (own, l) = (own(lang), later(lang));
    if !at.session.is_open() {
        return el("p").class("hint").child(own.nobody).into();
    }
    let fact = |label: &str, text: View| {
        el("div")
            .child(el("dt").child(label))
            .child(el("dd").child(text))
            .into()
    };
    let count = move |n: usize| fill(l.count_n, &[("n", &n.to_string())]);
    let year = at.clock.today_untracked().year();
    at.asks.ask(Ask::Refresh(year));
    let received = move || {
        let years = at.shelf.years;
        years.with(|years| years.get(&year).map_or(0, |list| list.records.len()))
    };
    let facts = [
        fact(
            outbox(lang).keeping,
            live_text(move || telling::keeping(lang, at.session.keeping.get()).to_owned()),
        ),
        fact(own.unsent, live_text(move || count(at.desk.unsent()))),
        fact(
            own.drafts,
            live_text(move || count(at.desk.pile(Pile::Draft).len())),
        ),
        fact(
            own.years,
            live_text(move || fill(own.years_n, &[("n", &received().to_string())])),
        ),
    ];
    el("dl").class("facts").child(View::all(facts)).into()
}
