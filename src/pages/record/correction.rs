//! 更正: a change of what was received.

use crate::{
    domain::{client_ref::ClientRef, lang::Lang, record::Standing},
    i18n::later,
    outbox::item::State,
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::Outlook,
    },
    ui::{
        link::link,
        tree::{View, button},
    },
};
use leptos::prelude::*;

/// Once the change of a record has arrived and left the phone, the record itself is the page to be on.
pub(super) fn follow(at: At, client_ref: ClientRef) {
    Effect::new(move |before: Option<Option<ClientRef>>| {
        let row = at.desk.row(&client_ref);
        if let (None, Some(Some(of))) = (&row, before) {
            at.asks.ask(Ask::Go(Route::Record(of)));
        }
        let item = row.map(|row| row.item);
        let arrived = item.filter(|it| it.updates && matches!(it.state, State::Done { .. }));
        arrived.map(|item| item.chain)
    });
}

/// The way to change what was received, where the backend takes that from members; to the change, where there is one.
pub(super) fn correction(lang: Lang, at: At, look: RwSignal<Outlook>, of: ClientRef) -> View {
    let l = later(lang);
    let change = {
        let of = of.clone();
        Memo::new(move |_| {
            at.desk.rows.with(|rows| {
                let items = rows.iter().map(|row| &row.item);
                let mut changes = items.filter(|item| item.updates && item.chain == of);
                let open = changes.find(|item| !matches!(item.state, State::Done { .. }))?;
                let id = open.client_ref.clone();
                Some(match open.state == State::Draft {
                    true => Route::Draft(id),
                    false => Route::Record(id),
                })
            })
        })
    };
    let may = {
        let of = of.clone();
        Memo::new(move |_| {
            let record = at.shelf.record(&of);
            let open =
                record.is_some_and(|record| !matches!(record.standing, Standing::Reviewed { .. }));
            open && look.with(|look| look.takes_changes)
        })
    };
    View::live(move || match change.get() {
        Some(route) => link(route, "btn", false, l.correction),
        None if may.get() => {
            let of = of.clone();
            button("btn", l.correct, move || {
                at.asks.ask(Ask::Outbox(OutboxAsk::Amend(of.clone()), look));
            })
            .into()
        }
        None => View::none(),
    })
}
