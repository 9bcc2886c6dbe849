//! A month: its days with what is held on them, and the list beneath.

use super::{
    list::{clash, empty, seen},
    row,
    seen::Seen,
};
use crate::{
    domain::{day::Day, event::Event, lang::Lang},
    i18n::{events::events, fill, intl},
    route::Route,
    state::at::At,
    ui::{
        icon::{Icon, icon},
        link::link,
        tree::{El, View, button, el},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// A day with what is held on it.
#[derive(Clone, PartialEq)]
struct Square {
    day: Day,
    held: usize,
    mine: bool,
}

/// The grid with its list.
pub(super) fn month(lang: Lang, at: At, (year, month): (u16, u8)) -> View {
    let own = events(lang);
    let all = Memo::new(move |_| {
        let mut all = seen(at);
        all.retain(|seen| covers(&seen.event, year, month));
        all
    });
    let chosen = RwSignal::new(None::<Day>);
    let squares = Memo::new(move |_| {
        let days = (1..=31).filter_map(|day| Day::new(year, month, day).ok());
        all.with(|all| {
            days.map(|day| {
                let held = || all.iter().filter(|seen| is_on(&seen.event, day));
                Square {
                    day,
                    held: held().count(),
                    mine: held().any(Seen::takes_part),
                }
            })
            .collect::<Vec<Square>>()
        })
    });
    let below = move || {
        let day = chosen.get();
        let lines = all.with(|all| {
            let mine: Vec<Arc<Event>> = all
                .iter()
                .filter(|it| it.takes_part())
                .map(|it| Arc::clone(&it.event))
                .collect();
            let shown = all
                .iter()
                .filter(|seen| day.is_none_or(|day| is_on(&seen.event, day)));
            shown
                .map(|seen| row::line(lang, seen, clash(seen, &mine)))
                .collect::<Vec<_>>()
        });
        let heading = day.map(|day| {
            el("h2")
                .class("sec")
                .child(intl::day(lang, day))
                .child(button("quiet", own.whole_month, move || chosen.set(None)))
        });
        let list = if lines.is_empty() {
            empty(own.month_empty)
        } else {
            row::plain(lines)
        };
        View::all([heading.into(), list])
    };
    View::all([
        head(lang, year, month),
        View::live(move || grid(lang, &squares.get(), chosen)),
        View::live(below),
    ])
}

fn head(lang: Lang, year: u16, month: u8) -> View {
    let own = events(lang);
    let name = Day::new(year, month, 1).map(|day| intl::month_long(lang, day));
    let before = if month == 1 {
        (year.saturating_sub(1), 12)
    } else {
        (year, month - 1)
    };
    let after = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let way = |to: (u16, u8), drawing: Icon, name: &str| {
        let inside = View::all([icon(drawing), el("span").class("vh").child(name).into()]);
        link(Route::Events(Some(to)), "btn", false, inside)
    };
    let ways = el("span")
        .child(way(before, Icon::Back, own.previous_month))
        .child(way(after, Icon::Forth, own.next_month));
    el("div")
        .class("months")
        .child(el("h2").child(name.unwrap_or_default()))
        .child(ways)
        .into()
}

/// A table of weeks from Monday on; days on which something is held can be pressed.
fn grid(lang: Lang, squares: &[Square], chosen: RwSignal<Option<Day>>) -> View {
    let own = events(lang);
    let names = own
        .weekdays
        .chars()
        .map(|name| el("th").attr("scope", "col").child(name.to_string()).into());
    let before = squares.first().map_or(0, |it| it.day.weekday());
    let blanks = (0..before).map(|_| el("td").into());
    let days = squares
        .iter()
        .map(|square| cell(lang, square, chosen).into());
    let mut cells = blanks.chain(days).peekable();
    let mut weeks: Vec<View> = Vec::new();
    while cells.peek().is_some() {
        let week: Vec<View> = cells.by_ref().take(7).collect();
        weeks.push(el("tr").child(week).into());
    }
    el("table")
        .class("month")
        .child(el("thead").child(el("tr").child(names.collect::<Vec<View>>())))
        .child(el("tbody").child(weeks))
        .into()
}

fn cell(lang: Lang, square: &Square, chosen: RwSignal<Option<Day>>) -> El {
    let own = events(lang);
    let Square { day, held, mine } = *square;
    let number = day.day().to_string();
    if held == 0 {
        return el("td").child(number);
    }
    let pattern = if mine { own.day_n_mine } else { own.day_n };
    let name = fill(
        pattern,
        &[("day", &intl::day(lang, day)), ("n", &held.to_string())],
    );
    let press = move || chosen.update(|chosen| *chosen = (*chosen != Some(day)).then_some(day));
    let day_button = button(if mine { "mine" } else { "" }, number, press)
        .attr("aria-label", &name)
        .bind("aria-pressed", move || {
            Some((chosen.get() == Some(day)).to_string())
        });
    el("td").child(day_button)
}

fn covers(event: &Event, year: u16, month: u8) -> bool {
    let of = |day: Day| (day.year(), day.month());
    let here = (year, month);
    of(Day::at(event.starts)) <= here && here <= of(Day::at(event.ends))
}

fn is_on(event: &Event, day: Day) -> bool {
    Day::at(event.starts) <= day && day <= Day::at(event.ends)
}
