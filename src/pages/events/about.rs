//! What a form about an event is about, above its fields.

use super::{facts, leave};
use crate::{
    domain::{
        event::{Act, Event, EventId},
        lang::Lang,
        record::KindId,
    },
    state::{
        ask::{Ask, EventAsk},
        at::At,
    },
    ui::tree::{View, el},
};
use leptos::prelude::*;

/// The event's name and time; before a leave what it does.
pub fn about(lang: Lang, at: At, kind: &KindId, id: EventId) -> View {
    // After a reload nothing is known yet.
    let year = at.clock.today_untracked().year();
    for year in [year, year + 1] {
        at.asks.ask(Ask::Event(EventAsk::Read(year)));
    }
    let act = Act::of(kind);
    let event = Memo::new(move |_| at.calendar.dates().event(&id));
    let told = move |event: &Event| {
        let effect = (act == Some(Act::Leave)).then(|| leave::effect(lang, event));
        View::all([
            el("p")
                .class("lead")
                .attr("dir", "auto")
                .child(event.title.as_str())
                .into(),
            el("p")
                .class("hint")
                .child(facts::times(lang, event))
                .into(),
            effect.into(),
        ])
    };
    View::live(move || event.get().map(|event| told(&event)).into())
}
