//! A draft that was written in another version of its form.

use crate::{
    domain::lang::Lang,
    forms::drift::{Change, carry},
    i18n::{fields::fields, fill},
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::Outlook,
        telling::Tone,
        writing::Writing,
    },
    ui::{
        copying::held,
        notice::notice,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Moves what was written into the form that is open, and says what is other than it was.
pub fn carried(lang: Lang, at: At, writing: Writing, from: u32) -> View {
    let l = fields(lang);
    let kind = writing.kind();
    let answers = writing.answers.get_untracked();
    let (carried, changes) = carry(kind.form(), &answers, from);
    writing.answers.set(carried);
    let label = |key: &str| {
        let field = kind.form().field(key);
        field.map(|field| field.label(lang).to_owned())
    };
    let (mut new, mut left) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::New(key) => {
                let label = label(&key).unwrap_or_default();
                let text = fill(l.carried_new, &[("label", &label)]);
                new.push(el("li").child(text).into());
            }
            Change::Left { key, text } => {
                let name = label(&key).map_or(l.carried_gone.to_owned(), |label| {
                    fill(l.carried_of, &[("label", &label)])
                });
                left.push([name, text].join("\n"));
            }
        }
    }
    let kept = (!left.is_empty()).then(|| kept(lang, at, left.join("\n\n")));
    View::all([
        notice(Tone::Plain, l.carried, None),
        el("ul").child(new).into(),
        kept.into(),
    ])
}

/// What found no place: to be read, selected and copied.
fn kept(lang: Lang, at: At, text: String) -> View {
    const ID: &str = "carried-left";
    let l = fields(lang);
    let copied = RwSignal::new(Outlook::default());
    let told = move || {
        let copied = copied.with(|look| look.copied);
        match copied {
            Some(true) => l.copied,
            Some(false) => l.copy_by_hand,
            None => "",
        }
        .to_owned()
    };
    let field = held(ID, l.carried_left, text.clone());
    let copy = button("btn", l.copy, move || {
        let text = text.clone();
        let ask = OutboxAsk::Copy { text, shown_by: ID };
        at.asks.ask(Ask::Outbox(ask, copied));
    });
    field
        .child(el("p").class("acts").child(copy))
        .child(el("p").attr("role", "status").live_text(told))
        .into()
}
