//! 有异议 beside a number: how far a dispute about it came, else the way to one.

use crate::{
    domain::{client_ref::ClientRef, lang::Lang},
    i18n::{dispute::dispute as own_words, fill},
    route::Route,
    state::{
        ask::{Ask, Disputed, SheetAsk},
        at::At,
        disputes::{Stage, of_year, told},
    },
    ui::{
        link::link,
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The disputes of the year's sheet, by row.
pub(super) type Disputes = Memo<BTreeMap<String, (ClientRef, Stage)>>;

/// Follows what the phone and the office know.
pub(super) fn disputes(at: At, year: u16) -> Disputes {
    Memo::new(move |_| of_year(at, year))
}

/// What was said about a row, with the way there; one that is answered can be disputed again.
pub(super) fn objection(lang: Lang, at: At, disputes: Disputes, of: Disputed) -> View {
    let own = own_words(lang);
    View::live(move || {
        let known = disputes.with(|all| all.get(&of.row).cloned());
        let act = |name: &'static str| {
            let asked = of.clone();
            el("button")
                .attr("type", "button")
                .class("quiet")
                .attr("aria-label", &fill(own.act_of, &[("of", &of.about)]))
                .child(name)
                .press(move || {
                    let ask = SheetAsk::Dispute(asked.clone());
                    at.asks.ask(Ask::Sheet(ask));
                })
                .into()
        };
        let Some((id, stage)) = known else {
            return act(own.act);
        };
        let (_, said) = told(lang, &stage);
        let way = match stage {
            Stage::Draft => Route::Draft(id),
            Stage::Going | Stage::Needing | Stage::Received(_) | Stage::Answered { .. } => {
                Route::Record(id)
            }
        };
        let answered = matches!(stage, Stage::Answered { .. });
        let said = el("small").child(link(way, "", false, said)).into();
        View::all([said, answered.then(|| act(own.again)).into()])
    })
}
