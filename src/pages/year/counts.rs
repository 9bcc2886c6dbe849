//! How often each kind was done, beside the year before; without targets the rings are of this.

use super::{
    circles::{Circle, circles, number},
    figure::table,
    stats::{Counted, Line, Stats, behind, count},
    why,
};
use crate::{
    chart::rings::Share,
    domain::lang::Lang,
    i18n::{
        fill,
        year::{YearWords, year as own_words},
    },
    state::at::At,
    ui::tree::{View, el},
};
use leptos::prelude::*;

/// The section; `ringed` where the rings belong to it.
pub(super) fn counts(lang: Lang, at: At, stats: &Stats, ringed: bool) -> View {
    let own = own_words(lang);
    let chosen = RwSignal::new(None::<Asked>);
    View::all([
        el("h2").class("sec").child(own.duties).into(),
        ringed.then(|| picture(own, stats)).into(),
        lines(own, stats, ringed, chosen),
        asked(lang, at, stats.now.year, chosen),
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

/// A number that is asked about, and how it reads.
pub(super) type Asked = (Counted, String);

/// What makes the number that is asked about.
pub(super) fn asked(lang: Lang, at: At, year: u16, chosen: RwSignal<Option<Asked>>) -> View {
    let own = own_words(lang);
    View::live(move || {
        let Some((what, told)) = chosen.get() else {
            return View::none();
        };
        untrack(|| {
            let title = fill(own.what_of, &[("of", &told)]);
            let inside = why::deeds(lang, at, behind(at, year, &what));
            why::panel(own, title, inside, chosen)
        })
    })
}

/// A number with 为什么, where there is something behind it.
pub(super) fn number_with_why(
    own: &'static YearWords,
    shown: String,
    n: u32,
    asked: Asked,
    chosen: RwSignal<Option<Asked>>,
) -> View {
    let told = asked.1.clone();
    let why = (n > 0).then(|| why::press(own, own.why_what, &told, asked, chosen));
    View::all([el("b").child(shown).into(), why.into()])
}

fn lines(
    own: &'static YearWords,
    stats: &Stats,
    ringed: bool,
    chosen: RwSignal<Option<Asked>>,
) -> View {
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
        let shown = count(own, line.n, &line.measure);
        let told = format!("{} {shown}", line.name);
        let what = Counted::Kind(line.source, line.kind.clone());
        let mut cells = vec![number_with_why(own, shown, line.n, (what, told), chosen)];
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
