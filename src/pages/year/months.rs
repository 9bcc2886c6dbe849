//! Bars by month, beside the year before.

use super::{
    counts::{Asked, asked, number_with_why},
    figure::{drawing, figure, table},
    stats::{Counted, Stats},
};
use crate::{
    chart::bars::{Bar, HEIGHT, PLACE, bars},
    domain::{day::Day, lang::Lang},
    i18n::{
        fill, intl,
        year::{YearWords, year as own_words},
    },
    state::at::At,
    tally::year::{Year, days_of},
    ui::tree::{View, el, svg},
};
use leptos::prelude::*;

/// Room above the longest bar for its number.
const ABOVE: u32 = 70;

/// The section.
pub(super) fn months(lang: Lang, at: At, stats: &Stats) -> View {
    let own = own_words(lang);
    let before = stats.before.as_ref().filter(|_| stats.compares());
    let today = at.clock.today_untracked();
    let drawn = picture(lang, today, stats, before);
    let mut lines = vec![summary(lang, stats)];
    lines.extend(before.map(|before| beside(own, today, stats.now.year, before)));
    let (now, before) = (stats.now.clone(), before.cloned());
    let table = move || by_month(lang, at, &now, before.as_ref());
    figure(own, "by-month", own.months, drawn, lines, table)
}

/// The table of both years.
fn by_month(lang: Lang, at: At, now: &Year, before: Option<&Year>) -> View {
    let own = own_words(lang);
    let chosen = RwSignal::new(None::<Asked>);
    let rows = (0_usize..12).map(|place| {
        let n = |year: &Year| year.months.get(place).copied().unwrap_or(0);
        let item = |n: u32| fill(own.item_n, &[("n", &n.to_string())]).into();
        let month = name(lang, now.year, place);
        let shown = fill(own.item_n, &[("n", &n(now).to_string())]);
        let asked = (Counted::Month(place), format!("{month} {shown}"));
        let first = number_with_why(own, shown, n(now), asked, chosen);
        let cells = std::iter::once(first).chain(before.map(|year| item(n(year))));
        (month.into(), cells.collect())
    });
    let year = fill(own.year_n, &[("year", &now.year.to_string())]);
    let heads = [own.month, year.as_str(), own.last_year];
    let heads = heads
        .get(..if before.is_some() { 3 } else { 2 })
        .unwrap_or_default();
    let table = table(heads, rows.collect());
    View::all([table, asked(lang, at, now.year, chosen)])
}

fn name(lang: Lang, year: u16, place: usize) -> String {
    let month = u8::try_from(place + 1).unwrap_or(12);
    Day::new(year, month, 1).map_or_else(|_| month.to_string(), |day| intl::month(lang, day))
}

/// All, and the best month.
fn summary(lang: Lang, stats: &Stats) -> String {
    let months = stats.now.months.iter().enumerate();
    // The first of equals.
    let most = months.rev().max_by_key(|(_, n)| **n);
    let (place, most) = most.map_or((0, 0), |(place, n)| (place, *n));
    fill(
        own_words(lang).months_told,
        &[
            ("n", &stats.now.total.to_string()),
            ("month", &name(lang, stats.now.year, place)),
            ("most", &most.to_string()),
        ],
    )
}

/// What the year before had come to by the same day; of a year that is over, all of it.
fn beside(own: &YearWords, today: Day, year: u16, before: &Year) -> String {
    let until = |day: &Day| (day.month(), day.day()) <= (today.month(), today.day());
    let (pattern, n) = if year == today.year() {
        let days = days_of(before.year).take_while(until).count();
        (own.same_day, before.days.iter().take(days).sum::<u32>())
    } else {
        (own.whole_before, before.total)
    };
    let said = fill(pattern, &[("n", &n.to_string())]);
    format!("{said}{}{}", own.semicolon, own.before_lines)
}

fn picture(lang: Lang, today: Day, stats: &Stats, before: Option<&Year>) -> View {
    let none = [0; 12];
    let drawn = bars(
        &stats.now.months,
        before.map_or(&none, |before| &before.months),
    );
    let is_now =
        |place: usize| (stats.now.year, place + 1) == (today.year(), usize::from(today.month()));
    let marks: Vec<View> = drawn
        .iter()
        .enumerate()
        .map(|(place, bar)| mark(bar, is_now(place)))
        .collect();
    let base = HEIGHT.to_string();
    let width = 12 * PLACE;
    let line = svg("path")
        .class("base")
        .attr("d", &format!("M0 {base}H{width}"));
    let view_box = format!("0 -{ABOVE} {width} {}", HEIGHT + ABOVE + 4);
    let names = (1..=12).map(|month: u8| el("span").child(month.to_string()).into());
    View::all([
        drawing("bars", &view_box, &summary(lang, stats))
            .child(marks)
            .child(line)
            .into(),
        el("div")
            .class("under-bars")
            .attr("aria-hidden", "true")
            .child(names.collect::<Vec<View>>())
            .into(),
    ])
}

/// A bar with its number, and the line of the year before.
fn mark(bar: &Bar, is_now: bool) -> View {
    let text = |n: u32| n.to_string();
    let column = (bar.height > 0).then(|| {
        svg("rect")
            .class(if is_now { "bar now" } else { "bar" })
            .attr("x", &text(bar.x))
            .attr("y", &text(bar.y))
            .attr("width", &text(bar.width))
            .attr("height", &text(bar.height))
    });
    let middle = bar.x + bar.width / 2;
    let top = bar.before.map_or(bar.y, |before| before.min(bar.y));
    let number = (bar.value > 0).then(|| {
        svg("text")
            .attr("x", &text(middle))
            // Above the line too, which else would cross it.
            .attr("y", &format!("{}", i64::from(top) - 14))
            .attr("text-anchor", "middle")
            .child(text(bar.value))
    });
    let before = bar.before.map(|before| {
        let (from, to) = (bar.x.saturating_sub(6), bar.x + bar.width + 6);
        svg("path")
            .class("before")
            .attr("d", &format!("M{from} {before}H{to}"))
    });
    View::all([column.into(), before.into(), number.into()])
}
