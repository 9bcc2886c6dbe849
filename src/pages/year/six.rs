//! 六个一: per village and year six boxes; what is missing leads straight to its form.

use super::why::dated;
use crate::{
    domain::{lang::Lang, record::KindId},
    i18n::{
        fill,
        year::{YearWords, year as own_words},
    },
    route::Route,
    state::{at::At, telling::isolated},
    tally::six::{self, KINDS, Village},
    ui::{
        icon::{Icon, icon},
        link::link,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// The section, for a member who has a village, can log one of the six or is asked for them.
pub(super) fn six(lang: Lang, at: At, year: u16, villages: &[String], asked: bool) -> View {
    let own = own_words(lang);
    let kinds = KINDS.map(|kind| KindId(kind.to_owned()));
    let can_log = kinds.iter().any(|kind| at.duties.kind(kind).is_some());
    let found = villages_of(at, year, villages);
    let Some(found) = found.filter(|_| asked || can_log || !villages.is_empty()) else {
        return View::none();
    };
    let villages: Vec<View> = found.iter().map(|it| village(lang, at, it)).collect();
    View::all([
        el("h2").class("sec").child(own.six).into(),
        el("p").class("hint").child(own.six_lead).into(),
        View::all(villages),
    ])
}

/// The boxes of each village, where the records of the year were had.
pub(super) fn villages_of(at: At, year: u16, villages: &[String]) -> Option<Vec<Village>> {
    at.shelf.years.with(|years| {
        let list = years.get(&year)?;
        Some(six::six(year, &list.records, villages))
    })
}

fn village(lang: Lang, at: At, village: &Village) -> View {
    let own = own_words(lang);
    let done = village.slots.iter().filter(|it| !it.evidence.is_empty());
    let done = fill(own.six_done, &[("n", &done.count().to_string())]);
    let title = if village.name.is_empty() {
        done
    } else {
        format!("{} {done}", isolated(&village.name))
    };
    let boxes = village.slots.iter().map(|it| one(lang, at, it));
    View::all([
        el("h3").child(title).into(),
        el("ul")
            .class("six")
            .child(boxes.collect::<Vec<View>>())
            .into(),
    ])
}

/// One of the six: its evidence, or the way to its form.
fn one(lang: Lang, at: At, it: &six::Slot) -> View {
    let own = own_words(lang);
    let kind = at.duties.kind(&it.kind);
    let name = one_of_six(lang, at, &it.kind);
    let inside = match it.evidence.first() {
        Some(record) => {
            let n = it.evidence.len().to_string();
            let text = el("span")
                .child(name.as_str())
                .child(el("small").child(fill(own.six_has, &[("n", &n)])));
            let inside = View::all([icon(Icon::Tick), text.into()]);
            link(Route::Record(record.clone()), "box", false, inside)
        }
        None => {
            let missing = fill(own.six_missing, &[("kind", &name)]);
            let way = kind.as_ref().map(|_| el("small").child(own.six_go));
            let text = el("span").child(missing).child(way);
            let inside = View::all([icon(Icon::Plus), text.into()]);
            match kind {
                Some(kind) => link(Route::New(kind.id().clone()), "box open", false, inside),
                None => el("span").class("box open").child(inside).into(),
            }
        }
    };
    // The box leads to the first; the others stand below it.
    let others = it.evidence.iter().skip(1).map(|record| {
        let told = at.shelf.record(record).map(|it| dated(lang, at, &it));
        let way = link(
            Route::Record(record.clone()),
            "",
            false,
            told.unwrap_or_default(),
        );
        el("small").child(way).into()
    });
    el("li")
        .child(inside)
        .child(others.collect::<Vec<View>>())
        .into()
}

/// What one of the six is called.
pub(super) fn one_of_six(lang: Lang, at: At, kind: &KindId) -> String {
    let known = at.duties.kind(kind);
    let label = known.as_ref().map(|kind| kind.label(lang));
    label
        .unwrap_or_else(|| word(own_words(lang), kind))
        .to_owned()
}

/// The programme's own word for a kind that the catalog does not hold.
fn word<'a>(own: &'a YearWords, kind: &'a KindId) -> &'a str {
    match kind.0.as_str() {
        "policy_talk" => own.policy_talk,
        "concern" => own.concern,
        "research" => own.research,
        "mediation" => own.mediation,
        "micro_consultation" => own.micro_consultation,
        "charity" => own.charity,
        id => id,
    }
}
