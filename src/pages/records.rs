//! 记录: the year's list; what waits stands among what arrived.

mod cosigning;

use crate::{
    domain::{
        confirmation::is_confirmation, cosigning::is_cosigning, day::Day, dispute::is_dispute,
        lang::Lang, order::largest_first, record::Record, withdrawal::is_withdrawal,
    },
    i18n::{dispute::dispute, fill, intl, later, words},
    state::{
        ask::{Ask, EventAsk, SheetAsk},
        at::At,
        confirming::Heard,
        disputes,
        progress::Courses,
        telling::{self, Told, Tone},
        telling_acts,
    },
    ui::{
        field::picker,
        head::page,
        icon::rings,
        notice::notice,
        row::rows,
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// One line of the list with what it is filtered by.
struct Entry {
    day: Option<Day>,
    kind: String,
    told: Told,
}

/// The first year that the app can have records of.
const FIRST_YEAR: u16 = 2022;

/// 请您附议 on the home page: what waits for an answer.
pub fn asked(lang: Lang, at: At) -> View {
    cosigning::section(lang, at, true)
}

/// The page.
pub fn records(lang: Lang, at: At) -> View {
    let (w, l) = (words(lang), later(lang));
    let this_year = at.clock.today_untracked().year();
    let year = RwSignal::new(this_year);
    let kind = RwSignal::new(String::new());
    let month = RwSignal::new(0_u8);
    Effect::new(move |_| at.asks.ask(Ask::Refresh(year.get())));
    let courses = RwSignal::new(Courses::default());
    Effect::new(move |_| {
        // Read again whenever the list was.
        at.shelf.years.track();
        let ask = SheetAsk::Progress(year.get(), courses);
        at.asks.ask(Ask::Sheet(ask));
    });
    // A suggestion about an event is a record too.
    at.asks.ask(Ask::Event(EventAsk::Forms));
    let found = Memo::new(move |_| {
        let (kind, month) = (kind.get(), month.get());
        let fits = |entry: &Entry| {
            (kind.is_empty() || entry.kind == kind)
                && (month == 0 || entry.day.is_some_and(|day| day.month() == month))
        };
        let all = courses.with(|courses| entries(lang, at, year.get(), courses));
        all.into_iter()
            .filter(fits)
            .map(|entry| entry.told)
            .collect::<Vec<Told>>()
    });
    let years = (FIRST_YEAR..=this_year).rev().map(|year| {
        let number = year.to_string();
        let name = fill(l.year_n, &[("year", &number)]);
        (number, name)
    });
    let kinds = std::iter::once((String::new(), l.all_kinds.to_owned())).chain(
        at.duties
            .kinds()
            .into_iter()
            .map(|kind| (kind.id().0.clone(), kind.label(lang).to_owned())),
    );
    let months = std::iter::once(("0".to_owned(), l.all_months.to_owned()))
        .chain((1..=12).map(|n: u8| (n.to_string(), month_name(lang, this_year, n))));
    let list = move || {
        let found = found.get();
        if !found.is_empty() {
            return rows(found);
        }
        let text = if kind.with(String::is_empty) && month.get() == 0 {
            l.list_empty
        } else {
            l.list_filtered_empty
        };
        el("div")
            .class("empty")
            .child(rings())
            .child(el("p").child(text))
            .into()
    };
    let count = move || {
        let words = if coming(at, year.get()).is_some() {
            l.list_coming
        } else {
            l.list_count
        };
        fill(words, &[("n", &found.with(Vec::len).to_string())])
    };
    let filters = el("div")
        .class("filter")
        .child(picker(l.year_choose, years.collect(), move |text| {
            year.set(text.parse().unwrap_or(this_year))
        }))
        .child(picker(l.kind_choose, kinds.collect(), move |text| {
            kind.set(text)
        }))
        .child(picker(l.month_choose, months.collect(), move |text| {
            month.set(text.parse().unwrap_or(0))
        }));
    let inside = View::all([
        cosigning::section(lang, at, false),
        filters.into(),
        View::live(move || as_of(lang, at, year.get())),
        el("p")
            .class("hint")
            .attr("role", "status")
            .live_text(count)
            .into(),
        View::live(list),
    ]);
    page(w.records, View::none(), inside)
}

fn month_name(lang: Lang, year: u16, month: u8) -> String {
    let number = month.to_string();
    let name = Day::new(year, month, 1).map(|day| intl::month(lang, day));
    name.unwrap_or_else(|_| fill(later(lang).month_n, &[("n", &number)]))
}

/// What has come of a year that is being read for the first time.
fn coming(at: At, year: u16) -> Option<Arc<Vec<Record>>> {
    let coming = at.shelf.coming.get();
    coming.filter(|(of, _)| *of == year).map(|(_, first)| first)
}

/// Every line of a year: what waits first, then what was received, newest first.
fn entries(lang: Lang, at: At, year: u16, courses: &Courses) -> Vec<Entry> {
    let this_year = at.clock.today().year();
    let whole = at.shelf.years.with(|years| {
        let list = years.get(&year);
        list.map(|list| list.records.clone())
    });
    let received = whole.or_else(|| coming(at, year).map(|first| first.to_vec()));
    let received = received.unwrap_or_default();
    let of_year = |day: Option<Day>| day.map_or(year == this_year, |day| day.year() == year);
    let mut all: Vec<Entry> = at.desk.rows.with(|rows| {
        rows.iter()
            .filter(|row| of_year(row.entry.day))
            .filter(|row| {
                received
                    .iter()
                    .all(|record| record.client_ref != row.item.client_ref)
            })
            .map(|row| Entry {
                day: row.entry.day,
                kind: row.entry.kind.0.clone(),
                told: telling_acts::item(lang, at.duties, at.calendar, row),
            })
            .collect()
    });
    // What was withdrawn, confirmed or co-signed says so itself.
    let speaks = [is_withdrawal, is_confirmation, is_cosigning];
    let says = |it: &&Record| !speaks.iter().any(|speaks| speaks(&it.kind));
    let heard = Heard::now(at);
    let shown = received.iter().filter(says);
    all.extend(shown.map(|record| Entry {
        day: Some(record.day),
        kind: record.kind.0.clone(),
        told: told(lang, courses, record, heard.line(lang, at, record)),
    }));
    // A draft without a day is the newest of all.
    largest_first(all, |entry| entry.day.map_or(i64::MAX, |day| day.noon().0))
}

fn told(lang: Lang, courses: &Courses, record: &Record, told: Told) -> Told {
    if !is_dispute(&record.kind) {
        return match stage(lang, courses, record) {
            Some(stage) => Told {
                detail: [stage, &told.detail].join(" · "),
                ..told
            },
            None => told,
        };
    }
    let stage = disputes::of_record(record);
    let (tone, detail) = disputes::told(lang, &stage);
    let answered = matches!(stage, disputes::Stage::Answered { .. });
    let tag = if answered {
        (tone, dispute(lang).answered)
    } else {
        told.tag
    };
    Told {
        detail,
        tag,
        ..told
    }
}

/// The step at which a record stands, once it was taken.
fn stage<'a>(lang: Lang, courses: &'a Courses, record: &Record) -> Option<&'a str> {
    let steps = &courses.of(&record.client_ref)?.steps;
    Some(courses.workflow(record)?.stage(steps)?.label(lang))
}

/// How fresh the list is.
fn as_of(lang: Lang, at: At, year: u16) -> View {
    let l = later(lang);
    let list = at
        .shelf
        .years
        .with(|years| years.get(&year).map(|list| (list.as_of, list.odd)));
    let reading = at
        .shelf
        .reading
        .with(|reading| reading.get(&year).copied().unwrap_or_default());
    let text = telling::as_of(lang, reading, list.map(|(at, _)| at), l.list_never);
    let odd = list.map_or(0, |(_, odd)| odd);
    let odd = (odd > 0).then(|| {
        notice(
            Tone::Due,
            fill(l.list_odd, &[("n", &odd.to_string())]),
            None,
        )
    });
    View::all([el("p").class("hint").child(text).into(), odd.into()])
}
