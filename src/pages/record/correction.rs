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
        telling::way,
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

/// Where on the page it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the office's reason, of what was returned.
    Top,
    /// Below what was written, of all else.
    Below,
}

/// The way to change a record, where the backend takes that from members; to the change, where there is one.
pub(super) fn correction(
    lang: Lang,
    at: At,
    look: RwSignal<Outlook>,
    of: ClientRef,
    place: Place,
) -> View {
    let l = later(lang);
    let begun = {
        let of = of.clone();
        Memo::new(move |_| begun(at, &of))
    };
    let standing = {
        let of = of.clone();
        Memo::new(move |_| {
            let record = at.shelf.record(&of).filter(|it| it.kind.is_duty());
            record.map(|record| record.standing)
        })
    };
    let name = match place {
        Place::Top => l.correct_returned,
        Place::Below => l.correct,
    };
    View::live(move || {
        let standing = standing.get();
        let is_returned = matches!(standing, Some(Standing::Returned { .. }));
        if is_returned != (place == Place::Top) {
            return View::none();
        }
        let open = standing.is_some_and(|it| it.is_open());
        match begun.get() {
            Some(route) => link(route, "btn", false, l.correction),
            None if open && look.with(|look| look.takes_changes) => {
                let of = of.clone();
                button("btn", name, move || {
                    at.asks.ask(Ask::Outbox(OutboxAsk::Amend(of.clone()), look));
                })
                .into()
            }
            None => View::none(),
        }
    })
}

/// Where the change of a record is that has not arrived.
fn begun(at: At, of: &ClientRef) -> Option<Route> {
    at.desk.rows.with(|rows| {
        let items = rows.iter().map(|row| &row.item);
        let mut changes = items.filter(|item| item.updates && item.chain == *of);
        let open = changes.find(|item| !matches!(item.state, State::Done { .. }))?;
        Some(way(open))
    })
}
