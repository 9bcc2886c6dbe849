//! The form that is open, rendered from the catalog.
mod alike;
mod carried;
mod combo;
mod computed;
mod controls;
mod far;
mod files;
mod location;
mod read_back;
mod rows;
mod steps;
mod summary;
mod versions;
mod whole;

pub use self::{carried::carried, far::far, steps::steps, versions::versions};

use self::whole::whole;
use crate::{
    domain::{
        client_ref::ClientRef,
        dispute,
        event::{Act, EventId},
        lang::Lang,
        record::{Entry, KindId},
    },
    forms::{
        answers::{Answers, CheckedAnswers},
        field::Field,
        widget::Widget,
    },
    i18n::{fields::fields, fill, intl, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        desk::Saving,
        rules,
        telling::Tone,
        writing::Writing,
    },
    ui::{
        head::page_below,
        notice::notice,
        tree::{View, el},
    },
};
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// What the later module draws in a form.
#[derive(Clone)]
pub enum Later {
    /// The event that a form of this kind is about.
    About(KindId, EventId),
    /// The control of a field that only some forms have.
    Field(Writing, Rc<Field>),
    /// What is other than in the version that the draft was written in.
    Carried(Writing, u32),
    /// What is asked about what was found right, before it goes; and what it may be a copy of.
    Asked(
        Writing,
        RwSignal<Option<CheckedAnswers>>,
        RwSignal<Option<String>>,
    ),
    /// The way to what the draft said before.
    Versions(Writing),
    /// The fields of a long form that are not near, with earlier answers.
    Far(Writing, Rc<Vec<Answers>>),
    /// One question a page, and what [`Later::Carried`] is asked about, where there is such.
    Steps(Writing, Option<u32>),
}

/// Has it drawn.
pub type Rest = Rc<dyn Fn(Later) -> View>;

/// The control of a field that only some forms have.
pub fn field(lang: Lang, at: At, writing: Writing, field: &Field) -> View {
    match field.widget() {
        Widget::Rows => rows::rows(lang, at, writing, field),
        Widget::Computed => computed::computed(lang, field, controls::slot(lang, writing, field)),
        Widget::Combo => combo::combo(lang, field, controls::slot(lang, writing, field)),
        Widget::Location => {
            let slot = controls::slot(lang, writing, field);
            location::location(lang, at.asks, field, slot)
        }
        // Where the backend keeps none.
        Widget::Photos => notice(Tone::Plain, fields(lang).no_photos, None),
        Widget::Files => {
            let field = field.clone();
            View::live(move || match at.session.no_photos.get() {
                // Said where the photos would be.
                true => View::none(),
                false => untrack(|| files::files(lang, at, writing, &field)),
            })
        }
        // Drawn at once.
        Widget::Segment
        | Widget::Select
        | Widget::Checks
        | Widget::Switch
        | Widget::Text
        | Widget::TextArea
        | Widget::Number
        | Widget::Date
        | Widget::Hidden => View::none(),
    }
}

/// What is asked between the press and the submit: all of a long form is read once more, a copy is asked about.
pub fn asked(
    lang: Lang,
    at: At,
    writing: Writing,
    checked: RwSignal<Option<CheckedAnswers>>,
    alike: RwSignal<Option<String>>,
) -> View {
    match writing.kind().form().reads_back() {
        true => read_back::read_back(lang, at, writing, checked, alike),
        false => alike::is_it_logged(lang, writing, alike, checked),
    }
}

/// A new entry of a kind.
pub fn new(lang: Lang, at: At, kind: KindId, rest: Rest) -> View {
    if untrack(|| at.duties.kind(&kind)).is_none() {
        return not_there(lang, words(lang).kind_unknown);
    }
    at.asks.ask(Ask::Begin(kind.clone()));
    let begun = Memo::new(move |_| at.desk.begun.get().filter(|entry| entry.kind == kind));
    View::live(move || {
        begun
            .get()
            .map(|entry| wanted(lang, at, entry, &rest))
            .into()
    })
}

/// A form, once it can be opened.
fn wanted(lang: Lang, at: At, entry: Entry, rest: &Rest) -> View {
    let (kind, version) = (entry.kind.clone(), entry.form_version);
    let can_open = Memo::new(move |_| {
        let kind = at.duties.kind(&kind);
        kind.is_some_and(|kind| kind.form().can_open(version))
    });
    untrack(|| {
        if !can_open.get() {
            let known = at.duties.kind(&entry.kind).is_some();
            let forms = Ask::Event(EventAsk::Forms);
            at.asks.ask(if known { Ask::Forms } else { forms });
        }
    });
    let rest = Rc::clone(rest);
    View::live(move || {
        can_open.track();
        untrack(|| opened(lang, at, entry.clone(), &rest))
    })
}

/// A draft that is on the desk.
pub fn draft(lang: Lang, at: At, client_ref: &ClientRef, rest: Rest) -> View {
    match untrack(|| at.desk.draft(client_ref)) {
        Some(entry) => {
            at.asks.ask(Ask::Open(client_ref.clone()));
            wanted(lang, at, entry, &rest)
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

fn opened(lang: Lang, at: At, mut entry: Entry, rest: &Rest) -> View {
    let w = words(lang);
    let version = entry.form_version;
    let Some(mut kind) = at.duties.kind(&entry.kind) else {
        return not_there(lang, w.kind_unknown);
    };
    if !kind.form().can_open(version) {
        return not_there(lang, w.loading);
    }
    kind = kind.of_version(version).unwrap_or(kind);
    entry.form_version = kind.form().version();
    let strange = !kind.form().knows_all(&Answers::from(entry.answers.clone()));
    let disputed = dispute::row_of(&entry.kind, &entry.answers);
    let above = match (Act::event_in(&entry), disputed) {
        (Some(id), _) => (Route::Event(id), w.tab_events),
        (None, Some((year, _))) => (Route::Year(Some(year)), w.tab_year),
        (None, None) => (Route::Home, w.tab_home),
    };
    for photo in &entry.photos {
        if !photo.is_file() {
            at.asks.ask(Ask::ShowPhoto(photo.id.clone()));
        }
    }
    at.desk.saving.set(Saving::Untouched);
    at.desk.photo_fault.set(None);
    let moved = (strange || entry.form_version != version).then_some(version);
    let writing = Writing::open(entry, kind.clone(), at.asks, at.desk, at.clock);
    save_on_leaving(writing);
    let elder = Memo::new(move |_| at.settings.is_elder());
    let rest = Rc::clone(rest);
    let form = move || {
        let elder = elder.get();
        untrack(|| match elder {
            true => rest(Later::Steps(writing, moved)),
            false => whole(lang, at, writing, moved, &rest),
        })
    };
    let saving = el("small")
        .attr("role", "status")
        .live_text(move || saving_words(lang, at, writing));
    page_below(above, kind.label(lang), saving, View::live(form))
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
