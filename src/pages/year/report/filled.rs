//! The report, filled with what the phone has: every form of it says these words and figures.

use super::super::{
    Sums,
    points::{by_rules, graded, of_points},
    scored::{Points, Scored},
    six::{one_of_six, villages_of},
    stats::{Stats, count},
    targets::groups,
    waiting,
};
use super::items::{Item, items};
use crate::{
    domain::{lang::Lang, member::Member, moment::Moment, record::KindId, statement::Statement},
    i18n::{
        fill, intl,
        report::report as words_of_report,
        year::{YearWords, year as own_words},
    },
    report::page::{Circles, Report, Section},
    scoring::{decimal::Decimal, statement::Told},
    state::at::At,
    tally::six::{self, KINDS},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The report of a year as it stands.
pub(super) fn filled(
    lang: Lang,
    at: At,
    member: &Member,
    year: u16,
    (body, office): (String, Option<Arc<Statement>>),
    sums: Sums,
) -> Report {
    let (own, w) = (own_words(lang), words_of_report(lang));
    let points = sums.points.get();
    let stats = sums.stats.get();
    let scored = match &points {
        Points::Are(scored) => Some(scored.as_ref()),
        Points::Reading | Points::Absent | Points::Not(_) => None,
    };
    let office = office.and_then(|it| Some((Told::parse(&it.sheet)?, it.as_of)));
    let mut facts = facts(lang, at, member, year);
    facts.extend(
        office
            .as_ref()
            .map(|(told, as_of)| of_office(lang, told, *as_of)),
    );
    let mut notes = notes(own, lang, at, year, &stats, &points);
    if let (Some((told, _)), Some(scored)) = (&office, scored)
        && told.total != scored.sums.summary.total
    {
        let ours = of_points(own, scored.sums.summary.total);
        notes.push(fill(own.office_differs, &[("points", &ours)]));
    }
    let mut sections = Vec::new();
    sections.extend(scored.and_then(|scored| asked(own, lang, scored)));
    sections.extend(scored.map(|scored| by_category(own, lang, scored)));
    sections.extend((!stats.lines.is_empty()).then(|| duties(own, lang, &stats)));
    let asked_six = points.ask_six();
    sections.extend(six_ones(own, lang, at, year, &member.villages, asked_six));
    let items = || items(lang, at, year, scored);
    sections.extend(stats.is_read.then(|| list(lang, items(), scored)));
    Report {
        body,
        title: fill(w.title, &[("year", &year.to_string())]),
        facts,
        notes,
        circles: scored.and_then(|scored| circles(own, lang, scored)),
        sections,
    }
}

fn facts(lang: Lang, at: At, member: &Member, year: u16) -> Vec<(String, String)> {
    let w = words_of_report(lang);
    let as_of = at
        .shelf
        .years
        .with(|years| years.get(&year).map(|list| list.as_of));
    let as_of = as_of.map(|at| {
        let day = intl::day_long(lang, crate::domain::day::Day::at(at));
        format!("{day} {}", intl::time(lang, at))
    });
    let all = [
        (w.name, member.name.clone()),
        (w.number, member.number.clone()),
        (w.sector, member.sector.clone()),
        (w.committee, member.committee.clone()),
        (w.year, year.to_string()),
        (w.as_of, as_of.unwrap_or_default()),
    ];
    let there = all.into_iter().filter(|(_, value)| !value.is_empty());
    there
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The office's own sum, as of when.
fn of_office(lang: Lang, told: &Told, as_of: Moment) -> (String, String) {
    let own = own_words(lang);
    let grade = told.grade.as_ref().map(|words| words.get(lang));
    let sum = graded(own, told.total, grade);
    let as_of = fill(own.office_as_of, &[("time", &intl::moment(lang, as_of))]);
    let said = format!("{sum}{}{as_of}", own.semicolon);
    (own.office_points.to_owned(), said)
}

/// What is not in it.
fn notes(
    own: &YearWords,
    lang: Lang,
    at: At,
    year: u16,
    stats: &Stats,
    points: &Points,
) -> Vec<String> {
    let with = |pattern, n: String| fill(pattern, &[("n", &n)]);
    let mut notes = Vec::new();
    if !stats.is_read {
        notes.push(words_of_report(lang).not_read.to_owned());
    }
    let events = at.calendar.dates().years;
    if at.session.holds_events.get() && events.with(|years| years.get(&year).is_none()) {
        notes.push(own.events_never.to_owned());
    }
    let waiting = waiting(at, year);
    notes.extend((waiting > 0).then(|| with(own.waiting, waiting.to_string())));
    let returned = stats.now.returned;
    notes.extend((returned > 0).then(|| with(own.returned, returned.to_string())));
    if let Points::Not(why) = points {
        notes.push(why.clone());
    }
    if let Points::Are(scored) = points {
        let closed = scored.sums.summary.closed;
        notes.extend(closed.map(|it| fill(own.closed, &[("day", &intl::day(lang, it.on))])));
        let later = scored.sums.corrections.as_ref();
        notes.extend(later.map(|it| with(own.corrected, it.total.to_string())));
    }
    notes
}

fn circles(own: &YearWords, lang: Lang, scored: &Scored) -> Option<Circles> {
    let summary = &scored.sums.summary;
    let drawn: Vec<_> = groups(lang, &summary.targets)
        .iter()
        .map(|group| group.circle(lang))
        .take(super::super::circles::RINGS)
        .collect();
    let told: Vec<&str> = drawn.iter().map(|it| it.told.as_str()).collect();
    (!drawn.is_empty()).then(|| Circles {
        shares: drawn.iter().map(|it| it.share).collect(),
        sum: summary.total.to_string(),
        under: own.under.to_owned(),
        told: fill(own.rings_name, &[("told", &told.join(own.semicolon))]),
    })
}

fn named(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn asked(own: &YearWords, lang: Lang, scored: &Scored) -> Option<Section> {
    let groups = groups(lang, &scored.sums.summary.targets);
    (!groups.is_empty()).then(|| Section {
        title: own.asked.to_owned(),
        lead: own.rings_target.to_owned(),
        heads: named(&[own.asked, own.done]),
        texts: 1,
        rows: groups.iter().map(|group| group.row(lang)).collect(),
        ringed: true,
        summed: false,
    })
}

fn by_category(own: &YearWords, lang: Lang, scored: &Scored) -> Section {
    let summary = &scored.sums.summary;
    let grade = summary.grade.as_ref().map(|grade| grade.words.get(lang));
    let lead = graded(own, summary.total, grade);
    let by = by_rules(own, lang, scored);
    let row = |name: &str, points: Decimal| vec![name.to_owned(), of_points(own, points)];
    let parts = summary.categories.iter();
    let parts = parts.map(|it| row(it.label.words.get(lang), it.points));
    Section {
        title: own.points.to_owned(),
        lead: format!("{lead}{}{by}", own.semicolon),
        heads: named(&[own.category, words_of_report(lang).points]),
        texts: 1,
        rows: parts
            .chain(std::iter::once(row(own.total, summary.total)))
            .collect(),
        ringed: false,
        summed: true,
    }
}

/// How often each kind was done, with its measure word, beside the year before.
fn duties(own: &YearWords, lang: Lang, stats: &Stats) -> Section {
    let w = words_of_report(lang);
    let year = fill(own.year_n, &[("year", &stats.now.year.to_string())]);
    let heads = [own.kind, &year, own.last_year];
    let columns = if stats.compares() { 3 } else { 2 };
    let rows = stats.lines.iter().map(|line| {
        let name = if line.people.is_empty() {
            line.name.clone()
        } else {
            let people = line.people.join(w.comma);
            fill(w.with_people, &[("name", &line.name), ("people", &people)])
        };
        let before = match line.before {
            0 => own.none.to_owned(),
            n => count(own, n, &line.measure),
        };
        let mut row = vec![name, count(own, line.n, &line.measure), before];
        row.truncate(columns);
        row
    });
    Section {
        title: own.duties.to_owned(),
        heads: named(heads.get(..columns).unwrap_or_default()),
        texts: 1,
        rows: rows.collect(),
        ..Section::default()
    }
}

/// 六个一: a column for each village.
fn six_ones(
    own: &YearWords,
    lang: Lang,
    at: At,
    year: u16,
    villages: &[String],
    asked: bool,
) -> Option<Section> {
    let found = villages_of(at, year, villages)?;
    if !asked && villages.is_empty() {
        return None;
    }
    let kinds = KINDS.map(|kind| KindId(kind.to_owned()));
    let rows = kinds.iter().enumerate().map(|(place, id)| {
        let name = one_of_six(lang, at, id);
        let done = found.iter().map(|village| {
            let n = village.slots.get(place).map_or(0, |it| it.evidence.len());
            match n {
                0 => own.none.to_owned(),
                n => fill(own.six_has, &[("n", &n.to_string())]),
            }
        });
        std::iter::once(name).chain(done).collect()
    });
    let village = |it: &six::Village| {
        if it.name.is_empty() {
            own.done.to_owned()
        } else {
            it.name.clone()
        }
    };
    Some(Section {
        title: own.six.to_owned(),
        heads: std::iter::once(own.kind.to_owned())
            .chain(found.iter().map(village))
            .collect(),
        texts: 1,
        rows: rows.collect(),
        ..Section::default()
    })
}

/// Every record and event with its points, and what else gave points.
fn list(lang: Lang, items: Vec<Item>, scored: Option<&Scored>) -> Section {
    let (own, w) = (own_words(lang), words_of_report(lang));
    let n = items.iter().filter(|item| item.day.is_some()).count();
    let heads = [own.day, w.what, w.state, w.points];
    let columns = if scored.is_some() { 4 } else { 3 };
    let row = |item: Item| {
        let points = item
            .points
            .map_or(w.no_points.to_owned(), |it| it.to_string());
        let day = item.day.map(|day| intl::day(lang, day));
        let day = day.unwrap_or_else(|| w.whole_year.to_owned());
        let mut row = vec![day, item.name, item.state, points];
        row.truncate(columns);
        row
    };
    let mut rows: Vec<Vec<String>> = items.into_iter().map(row).collect();
    let is_empty = rows.is_empty();
    if let Some(scored) = scored {
        let total = scored.sums.summary.total.to_string();
        rows.push(vec![
            own.total.to_owned(),
            String::new(),
            String::new(),
            total,
        ]);
    }
    Section {
        title: w.list.to_owned(),
        lead: if is_empty || n == 0 {
            w.nothing.to_owned()
        } else {
            fill(w.list_lead, &[("n", &n.to_string())])
        },
        heads: named(heads.get(..columns).unwrap_or_default()),
        texts: 3,
        rows,
        ringed: false,
        summed: scored.is_some(),
    }
}
