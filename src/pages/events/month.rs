//! A month: its days with what is held on them, and the list beneath.

use super::{
    list::{clash, empty, seen},
    row,
    seen::Seen,
};
use crate::{
    agenda::month::{Month, is_on},
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

/// Monday first; none where the day is another month's.
type Week = [Option<Square>; 7];

/// The grid with its list.
pub(super) fn month(lang: Lang, at: At, month: Month) -> View {
    let own = events(lang);
    let all = Memo::new(move |_| {
        let mut all = seen(at);
        all.retain(|seen| month.holds(&seen.event));
        all
    });
    let chosen = RwSignal::new(None::<Day>);
    let weeks = Memo::new(move |_| {
        all.with(|all| {
            let square = |day: Day| {
                let held = || all.iter().filter(|seen| is_on(&seen.event, day));
                Square {
                    day,
                    held: held().count(),
                    mine: held().any(Seen::takes_part),
                }
            };
            let week = |week: [Option<Day>; 7]| week.map(|day| day.map(square));
            month.weeks().into_iter().map(week).collect::<Vec<Week>>()
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
    let today = Memo::new(move |_| at.clock.today());
    View::all([
        head(lang, month),
        View::live(move || grid(lang, &weeks.get(), today.get(), chosen)),
        View::live(move || all.with(|all| (!all.is_empty()).then(|| key(lang))).into()),
        View::live(below),
    ])
}

fn head(lang: Lang, month: Month) -> View {
    let own = events(lang);
    let name = month.days().next().map(|day| intl::month_long(lang, day));
    let way = |to: Month, drawing: Icon, name: &str| {
        let to = (to.year(), to.month());
        let inside = View::all([icon(drawing), el("span").class("vh").child(name).into()]);
        link(Route::Events(Some(to)), "btn", false, inside)
    };
    let (before, after) = (month.before(), month.after());
    let ways = el("span")
        .child(before.map(|to| way(to, Icon::Back, own.previous_month)))
        .child(after.map(|to| way(to, Icon::Forth, own.next_month)));
    el("div")
        .class("months")
        .child(el("h2").child(name.unwrap_or_default()))
        .child(ways)
        .into()
}

/// What the dots say.
fn key(lang: Lang) -> View {
    let own = events(lang);
    el("p")
        .class("hint keys")
        .child(el("span").class("mine").child(own.key_mine))
        .child(el("span").child(own.key_other))
        .into()
}

/// A table of weeks from Monday on; days on which something is held can be pressed.
fn grid(lang: Lang, weeks: &[Week], today: Day, chosen: RwSignal<Option<Day>>) -> View {
    let own = events(lang);
    let names = own
        .weekdays
        .chars()
        .map(|name| el("th").attr("scope", "col").child(name.to_string()).into());
    let place = |square: &Option<Square>| match square {
        Some(square) => {
            let is_today = (square.day == today).then_some("date");
            let cell = cell(lang, square, chosen);
            cell.maybe("aria-current", is_today).into()
        }
        None => el("td").into(),
    };
    let week = |week: &Week| {
        // Nothing stands behind the last day.
        let days = week
            .iter()
            .rposition(Option::is_some)
            .map_or(0, |last| last + 1);
        el("tr")
            .child(week.iter().take(days).map(place).collect::<Vec<View>>())
            .into()
    };
    let weeks: Vec<View> = weeks.iter().map(week).collect();
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
