//! One record: what was written, where it stands, and what can be done about it.

mod confirmation;
mod conflict;
mod correction;
mod cosigners;
mod files;
mod progress;
mod series;
mod standing;
mod withdrawal;

use crate::{
    domain::{
        answer::Answer, client_ref::ClientRef, day::Day, file::File, held::pictures, lang::Lang,
        record::KindId,
    },
    forms::answers::Answers,
    i18n::{intl, later, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk, OutboxAsk},
        at::At,
        outlook::Outlook,
        shelf::Reading,
        telling::{self, Tone},
        told,
    },
    ui::{
        dialog::{Question, dialog},
        facts::facts,
        head::page_below,
        notice::notice,
        photos::gallery,
        tree::{View, button, el, live, live_text},
    },
};
use correction::Place;
use leptos::prelude::*;

/// What is shown, wherever it is held.
#[derive(Clone, PartialEq)]
struct Shown {
    kind: KindId,
    day: Option<Day>,
    answers: Answer,
    photos: Vec<ClientRef>,
    /// The form of its kind is there whole: the first module has not all of it.
    known: bool,
}

/// The page of one record, waiting or received.
pub fn record(lang: Lang, at: At, client_ref: ClientRef) -> View {
    let (w, l) = (words(lang), later(lang));
    let this_year = at.clock.today_untracked().year();
    at.asks.ask(Ask::Refresh(this_year));
    // A suggestion about an event is a record too.
    at.asks.ask(Ask::Event(EventAsk::Forms));
    at.asks.ask(Ask::Forms);
    let look = RwSignal::new(Outlook::default());
    at.asks.ask(Ask::Outbox(OutboxAsk::Look, look));
    correction::follow(at, client_ref.clone());
    let shown = {
        let client_ref = client_ref.clone();
        Memo::new(move |_| shown(at, &client_ref))
    };
    read_its_year(at, client_ref.clone(), this_year);
    let title = move || {
        shown.get().map_or_else(
            || l.record.to_owned(),
            |shown| telling::name(lang, at.duties.kind(&shown.kind).as_ref(), &shown.answers),
        )
    };
    let inside = move || match shown.get() {
        Some(shown) => untrack(|| {
            let standing = standing::standing(lang, at, client_ref.clone());
            View::all([
                standing,
                confirmation::confirmation(lang, at, look, client_ref.clone()),
                correction::correction(lang, at, look, client_ref.clone(), Place::Top),
                conflict::conflict(lang, at, look, client_ref.clone()),
                progress::progress(lang, at, client_ref.clone()),
                content(lang, at, look, shown),
                actions(lang, at, client_ref.clone()),
                again(lang, at, &client_ref),
                correction::correction(lang, at, look, client_ref.clone(), Place::Below),
                withdrawal::withdrawal(lang, at, look, client_ref.clone()),
            ])
        }),
        None => notice(Tone::Plain, w.record_not_found, None),
    };
    page_below(
        (Route::Records, w.records),
        live_text(title),
        View::none(),
        View::live(inside),
    )
}

/// The list of another year than this one: of the record's own, for what was said about it may have changed it, and of the last
/// one where this year's does not have it.
fn read_its_year(at: At, client_ref: ClientRef, this_year: u16) {
    Effect::new(move |before: Option<Option<u16>>| {
        let own = at.shelf.record(&client_ref);
        let own = own.map(|record| record.day.year());
        let reading = at.shelf.reading.with(|all| all.get(&this_year).copied());
        let is_missing = reading == Some(Reading::Fresh) && at.desk.row(&client_ref).is_none();
        let year = own.or_else(|| is_missing.then(|| this_year.saturating_sub(1)));
        if let Some(year) = year.filter(|it| *it != this_year && before != Some(Some(*it))) {
            at.asks.ask(Ask::Refresh(year));
        }
        year
    });
}

fn shown(at: At, client_ref: &ClientRef) -> Option<Shown> {
    let received = at.shelf.record(client_ref).map(|record| Shown {
        kind: record.kind,
        day: Some(record.day),
        answers: record.answers,
        photos: record.photos,
        known: false,
    });
    let shown = received.or_else(|| {
        at.desk.row(client_ref).map(|row| Shown {
            kind: row.entry.kind.clone(),
            day: row.entry.day,
            answers: row.entry.answers.clone(),
            photos: row.entry.photos.iter().map(|it| it.id.clone()).collect(),
            known: false,
        })
    });
    shown.map(|shown| Shown {
        known: at
            .duties
            .kind(&shown.kind)
            .is_some_and(|kind| kind.form().can_open(0)),
        ..shown
    })
}

fn content(lang: Lang, at: At, look: RwSignal<Outlook>, shown: Shown) -> View {
    let l = later(lang);
    let said = shown.answers;
    let answers = Answers::from(said.clone());
    let kind = at.duties.kind(&shown.kind);
    let form = kind.as_ref().map(|kind| kind.form());
    // Where no answer tells the day, the record does.
    let in_answers = form.is_some_and(|form| form.gist(&answers).day().is_some());
    let day = shown
        .day
        .filter(|_| !in_answers)
        .map(|day| (l.record_day.to_owned(), intl::day_long(lang, day)));
    let answered = form.map(|form| told::facts(lang, form, &answers));
    let left = told::left(lang, form, &answers, &shown.photos);
    let all = day.into_iter().chain(answered.into_iter().flatten());
    let all = all.chain(left);
    let files = File::listed(&said);
    let pictures = pictures(shown.photos, &said);
    View::all([
        facts(all),
        photos(lang, at, pictures),
        files::files(lang, at, look, files),
    ])
}

fn photos(lang: Lang, at: At, keys: Vec<ClientRef>) -> View {
    if keys.is_empty() {
        return View::none();
    }
    View::all([
        el("h2")
            .class("sec")
            .child(later(lang).record_photos)
            .into(),
        gallery_of(lang, at, keys),
    ])
}

/// Photos by their keys, from the phone or else from the backend.
fn gallery_of(lang: Lang, at: At, keys: Vec<ClientRef>) -> View {
    if keys.is_empty() {
        return View::none();
    }
    for photo in &keys {
        at.asks.ask(Ask::ShowPhoto(photo.clone()));
    }
    let photos = live(move || at.shelf.shown(&keys));
    gallery(words(lang), photos)
}

/// 再记一次, and every week where the kind may be. What is about an event belongs to it alone.
fn again(lang: Lang, at: At, client_ref: &ClientRef) -> View {
    let Some(shown) = shown(at, client_ref) else {
        return View::none();
    };
    let mut kinds = at.duties.kinds().into_iter();
    let Some(kind) = kinds.find(|kind| *kind.id() == shown.kind) else {
        return View::none();
    };
    let earlier = Answers::from(shown.answers);
    let weekly = series::series(lang, at, kind.clone(), earlier.clone(), shown.day);
    let once = button("btn", later(lang).log_again, move || {
        let today = at.clock.today_untracked();
        let answers = kind.form().again(&earlier, today);
        at.asks
            .ask(Ask::Again(kind.id().clone(), vec![answers.into()]));
    });
    View::all([once.into(), weekly])
}

/// What its owner can do while it was not received.
fn actions(lang: Lang, at: At, client_ref: ClientRef) -> View {
    let (w, l) = (words(lang), later(lang));
    let asking = RwSignal::new(false);
    let may = {
        let client_ref = client_ref.clone();
        Memo::new(move |_| {
            let row = at.desk.row(&client_ref);
            row.map(|row| (row.item.is_editable(), row.item.may_be_withdrawn()))
        })
    };
    let edited = client_ref.clone();
    let buttons = move || {
        let (edit, withdraw) = may.get().unwrap_or((false, false));
        if !withdraw {
            return View::none();
        }
        let edited = edited.clone();
        let edit = edit.then(|| {
            button("btn", l.edit, move || {
                at.asks.ask(Ask::Edit(edited.clone()))
            })
        });
        let withdraw = button("btn danger", l.withdraw, move || asking.set(true));
        el("div").class("pair").child(edit).child(withdraw).into()
    };
    let withdraw = move || {
        asking.set(false);
        at.asks.ask(Ask::Withdraw(client_ref.clone()));
    };
    let question = dialog(Question {
        id: "withdraw",
        open: live(move || asking.get()),
        title: live(move || l.withdraw.to_owned()),
        body: el("p").child(l.withdraw_ask).into(),
        acts: View::all([
            button("btn danger", l.withdraw, withdraw).into(),
            button("go", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    View::all([View::live(buttons), question])
}
