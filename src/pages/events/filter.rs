//! Which events the list shows.

use super::{seen::Seen, told};
use crate::{
    agenda::listing,
    domain::{
        event::{Attendance, Level},
        lang::Lang,
        record::KindId,
    },
    i18n::{events::events, fill},
    state::{attending::Absence, telling_acts},
    ui::{
        field::picker,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// What is chosen.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Filter {
    of: listing::Filter,
    mine: Option<Mine>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mine {
    /// Takes part.
    In,
    /// Has not answered.
    Open,
    /// Asked leave.
    Leave,
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
const MINE: [(&str, Mine); 3] = [
    ("in", Mine::In),
    ("open", Mine::Open),
    ("leave", Mine::Leave),
];

/// What an option of a list stands for; none for all of it.
fn named<T: Copy>(options: &[(&str, T)], chosen: &str) -> Option<T> {
    let found = options.iter().find(|(id, _)| *id == chosen);
    found.map(|(_, value)| *value)
}

impl Filter {
    /// Whether an event is shown.
    pub(super) fn fits(&self, seen: &Seen) -> bool {
        self.of.fits(&seen.event)
            && self.mine.is_none_or(|mine| match mine {
                Mine::In => seen.takes_part(),
                Mine::Open => seen.is_unanswered(),
                Mine::Leave => seen.absence != Absence::None,
            })
    }

    /// How many things are chosen.
    pub(super) fn chosen(&self) -> usize {
        let of = &self.of;
        let chosen = [
            of.kind.is_some(),
            of.level.is_some(),
            of.attendance.is_some(),
            self.mine.is_some(),
        ];
        chosen.into_iter().filter(|it| *it).count()
    }
}

/// The four lists to choose from, folded away; `kinds` are those that there are.
pub(super) fn ways(lang: Lang, kinds: Memo<Vec<String>>, filter: RwSignal<Filter>) -> View {
    let w = events(lang);
    let options = |all: &str, list: Vec<(&str, &str)>| -> Vec<(String, String)> {
        let list = std::iter::once(("", all)).chain(list);
        list.map(|(id, name)| (id.to_owned(), name.to_owned()))
            .collect()
    };
    let kind = move || {
        let all = kinds.get().into_iter().map(|id| {
            let name = telling_acts::kind(w, &id).to_owned();
            (id, name)
        });
        let all = std::iter::once((String::new(), w.all_kinds.to_owned())).chain(all);
        picker(w.choose_kind, all.collect(), move |it| {
            filter.update(|f| f.of.kind = (!it.is_empty()).then_some(KindId(it)))
        })
    };
    let levels = LEVELS.map(|(id, level)| (id, told::level(w, level)));
    let attendances = ATTENDANCES.map(|(id, it)| (id, told::attendance(w, it)));
    let mine = MINE.map(|(id, mine)| match mine {
        Mine::In => (id, w.mine_in),
        Mine::Open => (id, w.mine_open),
        Mine::Leave => (id, w.mine_leave),
    });
    let levels = options(w.all_levels, levels.into());
    let attendances = options(w.all_attendance, attendances.into());
    let mine = options(w.all_mine, mine.into());
    let name = move || match filter.with(Filter::chosen) {
        0 => w.filters.to_owned(),
        n => fill(w.filters_n, &[("n", &n.to_string())]),
    };
    let lists = el("div")
        .class("filter")
        .live(kind)
        .child(picker(w.choose_level, levels, move |it| {
            filter.update(|f| f.of.level = named(&LEVELS, &it))
        }))
        .child(picker(w.choose_attendance, attendances, move |it| {
            filter.update(|f| f.of.attendance = named(&ATTENDANCES, &it))
        }))
        .child(picker(w.choose_mine, mine, move |it| {
            filter.update(|f| f.mine = named(&MINE, &it))
        }));
    el("details")
        .class("fold")
        .child(el("summary").live_text(name))
        .child(lists)
        .into()
}
