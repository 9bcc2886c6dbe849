//! 为什么是这个分: the rows behind a number, each with its rule, where it comes from, its factors and what cut it.

use super::{
    objection::{Disputes, disputes, objection},
    points::of_points,
    scored::Scored,
    targets::{filled, target_name},
};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        cosigning::Paper,
        day::Day,
        event::EventId,
        lang::Lang,
        record::{KindId, Record},
    },
    i18n::{
        fill, for_number, intl,
        year::{YearWords, year as own_words},
    },
    route::Route,
    scoring::{
        decimal::Decimal,
        deed::DeedRef,
        deed::{Field, Source},
        ledger::{Applied, Cut, CutBy, Level, Origin, Row},
        rules::Label,
        summary,
    },
    state::{
        ask::Disputed,
        at::At,
        telling::{self, isolated},
    },
    ui::{
        link::link,
        tree::{View, button, el, focus_soon},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// How many rows are shown at once.
const FEW: usize = 50;

/// A number of the points that is asked about.
#[derive(Clone, PartialEq)]
pub(super) enum Figure {
    /// All of it.
    Total,
    /// A category's, by its id.
    Category(String),
    /// What is owed, by its id and village.
    Target(String, Option<String>),
}

/// 为什么 beside a number, which opens its reasons.
pub(super) fn press<F: Clone + PartialEq + Send + Sync + 'static>(
    own: &YearWords,
    pattern: &str,
    told: &str,
    figure: F,
    chosen: RwSignal<Option<F>>,
) -> View {
    let of = figure.clone();
    let is_open = move || chosen.with(|chosen| chosen.as_ref() == Some(&of));
    el("button")
        .attr("type", "button")
        .class("quiet")
        .attr("aria-label", &fill(pattern, &[("of", told)]))
        .bind("aria-expanded", move || Some(is_open().to_string()))
        .child(own.why)
        .press(move || chosen.set(Some(figure.clone())))
        .into()
}

/// Reasons under a heading that takes the focus.
pub(super) fn panel<F: Send + Sync + 'static>(
    own: &YearWords,
    title: String,
    inside: View,
    chosen: RwSignal<Option<F>>,
) -> View {
    let heading = el("h3").attr("tabindex", "-1").child(title);
    focus_soon(heading.element());
    let hide = button("quiet", own.why_hide, move || chosen.set(None));
    let head = el("div").class("why-head").child(heading).child(hide);
    View::all([head.into(), inside])
}

/// The deeds behind a number, each a link.
pub(super) fn deeds(lang: Lang, at: At, deeds: Vec<Arc<DeedRef>>) -> View {
    let one = move |deed: &Arc<DeedRef>| el("li").child(deed_link(lang, at, deed)).into();
    list(lang, deeds, one)
}

/// The reasons of a number of the points.
pub(super) fn why(
    lang: Lang,
    at: At,
    scored: &Arc<Scored>,
    figure: &Figure,
    chosen: RwSignal<Option<Figure>>,
) -> View {
    let own = own_words(lang);
    let summary = &scored.sums.summary;
    let (asked, name, points) = match figure {
        Figure::Total => (summary::Figure::Total, own.total, summary.total),
        Figure::Category(id) => {
            let sum = summary.categories.iter().find(|sum| sum.label.id == *id);
            let Some(sum) = sum else {
                return View::none();
            };
            let name = sum.label.words.get(lang);
            (summary::Figure::Category(id), name, sum.points)
        }
        Figure::Target(id, village) => {
            let mut targets = summary.targets.iter();
            let target = targets.find(|it| it.label.id == *id && it.village == *village);
            let Some(target) = target else {
                return View::none();
            };
            let title = fill(own.what_of, &[("of", &target_name(lang, target))]);
            let inside = if target.deeds.is_empty() {
                el("p").class("hint").child(own.none_yet).into()
            } else {
                deeds(lang, at, target.deeds.clone())
            };
            return panel(own, title, inside, chosen);
        }
    };
    let rows: Vec<Row> = scored.sheet().ledger.why(asked).cloned().collect();
    let told = format!("{name} {}", of_points(own, points));
    let inside = if rows.is_empty() {
        el("p").class("hint").child(own.why_none).into()
    } else {
        let year = scored.asked.year;
        let disputes = disputes(at, year);
        let sum = Disputed {
            year,
            row: match figure {
                Figure::Category(id) => id.clone(),
                Figure::Total | Figure::Target(..) => String::from("total"),
            },
            about: told.clone(),
            rule: None,
        };
        let of_sum = el("div")
            .class("object")
            .child(objection(lang, at, disputes, sum));
        let one = move |it: &Row| row(lang, at, year, it, disputes);
        View::all([of_sum.into(), list(lang, rows, one)])
    };
    panel(own, fill(own.why_of, &[("of", &told)]), inside, chosen)
}

/// The rows, some at a time.
pub(super) fn list<T: 'static>(
    lang: Lang,
    rows: Vec<T>,
    draw: impl Fn(&T) -> View + 'static,
) -> View {
    let own = own_words(lang);
    let shown = RwSignal::new(FEW);
    let all = rows.len();
    let list = move || {
        let rows = rows.iter().take(shown.get());
        let rows: Vec<View> = rows.map(|it| untrack(|| draw(it))).collect();
        el("ul").class("ledger").child(rows).into()
    };
    let more = move || {
        let left = all.saturating_sub(shown.get()).min(FEW);
        let name = fill(own.more, &[("n", &left.to_string())]);
        let press = move || shown.update(|shown| *shown += FEW);
        (left > 0).then(|| button("btn", name, press)).into()
    };
    View::all([View::live(list), View::live(more)])
}

fn row(lang: Lang, at: At, year: u16, row: &Row, disputes: Disputes) -> View {
    let own = own_words(lang);
    let label = row.rule.as_ref().or(row.category.as_ref());
    let words = label.map_or(own.total, |label| label.words.get(lang));
    let sign = if row.points > Decimal::ZERO { "+" } else { "" };
    let head = el("p")
        .child(el("span").child(words))
        .child(el("b").class("no").child(format!("{sign}{}", row.points)));
    let small = |text: String| el("small").child(text).into();
    let (from, of) = origin(lang, at, row);
    let mut lines: Vec<View> = vec![el("small").child(from).into()];
    lines.extend(sum(lang, at, row).map(small));
    lines.extend(row.cuts.iter().map(|cut| small(cut_by(own, lang, cut))));
    lines.extend(row.rule.as_ref().map(|rule| small(rule_of(own, rule))));
    let disputed = Disputed {
        year,
        row: row.key().to_string(),
        about: format!("{of} · {words} {sign}{}", row.points),
        rule: row
            .rule
            .as_ref()
            .map(|rule| (rule.id.clone(), rule.version)),
    };
    let object = el("div")
        .class("object")
        .child(objection(lang, at, disputes, disputed));
    el("li").child(head).child(lines).child(object).into()
}

fn rule_of(own: &YearWords, rule: &Label) -> String {
    let version = rule.version.to_string();
    fill(own.rule_of, &[("id", &rule.id), ("version", &version)])
}

/// Where it comes from, and the same as a text; a record or an event is a link.
pub(super) fn origin(lang: Lang, at: At, row: &Row) -> (View, String) {
    let own = own_words(lang);
    let said = match &row.origin {
        Origin::Deed(deed) => return (deed_link(lang, at, deed), deed_name(lang, at, deed)),
        Origin::Base => own.origin_base.to_owned(),
        Origin::Share { came, of } => filled(
            own.origin_share,
            &[("came", came.to_string()), ("of", of.to_string())],
        ),
        Origin::Met(_) => own.origin_met.to_owned(),
        Origin::Owed { target, village } => {
            let of = village.as_deref().unwrap_or(target);
            fill(own.origin_owed, &[("target", of)])
        }
        Origin::Floor(_) => own.origin_floor.to_owned(),
    };
    (said.as_str().into(), said)
}

fn deed_link(lang: Lang, at: At, deed: &DeedRef) -> View {
    let told = deed_name(lang, at, deed);
    let route = match deed.source {
        Source::Record => ClientRef::parse(&deed.id).ok().map(Route::Record),
        Source::Event => EventId::parse(&deed.id).ok().map(Route::Event),
        // Where it stands among those that the member was asked to sign.
        Source::Cosigned => Some(Route::Records),
    };
    match route {
        Some(route) => link(route, "", false, told),
        None => told.into(),
    }
}

/// 2026年3月5日 读书分享《乡土中国》
pub(super) fn dated(lang: Lang, at: At, record: &Record) -> String {
    named(lang, at, (record.day, &record.kind), &record.answers)
}

fn named(lang: Lang, at: At, (day, kind): (Day, &KindId), answers: &Answer) -> String {
    let known = at.duties.kind(kind);
    let name = telling::name(lang, known.as_ref(), answers);
    format!("{} {name}", intl::day(lang, day))
}

/// 2026年3月5日 附议提案《停车》: what the member has signed, by the id of the invitation.
pub(super) fn cosigned(lang: Lang, at: At, id: &str) -> Option<String> {
    let all = at.calendar.dates().cosigning.get()?;
    let paper = all.iter().find(|it| it.id == id)?.signed()?;
    let name = cosigned_name(lang, at, paper);
    Some(format!("{} {name}", intl::day(lang, paper.day)))
}

/// 附议提案《停车》
pub(super) fn cosigned_name(lang: Lang, at: At, paper: &Paper) -> String {
    let known = at.duties.kind(&paper.kind);
    let name = telling::name(lang, known.as_ref(), &paper.answers);
    fill(own_words(lang).cosigned, &[("name", &name)])
}

/// A record or event as [`dated`] says it.
fn deed_name(lang: Lang, at: At, deed: &DeedRef) -> String {
    match deed.source {
        Source::Record => {
            let key = ClientRef::parse(&deed.id).ok();
            let record = key.as_ref().and_then(|key| at.shelf.record(key));
            let answers = record.map_or(Answer::Null, |record| record.answers);
            named(lang, at, (deed.day, &deed.kind), &answers)
        }
        Source::Cosigned => cosigned(lang, at, &deed.id)
            .unwrap_or_else(|| named(lang, at, (deed.day, &deed.kind), &Answer::Null)),
        Source::Event => {
            let id = EventId::parse(&deed.id).ok();
            let event = id.as_ref().and_then(|id| at.calendar.dates().event(id));
            let name = event.map_or_else(|| deed.kind.0.clone(), |it| isolated(&it.title));
            format!("{} {name}", intl::day(lang, deed.day))
        }
    }
}

/// 2 分 × 1.5（我的角色：主讲）; nothing where that is the points themselves.
fn sum(lang: Lang, at: At, row: &Row) -> Option<String> {
    let own = own_words(lang);
    if row.units == Decimal::ONE && row.factors.is_empty() && row.cuts.is_empty() {
        return None;
    }
    let each = row.each.to_string();
    let mut said = fill(for_number(own.each, &each), &[("each", &each)]);
    if row.units != Decimal::ONE {
        said.push_str(&fill(own.times_units, &[("units", &row.units.to_string())]));
    }
    // What was multiplied by one says nothing.
    let factors = row.factors.iter();
    for factor in factors.filter(|it| it.times != Decimal::ONE) {
        let (field, held) = factor_words(lang, at, row, factor);
        let values = [
            ("times", factor.times.to_string()),
            ("field", field),
            ("held", held),
        ];
        said.push_str(&filled(own.times_factor, &values));
    }
    Some(said)
}

/// The field and what it held, in the words of the form.
fn factor_words(lang: Lang, at: At, row: &Row, factor: &Applied) -> (String, String) {
    let own = own_words(lang);
    let kind = row.deed().and_then(|deed| at.duties.kind(&deed.kind));
    let field = kind
        .as_ref()
        .and_then(|kind| kind.form().field(&factor.field));
    let held = match &factor.held {
        None | Some(Field::List(_)) => own.held_none.to_owned(),
        Some(Field::Flag(flag)) => flag.to_string(),
        Some(Field::Number(number)) => number.to_string(),
        Some(Field::Text(text)) => {
            let mut choices = field.iter().flat_map(|field| field.choices());
            let choice = choices.find(|choice| *choice.value == **text);
            choice.map_or_else(|| isolated(text), |choice| choice.label(lang).to_owned())
        }
    };
    let label = field.map_or(&*factor.field, |field| field.label(lang));
    (label.to_owned(), held)
}

/// What took points, as a sentence.
pub(super) fn cut_by(own: &YearWords, lang: Lang, cut: &Cut) -> String {
    let bound = |pattern, level: Level, n: Decimal, points: Decimal| {
        let level = level_word(own, level).to_owned();
        filled(
            pattern,
            &[
                ("level", level),
                ("n", n.to_string()),
                ("points", points.to_string()),
            ],
        )
    };
    match &cut.by {
        CutBy::Before { nth, from } => filled(
            own.cut_before,
            &[("nth", nth.to_string()), ("from", from.to_string())],
        ),
        CutBy::Past { nth, first } => filled(
            own.cut_past,
            &[("nth", nth.to_string()), ("first", first.to_string())],
        ),
        CutBy::NotBest(n) => filled(own.cut_not_best, &[("n", n.to_string())]),
        CutBy::Alternative { of, winner, .. } => fill(
            own.cut_alternative,
            &[
                ("of", of.words.get(lang)),
                ("winner", winner.words.get(lang)),
            ],
        ),
        CutBy::Most(level, n) => bound(own.cut_most, *level, *n, cut.points),
        CutBy::Least(level, n) => {
            let spared = Decimal::ZERO.minus(cut.points).unwrap_or(cut.points);
            bound(own.cut_least, *level, *n, spared)
        }
    }
}

fn level_word(own: &YearWords, level: Level) -> &'static str {
    match level {
        Level::Deed => own.level_deed,
        Level::Rule => own.level_rule,
        Level::Category => own.level_category,
        Level::Total => own.level_total,
    }
}
