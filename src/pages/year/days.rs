//! A calendar of the year: half a year a line, a week a column.

use super::{
    figure::{drawing, figure, table},
    stats::Stats,
};
use crate::{
    chart::days::{PLACE, Square, days as squares},
    domain::{day::Day, lang::Lang},
    i18n::{fill, intl, year::year as own_words},
    tally::year::days_of,
    ui::tree::{View, el, svg},
};

/// The section.
pub(super) fn days(lang: Lang, stats: &Stats) -> View {
    let own = own_words(lang);
    let with = move |n: u32| fill(own.item_n, &[("n", &n.to_string())]);
    let done: Vec<(Day, u32)> = days_of(stats.now.year)
        .zip(stats.now.days.iter().copied())
        .filter(|(_, n)| *n > 0)
        .collect();
    let said = fill(own.days_told, &[("n", &done.len().to_string())]);
    let halves = [(1, 6), (7, 12)].map(|(from, to)| half(lang, stats, from, to));
    let row = move |(day, n): &(Day, u32)| (intl::day(lang, *day).into(), vec![with(*n).into()]);
    let table = move || table(&[own.day, own.days], done.iter().map(row).collect());
    let lines = vec![format!("{said}{}{}", own.semicolon, own.weekdays_down)];
    figure(own, "by-day", own.days, View::all(halves), lines, table)
}

/// The months from one to another.
fn half(lang: Lang, stats: &Stats, from: u8, to: u8) -> View {
    let own = own_words(lang);
    let year = stats.now.year;
    let mine = |day: &Day| (from..=to).contains(&day.month());
    let counts: Vec<u32> = days_of(year)
        .zip(&stats.now.days)
        .filter(|(day, _)| mine(day))
        .map(|(_, n)| *n)
        .collect();
    let first = Day::new(year, from, 1).map_or(0, Day::weekday);
    let drawn = squares(first, &counts);
    let name = |month: u8| Day::new(year, month, 1).map(|day| intl::month(lang, day));
    let names: Vec<String> = (from..=to).filter_map(|month| name(month).ok()).collect();
    let done = counts.iter().filter(|n| **n > 0).count().to_string();
    let span = [names.first(), names.last()].map(|name| name.map_or("", String::as_str));
    let label = fill(
        own.table_of,
        &[
            ("act", &span.join("–")),
            ("of", &fill(own.days_told, &[("n", &done)])),
        ],
    );
    let marks = [false, true].map(|done| marks(&drawn.squares, done));
    let view_box = format!("0 0 {} {}", drawn.weeks * PLACE, 7 * PLACE);
    let names = names.into_iter().map(|name| el("span").child(name).into());
    View::all([
        el("div")
            .class("over-days")
            .attr("aria-hidden", "true")
            .child(names.collect::<Vec<View>>())
            .into(),
        drawing("year-days", &view_box, &label)
            .child(View::all(marks))
            .into(),
    ])
}

/// All days on which something was done, or all others, as one shape: a year of shapes of their own costs a phone long.
fn marks(squares: &[Square], done: bool) -> View {
    let mut path = String::new();
    for square in squares.iter().filter(|square| (square.step > 0) == done) {
        let Square { x, y, side, .. } = square;
        path += &format!("M{x} {y}h{side}v{side}h-{side}z");
    }
    svg("path")
        .class(if done { "some" } else { "none" })
        .attr("d", &path)
        .into()
}
