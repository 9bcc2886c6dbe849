//! 读给我听: above every page of 长辈模式, where the platform has a voice.

use crate::{
    domain::lang::Lang,
    i18n::elder::elder,
    state::{
        address::Address,
        ask::{Aloud, Ask, Asks},
        session::Session,
        settings::Settings,
    },
    ui::tree::{View, button, el},
};
use leptos::prelude::*;

/// The press that begins and ends it; another page is not read by itself.
pub fn aloud(
    lang: Lang,
    settings: Settings,
    address: Address,
    session: Session,
    asks: Asks,
) -> View {
    let e = elder(lang);
    asks.ask(Ask::Aloud(Aloud::Look));
    let hush = move || {
        if settings.aloud.get_untracked() {
            asks.ask(Ask::Aloud(Aloud::Hush));
        }
    };
    Effect::new(move |before: Option<()>| {
        address.0.track();
        session.phase.track();
        if before.is_some() {
            hush();
        }
    });
    on_cleanup(hush);
    let press = move || {
        let what = match settings.aloud.get_untracked() {
            true => Aloud::Hush,
            false => Aloud::Read,
        };
        asks.ask(Ask::Aloud(what));
    };
    let name = move || match settings.aloud.get() {
        true => e.hush,
        false => e.read,
    };
    let way = move || {
        let way = || {
            let way = button("btn", View::none(), press).live_text(move || name().to_owned());
            el("section")
                .class("aloud")
                .attr("aria-label", e.read)
                .child(way)
        };
        settings.voice.get().then(way).into()
    };
    View::live(way)
}
