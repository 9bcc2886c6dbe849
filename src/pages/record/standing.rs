//! Where a record stands.

use crate::{
    domain::{client_ref::ClientRef, dispute::is_dispute, lang::Lang, record::Standing},
    i18n::{fill, later, logged::logged, words},
    route::Route,
    state::{
        ask::Ask,
        at::At,
        desk::{Pile, pile_of},
        disputes,
        telling::{self, Tone},
    },
    ui::{
        link::link,
        notice::notice,
        tree::{View, button, el, live_text},
    },
};
use leptos::prelude::*;

/// The id of where it stands: the focus goes there when what had it goes.
pub(super) const STANDING: &str = "standing";

/// Where it stands, as a sentence; follows the sending while one looks.
pub(super) fn standing(lang: Lang, at: At, client_ref: ClientRef) -> View {
    el("div")
        .attr("role", "status")
        .attr("id", STANDING)
        .attr("tabindex", "-1")
        .live(move || said(lang, at, &client_ref).into())
        .into()
}

fn said(lang: Lang, at: At, client_ref: &ClientRef) -> Option<View> {
    let (w, l) = (words(lang), later(lang));
    if let Some(record) = at.shelf.record(client_ref) {
        if is_dispute(&record.kind) {
            let (tone, said) = disputes::told(lang, &disputes::of_record(&record));
            return Some(notice(tone, said, None));
        }
        let tone = match &record.standing {
            Standing::Received | Standing::Reviewed { .. } => Tone::Done,
            Standing::Returned { .. } => Tone::Due,
            Standing::Withdrawn { .. } => Tone::Plain,
        };
        let stands = notice(tone, telling::standing_sentence(w, &record), None);
        return Some(View::all([stands, reviewed(lang, &record.standing).into()]));
    }
    let row = at.desk.row(client_ref)?;
    let going = pile_of(&row.item.state) == Pile::Going;
    if going && at.session.expired.get() {
        return Some(notice(
            Tone::Due,
            l.say_locked,
            Some(link(Route::SignIn, "", false, w.sign_in)),
        ));
    }
    let action = going.then(|| {
        let name = live_text(move || at.desk.send_now(w).to_owned());
        button("", name, move || at.asks.ask(Ask::SendNow)).into()
    });
    let said = match at.desk.holds(&row.item) {
        true => l.say_held.to_owned(),
        false => telling::sentence(lang, at.duties, &row),
    };
    Some(notice(telling::tag(w, &row.item.state).0, said, action))
}

/// What the office said where it reviewed a record; a reason why it returned one stands in the sentence itself.
fn reviewed(lang: Lang, standing: &Standing) -> Option<View> {
    let words = match standing {
        Standing::Reviewed { words } if !words.is_empty() => words,
        Standing::Reviewed { .. }
        | Standing::Received
        | Standing::Returned { .. }
        | Standing::Withdrawn { .. } => return None,
    };
    let said = fill(logged(lang).office_says, &[("words", words)]);
    Some(
        el("p")
            .class("prose")
            .attr("dir", "auto")
            .child(said)
            .into(),
    )
}
