//! 加入日历: a file for the phone's calendar, its address where files can't be saved, and a text to copy.

use super::facts::{gathering_text, heading, times};
use crate::{
    agenda::ics,
    domain::{event::Event, lang::Lang},
    forms::link::{own_path, read_link},
    i18n::events::events,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        telling::Tone,
    },
    ui::{
        copying::copying,
        notice::notice,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the text stands.
const CARD: &str = "card";

/// The section.
pub(super) fn keeping(lang: Lang, at: At, event: &Event) -> View {
    let own = events(lang);
    let address = read_link(&event.calendar).or_else(|| own_path(&event.calendar));
    let hint = match address {
        Some(_) => own.calendar_hint,
        None => own.calendar_hint_card,
    };
    let open = address.map(|address| {
        el("a")
            .class("btn")
            .attr("href", address)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(own.calendar_link)
    });
    let (held, text) = (event.clone(), card(lang, event));
    let refused = RwSignal::new(false);
    let description = text.clone();
    let said = move || match refused.get() {
        true => notice(Tone::Due, own.file_failed, None),
        false => el("p").class("hint").child(hint).into(),
    };
    let save = move || {
        at.asks.ask(Ask::Event(EventAsk::SaveFile {
            text: ics::calendar(&held, &description, at.clock.0.get_untracked()),
            name: format!("{}.ics", held.id.as_str()),
            refused,
        }))
    };
    View::all([
        heading(own.keep),
        el("div")
            .class("pair")
            .child(button("btn", own.calendar_file, save))
            .child(open)
            .into(),
        el("div").attr("role", "status").live(said).into(),
        copying(lang, at.asks, (CARD, own.card, own.card_text), move || {
            text.clone()
        }),
    ])
}

/// What to know of an event, line by line.
fn card(lang: Lang, event: &Event) -> String {
    let own = events(lang);
    let called_off = event
        .cancelled
        .is_some()
        .then(|| own.say_called_off.to_owned());
    let line = |name: &str, text: String| (!text.is_empty()).then(|| format!("{name}  {text}"));
    let gathering = event
        .gathering
        .as_ref()
        .map(|gathering| gathering_text(lang, gathering));
    let contact = event
        .contact
        .as_ref()
        .map(|contact| format!("{} {}", contact.name, contact.phone));
    let lines = [
        called_off,
        Some(event.title.clone()),
        line(own.fact_time, times(lang, event)),
        line(own.fact_place, event.place.clone()),
        line(own.fact_gathering, gathering.unwrap_or_default()),
        line(own.fact_route, event.route.clone()),
        line(own.fact_contact, contact.unwrap_or_default()),
        line(own.schedule, event.agenda.clone()),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    lines.join("\n")
}
