//! What is asked for, how far it has come, and what is still owed, each with the way to its form.

use super::{
    circles::{Circle, number},
    why::{Figure, press},
};
use crate::{
    chart::rings::Share,
    domain::{lang::Lang, record::KindId},
    i18n::{
        fill, for_number,
        year::{YearWords, year as own_words},
    },
    route::Route,
    scoring::{decimal::Decimal, summary::TargetState},
    state::{at::At, telling::isolated},
    tally::six,
    ui::{
        icon::{Icon, icon},
        link::link,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// Targets that share a ring: one of its own, the six ones of all villages, or what else each village has.
pub(super) struct Group<'a> {
    name: String,
    of: Vec<&'a TargetState>,
}

/// The targets by ring.
pub(super) fn groups(lang: Lang, targets: &[TargetState]) -> Vec<Group<'_>> {
    let own = own_words(lang);
    let (of_six, other): (Vec<&TargetState>, Vec<&TargetState>) =
        targets.iter().partition(|it| is_of_six(it));
    let (of_villages, other): (Vec<&TargetState>, Vec<&TargetState>) =
        other.into_iter().partition(|it| it.village.is_some());
    let alone = |it| Group {
        name: name(it, lang),
        of: vec![it],
    };
    let mut groups: Vec<Group<'_>> = other.into_iter().map(alone).collect();
    for (name, of) in [(own.six, of_six), (own.villages, of_villages)] {
        if !of.is_empty() {
            let name = name.to_owned();
            groups.push(Group { name, of });
        }
    }
    groups
}

/// One of the six ones.
pub(super) fn is_of_six(it: &TargetState) -> bool {
    let of_six = |kind: &KindId| six::KINDS.contains(&kind.0.as_str());
    !it.kinds.is_empty() && it.kinds.iter().all(of_six)
}

fn name(it: &TargetState, lang: Lang) -> String {
    it.label.words.get(lang).to_owned()
}

/// Its name, with the village where each has its own.
pub(super) fn target_name(lang: Lang, it: &TargetState) -> String {
    match &it.village {
        Some(village) if !village.is_empty() => {
            let of = name(it, lang);
            let values = [("act", isolated(village)), ("of", of)];
            filled(own_words(lang).table_of, &values)
        }
        Some(_) | None => name(it, lang),
    }
}

fn measure_of<'a>(it: &'a TargetState, n: Decimal, own: &'a YearWords, lang: Lang) -> &'a str {
    let measure = it.measure.as_ref().map(|words| words.get(lang));
    for_number(measure.unwrap_or(own.items_of), &n.to_string())
}

impl Group<'_> {
    /// Its ring. What is more of one target says nothing of another in the same ring.
    pub fn circle(&self, lang: Lang) -> Circle {
        let thousandths = |it: Decimal| u32::try_from(it.as_thousandths()).unwrap_or(0);
        let alone = self.of.len() == 1;
        let part = |it: &&TargetState| {
            // A share of nothing fills nothing.
            let have = if is_nothing(it) {
                Decimal::ZERO
            } else {
                it.have
            };
            thousandths(if alone { have } else { have.min(it.least) })
        };
        let add = |sum: u32, n: u32| sum.saturating_add(n);
        Circle {
            share: Share {
                part: self.of.iter().map(part).fold(0, add),
                whole: self.of.iter().map(|it| thousandths(it.least)).fold(0, add),
            },
            told: fill(
                own_words(lang).told_now,
                &[("name", &self.name), ("count", &self.said(lang))],
            ),
        }
    }

    /// What is asked for, and how far it has come.
    pub fn row(&self, lang: Lang) -> Vec<String> {
        vec![self.name.clone(), self.said(lang)]
    }

    /// 4 / 6 场
    fn said(&self, lang: Lang) -> String {
        let own = own_words(lang);
        let (have, least, measure) = match self.of.as_slice() {
            [it] => match it.share {
                Some((_, 0)) => return own.share_none.to_owned(),
                Some((came, of)) => {
                    let values = [
                        ("came", came.to_string()),
                        ("of", of.to_string()),
                        ("least", percent(it.least)),
                    ];
                    return filled(own.share_of, &values);
                }
                None => (
                    it.have.to_string(),
                    it.least.to_string(),
                    measure_of(it, it.least, own, lang),
                ),
            },
            all => {
                let met = all.iter().filter(|it| it.owed == Decimal::ZERO);
                (met.count().to_string(), all.len().to_string(), own.items_of)
            }
        };
        let measure = measure.to_owned();
        filled(
            own.of_least,
            &[("have", have), ("least", least), ("measure", measure)],
        )
    }

    /// What is missing, with the way there, or that nothing is.
    fn owed(&self, lang: Lang, at: At) -> Vec<View> {
        let own = own_words(lang);
        let missing: Vec<&TargetState> = self.of.iter().copied().filter(|it| !is_met(it)).collect();
        if missing.len() > 1 && missing.iter().all(|it| is_of_six(it)) {
            // Each has its box further down the page.
            let n = ("n", missing.len().to_string());
            let said = filled(own.owed_six, &[n]);
            return vec![el("span").class("owed").child(said).into()];
        }
        let missing: Vec<View> = missing.iter().map(|it| one_owed(lang, at, it)).collect();
        if !missing.is_empty() || self.of.iter().all(|it| is_nothing(it)) {
            return missing;
        }
        let inside = View::all([icon(Icon::Tick), own.met.into()]);
        vec![el("span").class("met").child(inside).into()]
    }

    /// A line of the list, with the number of its ring and what is counted.
    pub fn line(&self, lang: Lang, at: At, place: usize, chosen: RwSignal<Option<Figure>>) -> View {
        let own = own_words(lang);
        let counted = self.of.iter().filter(|it| !it.deeds.is_empty());
        // The six ones have their evidence in their boxes.
        let counted = counted.filter(|it| self.of.len() == 1 || !is_of_six(it));
        let whys = counted.map(|it| {
            let figure = Figure::Target(it.label.id.clone(), it.village.clone());
            press(own, own.why_what, &target_name(lang, it), figure, chosen)
        });
        let whys: Vec<View> = whys.collect();
        let head = el("span")
            .class("named")
            .child(number(place))
            .child(el("span").child(self.name.as_str()));
        el("li")
            .child(el("p").child(head).child(el("b").child(self.said(lang))))
            .child(self.owed(lang, at))
            .child(whys)
            .into()
    }
}

/// A share of nothing so far.
fn is_nothing(it: &TargetState) -> bool {
    it.share == Some((0, 0))
}

fn is_met(it: &TargetState) -> bool {
    it.owed == Decimal::ZERO || is_nothing(it)
}

/// 还差 1 次调研, which leads straight to its form where the catalog has one.
fn one_owed(lang: Lang, at: At, it: &TargetState) -> View {
    let own = own_words(lang);
    let said = match it.share {
        Some(_) => filled(own.owed_share, &[("least", percent(it.least))]),
        None => filled(
            own.owed,
            &[
                ("n", it.owed.to_string()),
                ("measure", measure_of(it, it.owed, own, lang).to_owned()),
                ("label", name(it, lang)),
            ],
        ),
    };
    let said = match &it.village {
        Some(village) if !village.is_empty() => {
            let values = [("act", isolated(village)), ("of", said)];
            filled(own.table_of, &values)
        }
        Some(_) | None => said,
    };
    let can_log = |kind: &&KindId| {
        at.duties.logged.with(|catalog| {
            let catalog = catalog.as_ref();
            catalog.is_some_and(|catalog| catalog.kind(kind).is_some())
        })
    };
    let way = match (it.kinds.iter().find(can_log), it.share) {
        (Some(kind), _) => Some(Route::New(kind.clone())),
        (None, Some(_)) => Some(Route::Events(None)),
        (None, None) => None,
    };
    match way {
        Some(way) => link(
            way,
            "owed",
            false,
            View::all([said.into(), icon(Icon::Forth)]),
        ),
        None => el("span").class("owed").child(said).into(),
    }
}

/// 0.8 as 80.
fn percent(part: Decimal) -> String {
    let hundred = Decimal::whole(100).and_then(|hundred| part.times(hundred));
    hundred.unwrap_or(part).to_string()
}

pub(super) fn filled(pattern: &str, values: &[(&str, String)]) -> String {
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(key, text)| (*key, text.as_str()))
        .collect();
    fill(pattern, &values)
}
