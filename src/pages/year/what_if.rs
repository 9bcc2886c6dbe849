//! 再记一次会怎样: what one more record of a kind would change.

use super::{scored::Scored, why::cut_by};
use crate::{
    domain::{day::Day, lang::Lang, record::KindId},
    i18n::{fill, year::year as own_words},
    scoring::{
        decimal::Decimal,
        deed::Deed,
        summary::Summary,
        what_if::{Difference, what_if},
    },
    state::at::At,
    ui::{
        field::picker,
        tree::{View, el, once_painted},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The section, where there is a kind to log.
pub(super) fn more(lang: Lang, at: At, scored: &Arc<Scored>) -> View {
    let own = own_words(lang);
    let kinds = at.duties.kinds();
    let today = at.clock.today_untracked();
    // A year that is over is asked about as of its last day.
    let day = if scored.asked.year == today.year() {
        Some(today)
    } else {
        Day::new(scored.asked.year, 12, 31).ok()
    };
    let (Some(first), Some(day)) = (kinds.first(), day) else {
        return View::none();
    };
    let chosen = RwSignal::new(first.id().0.clone());
    let options = kinds
        .iter()
        .map(|kind| (kind.id().0.clone(), kind.label(lang).to_owned()));
    let choose = picker(own.if_choose, options.collect(), move |kind| {
        chosen.set(kind)
    });
    let scored = Arc::clone(scored);
    // The year is scored once more for it, which the page itself does not wait for.
    let painted = RwSignal::new(false);
    once_painted(move || {
        // A page that was left meanwhile hears nothing.
        painted.try_set(true);
    });
    let said = move || {
        if !painted.get() {
            return String::new();
        }
        let kind = KindId(chosen.get());
        let name = at
            .duties
            .kind(&kind)
            .map(|kind| kind.label(lang).to_owned());
        let one = Deed::imagined(kind, day);
        let now = (&scored.sums.summary, scored.deeds.as_slice());
        let difference = what_if(&scored.rules, &scored.asked, now, &one);
        let name = name.unwrap_or_default();
        difference.map_or_else(
            |_| own.rules_too_much.to_owned(),
            |it| told(lang, &name, &scored.sums.summary, &it),
        )
    };
    View::all([
        el("h2").class("sec").child(own.if_title).into(),
        el("div").class("filter").child(choose).into(),
        el("p").attr("role", "status").live_text(said).into(),
    ])
}

fn told(lang: Lang, kind: &str, before: &Summary, it: &Difference) -> String {
    let own = own_words(lang);
    let pattern = match it.points.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => own.if_more,
        std::cmp::Ordering::Equal => own.if_same,
        std::cmp::Ordering::Less => own.if_less,
    };
    let (before, after) = (before.total.to_string(), it.after.total.to_string());
    let points = it.points.to_string();
    let values = [
        ("kind", kind),
        ("before", &before),
        ("after", &after),
        ("points", &points),
    ];
    let said = fill(pattern, &values);
    // What cut the row of the imagined deed.
    match it.rows.iter().flat_map(|row| &row.cuts).next() {
        Some(cut) => {
            let why = cut_by(own, lang, cut);
            fill(own.if_why, &[("said", &said), ("why", &why)])
        }
        None => said,
    }
}
