//! 办公室算的分数: the office's own sum with its as-of time, and where the phone's differs.

use super::{
    points::{graded, of_points},
    scored::{Points, Scored},
    targets::filled,
    why,
};
use crate::{
    domain::{client_ref::ClientRef, event::EventId, lang::Lang, statement::Statement},
    i18n::{fill, intl, year::year as own_words},
    scoring::{
        decimal::Decimal,
        ledger::{Row, RowKey},
        statement::{Differs, Told},
    },
    state::{
        at::At,
        telling::{Tone, isolated},
    },
    ui::{
        notice::notice,
        tree::{View, el},
    },
};
use std::{collections::BTreeMap, sync::Arc};

/// The section, where the office has worked out the year.
pub(super) fn statement(lang: Lang, at: At, statement: &Statement, points: &Points) -> View {
    let own = own_words(lang);
    let Some(told) = Told::parse(&statement.sheet) else {
        return View::none();
    };
    let grade = told.grade.as_ref().map(|words| words.get(lang));
    let as_of = intl::moment(lang, statement.as_of);
    let closed = statement
        .closed
        .then(|| notice(Tone::Plain, own.office_closed, None));
    let beside = match points {
        Points::Are(scored) => beside(lang, at, statement.closed, &told, scored),
        Points::Reading | Points::Absent | Points::Not(_) => View::none(),
    };
    View::all([
        el("h2").class("sec").child(own.office_points).into(),
        el("p")
            .class("lead")
            .child(graded(own, told.total, grade))
            .into(),
        el("p")
            .class("hint")
            .child(fill(own.office_as_of, &[("time", &as_of)]))
            .into(),
        closed.into(),
        beside,
    ])
}

/// What the phone makes of the same year.
fn beside(lang: Lang, at: At, closed: bool, told: &Told, scored: &Arc<Scored>) -> View {
    let own = own_words(lang);
    let ours = scored.sums.summary.total;
    let differs = told.differences(&scored.sheet().ledger);
    if ours == told.total && differs.is_empty() {
        return el("p").class("hint").child(own.office_same).into();
    }
    let values = [("points", of_points(own, ours))];
    let said = notice(Tone::Plain, filled(own.office_differs, &values), None);
    if differs.is_empty() {
        return said;
    }
    let title = if closed {
        own.office_later
    } else {
        own.office_rows
    };
    let scored = Arc::clone(scored);
    let rows = scored.sheet().ledger.rows.iter().enumerate();
    let places: BTreeMap<RowKey, usize> = rows.map(|(place, row)| (row.key(), place)).collect();
    let lines = why::list(lang, differs, move |it| {
        let rows = &scored.sheet().ledger.rows;
        let ours = places.get(&it.row).and_then(|place| rows.get(*place));
        line(lang, at, it, (ours, rows))
    });
    View::all([said, el("h3").child(title).into(), lines])
}

/// `ours` is the phone's own row, among all of them.
fn line(lang: Lang, at: At, it: &Differs, (ours, all): (Option<&Row>, &[Row])) -> View {
    let own = own_words(lang);
    let points = |it: Option<Decimal>| of_points(own, it.unwrap_or(Decimal::ZERO));
    let both = [("office", points(it.theirs)), ("phone", points(it.ours))];
    let (rule, from) = named(lang, at, &it.row, (ours, all));
    el("li")
        .child(el("p").child(el("span").child(rule)))
        .child(el("small").child(from))
        .child(el("small").child(filled(own.office_both, &both)))
        .into()
}

/// The rule and where the row comes from, in words; what only the office has by what the phone knows of it.
fn named(
    lang: Lang,
    at: At,
    key: &RowKey,
    (ours, all): (Option<&Row>, &[Row]),
) -> (String, String) {
    let own = own_words(lang);
    let of_rule = all.iter().find_map(|row| {
        let rule = row.rule.as_ref()?;
        (Some(&rule.id) == key.rule.as_ref()).then(|| rule.words.get(lang).to_owned())
    });
    let rule = of_rule
        .or_else(|| key.rule.clone())
        .unwrap_or_else(|| own.total.to_owned());
    if let Some(row) = ours {
        return (rule, why::origin(lang, at, row).1);
    }
    let (_, id) = &key.origin;
    let record = ClientRef::parse(id)
        .ok()
        .and_then(|key| at.shelf.record(&key));
    let of_record = record.map(|it| why::dated(lang, at, &it));
    let event = EventId::parse(id)
        .ok()
        .and_then(|id| at.calendar.dates().event(&id));
    let of_event = event.map(|it| isolated(&it.title));
    let from = of_record
        .or(of_event)
        .or_else(|| why::cosigned(lang, at, id));
    (rule, from.unwrap_or_else(|| own.office_only.to_owned()))
}
