//! One record: what was written, where it stands, and what can be done about it.

mod conflict;
mod correction;
mod cosigners;
mod progress;
mod series;
mod withdrawal;

use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        dispute::is_dispute,
        lang::Lang,
        record::{KindId, Standing},
    },
    forms::answers::Answers,
    i18n::{intl, later, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk, OutboxAsk},
        at::At,
        desk::{Pile, pile_of},
        disputes,
        outlook::Outlook,
        telling::{self, Tone},
        told,
    },
    ui::{
        dialog::{Question, dialog},
        facts::facts,
        head::page_below,
        link::link,
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
    at.asks.ask(Ask::Refresh(at.clock.today_untracked().year()));
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
    let title = move || {
        shown.get().map_or_else(
            || l.record.to_owned(),
            |shown| {
                telling::name(
                    lang,
                    at.duties.kind(&shown.kind).as_ref(),
                    &shown.kind,
                    &shown.answers,
                )
            },
        )
    };
    let inside = move || match shown.get() {
        Some(shown) => untrack(|| {
            let standing = standing(lang, at, client_ref.clone());
            View::all([
                standing,
                correction::correction(lang, at, look, client_ref.clone(), Place::Top),
                conflict::conflict(lang, at, look, client_ref.clone()),
                progress::progress(lang, at, client_ref.clone()),
                content(lang, at, shown),
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

/// The id of where it stands: the focus goes there when what had it goes.
const STANDING: &str = "standing";

/// Where it stands, as a sentence; follows the sending while one looks.
fn standing(lang: Lang, at: At, client_ref: ClientRef) -> View {
    el("div")
        .attr("role", "status")
        .attr("id", STANDING)
        .attr("tabindex", "-1")
        .live(move || said(lang, at, &client_ref).into())
        .into()
}

fn said(lang: Lang, at: At, client_ref: &ClientRef) -> Option<View> {
    let (w, l) = (words(lang), later(lang));
    if let Some(record) = at.shelf.record(client_ref) {
        if is_dispute(&record.kind) {
            let (tone, said) = disputes::told(lang, &disputes::of_record(&record));
            return Some(notice(tone, said, None));
        }
        let tone = match &record.standing {
            Standing::Received | Standing::Reviewed { .. } => Tone::Done,
            Standing::Returned { .. } => Tone::Due,
            Standing::Withdrawn { .. } => Tone::Plain,
        };
        return Some(notice(tone, telling::standing_sentence(w, &record), None));
    }
    let row = at.desk.row(client_ref)?;
    let going = pile_of(&row.item.state) == Pile::Going;
    if going && at.session.expired.get() {
        return Some(notice(
            Tone::Due,
            l.say_locked,
            Some(link(Route::SignIn, "", false, w.sign_in)),
        ));
    }
    let action = going.then(|| {
        let name = live_text(move || at.desk.send_now(w).to_owned());
        button("", name, move || at.asks.ask(Ask::SendNow)).into()
    });
    Some(notice(
        telling::tag(w, &row.item.state).0,
        telling::sentence(lang, at.duties, &row),
        action,
    ))
}

fn content(lang: Lang, at: At, shown: Shown) -> View {
    let l = later(lang);
    let answers = Answers::from(shown.answers);
    let kind = at.duties.kind(&shown.kind);
    let form = kind.as_ref().map(|kind| kind.form());
    // Where no answer tells the day, the record does.
    let in_answers = form.is_some_and(|form| form.gist(&answers).day().is_some());
    let day = shown
        .day
        .filter(|_| !in_answers)
        .map(|day| (l.record_day.to_owned(), intl::day_long(lang, day)));
    let answered = form.map(|form| told::facts(lang, form, &answers));
    let all = day.into_iter().chain(answered.into_iter().flatten());
    View::all([facts(all), photos(lang, at, shown.photos)])
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
