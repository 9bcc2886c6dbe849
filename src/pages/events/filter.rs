//! Which events the list shows.

use super::{seen::Seen, told};
use crate::{
    domain::{
        event::{Attendance, Level},
        lang::Lang,
    },
    i18n::{
        events::{EventWords, events},
        fill,
    },
    state::attending::Absence,
    ui::{
        field::choices,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// What is chosen; an empty text is everything.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Filter {
    kind: String,
    level: String,
    attendance: String,
    mine: String,
}

const LEVELS: [(&str, Level); 4] = [
    ("chair", Level::Chair),
    ("standing", Level::Standing),
    ("committee", Level::Committee),
    ("sector", Level::Sector),
];
const ATTENDANCES: [(&str, Attendance); 2] = [
    ("must", Attendance::Must),
    ("voluntary", Attendance::Voluntary),
];
/// Takes part, has not answered, asked leave.
const IN: &str = "in";
const OPEN: &str = "open";
const LEAVE: &str = "leave";

impl Filter {
    /// Whether an event is shown.
    pub(super) fn fits(&self, seen: &Seen) -> bool {
        let event = &seen.event;
        let is = |chosen: &str, value: Option<&str>| chosen.is_empty() || value == Some(chosen);
        let level = LEVELS.iter().find(|(_, level)| event.level == Some(*level));
        let attendance = ATTENDANCES.iter().find(|(_, it)| event.attendance == *it);
        is(&self.kind, Some(&event.kind.0))
            && is(&self.level, level.map(|(id, _)| *id))
            && is(&self.attendance, attendance.map(|(id, _)| *id))
            && match self.mine.as_str() {
                IN => seen.takes_part(),
                OPEN => seen.is_unanswered(),
                LEAVE => seen.absence != Absence::None,
                _ => true,
            }
    }

    /// How many things are chosen.
    pub(super) fn chosen(&self) -> usize {
        [&self.kind, &self.level, &self.attendance, &self.mine]
            .iter()
            .filter(|it| !it.is_empty())
            .count()
    }
}

/// The four lists to choose from, folded away; `kinds` are those that there are.
pub(super) fn ways(lang: Lang, kinds: Memo<Vec<String>>, filter: RwSignal<Filter>) -> View {
    let w = events(lang);
    let named = |list: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
        list.iter()
            .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
            .collect()
    };
    let kind = move || {
        let all = kinds.get().into_iter().map(|id| {
            let name = told::kind(w, &id).to_owned();
            (id, name)
        });
        let all = std::iter::once((String::new(), w.all_kinds.to_owned())).chain(all);
        way(w.choose_kind, all.collect(), move |it| {
            filter.update(|f| f.kind = it)
        })
    };
    let levels = levels(w);
    let attendance = named(&[
        ("", w.all_attendance),
        ("must", w.must),
        ("voluntary", w.voluntary),
    ]);
    let mine = named(&[
        ("", w.all_mine),
        (IN, w.mine_in),
        (OPEN, w.mine_open),
        (LEAVE, w.mine_leave),
    ]);
    let name = move || match filter.with(Filter::chosen) {
        0 => w.filters.to_owned(),
        n => fill(w.filters_n, &[("n", &n.to_string())]),
    };
    let lists = el("div")
        .class("filter")
        .live(kind)
        .child(way(w.choose_level, levels, move |it| {
            filter.update(|f| f.level = it)
        }))
        .child(way(w.choose_attendance, attendance, move |it| {
            filter.update(|f| f.attendance = it)
        }))
        .child(way(w.choose_mine, mine, move |it| {
            filter.update(|f| f.mine = it)
        }));
    el("details")
        .class("fold")
        .child(el("summary").live_text(name))
        .child(lists)
        .into()
}

fn levels(w: &EventWords) -> Vec<(String, String)> {
    let all = LEVELS
        .iter()
        .map(|(id, level)| ((*id).to_owned(), told::level(w, *level).to_owned()));
    std::iter::once((String::new(), w.all_levels.to_owned()))
        .chain(all)
        .collect()
}

fn way(name: &str, options: Vec<(String, String)>, choose: impl Fn(String) + 'static) -> View {
    let list = el("select").class("in").child(choices(options));
    let list = list.on("change", move |event| choose(event_target_value(&event)));
    el("label")
        .child(el("span").class("vh").child(name))
        .child(list)
        .into()
}
