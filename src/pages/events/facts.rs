//! What an event is: when, where, whom to ask, until when; what for, what happens, its papers.

use super::told;
use crate::{
    domain::{
        day::Day,
        event::{Attendance, Contact, Event, Gathering, Paper},
        lang::Lang,
        moment::Moment,
    },
    forms::link::{geo, map, own_path, read_link, tel},
    i18n::{events::events, fill, intl},
    state::{at::At, telling::isolated},
    ui::{
        icon::{Icon, icon},
        tree::{View, el},
    },
};

/// The facts, each with its name.
pub(super) fn facts(lang: Lang, _at: At, event: &Event) -> View {
    let own = events(lang);
    let text = |name: &str, text: &str| {
        (!text.is_empty()).then(|| fact(name, el("span").child(text).into()))
    };
    let until = |name: &str, until: Option<Moment>| {
        until.map(|until| fact(name, intl::moment_of_week(lang, until).into()))
    };
    let must = event.attendance == Attendance::Must;
    let holder = match event.level {
        Some(_) => own.fact_level,
        None => own.fact_attendance,
    };
    let facts = [
        Some(fact(own.fact_time, on_two_lines(times(lang, event)))),
        text(own.fact_place, &event.place),
        event
            .gathering
            .as_ref()
            .map(|it| fact(own.fact_gathering, gathering(lang, it))),
        text(own.fact_route, &event.route),
        text(holder, &told::holder(lang, event)),
        event
            .contact
            .as_ref()
            .map(|it| fact(own.fact_contact, contact(lang, it))),
        until(own.fact_sign_up_until, event.sign_up_until),
        until(own.fact_change_until, event.change_until),
        until(own.fact_cancel_until, event.cancel_until),
        text(own.fact_approver, if must { &event.approver } else { "" }),
    ];
    let facts: Vec<View> = facts.into_iter().flatten().collect();
    el("dl").class("facts").child(facts).into()
}

fn fact(name: &str, text: View) -> View {
    let text = el("dd").class("prose").attr("dir", "auto").child(text);
    el("div").child(el("dt").child(name)).child(text).into()
}

/// 11月25日周三 09:00–12:00
pub(super) fn times(lang: Lang, event: &Event) -> String {
    let begins = intl::moment_of_week(lang, event.starts);
    let ends = if Day::at(event.starts) == Day::at(event.ends) {
        intl::time(lang, event.ends)
    } else {
        intl::moment_of_week(lang, event.ends)
    };
    format!("{begins}–{ends}")
}

/// Where one line is too short the hours stand on the second, all of them.
fn on_two_lines(times: String) -> View {
    let Some((day, hours)) = times.rsplit_once(' ') else {
        return times.into();
    };
    let hours = el("span").class("whole").child(hours);
    View::all([format!("{day} ").into(), hours.into()])
}

/// When and where the members meet.
pub(super) fn gathering_text(lang: Lang, gathering: &Gathering) -> String {
    let place = isolated(&gathering.place);
    gathering.at.map_or_else(
        || place.clone(),
        |at| {
            let time = intl::time(lang, at);
            let values = [("time", time.as_str()), ("place", place.as_str())];
            fill(events(lang).gathering_at, &values)
        },
    )
}

fn gathering(lang: Lang, gathering: &Gathering) -> View {
    let own = events(lang);
    let ways = gathering.point.map(|(north, east)| {
        let way = |address: Option<String>, name: &str| address.map(|it| way_out(&it, name));
        el("span")
            .class("ways")
            .child(way(geo(north, east), own.map))
            .child(way(map(north, east, &gathering.place), own.map_web))
    });
    View::all([gathering_text(lang, gathering).into(), ways.into()])
}

/// A way out of the app: nothing is told of where it came from.
fn way_out(address: &str, name: &str) -> View {
    el("a")
        .attr("href", address)
        .attr("rel", "noopener noreferrer")
        .attr("target", "_blank")
        .child(name)
        .into()
}

fn contact(lang: Lang, contact: &Contact) -> View {
    let Some(address) = tel(&contact.phone) else {
        return format!("{} {}", isolated(&contact.name), contact.phone).into();
    };
    let name = fill(
        events(lang).call,
        &[("name", &contact.name), ("phone", &contact.phone)],
    );
    let call = el("a")
        .attr("href", &address)
        .attr("aria-label", &name)
        .child(contact.phone.as_str());
    View::all([
        format!("{} ", isolated(&contact.name)).into(),
        el("span").class("ways").child(call).into(),
    ])
}

/// What for, what happens when, the papers.
pub(super) fn texts(lang: Lang, _at: At, event: &Event) -> View {
    let own = events(lang);
    let section = |name: &str, text: &str| {
        let prose = el("p").class("prose").attr("dir", "auto");
        (!text.is_empty())
            .then(|| View::all([heading(name), prose.child(text).into()]))
            .into()
    };
    let papers: Vec<View> = event.papers.iter().map(|it| paper(lang, it)).collect();
    let papers = (!papers.is_empty()).then(|| {
        View::all([
            heading(own.papers),
            el("ul").class("rows").child(papers).into(),
        ])
    });
    View::all([
        section(own.purpose, &event.purpose),
        section(own.schedule, &event.agenda),
        papers.into(),
    ])
}

pub(super) fn heading(name: &str) -> View {
    el("h2").class("sec").child(name).into()
}

/// A document; one whose address is not safe is named and leads nowhere.
fn paper(lang: Lang, paper: &Paper) -> View {
    let own = events(lang);
    let named = |pattern: &str| fill(pattern, &[("title", &isolated(&paper.title))]);
    let inside = match read_link(&paper.url).or_else(|| own_path(&paper.url)) {
        Some(address) => el("a")
            .class("row")
            .attr("href", address)
            .attr("rel", "noopener noreferrer")
            .attr("target", "_blank")
            .attr("aria-label", &named(own.paper_new_page))
            .child(el("span").class("what").child(paper.title.as_str()))
            .child(icon(Icon::Forth)),
        None => el("p").class("row").child(named(own.paper_unsafe)),
    };
    el("li").child(inside).into()
}
