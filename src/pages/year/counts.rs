//! 同心圆 and the table that belongs to it: how often each kind was done.

use super::{
    figure::{drawing, table},
    stats::{Line, Stats, count},
};
use crate::{
    chart::rings::{Ring, SIDE, Share, rings},
    domain::lang::Lang,
    i18n::{
        fill,
        year::{YearWords, year as own_words},
    },
    ui::tree::{View, el, svg},
};

/// How many rings can be told apart on a phone.
const RINGS: usize = 8;
/// How many colours they take turns in.
const COLOURS: usize = 4;

/// The section.
pub(super) fn counts(lang: Lang, stats: &Stats) -> View {
    let own = own_words(lang);
    let drawn = picture(own, stats);
    let hint = if stats.compares() {
        own.rings_before
    } else {
        own.rings_most
    };
    View::all([
        el("h2").class("sec").child(own.duties).into(),
        el("figure")
            .class("circles")
            .child(drawn)
            .child(el("p").class("hint").child(hint))
            .into(),
        legend(own, stats),
    ])
}

fn picture(own: &YearWords, stats: &Stats) -> View {
    let most = stats.lines.iter().map(|line| line.n).max().unwrap_or(0);
    let share = |line: &Line| Share {
        part: line.n,
        whole: if stats.compares() {
            line.before.max(1)
        } else {
            most
        },
    };
    let shares: Vec<Share> = stats.lines.iter().take(RINGS).map(share).collect();
    let drawn = rings(&shares);
    let ring = |(place, ring): (usize, &Ring)| circle(place, ring, drawn.width);
    let circles: Vec<View> = drawn.rings.iter().enumerate().map(ring).collect();
    let told: Vec<String> = stats
        .lines
        .iter()
        .map(|line| told(own, stats, line))
        .collect();
    let name = fill(own.rings_name, &[("told", &told.join(own.semicolon))]);
    drawing("year-rings", &format!("0 0 {SIDE} {SIDE}"), &name)
        .child(circles)
        .child(middle("sum", "490", stats.now.total.to_string()))
        .child(middle("under", "590", own.items.to_owned()))
        .into()
}

/// A track, what is reached on it, and the dot of more.
fn circle(place: usize, ring: &Ring, width: u32) -> View {
    let middle = (SIDE / 2).to_string();
    let round = |class: &str| {
        svg("circle")
            .class(class)
            .attr("cx", &middle)
            .attr("cy", &middle)
            .attr("r", &ring.radius.to_string())
            .attr("stroke-width", &width.to_string())
    };
    let reached = (ring.filled > 0).then(|| {
        round(&format!("reached r{}", place % COLOURS))
            .attr(
                "stroke-dasharray",
                &format!("{} {}", ring.filled, ring.round),
            )
            // A circle begins on the right.
            .attr("transform", &format!("rotate(-90 {middle} {middle})"))
    });
    let more = ring.more.then(|| {
        svg("circle")
            .class("more")
            .attr("cx", &middle)
            .attr("cy", &(SIDE / 2 - ring.radius).to_string())
            .attr("r", &(width / 4).to_string())
    });
    View::all([round("track").into(), reached.into(), more.into()])
}

fn middle(class: &str, y: &str, text: String) -> View {
    svg("text")
        .class(class)
        .attr("x", &(SIDE / 2).to_string())
        .attr("y", y)
        .attr("text-anchor", "middle")
        .child(text)
        .into()
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
    fill(
        pattern,
        &[("name", &line.name), ("count", &now), ("before", &before)],
    )
}

/// The table, with the number of each ring.
fn legend(own: &YearWords, stats: &Stats) -> View {
    let year = fill(own.year_n, &[("year", &stats.now.year.to_string())]);
    let compares = stats.compares();
    let heads = [own.kind, year.as_str(), own.last_year];
    let heads = heads
        .get(..if compares { 3 } else { 2 })
        .unwrap_or_default();
    let row = |(place, line): (usize, &Line)| {
        let mark = (place < RINGS).then(|| {
            el("span")
                .class(&format!("ring r{}", place % COLOURS))
                .attr("aria-hidden", "true")
                .child((place + 1).to_string())
        });
        let people = |text: &String| el("small").child(text.as_str()).into();
        let name = View::all([
            mark.into(),
            el("span")
                .child(line.name.as_str())
                .child(line.people.iter().map(people).collect::<Vec<View>>())
                .into(),
        ]);
        let mut cells = vec![el("b").child(count(own, line.n, &line.measure)).into()];
        if compares {
            cells.push(match line.before {
                0 => own.none.into(),
                n => count(own, n, &line.measure).into(),
            });
        }
        (el("span").class("named").child(name).into(), cells)
    };
    let rows = stats.lines.iter().enumerate().map(row).collect();
    table(heads, rows)
}
