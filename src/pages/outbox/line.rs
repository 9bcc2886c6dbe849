//! One item of the outbox page: how it stands, and what its owner can do with it.

use crate::{
    domain::{client_ref::ClientRef, file::File, lang::Lang},
    i18n::{fill, later, outbox::outbox, words},
    outbox::item::{Item, State},
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        attached,
        outlook::Outlook,
        telling::{Told, Tone},
        telling_acts, waiting,
    },
    stored::row::ItemRow,
    ui::{
        row::told,
        tree::{El, View, button, el},
    },
};
use leptos::prelude::*;

/// What a line shows.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    pub(super) id: ClientRef,
    pub(super) told: Told,
    /// Lines: tries and since when it waits, the next try, why it can't be edited.
    facts: Vec<String>,
    may: May,
}

/// What can be done with an item.
#[derive(Clone, Copy, PartialEq)]
struct May {
    send: bool,
    /// What is sent may be there already.
    again: bool,
    edit: bool,
    withdraw: bool,
}

impl Line {
    /// Whether it needs its owner.
    pub(super) fn is_due(&self) -> bool {
        self.told.tag.0 == Tone::Due
    }
}

/// The line of an item. `waited` is for how long it has waited.
pub(super) fn line(
    lang: Lang,
    at: At,
    look: RwSignal<Outlook>,
    row: &ItemRow,
    waited: Option<u64>,
) -> Line {
    let w = outbox(lang);
    let item = &row.item;
    let expired = at.session.expired.get();
    let told = telling_acts::item(lang, at, row);
    let due = told.tag.0 == Tone::Due;
    let next = look.with(|look| {
        let found = look.tries.iter().find(|(id, _)| *id == item.client_ref);
        found.and_then(|(_, next)| waiting::next(lang, *next, look.as_of))
    });
    let since = waiting::since(w, waited);
    // While it waits to be tried again its sentence tells the tries.
    let tells_tries = matches!(item.state, State::RetryWait { .. }) && !at.desk.holds(item);
    let mut facts = vec![match tells_tries {
        true => since,
        false => format!("{} · {since}", waiting::tries(w, item.attempts)),
    }];
    if item.state == State::Sending {
        facts.push(words(lang).say_sending.to_owned());
    } else if !due {
        // The line is there before its words are, so that nothing moves under a finger.
        facts.push(next.unwrap_or_else(|| "\u{a0}".to_owned()));
    }
    if item.in_doubt > 0 && item.may_be_withdrawn() {
        facts.push(w.no_edit_doubt.to_owned());
    }
    let files = File::listed(&row.entry.answers);
    if !files.is_empty() {
        facts.push(attached::named(&files));
    }
    facts.extend(uploaded(lang, item));
    let unsure = item.state == State::Unsure;
    // While it is being sent the presses stay where they are; they say that it is.
    let sending = item.state == State::Sending;
    let sends = matches!(
        item.state,
        State::Queued | State::RetryWait { told: false, .. } | State::UpgradeNeeded
    );
    Line {
        id: item.client_ref.clone(),
        told,
        facts,
        may: May {
            send: (sends || sending || unsure) && !expired,
            again: unsure,
            edit: item.is_editable() || (sending && item.in_doubt == 0),
            withdraw: item.may_be_withdrawn(),
        },
    }
}

/// How many of its photos and files the backend holds, where it has any.
fn uploaded(lang: Lang, item: &Item) -> Option<String> {
    let most = item.uploads.len();
    let there = item.uploads.iter().filter(|(_, there)| *there).count();
    let values = [("n", &*there.to_string()), ("most", &*most.to_string())];
    (most > 0).then(|| fill(outbox(lang).uploaded, &values))
}

/// Draws the line of `id`, which follows `shown`; `withdraw` is asked for before it is done.
pub(super) fn draw(
    lang: Lang,
    at: At,
    look: RwSignal<Outlook>,
    id: ClientRef,
    shown: Memo<Vec<Line>>,
    withdraw: RwSignal<Option<ClientRef>>,
) -> El {
    let mine = {
        let id = id.clone();
        Memo::new(move |_| shown.with(|lines| lines.iter().find(|line| line.id == id).cloned()))
    };
    let head = Memo::new(move |_| mine.get().map(|line| line.told));
    let facts = move || mine.with(|line| line.as_ref().map(|line| line.facts.join("\n")));
    let acts = Memo::new(move |_| mine.get().map(|line| (line.told.title, line.may)));
    el("li")
        .class("item")
        .live(move || head.get().map(told).into())
        .child(
            el("p")
                .class("hint")
                .live_text(move || facts().unwrap_or_default()),
        )
        .live(move || {
            let id = id.clone();
            acts.get()
                .map(|(title, may)| actions(lang, at, look, id, &title, may, withdraw))
                .into()
        })
}

/// The presses, each named with the item's title.
fn actions(
    lang: Lang,
    at: At,
    look: RwSignal<Outlook>,
    id: ClientRef,
    title: &str,
    may: May,
    withdraw: RwSignal<Option<ClientRef>>,
) -> View {
    let (w, own) = (words(lang), outbox(lang));
    let act = |name: &str, run: Box<dyn Fn(ClientRef)>| {
        let id = id.clone();
        let whole = fill(own.of, &[("act", name), ("title", title)]);
        button("quiet", name, move || run(id.clone())).attr("aria-label", &whole)
    };
    let ask = move |ask: OutboxAsk| at.asks.ask(Ask::Outbox(ask, look));
    let name = if may.again {
        own.send_again
    } else {
        w.send_now
    };
    let send = may
        .send
        .then(|| act(name, Box::new(move |id| ask(OutboxAsk::SendOne(id)))));
    let edit = may.edit.then(|| {
        act(
            later(lang).edit,
            Box::new(move |id| at.asks.ask(Ask::Edit(id))),
        )
    });
    let export = Box::new(move |id| ask(OutboxAsk::ExportFile(Some(id))));
    let away = may.withdraw.then(|| {
        act(
            own.withdraw_short,
            Box::new(move |id| withdraw.set(Some(id))),
        )
    });
    el("div")
        .class("does")
        .child(send)
        .child(edit)
        .child(act(own.export, export))
        .child(away)
        .into()
}
