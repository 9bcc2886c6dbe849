//! The end of all that is the member's on this phone: a question that names what would be lost, and offers to keep it.

use crate::{
    domain::lang::Lang,
    i18n::{fill, privacy::privacy as own, words},
    route::Route,
    state::{
        ask::{Ask, Unsent},
        at::At,
        desk::Pile,
        telling,
    },
    ui::{
        dialog::{Question, dialog},
        link::link,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// How many are named one by one.
const FEW: usize = 5;

/// The section with its question.
pub(super) fn erasing(lang: Lang, at: At) -> View {
    let (w, own) = (words(lang), own(lang));
    let asking = RwSignal::new(false);
    // Named as they are when it is asked.
    let lost = Memo::new(move |_| {
        let piles = [Pile::Going, Pile::Needing, Pile::Draft];
        let rows = piles.into_iter().flat_map(|pile| at.desk.pile(pile));
        let name = |row: &crate::stored::row::ItemRow| {
            let kind = at.duties.kind(&row.entry.kind);
            telling::name(lang, kind.as_ref(), &row.entry.answers)
        };
        rows.map(|row| name(&row)).collect::<Vec<String>>()
    });
    let named = move || {
        let sealed = at.desk.unreadable.get();
        if lost.with(Vec::is_empty) && sealed == 0 {
            return el("p").child(own.erase_nothing).into();
        }
        let item = |text: String| View::from(el("li").child(text));
        let number = |pattern, n: usize| item(fill(pattern, &[("n", &n.to_string())]));
        let mut items: Vec<View> =
            lost.with(|names| names.iter().take(FEW).cloned().map(item).collect());
        let more = lost.with(Vec::len).saturating_sub(FEW);
        if more > 0 {
            items.push(number(own.erase_more, more));
        }
        if sealed > 0 {
            items.push(number(own.erase_sealed, sealed));
        }
        View::all([
            el("p").child(own.erase_lost).into(),
            el("ul").class("lost").child(items).into(),
            link(Route::Outbox, "btn", false, own.erase_export),
        ])
    };
    let erase = move || {
        asking.set(false);
        at.asks.ask(Ask::SignOut(Unsent::Erase));
    };
    let ask = dialog(Question {
        id: "erase-all",
        open: live(move || asking.get()),
        title: live(move || own.erase_ask.to_owned()),
        body: el("div").live(named).into(),
        acts: View::all([
            button("btn danger", own.erase_go, erase).into(),
            button("go", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    View::all([
        el("h2").class("sec").child(own.erase).into(),
        el("p").class("hint").child(own.erase_told).into(),
        el("p")
            .class("acts")
            .child(button("btn danger", own.erase_go, move || asking.set(true)))
            .into(),
        ask,
    ])
}
