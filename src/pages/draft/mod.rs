//! The form that is open, rendered from the catalog.
mod alike;
mod controls;
mod summary;

use crate::{
    domain::{
        client_ref::ClientRef,
        dispute,
        event::{Act, EventId},
        lang::Lang,
        record::{Entry, KindId},
    },
    forms::answers::{Answers, CheckedAnswers},
    i18n::{fill, intl, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        desk::Saving,
        rules,
        session::Keeping,
        telling::Tone,
        writing::Writing,
    },
    ui::{
        dialog::{Question, dialog},
        head::page_below,
        notice::notice,
        tree::{View, button, el, focus_soon, live},
    },
};
use leptos::web_sys::Event;
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// Tells the event that a form of this kind is about.
pub type About = Rc<dyn Fn(KindId, EventId) -> View>;

/// A new entry of a kind.
pub fn new(lang: Lang, at: At, kind: KindId, about: About) -> View {
    if untrack(|| at.duties.kind(&kind)).is_none() {
        return not_there(lang, words(lang).kind_unknown);
    }
    at.asks.ask(Ask::Begin(kind.clone()));
    let begun = Memo::new(move |_| at.desk.begun.get().filter(|entry| entry.kind == kind));
    View::live(move || {
        begun
            .get()
            .map(|entry| untrack(|| opened(lang, at, entry, &about)))
            .into()
    })
}

/// A draft that is on the desk.
pub fn draft(lang: Lang, at: At, client_ref: &ClientRef, about: About) -> View {
    match untrack(|| at.desk.draft(client_ref)) {
        Some(entry) => {
            at.asks.ask(Ask::Open(client_ref.clone()));
            let known = {
                let kind = entry.kind.clone();
                Memo::new(move |_| at.duties.kind(&kind).is_some())
            };
            if !untrack(|| known.get()) {
                at.asks.ask(Ask::Event(EventAsk::Forms));
            }
            View::live(move || {
                known.track();
                untrack(|| opened(lang, at, entry.clone(), &about))
            })
        }
        None => not_there(lang, words(lang).draft_not_found),
    }
}

fn not_there(lang: Lang, text: &str) -> View {
    let w = words(lang);
    page_below(
        (Route::Home, w.tab_home),
        w.state_draft,
        View::none(),
        notice(Tone::Plain, text, None),
    )
}

fn opened(lang: Lang, at: At, entry: Entry, about: &About) -> View {
    let w = words(lang);
    let Some(kind) = at.duties.kind(&entry.kind) else {
        return not_there(lang, w.kind_unknown);
    };
    let event = Act::event_in(&entry);
    let disputed = dispute::row_of(&entry.kind, &entry.answers);
    let above = match (&event, disputed) {
        (Some(id), _) => (Route::Event(id.clone()), w.tab_events),
        (None, Some((year, _))) => (Route::Year(Some(year)), w.tab_year),
        (None, None) => (Route::Home, w.tab_home),
    };
    let about = match event {
        Some(id) => about(entry.kind.clone(), id),
        None => disputed
            .and_then(|_| entry.answers.field(dispute::ABOUT)?.text())
            .map(|said| el("p").class("lead").child(said))
            .into(),
    };
    for photo in &entry.photos {
        at.asks.ask(Ask::ShowPhoto(photo.id.clone()));
    }
    at.desk.saving.set(Saving::Untouched);
    at.desk.photo_fault.set(None);
    let writing = Writing::open(entry, kind.clone(), at.asks, at.desk, at.clock);
    save_on_leaving(writing);
    let alike = RwSignal::new(None::<String>);
    let confirmed = RwSignal::new(None::<CheckedAnswers>);
    let summary = summary::faults(lang, writing);
    let faults = summary.element();
    let submit = move |event: Event| {
        event.prevent_default();
        match writing.check() {
            None => focus_soon(faults.clone()),
            Some(checked) => {
                match alike::like_lately(lang, at, &writing.client_ref(), checked.gist()) {
                    Some(told) => {
                        confirmed.set(Some(checked));
                        alike.set(Some(told));
                    }
                    None => writing.submit(checked),
                }
            }
        }
    };
    let history = history(at, kind.id(), &writing.client_ref());
    let field = |field: &_| controls::field(lang, at, writing, field, &history);
    let fields: Vec<View> = kind.form().fields().iter().map(field).collect();
    let hint = move || {
        if at.session.keeping.get() == Keeping::Visit {
            w.no_keep
        } else {
            w.submit_hint
        }
        .to_owned()
    };
    let foot = el("div")
        .class("foot")
        .child(el("p").live_text(hint))
        .child(el("button").class("go").child(w.submit));
    let form = el("form")
        .attr("novalidate", "")
        // Else browsers write what stands in it into their session files.
        .attr("autocomplete", "off")
        .on("submit", submit)
        .child(about)
        .child(summary)
        .child(fields)
        .child(discard(lang, at, writing))
        .child(foot);
    let saving = el("small")
        .attr("role", "status")
        .live_text(move || saving_words(lang, at, writing));
    let inside = View::all([
        form.into(),
        alike::is_it_logged(lang, writing, alike, confirmed),
    ]);
    page_below(above, kind.label(lang), saving, inside)
}

/// The page is hidden, closed or left: what waits to be saved is saved now.
fn save_on_leaving(writing: Writing) {
    let hidden = window_event_listener(ev::visibilitychange, move |_| writing.flush());
    let closed = window_event_listener(ev::pagehide, move |_| writing.flush());
    on_cleanup(move || {
        hidden.remove();
        closed.remove();
        writing.flush();
    });
}

fn saving_words(lang: Lang, at: At, writing: Writing) -> String {
    let w = words(lang);
    match at.desk.saving.get() {
        Saving::Untouched => String::new(),
        Saving::Saved(moment) if writing.is_kept() => {
            fill(w.draft_saved, &[("time", &intl::time(lang, moment))])
        }
        Saving::Pending | Saving::Saved(_) => w.draft_saving.to_owned(),
        Saving::VisitOnly => w.draft_visit_only.to_owned(),
        Saving::Failed(fault) => rules::save_fault(w, fault).to_owned(),
    }
}

/// Earlier answers of this kind, newest first, other than this draft's own.
fn history(at: At, kind: &KindId, but: &ClientRef) -> Vec<Answers> {
    let on_desk = untrack(|| at.desk.rows.get())
        .into_iter()
        .rev()
        .map(|row| row.entry);
    let earlier = on_desk
        .filter(|entry| entry.kind == *kind && entry.client_ref != *but)
        .map(|entry| entry.answers.clone());
    earlier
        .chain(untrack(|| at.shelf.of_kind(kind)))
        .map(Answers::from)
        .collect()
}

fn discard(lang: Lang, at: At, writing: Writing) -> View {
    let w = words(lang);
    let asking = RwSignal::new(false);
    let kept = Memo::new(move |_| at.desk.row(&writing.client_ref()).is_some());
    let go = move || {
        asking.set(false);
        at.asks.ask(Ask::Discard(writing.client_ref()));
    };
    let question = dialog(Question {
        id: "discard",
        open: live(move || asking.get()),
        title: live(move || w.discard_ask.to_owned()),
        body: View::none(),
        acts: View::all([
            button("btn danger", w.discard_go, go).into(),
            button("go", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    let way = move || {
        let press = || button("quiet danger", w.discard, move || asking.set(true));
        kept.get()
            .then(|| el("p").class("acts").child(press()))
            .into()
    };
    View::all([View::live(way), question])
}
