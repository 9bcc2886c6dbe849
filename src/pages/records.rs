//! 记录: the year's list; what waits stands among what arrived.

mod cosigning;
mod lines;

use self::lines::{Filter, Found, coming};
use crate::{
    domain::{day::Day, lang::Lang},
    i18n::{fill, intl, later, words},
    state::{
        ask::{Ask, EventAsk, SheetAsk},
        at::At,
        progress::Courses,
        telling::{self, Tone},
    },
    ui::{
        field::picker,
        head::page,
        icon::rings,
        notice::notice,
        row::{Tell, long},
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The first year that the app can have records of.
const FIRST_YEAR: u16 = 2022;

/// 请您附议 on the home page: what waits for an answer.
pub fn asked(lang: Lang, at: At) -> View {
    cosigning::section(lang, at, true)
}

/// The page.
pub fn records(lang: Lang, at: At) -> View {
    let (w, l) = (words(lang), later(lang));
    let this_year = at.clock.today_untracked().year();
    let year = RwSignal::new(this_year);
    let kind = RwSignal::new(String::new());
    let month = RwSignal::new(0_u8);
    Effect::new(move |_| at.asks.ask(Ask::Refresh(year.get())));
    let courses = RwSignal::new(Courses::default());
    Effect::new(move |_| {
        // Read again whenever the list was.
        at.shelf.years.track();
        let ask = SheetAsk::Progress(year.get(), courses);
        at.asks.ask(Ask::Sheet(ask));
    });
    // A suggestion about an event is a record too.
    at.asks.ask(Ask::Event(EventAsk::Forms));
    let found = Memo::new(move |_| {
        let filter = Filter {
            year: year.get(),
            kind: kind.get(),
            month: month.get(),
        };
        Found::by(lang, at, &filter)
    });
    let count = Memo::new(move |_| found.with(Found::count));
    let drawn = RwSignal::new(0);
    let tell: Tell = Arc::new(move |places| {
        courses.with(|courses| found.with(|found| found.tell(lang, at, courses, places)))
    });
    let years = (FIRST_YEAR..=this_year).rev().map(|year| {
        let number = year.to_string();
        let name = fill(l.year_n, &[("year", &number)]);
        (number, name)
    });
    let kinds = std::iter::once((String::new(), l.all_kinds.to_owned())).chain(
        at.duties
            .kinds()
            .into_iter()
            .map(|kind| (kind.id().0.clone(), kind.label(lang).to_owned())),
    );
    let months = std::iter::once(("0".to_owned(), l.all_months.to_owned()))
        .chain((1..=12).map(|n: u8| (n.to_string(), month_name(lang, this_year, n))));
    let list = move || {
        // Another list begins at its top.
        year.track();
        let all = kind.with(String::is_empty) && month.get() == 0;
        if count.get() > 0 {
            return long(count.get(), drawn, Arc::clone(&tell));
        }
        let text = if all {
            l.list_empty
        } else {
            l.list_filtered_empty
        };
        el("div")
            .class("empty")
            .child(rings())
            .child(el("p").child(text))
            .into()
    };
    let counted = move || {
        let words = if coming(at, year.get()).is_some() {
            l.list_coming
        } else {
            l.list_count
        };
        fill(words, &[("n", &count.get().to_string())])
    };
    let filters = el("div")
        .class("filter")
        .child(picker(l.year_choose, years.collect(), move |text| {
            drawn.set(0);
            year.set(text.parse().unwrap_or(this_year))
        }))
        .child(picker(l.kind_choose, kinds.collect(), move |text| {
            drawn.set(0);
            kind.set(text)
        }))
        .child(picker(l.month_choose, months.collect(), move |text| {
            drawn.set(0);
            month.set(text.parse().unwrap_or(0))
        }));
    let inside = View::all([
        cosigning::section(lang, at, false),
        filters.into(),
        View::live(move || as_of(lang, at, year.get())),
        el("p")
            .class("hint")
            .attr("role", "status")
            .live_text(counted)
            .into(),
        View::live(list),
    ]);
    page(w.records, View::none(), inside)
}

fn month_name(lang: Lang, year: u16, month: u8) -> String {
    let number = month.to_string();
    let name = Day::new(year, month, 1).map(|day| intl::month(lang, day));
    name.unwrap_or_else(|_| fill(later(lang).month_n, &[("n", &number)]))
}

/// How fresh the list is.
fn as_of(lang: Lang, at: At, year: u16) -> View {
    let l = later(lang);
    let list = at
        .shelf
        .years
        .with(|years| years.get(&year).map(|list| (list.as_of, list.odd)));
    let reading = at
        .shelf
        .reading
        .with(|reading| reading.get(&year).copied().unwrap_or_default());
    let text = telling::as_of(lang, reading, list.map(|(at, _)| at), l.list_never);
    let odd = list.map_or(0, |(_, odd)| odd);
    let odd = (odd > 0).then(|| {
        notice(
            Tone::Due,
            fill(l.list_odd, &[("n", &odd.to_string())]),
            None,
        )
    });
    View::all([el("p").class("hint").child(text).into(), odd.into()])
}
