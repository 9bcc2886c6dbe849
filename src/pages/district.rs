//! What districts published about a year, as published; what is derived says so.

use crate::{
    domain::{
        figure::{Derived, District, Figure, Figures},
        lang::Lang,
    },
    i18n::{district::district as own_words, fill, words},
    route::Route,
    state::{
        ask::{Ask, Asks},
        published::Published,
        telling::Tone,
    },
    ui::{
        field::Marks,
        head::page_below,
        notice::notice,
        segment::{Pick, segment},
        tree::{View, el, live},
    },
};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};

/// The page.
pub fn district(lang: Lang, asks: Asks) -> View {
    let (w, own) = (words(lang), own_words(lang));
    let published = RwSignal::new(Published::Asking);
    asks.ask(Ask::Published(published));
    let body = move || match published.get() {
        Published::Asking => el("p").class("hint").child(w.loading).into(),
        Published::NotHad => notice(Tone::Plain, own.not_had, None),
        Published::Wrong(place) => notice(Tone::Due, fill(own.wrong, &[("place", &place)]), None),
        Published::Here(figures) => untrack(|| shown(lang, figures)),
    };
    page_below((Route::Me, w.me), own.title, View::none(), View::live(body))
}

fn shown(lang: Lang, figures: Arc<Figures>) -> View {
    let own = own_words(lang);
    let year = figures.year.to_string();
    let source = figures.source.get(lang);
    let of_year = fill(own.year_source, &[("year", &year), ("source", source)]);
    let first = figures.districts.first().map(|it| it.id.clone());
    let chosen = RwSignal::new(first.unwrap_or_default());
    let all = Arc::clone(&figures);
    let one = move || {
        let id = chosen.get();
        let district = all.districts.iter().find(|it| it.id == id);
        district.map(|it| of_district(lang, &all, it)).into()
    };
    View::all([
        el("p").child(of_year).into(),
        el("p").class("hint").child(own.lead).into(),
        choice(lang, &figures, chosen),
        View::live(one),
    ])
}

fn choice(lang: Lang, figures: &Figures, chosen: RwSignal<String>) -> View {
    let pick = |district: &District| Pick {
        value: district.id.clone(),
        label: district.name.get(lang).to_owned(),
    };
    let marks = Marks::new("district", own_words(lang).choose, live(|| None));
    segment(
        marks,
        figures.districts.iter().map(pick).collect(),
        live(move || chosen.get()),
        Rc::new(move |id| chosen.set(id)),
    )
}

fn of_district(lang: Lang, figures: &Figures, district: &District) -> View {
    let groups = figures.groups.iter().map(|(id, name)| {
        let mine = district.figures.iter().filter(|it| it.group == *id);
        let rows: Vec<View> = mine.map(|it| figure(lang, it)).collect();
        list(name.get(lang), None, rows)
    });
    let groups: Vec<View> = groups.collect();
    let own = own_words(lang);
    let derived = district.derived.iter().map(|it| derived(lang, it));
    let derived = list(own.derived, Some(own.derived_lead), derived.collect());
    View::all([View::all(groups), derived])
}

/// Rows under a heading; nothing where there are none.
fn list(heading: &str, lead: Option<&str>, rows: Vec<View>) -> View {
    if rows.is_empty() {
        return View::none();
    }
    View::all([
        el("h2").class("sec").child(heading).into(),
        lead.map(|lead| el("p").class("hint").child(lead)).into(),
        el("dl").class("figures").child(rows).into(),
    ])
}

fn figure(lang: Lang, figure: &Figure) -> View {
    let scope = figure.scope.as_ref().map(|it| it.get(lang));
    let scope = scope.map(|scope| fill(own_words(lang).scope, &[("scope", scope)]));
    row(figure.name.get(lang), scope, amount(lang, figure))
}

fn derived(lang: Lang, derived: &Derived) -> View {
    let own = own_words(lang);
    let counted = |figure: &Figure| {
        let amount = amount(lang, figure);
        let values = [("name", figure.name.get(lang)), ("amount", &amount)];
        fill(own.counted, &values)
    };
    let (upper, lower) = (counted(&derived.upper), counted(&derived.lower));
    let of = fill(own.quotient, &[("upper", &upper), ("lower", &lower)]);
    let value = format!("{}.{}", derived.tenths / 10, derived.tenths % 10);
    let value = measured(own.exactly, &value, derived.measure.get(lang));
    row(derived.name.get(lang), Some(of), value)
}

fn row(name: &str, below: Option<String>, value: String) -> View {
    let below = below.map(|below| el("dd").class("hint").child(below));
    el("div")
        .child(el("dt").child(name))
        .child(el("dd").child(value))
        .child(below)
        .into()
}

/// 760 余人次, or 未公布
fn amount(lang: Lang, figure: &Figure) -> String {
    let own = own_words(lang);
    let Some(amount) = figure.amount else {
        return own.none.to_owned();
    };
    let pattern = if amount.at_least {
        own.at_least
    } else {
        own.exactly
    };
    let number = amount.number.to_string();
    measured(pattern, &number, figure.measure.get(lang))
}

/// A per cent sign stands at its number.
fn measured(pattern: &str, number: &str, measure: &str) -> String {
    let said = fill(pattern, &[("n", number), ("measure", measure)]);
    said.replace(" %", "%")
}
