//! How often each kind was done, beside the year before; without targets the rings are of this.

use super::{
    circles::{Circle, circles, number},
    figure::table,
    stats::{Line, Stats, count},
};
use crate::{
    chart::rings::Share,
    domain::lang::Lang,
    i18n::{
        fill,
        year::{YearWords, year as own_words},
    },
    ui::tree::{View, el},
};

/// The section; `ringed` where the rings belong to it.
pub(super) fn counts(lang: Lang, stats: &Stats, ringed: bool) -> View {
    let own = own_words(lang);
    View::all([
        el("h2").class("sec").child(own.duties).into(),
        ringed.then(|| picture(own, stats)).into(),
        lines(own, stats, ringed),
    ])
}

fn picture(own: &YearWords, stats: &Stats) -> View {
    let most = stats.lines.iter().map(|line| line.n).max().unwrap_or(0);
    let compares = stats.compares();
    let circle = |line: &Line| Circle {
        share: Share {
            part: line.n,
            whole: if compares { line.before.max(1) } else { most },
        },
        told: told(own, stats, line),
    };
    let hint = if compares {
        own.rings_before
    } else {
        own.rings_most
    };
    let drawn: Vec<Circle> = stats.lines.iter().map(circle).collect();
    let (sum, under) = (stats.now.total.to_string(), own.items.to_owned());
    circles(own, &drawn, sum, under, hint)
}

/// 读书分享 6 场，上一年 4 场
fn told(own: &YearWords, stats: &Stats, line: &Line) -> String {
    let now = count(own, line.n, &line.measure);
    let before = count(own, line.before, &line.measure);
    let pattern = if stats.compares() {
        own.told_before
    } else {
        own.told_now
    };
    let values = [
        ("name", line.name.as_str()),
        ("count", &now),
        ("before", &before),
    ];
    fill(pattern, &values)
}

fn lines(own: &YearWords, stats: &Stats, ringed: bool) -> View {
    let year = fill(own.year_n, &[("year", &stats.now.year.to_string())]);
    let compares = stats.compares();
    let heads = [own.kind, year.as_str(), own.last_year];
    let heads = heads
        .get(..if compares { 3 } else { 2 })
        .unwrap_or_default();
    let row = |(place, line): (usize, &Line)| {
        let people = |text: &String| el("small").child(text.as_str()).into();
        let name = el("span")
            .child(line.name.as_str())
            .child(line.people.iter().map(people).collect::<Vec<View>>());
        let mark = ringed.then(|| number(place)).flatten();
        let mut cells = vec![el("b").child(count(own, line.n, &line.measure)).into()];
        if compares {
            cells.push(match line.before {
                0 => own.none.into(),
                n => count(own, n, &line.measure).into(),
            });
        }
        (
            el("span").class("named").child(mark).child(name).into(),
            cells,
        )
    };
    table(heads, stats.lines.iter().enumerate().map(row).collect())
}
