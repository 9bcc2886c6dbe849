//! What the browser can't do, and how to get along all the same.

use crate::{
    domain::lang::Lang,
    i18n::health::health as words,
    state::{at::At, outlook::Ability},
    ui::{
        copying::copying,
        tree::{View, el},
    },
};

/// Where the address stands.
const HERE: &str = "here";

/// Nothing where nothing is lacking; `here` is the page's address, for a browser that can do more.
pub(super) fn ways(lang: Lang, at: At, lacks: &[Ability], here: String) -> View {
    if lacks.is_empty() {
        return View::none();
    }
    let of = words(lang);
    let way = |ability: &Ability| match ability {
        Ability::Worker => of.way_worker,
        Ability::Store => of.way_store,
        Ability::Cipher => of.way_cipher,
        Ability::Clipboard => of.way_clipboard,
        Ability::Download => of.way_download,
    };
    let ways = lacks.iter().map(|it| el("li").child(way(it)).into());
    View::all([
        el("h2").class("sec").child(of.ways).into(),
        el("ul")
            .class("lost")
            .child(ways.collect::<Vec<View>>())
            .into(),
        el("p").child(of.elsewhere).into(),
        copying(
            lang,
            at.asks,
            (HERE, of.here_copy, of.here_label),
            move || here.clone(),
        ),
    ])
}
