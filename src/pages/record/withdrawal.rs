//! 撤回 of what was received.

use crate::{
    domain::{client_ref::ClientRef, lang::Lang, withdrawal::record_of},
    i18n::later,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::Outlook,
        telling::way,
    },
    stored::row::ItemRow,
    ui::{
        link::link,
        tree::{View, button},
    },
};
use leptos::prelude::*;

/// The way to withdraw what was received, where the backend takes that from members; to the withdrawal, where there is one.
pub(super) fn withdrawal(lang: Lang, at: At, look: RwSignal<Outlook>, of: ClientRef) -> View {
    let l = later(lang);
    let begun = {
        let of = of.clone();
        Memo::new(move |_| {
            at.desk.rows.with(|rows| {
                let about = |row: &&ItemRow| {
                    record_of(&row.entry.kind, &row.entry.answers).as_ref() == Some(&of)
                };
                rows.iter().find(about).map(|row| way(&row.item))
            })
        })
    };
    let may = {
        let of = of.clone();
        Memo::new(move |_| {
            let record = at.shelf.record(&of);
            let open = record.is_some_and(|it| it.kind.is_duty() && it.standing.is_open());
            open && look.with(|look| look.takes_withdrawals)
        })
    };
    View::live(move || match (may.get(), begun.get()) {
        (false, _) => View::none(),
        (true, Some(route)) => link(route, "btn", false, l.retraction),
        (true, None) => {
            let of = of.clone();
            button("btn danger", l.retract, move || {
                at.asks
                    .ask(Ask::Outbox(OutboxAsk::Retract(of.clone()), look));
            })
            .into()
        }
    })
}
