//! 我的分数: the sum with its grade, what is asked for, the points by category, and 为什么 behind each number.

use super::{
    circles::{Circle, circles},
    figure::table,
    scored::{Points, Scored},
    targets::groups,
    what_if,
    why::{Figure, press, why},
};
use crate::{
    domain::lang::Lang,
    i18n::{
        fill, for_number, intl,
        year::{YearWords, year as own_words},
    },
    scoring::decimal::Decimal,
    state::{at::At, telling::Tone},
    ui::{
        notice::notice,
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The section; where nothing can be scored, a sentence that says why.
/// Beside the office's own sum it is the phone's.
pub(super) fn points(lang: Lang, at: At, points: &Points, beside: bool) -> View {
    let own = own_words(lang);
    match points {
        Points::Reading | Points::Absent => View::none(),
        Points::Not(text) => notice(Tone::Plain, text.as_str(), None),
        Points::Are(scored) => scored_sheet(own, lang, at, scored, beside),
    }
}

fn scored_sheet(
    own: &'static YearWords,
    lang: Lang,
    at: At,
    scored: &Arc<Scored>,
    beside: bool,
) -> View {
    let title = if beside { own.phone_points } else { own.points };
    let summary = &scored.sums.summary;
    let groups = groups(lang, &summary.targets);
    let drawn: Vec<Circle> = groups.iter().map(|group| group.circle(lang)).collect();
    let grade = summary.grade.as_ref().map(|grade| grade.words.get(lang));
    let lead = graded(own, summary.total, grade);
    let (sum, under) = (summary.total.to_string(), own.under.to_owned());
    let picture = (!drawn.is_empty()).then(|| circles(own, &drawn, sum, under, own.rings_target));
    let chosen = RwSignal::new(None::<Figure>);
    let lines = groups.iter().enumerate();
    let lines: Vec<View> = lines
        .map(|(place, it)| it.line(lang, at, place, chosen))
        .collect();
    let asked = (!lines.is_empty()).then(|| el("ul").class("targets").child(lines));
    let by = by_rules(own, lang, scored);
    let panel = {
        let scored = Arc::clone(scored);
        move || match chosen.get() {
            Some(figure) => untrack(|| why(lang, at, &scored, &figure, chosen)),
            None => View::none(),
        }
    };
    View::all([
        el("h2").class("sec").child(title).into(),
        el("p").class("lead").child(lead).into(),
        picture.into(),
        asked.into(),
        closed(own, lang, scored),
        categories(own, lang, scored, chosen),
        el("p").class("hint").child(by).into(),
        left_out(own, scored),
        View::live(panel),
        what_if::more(lang, at, scored),
    ])
}

/// 39.5 分
pub(super) fn of_points(own: &YearWords, points: Decimal) -> String {
    let n = points.to_string();
    fill(for_number(own.points_n, &n), &[("n", &n)])
}

/// 39.5 分，称职
pub(super) fn graded(own: &YearWords, points: Decimal, grade: Option<&str>) -> String {
    let points = of_points(own, points);
    match grade {
        Some(grade) => fill(own.graded, &[("points", &points), ("grade", grade)]),
        None => points,
    }
}

/// 按《示例区政协履职评分办法》第 1 版算
pub(super) fn by_rules(own: &YearWords, lang: Lang, scored: &Scored) -> String {
    let version = scored.sums.summary.version.to_string();
    let name = scored.rules.name().get(lang);
    fill(own.by_rules, &[("name", name), ("version", &version)])
}

/// When the office closed the year, and what came after.
fn closed(own: &YearWords, lang: Lang, scored: &Scored) -> View {
    let Some(closed) = scored.sums.summary.closed else {
        return View::none();
    };
    let said = fill(own.closed, &[("day", &intl::day(lang, closed.on))]);
    let later = scored.sums.corrections.as_ref().map(|later| {
        let said = fill(own.corrected, &[("n", &later.total.to_string())]);
        notice(Tone::Plain, said, None)
    });
    View::all([notice(Tone::Plain, said, None), later.into()])
}

/// Points by category and all of them, each with its 为什么.
fn categories(
    own: &'static YearWords,
    lang: Lang,
    scored: &Scored,
    chosen: RwSignal<Option<Figure>>,
) -> View {
    let summary = &scored.sums.summary;
    let row = |figure: Figure, name: &str, points: Decimal, most: Option<Decimal>| {
        let most =
            most.map(|most| el("small").child(fill(own.of_most, &[("n", &most.to_string())])));
        let told = format!("{name} {}", of_points(own, points));
        let press = press(own, own.why_of, &told, figure, chosen);
        let name = el("span").child(name).child(most);
        let points = el("b").child(of_points(own, points));
        let points = View::all([points.into(), press]);
        (name.into(), vec![points])
    };
    let parts = summary.categories.iter().map(|sum| {
        let figure = Figure::Category(sum.label.id.clone());
        row(
            figure,
            sum.label.words.get(lang),
            sum.points,
            sum.bounds.most,
        )
    });
    let all = row(Figure::Total, own.total, summary.total, summary.bounds.most);
    let rows = parts.chain(std::iter::once(all)).collect();
    table(&[own.category, own.points], rows)
}

/// Deeds for which the body has no rule.
fn left_out(own: &YearWords, scored: &Scored) -> View {
    use crate::scoring::ledger::Why;
    let left = &scored.sums.left_out;
    // What was returned is told at the top of the page.
    let no_rule = left.iter().filter(|it| it.why != Why::Returned).count();
    let said = || {
        el("p")
            .class("hint")
            .child(fill(own.left_out, &[("n", &no_rule.to_string())]))
    };
    (no_rule > 0).then(said).into()
}
