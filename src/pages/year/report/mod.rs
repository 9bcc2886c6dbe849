//! 年度履职报告: a year on paper, as a picture, as text; and the way out for everything that is mine.
mod acts;
mod everything;
mod filled;
mod items;

use super::{
    circles::{number, rings_alone},
    figure::table_of,
    gathered,
};
use crate::{
    domain::{lang::Lang, member::Member},
    i18n::{fill, report::report as words_of_report, year::year as own_words},
    report::page::{Report, Section},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        making::{Making, ReportAsk},
    },
    ui::{
        head::page_below,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// The page of a year's report.
pub fn report(lang: Lang, at: At, member: &Member, year: u16) -> View {
    let (own, w) = (own_words(lang), words_of_report(lang));
    let sums = gathered(lang, at, member, year);
    let making = RwSignal::new(Making::default());
    at.asks
        .ask(Ask::Sheet(SheetAsk::Report(ReportAsk::Body, making)));
    let body = Memo::new(move |_| {
        let (zh_cn, en) = making
            .with(|making| making.body.clone())
            .unwrap_or_default();
        match lang {
            Lang::ZhCn => zh_cn,
            Lang::En => en,
        }
    });
    let office = RwSignal::new(None);
    at.asks.ask(Ask::Sheet(SheetAsk::Statement(year, office)));
    let owner = member.clone();
    let made = Memo::new(move |_| {
        filled::filled(lang, at, &owner, year, (body.get(), office.get()), sums)
    });
    let shown = move || {
        let report = made.get();
        untrack(|| sheet(&report))
    };
    let this_year = at.clock.today_untracked().year();
    let above = Route::Year((year != this_year).then_some(year));
    let title = View::all([
        el("span")
            .class("body-name")
            .live_text(move || body.get())
            .into(),
        fill(w.title, &[("year", &year.to_string())]).into(),
    ]);
    let inside = el("div")
        .class("report")
        .child(acts::acts(lang, at, year, made, making))
        .live(shown)
        .child(everything::everything(lang, at, member, year, sums, making));
    page_below((above, own.title), title, View::none(), inside)
}

/// All of it but its title.
fn sheet(report: &Report) -> View {
    let fact = |(name, value): &(String, String)| {
        el("div")
            .child(el("dt").child(name.as_str()))
            .child(el("dd").child(value.as_str()))
            .into()
    };
    let facts: Vec<View> = report.facts.iter().map(fact).collect();
    let note = |note: &String| el("p").class("lead").child(note.as_str()).into();
    let notes: Vec<View> = report.notes.iter().map(note).collect();
    let rings = report.circles.as_ref().map(|it| {
        let picture = rings_alone(&it.told, &it.shares, it.sum.clone(), it.under.clone());
        el("figure").class("circles").child(picture)
    });
    let sections = report.sections.iter().map(section);
    View::all([
        el("dl").class("facts").child(facts).into(),
        notes.into(),
        rings.into(),
        sections.collect::<Vec<View>>().into(),
    ])
}

fn section(it: &Section) -> View {
    let lead = (!it.lead.is_empty()).then(|| el("p").class("hint").child(it.lead.as_str()));
    let heads: Vec<&str> = it.heads.iter().map(String::as_str).collect();
    let row = |(place, cells): (usize, &Vec<String>)| {
        let cell = |cell: &String| cell.as_str().into();
        let mark = it.ringed.then(|| number(place)).flatten();
        let first = cells.first().map_or("", String::as_str);
        let first = match mark {
            Some(mark) => el("span").class("named").child(mark).child(first).into(),
            None => first.into(),
        };
        (first, cells.iter().skip(1).map(cell).collect())
    };
    let class = match (it.texts > 1, it.summed) {
        (true, true) => "sums long total",
        (true, false) => "sums long",
        (false, true) => "sums total",
        (false, false) => "sums",
    };
    let rows = it.rows.iter().enumerate().map(row).collect();
    View::all([
        el("h2").class("sec").child(it.title.as_str()).into(),
        lead.into(),
        (!it.rows.is_empty())
            .then(|| table_of(class, &heads, rows))
            .into(),
    ])
}
