//! One record: what was written, where it stands, and what can be done about it.

use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        lang::Lang,
        record::{KindId, Standing},
    },
    forms::{answers::Answers, field::Field, widget::Widget},
    i18n::{intl, words},
    outbox::item::State,
    route::Route,
    state::{
        ask::{Ask, Asks},
        clock::Clock,
        desk::{Desk, Pile, pile_of},
        duties::Duties,
        session::Session,
        shelf::Shelf,
        telling::{self, Tone},
    },
    stored::row::ItemRow,
    ui::{dialog::dialog, head::page_below, notice::notice, photos::gallery},
};
use leptos::prelude::*;

/// What the page looks at.
#[derive(Clone, Copy)]
pub struct At {
    /// The session.
    pub session: Session,
    /// What is not received.
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

/// What is shown, wherever it is held.
#[derive(Clone, PartialEq)]
struct Shown {
    kind: KindId,
    day: Option<Day>,
    answers: Answer,
    photos: Vec<ClientRef>,
}

/// The page of one record, waiting or received.
pub fn record(lang: Lang, at: At, client_ref: ClientRef) -> AnyView {
    let w = words(lang);
    at.asks.ask(Ask::Refresh(at.clock.today_untracked().year()));
    let shown = {
        let client_ref = client_ref.clone();
        Memo::new(move |_| shown(at, &client_ref))
    };
    let title = move || match shown.get() {
        Some(shown) => telling::name(
            lang,
            at.duties.kind(&shown.kind).as_ref(),
            &shown.kind,
            &shown.answers,
        )
        .into_any(),
        None => w.record.into_any(),
    };
    let inside = move || match shown.get() {
        Some(shown) => view! {
            {standing(lang, at, client_ref.clone())}
            {content(lang, at, shown)}
            {actions(lang, at, client_ref.clone())}
        }
        .into_any(),
        None => notice(Tone::Plain, w.record_not_found, None),
    };
    page_below((Route::Records, w.records), title, (), inside)
}

fn shown(at: At, client_ref: &ClientRef) -> Option<Shown> {
    let received = at.shelf.record(client_ref).map(|record| Shown {
        kind: record.kind,
        day: Some(record.day),
        answers: record.answers,
        photos: record.photos,
    });
    received.or_else(|| {
        at.desk.row(client_ref).map(|row| Shown {
            kind: row.entry.kind,
            day: row.entry.day,
            answers: row.entry.answers,
            photos: row.entry.photos.into_iter().map(|photo| photo.id).collect(),
        })
    })
}

/// Where it stands, as a sentence; follows the sending while one looks.
fn standing(lang: Lang, at: At, client_ref: ClientRef) -> AnyView {
    let w = words(lang);
    let said = move || {
        if let Some(record) = at.shelf.record(&client_ref) {
            let tone = match &record.standing {
                Standing::Received | Standing::Reviewed => Tone::Done,
                Standing::Returned { .. } => Tone::Due,
            };
            return Some(notice(tone, telling::standing_sentence(w, &record), None));
        }
        let row = at.desk.row(&client_ref)?;
        let going = pile_of(&row.item.state) == Pile::Going;
        if going && at.session.expired.get() {
            return Some(notice(Tone::Due, w.say_locked, None));
        }
        let action = going.then(|| {
            let press = move |_| at.asks.ask(Ask::SendNow);
            let name = move || {
                if at.desk.sending.get() {
                    w.send_now_busy
                } else {
                    w.send_now
                }
            };
            view! { <button type={"button"} on:click={press}>{name}</button> }.into_any()
        });
        Some(notice(
            telling::tag(w, &row.item.state).0,
            telling::sentence(lang, &row),
            action,
        ))
    };
    view! { <div role={"status"}>{said}</div> }.into_any()
}

fn content(lang: Lang, at: At, shown: Shown) -> AnyView {
    let w = words(lang);
    let answers = Answers::from(shown.answers);
    let facts: Vec<AnyView> = match at.duties.kind(&shown.kind) {
        Some(kind) => {
            let fields = kind.form().relevant_fields(&answers);
            fields
                .iter()
                .filter_map(|field| fact(lang, field, &answers))
                .collect()
        }
        None => shown
            .day
            .map(|day| line(w.record_day, intl::day_long(lang, day)))
            .into_iter()
            .collect(),
    };
    let photos = (!shown.photos.is_empty()).then(|| {
        for photo in &shown.photos {
            at.asks.ask(Ask::ShowPhoto(photo.clone()));
        }
        let keys = shown.photos.clone();
        let photos = Signal::derive(move || {
            let address = |id: &ClientRef| {
                at.shelf
                    .photos
                    .with(|photos| photos.get(id).cloned().flatten())
            };
            keys.iter().map(|id| (id.clone(), address(id))).collect()
        });
        view! { <h2 class={"sec"}>{w.record_photos}</h2> {gallery(w, photos)} }
    });
    view! { <dl class={"facts"}>{facts}</dl> {photos} }.into_any()
}

/// One answer with its label, as people write it.
fn fact(lang: Lang, field: &Field, answers: &Answers) -> Option<AnyView> {
    let answer = answers.get(field.key())?;
    let text = field.show(answer);
    let text = match field.widget() {
        Widget::Photos => return None,
        Widget::Segment | Widget::Select => {
            let choice = field.choices().iter().find(|choice| choice.value == text);
            choice.map_or(text.clone(), |choice| choice.label(lang).to_owned())
        }
        Widget::Date => Day::parse(&text).map_or(text, |day| intl::day_long(lang, day)),
        Widget::Number => field
            .unit(lang)
            .map_or(text.clone(), |unit| format!("{text} {unit}")),
        Widget::Checks | Widget::Switch | Widget::Text | Widget::TextArea => text,
    };
    if text.trim().is_empty() {
        return None;
    }
    Some(line(field.label(lang), text))
}

fn line(label: &str, text: String) -> AnyView {
    let label = label.to_owned();
    view! { <div><dt>{label}</dt><dd class={"prose"} dir={"auto"}>{text}</dd></div> }.into_any()
}

/// What its owner can do while it was not received.
fn actions(lang: Lang, at: At, client_ref: ClientRef) -> AnyView {
    let w = words(lang);
    let asking = RwSignal::new(false);
    let row = {
        let client_ref = client_ref.clone();
        Memo::new(move |_| at.desk.row(&client_ref).filter(open_to_change).is_some())
    };
    let edit = {
        let client_ref = client_ref.clone();
        move |_| at.asks.ask(Ask::Edit(client_ref.clone()))
    };
    let withdraw = move |_| {
        asking.set(false);
        at.asks.ask(Ask::Withdraw(client_ref.clone()));
    };
    let buttons = move || {
        let edit = edit.clone();
        row.get().then(|| {
            view! {
                <div class={"pair"}>
                    <button type={"button"} class={"btn"} on:click={edit}>{w.edit}</button>
                    <button type={"button"} class={"btn danger"} on:click={move |_| asking.set(true)}>
                        {w.withdraw}
                    </button>
                </div>
            }
        })
    };
    let acts = view! {
        <button type={"button"} class={"btn danger"} on:click={withdraw}>{w.withdraw}</button>
        <button type={"button"} class={"go"} on:click={move |_| asking.set(false)}>{w.cancel}</button>
    };
    let ask = dialog(
        "withdraw",
        asking.into(),
        w.withdraw,
        view! { <p>{w.withdraw_ask}</p> },
        acts,
        move || {
            asking.set(false);
        },
    );
    view! { {buttons} {ask} }.into_any()
}

fn open_to_change(row: &ItemRow) -> bool {
    match &row.item.state {
        State::Queued
        | State::RetryWait { .. }
        | State::NeedsFix { .. }
        | State::TooLarge
        | State::Conflict { .. }
        | State::UpgradeNeeded => true,
        State::Draft
        | State::Sending
        | State::Accepted { .. }
        | State::Declined { .. }
        | State::Waitlisted { .. }
        | State::Done { .. } => false,
    }
}
