//! 代填: who of the office wrote the record down, and what its member says to it.

use super::standing::STANDING;
use crate::{
    domain::{client_ref::ClientRef, lang::Lang, record::Record},
    i18n::logged::logged as own_words,
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        confirming::{Heard, Stage, mark, told},
        outlook::Outlook,
    },
    ui::{
        link::link,
        notice::notice,
        tree::{View, button, el, focus_on},
    },
};
use leptos::prelude::*;

/// Nothing where its member wrote it down.
pub(super) fn confirmation(lang: Lang, at: At, look: RwSignal<Outlook>, of: ClientRef) -> View {
    let record = {
        let of = of.clone();
        Memo::new(move |_| at.shelf.record(&of).filter(|it| it.logged.is_some()))
    };
    let said = Memo::new(move |_| {
        record
            .get()
            .and_then(|record| Heard::now(at).stage(&record))
    });
    let is_logged = Memo::new(move |_| record.with(Option::is_some));
    let mark = move || {
        let logged = record.get().and_then(|record| record.logged);
        logged.map_or_else(String::new, |logged| mark(lang, &logged))
    };
    let asks = move || match (record.get(), said.get()) {
        (Some(record), Some(stage)) => acts(lang, at, look, &record, &stage),
        _ => View::none(),
    };
    View::live(move || {
        if !is_logged.get() {
            return View::none();
        }
        let status = el("div").attr("role", "status");
        el("div")
            .class("told")
            .child(el("p").class("hint").live_text(mark))
            .child(status.live(move || sentence(lang, said.get()).into()))
            .live(asks)
            .into()
    })
}

fn sentence(lang: Lang, stage: Option<Stage>) -> Option<View> {
    let stage = stage?;
    let (tone, said) = told(lang, &stage);
    let own = own_words(lang);
    let way = match stage {
        Stage::Draft(id) => Some(Route::Draft(id)),
        Stage::Going { id, .. } | Stage::Needing(id) => Some(Route::Record(id)),
        Stage::Open | Stage::Received { .. } | Stage::Right | Stage::Wrong(_) => None,
    };
    let way = way.map(|way| link(way, "", false, own.see));
    Some(notice(tone, said, way))
}

/// 是我做的, 不对; once a word is on its way it is not said twice.
fn acts(lang: Lang, at: At, look: RwSignal<Outlook>, record: &Record, stage: &Stage) -> View {
    let own = own_words(lang);
    if record.standing.is_withdrawn() {
        return View::none();
    }
    let (can_confirm, can_object) = match stage {
        Stage::Open => (true, true),
        Stage::Wrong(_) => (true, false),
        Stage::Draft(_)
        | Stage::Going { .. }
        | Stage::Needing(_)
        | Stage::Received { .. }
        | Stage::Right => (false, false),
    };
    let act = |name: &'static str, right: bool| {
        let of = record.client_ref.clone();
        button("btn", name, move || {
            let ask = OutboxAsk::Confirm {
                of: of.clone(),
                right,
            };
            at.asks.ask(Ask::Outbox(ask, look));
            if right {
                // The press takes its button away.
                focus_on(STANDING);
            }
        })
    };
    let pair = el("div")
        .class("pair")
        .child(can_confirm.then(|| act(own.right, true)))
        .child(can_object.then(|| act(own.wrong, false)));
    (can_confirm || can_object).then_some(pair).into()
}
