//! A line of the list: the day, what it is, when and where, who holds it, how the member stands.

use super::{seen::Seen, told};
use crate::{
    domain::{day::Day, event::Event, lang::Lang},
    i18n::{events::events, fill, intl},
    route::Route,
    state::telling::{Tone, isolated},
    ui::{
        link::link,
        notice::tag,
        tree::{View, el},
    },
};

/// What a line shows.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    route: Route,
    pub(super) day: Day,
    weekday: String,
    title: String,
    at: String,
    holder: String,
    conflict: Option<String>,
    tag: (Tone, &'static str),
}

/// The line of an event; `conflicts` is the first other event of the member at the same time.
pub(super) fn line(lang: Lang, seen: &Seen, conflict: Option<&Event>) -> Line {
    let event = &seen.event;
    let day = Day::at(event.starts);
    let (time, place) = (intl::time(lang, event.starts), isolated(&event.place));
    let at = format!("{time} {place}");
    Line {
        route: Route::Event(event.id.clone()),
        day,
        weekday: intl::weekday(lang, day),
        title: event.title.clone(),
        at: at.trim_end().to_owned(),
        holder: told::holder(lang, event),
        conflict: conflict.map(|other| {
            let title = isolated(&other.title);
            fill(events(lang).conflict_short, &[("title", &title)])
        }),
        tag: told::tag(lang, seen),
    }
}

/// Draws lines, with a heading for each month.
pub(super) fn by_month(lang: Lang, lines: Vec<Line>) -> View {
    let mut months: Vec<(Day, Vec<View>)> = Vec::new();
    for line in lines {
        let day = line.day;
        let same = |(month, _): &&mut (Day, Vec<View>)| {
            (month.year(), month.month()) == (day.year(), day.month())
        };
        let drawn = draw(line);
        match months.last_mut().filter(same) {
            Some((_, rows)) => rows.push(drawn),
            None => months.push((day, vec![drawn])),
        }
    }
    let month = |(day, rows): (Day, Vec<View>)| {
        View::all([
            el("h2")
                .class("sec")
                .child(intl::month_long(lang, day))
                .into(),
            el("ul").class("rows").child(rows).into(),
        ])
    };
    View::all(months.into_iter().map(month))
}

/// Draws lines without headings.
pub(super) fn plain(lines: Vec<Line>) -> View {
    let rows: Vec<View> = lines.into_iter().map(draw).collect();
    el("ul").class("rows").child(rows).into()
}

fn draw(line: Line) -> View {
    let day = el("span")
        .class("day")
        .child(line.day.day().to_string())
        .child(el("small").child(line.weekday));
    let conflict = line
        .conflict
        .map(|text| el("small").class("clash").child(text));
    let text = el("span")
        .class("t")
        .attr("dir", "auto")
        .child(line.title)
        .child(el("small").child(line.at))
        .child(el("small").child(line.holder))
        .child(conflict);
    let what = el("span").class("what").child(text).child(tag(line.tag));
    let inside = View::all([day.into(), what.into()]);
    el("li")
        .child(link(line.route, "row", false, inside))
        .into()
}
