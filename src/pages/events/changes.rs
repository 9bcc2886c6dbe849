//! What changed since the member signed up, until it was read.

use super::seen::Seen;
use crate::{
    domain::{
        answer::Answer,
        event::{Act, Change, Changed},
        lang::Lang,
    },
    i18n::{events::events, fill},
    state::{
        ask::{Ask, EventAsk},
        at::At,
        telling::isolated,
    },
    ui::{
        icon::{Icon, icon},
        tree::{View, button, el},
    },
};

/// The changes on top of everything, with the press that they were read.
pub(super) fn changes(lang: Lang, at: At, seen: &Seen) -> View {
    let own = events(lang);
    if !seen.is_changed() {
        return View::none();
    }
    let event = &seen.event;
    let news = event
        .changes
        .iter()
        .filter(|change| change.revision > seen.known)
        .map(|change| el("p").attr("dir", "auto").child(said(lang, change)).into());
    let news: Vec<View> = news.collect();
    let title = if event.mine.sign_up.is_some() {
        own.changed_title
    } else {
        own.changed_plain
    };
    let (id, revision) = (event.id.clone(), i64::from(event.revision));
    let read = button("btn", own.acknowledge, move || {
        at.asks.ask(Ask::Event(EventAsk::Do {
            act: Act::Acknowledge,
            event: id.clone(),
            answers: vec![(Act::REVISION, Answer::Int(revision))],
        }))
    });
    el("div")
        .class("notice due news")
        .child(icon(Icon::Alert))
        .child(el("h2").child(title))
        .child(news)
        .child(read)
        .into()
}

fn said(lang: Lang, change: &Change) -> String {
    let own = events(lang);
    let what = match change.what {
        Changed::Time => own.changed_time,
        Changed::Place => own.changed_place,
        Changed::Other => own.changed_other,
    };
    // Where both name the thing that they are about, it is named once.
    let named = change
        .before
        .split_once('：')
        .zip(change.after.split_once('：'));
    let named = named.filter(|((before, _), (after, _))| before == after);
    let (what, before, after) = match named {
        Some(((what, before), (_, after))) => (what, before, after),
        None => (what, change.before.as_str(), change.after.as_str()),
    };
    let pattern = if before.is_empty() {
        own.changed_to
    } else {
        own.changed_from_to
    };
    fill(
        pattern,
        &[
            ("what", what),
            ("before", &isolated(before)),
            ("after", &isolated(after)),
        ],
    )
}
