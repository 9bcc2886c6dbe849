//! The form that is open, rendered from the catalog.

use crate::{
    domain::{
        client_ref::ClientRef,
        lang::Lang,
        record::{Entry, KindId},
    },
    forms::{
        answers::{Answers, CheckedAnswers},
        fault::Fault,
        field::{Choice, Field},
        gist::Gist,
        widget::Widget,
    },
    i18n::{fill, intl, words},
    route::Route,
    state::{
        ask::{Ask, Asks},
        clock::Clock,
        desk::{Desk, Saving},
        duties::Duties,
        rules,
        session::{Keeping, Session},
        shelf::Shelf,
        telling::Tone,
        writing::Writing,
    },
    ui::{
        dialog::dialog,
        field::{Marks, Typing, area, line, select},
        head::page_below,
        notice::notice,
        photos::{Album, album},
        segment::{Pick, segment},
    },
};
use leptos::{ev, ev::SubmitEvent, html, prelude::*};

/// What the page looks at.
#[derive(Clone, Copy)]
pub struct At {
    /// The session.
    pub session: Session,
    /// Drafts and the queue.
    pub desk: Desk,
    /// What is received.
    pub shelf: Shelf,
    /// The kinds of duty.
    pub duties: Duties,
    /// The clock.
    pub clock: Clock,
    /// The way to ask.
    pub asks: Asks,
}

/// A new entry of a kind.
pub fn new(lang: Lang, at: At, kind: KindId) -> AnyView {
    at.asks.ask(Ask::Begin(kind.clone()));
    let begun = Memo::new(move |_| at.desk.begun.get().filter(|entry| entry.kind == kind));
    view! { {move || begun.get().map(|entry| opened(lang, at, entry))} }.into_any()
}

/// A draft that is on the desk.
pub fn draft(lang: Lang, at: At, client_ref: ClientRef) -> AnyView {
    match untrack(|| at.desk.draft(&client_ref)) {
        Some(entry) => opened(lang, at, entry),
        None => {
            let w = words(lang);
            page_below(
                (Route::Home, w.tab_home),
                w.state_draft,
                (),
                notice(Tone::Plain, w.draft_not_found, None),
            )
        }
    }
}

fn opened(lang: Lang, at: At, entry: Entry) -> AnyView {
    let w = words(lang);
    let Some(kind) = at.duties.kind(&entry.kind) else {
        return page_below(
            (Route::Home, w.tab_home),
            w.state_draft,
            (),
            notice(Tone::Due, w.not_found, None),
        );
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
    let summary = NodeRef::<html::Div>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match writing.check() {
            None => focus_when_shown(summary),
            Some(checked) => match like_lately(lang, at, &writing.client_ref(), checked.gist()) {
                Some(told) => {
                    confirmed.set(Some(checked));
                    alike.set(Some(told));
                }
                None => writing.submit(checked),
            },
        }
    };
    let history = history(at, kind.id(), &writing.client_ref());
    let fields: Vec<AnyView> = kind
        .form()
        .fields()
        .iter()
        .map(|field| field_view(lang, at, writing, field.clone(), &history))
        .collect();
    let inside = view! {
        <form novalidate={true} on:submit={submit}>
            {faults(lang, writing, summary)}
            {fields}
            {discard(lang, at, writing)}
            <div class={"foot"}>
                <p>{move || if at.session.keeping.get() == Keeping::Visit { w.no_keep } else { w.submit_hint }}</p>
                <button class={"go"}>{w.submit}</button>
            </div>
        </form>
        {is_it_logged(lang, writing, alike, confirmed)}
    };
    let saving = view! { <small role={"status"}>{move || saving_words(lang, at)}</small> };
    page_below(
        (Route::Home, w.tab_home),
        kind.label(lang).to_owned(),
        saving,
        inside,
    )
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

fn saving_words(lang: Lang, at: At) -> String {
    let w = words(lang);
    match at.desk.saving.get() {
        Saving::Untouched => String::new(),
        Saving::Pending => w.draft_saving.to_owned(),
        Saving::Saved(moment) => fill(w.draft_saved, &[("time", &intl::time(lang, moment))]),
        Saving::VisitOnly => w.draft_visit_only.to_owned(),
        Saving::Failed(fault) => rules::save_fault(w, fault).to_owned(),
    }
}

/// The summary of what is to be mended, each a way to its field.
fn faults(lang: Lang, writing: Writing, node: NodeRef<html::Div>) -> AnyView {
    let w = words(lang);
    let kind = writing.kind();
    let list = move || {
        let faults = if writing.tried.get() {
            writing.faults()
        } else {
            Vec::new()
        };
        if faults.is_empty() {
            return None;
        }
        let count = fill(w.errors_title, &[("n", &faults.len().to_string())]);
        let item = |fault: &Fault| {
            let key = fault.place.field().to_owned();
            let field = kind.form().field(&key)?;
            let text = rules::rule(lang, field, fault.rule);
            let target = field_id(&key);
            let press = {
                let target = target.clone();
                move |event: ev::MouseEvent| {
                    event.prevent_default();
                    focus(&target);
                }
            };
            let label = field.label(lang).to_owned();
            Some(
                view! { <li><a href={format!("#{target}")} on:click={press}>{label} {" · "} {text}</a></li> },
            )
        };
        let items: Vec<_> = faults.iter().filter_map(item).collect();
        Some(view! { <div class={"problems"}><h2>{count}</h2><ul>{items}</ul></div> })
    };
    view! { <div tabindex={"-1"} role={"alert"} node_ref={node}>{list}</div> }.into_any()
}

fn field_id(key: &str) -> String {
    format!("field-{key}")
}

fn focus(id: &str) {
    use leptos::wasm_bindgen::JsCast;
    let found = document().get_element_by_id(id);
    if let Some(element) =
        found.and_then(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().ok())
    {
        // A control that can't take the focus leaves it where it was.
        let _ = element.focus();
    }
}

fn focus_when_shown(node: NodeRef<html::Div>) {
    request_animation_frame(move || {
        if let Some(element) = node.get_untracked() {
            let _ = element.focus();
        }
    });
}

/// Earlier answers of this kind, newest first, other than this draft's own.
fn history(at: At, kind: &KindId, but: &ClientRef) -> Vec<Answers> {
    untrack(|| {
        at.desk
            .rows
            .get()
            .into_iter()
            .rev()
            .map(|row| row.entry)
            .collect::<Vec<Entry>>()
    })
    .into_iter()
    .filter(|entry| entry.kind == *kind && entry.client_ref != *but)
    .map(|entry| Answers::from(entry.answers))
    .chain(
        untrack(|| at.shelf.of_kind(kind))
            .into_iter()
            .map(Answers::from),
    )
    .collect()
}

/// The name of a record that this one may be a copy of.
fn like_lately(lang: Lang, at: At, own: &ClientRef, gist: &Gist) -> Option<String> {
    let submitted = untrack(|| at.desk.submitted());
    let waiting = submitted
        .into_iter()
        .map(|entry| (entry.client_ref, entry.kind, entry.answers));
    let received = untrack(|| at.shelf.latest(usize::MAX));
    let received = received
        .into_iter()
        .map(|record| (record.client_ref, record.kind, record.answers));
    waiting
        .chain(received)
        .filter(|(client_ref, ..)| client_ref != own)
        .find_map(|(_, kind, answers)| {
            let known = at.duties.kind(&kind)?;
            let answers = Answers::from(answers);
            known.form().gist(&answers).is_like(gist).then(|| {
                let day = gist
                    .day()
                    .map(|day| intl::day(lang, day))
                    .unwrap_or_default();
                let title = known.form().title(&answers).to_owned();
                fill(words(lang).like_body, &[("day", &day), ("title", &title)])
            })
        })
}

/// 是不是记过了
fn is_it_logged(
    lang: Lang,
    writing: Writing,
    alike: RwSignal<Option<String>>,
    confirmed: RwSignal<Option<CheckedAnswers>>,
) -> AnyView {
    let w = words(lang);
    let again = move |_| {
        alike.set(None);
        if let Some(checked) = confirmed.try_update(Option::take).flatten() {
            writing.submit(checked);
        }
    };
    let acts = view! {
        <button type={"button"} class={"btn"} on:click={again}>{w.like_again}</button>
        <button type={"button"} class={"go"} on:click={move |_| alike.set(None)}>{w.like_stop}</button>
    };
    let body = view! { <p>{move || alike.get()}</p> };
    let open = Signal::derive(move || alike.with(Option::is_some));
    dialog("alike", open, w.like_title, body, acts, move || {
        alike.set(None)
    })
}

fn discard(lang: Lang, at: At, writing: Writing) -> AnyView {
    let w = words(lang);
    let asking = RwSignal::new(false);
    let kept = Memo::new(move |_| at.desk.row(&writing.client_ref()).is_some());
    let go = move |_| {
        asking.set(false);
        at.asks.ask(Ask::Discard(writing.client_ref()));
    };
    let acts = view! {
        <button type={"button"} class={"btn danger"} on:click={go}>{w.discard_go}</button>
        <button type={"button"} class={"go"} on:click={move |_| asking.set(false)}>{w.cancel}</button>
    };
    let ask = dialog(
        "discard",
        asking.into(),
        w.discard_ask,
        (),
        acts,
        move || asking.set(false),
    );
    let button = move || {
        kept.get().then(|| {
            view! {
                <p class={"acts"}>
                    <button type={"button"} class={"quiet danger"} on:click={move |_| asking.set(true)}>
                        {w.discard}
                    </button>
                </p>
            }
        })
    };
    view! { {button} {ask} }.into_any()
}

/// One field while it matters.
fn field_view(lang: Lang, at: At, writing: Writing, field: Field, history: &[Answers]) -> AnyView {
    let key = field.key().to_owned();
    let matters = Memo::new(move |_| writing.is_relevant(&key));
    let heading = field.heading(lang).map(str::to_owned);
    let chips = chips(writing, &field, history);
    let chips = StoredValue::new_local(chips);
    let field = StoredValue::new(field);
    let body = move || {
        matters.get().then(|| {
            let heading = heading
                .clone()
                .map(|heading| view! { <h2 class={"sec"}>{heading}</h2> });
            let chips =
                chips.with_value(|chips| chips.iter().map(|chip| chip()).collect::<Vec<AnyView>>());
            view! { {heading} {control(lang, at, writing, field.get_value(), chips)} }
        })
    };
    view! { {body} }.into_any()
}

fn control(lang: Lang, at: At, writing: Writing, field: Field, chips: Vec<AnyView>) -> AnyView {
    let w = words(lang);
    let key = field.key().to_owned();
    let fault = {
        let field = field.clone();
        Signal::derive(move || {
            writing
                .fault(field.key())
                .map(|rule| rules::rule(lang, &field, rule))
        })
    };
    let marks = Marks {
        id: field_id(&key),
        label: field.label(lang).to_owned(),
        optional: (!field.required()).then_some(w.optional),
        hint: field.hint(lang).map(str::to_owned),
        fault,
    };
    let value = {
        let key = key.clone();
        Signal::derive(move || writing.shown(&key))
    };
    let typed = {
        let key = key.clone();
        move |text: String| writing.typed(&key, text)
    };
    let placeholder = field.placeholder(lang).unwrap_or_default().to_owned();
    let control = match field.widget() {
        Widget::Segment => {
            let pick = |choice: &Choice| Pick {
                value: choice.value.clone(),
                label: choice.label(lang).to_owned(),
            };
            segment(
                marks,
                field.choices().iter().map(pick).collect(),
                value,
                typed,
            )
        }
        Widget::Select | Widget::Checks | Widget::Switch => {
            let pick = |choice: &Choice| (choice.value.clone(), choice.label(lang).to_owned());
            let none = std::iter::once((String::new(), w.choose.to_owned()));
            select(
                marks,
                none.chain(field.choices().iter().map(pick)).collect(),
                value,
                typed,
            )
        }
        Widget::TextArea => area(
            marks,
            placeholder,
            value,
            counter(lang, &field, value),
            typed,
        ),
        Widget::Photos => photos(
            lang,
            at,
            writing,
            marks,
            field.limit().unwrap_or(usize::MAX),
        ),
        Widget::Text | Widget::Number | Widget::Date => {
            let kind = if field.widget() == Widget::Date {
                "date"
            } else {
                "text"
            };
            let typing = Typing {
                kind,
                keyboard: field.keyboard(),
                capitals: field.autocapitalize(),
                ..Typing::TEXT
            };
            let below = counter(lang, &field, value);
            let unit = field.unit(lang).map(str::to_owned);
            line(
                marks,
                Signal::stored(typing),
                placeholder,
                value,
                unit,
                below,
                typed,
            )
        }
    };
    let offers = (!chips.is_empty())
        .then(|| view! { <div class={"chips"} role={"group"} aria-label={w.lately}>{chips}</div> });
    view! { <div on:focusout={move |_| writing.visited(&key)}>{control} {offers}</div> }.into_any()
}

fn counter(lang: Lang, field: &Field, value: Signal<String>) -> AnyView {
    let limit = field.limit().filter(|_| field.counter());
    limit
        .map(|most| {
            let text = move || {
                let n = value.with(|value| value.chars().count()).to_string();
                fill(
                    words(lang).counter,
                    &[("n", &n), ("most", &most.to_string())],
                )
            };
            view! { <p class={"count"}>{text}</p> }
        })
        .into_any()
}

/// Buttons that take over earlier answers.
type Chip = Box<dyn Fn() -> AnyView>;

fn chips(writing: Writing, field: &Field, history: &[Answers]) -> Vec<Chip> {
    let kind = writing.kind();
    let offers = kind.form().recents(field, history);
    offers
        .into_iter()
        .map(|offer| {
            let label = offer
                .get(field.key())
                .map(|answer| field.show(answer))
                .unwrap_or_default();
            let chip: Chip = Box::new(move || {
                let (offer, label) = (offer.clone(), label.clone());
                let press = move |_| writing.take(&offer);
                view! { <button type={"button"} class={"chip"} on:click={press}>{label}</button> }
                    .into_any()
            });
            chip
        })
        .collect()
}

fn photos(lang: Lang, at: At, writing: Writing, mut marks: Marks, most: usize) -> AnyView {
    let w = words(lang);
    let draft = writing.client_ref();
    let shown = {
        let draft = draft.clone();
        Signal::derive(move || {
            let address = |id: &ClientRef| {
                at.shelf
                    .photos
                    .with(|photos| photos.get(id).cloned().flatten())
            };
            let photos = at.desk.photos(&draft);
            photos
                .iter()
                .map(|photo| (photo.id.clone(), address(&photo.id)))
                .collect()
        })
    };
    let check = marks.fault;
    marks.fault = Signal::derive(move || {
        let taken = at
            .desk
            .photo_fault
            .get()
            .map(|fault| rules::photo_fault(w, fault, most));
        taken.or_else(|| check.get())
    });
    let add = {
        let draft = draft.clone();
        move |files| {
            // The draft must be there before a photo joins it.
            at.asks.ask(Ask::SaveDraft(writing.entry()));
            at.asks.ask(Ask::AddPhotos {
                draft: draft.clone(),
                files,
                most,
            });
        }
    };
    let remove = move |photo| {
        at.asks.ask(Ask::RemovePhoto {
            draft: draft.clone(),
            photo,
        })
    };
    album(
        w,
        marks,
        Album {
            photos: shown,
            working: at.desk.taking.into(),
            most,
        },
        add,
        remove,
    )
}
