//! 首页: the first thing is the thing to do.

use crate::{
    domain::{lang::Lang, record::Record},
    i18n::{fill, intl, words},
    route::Route,
    state::{
        ask::{Ask, Asks},
        clock::Clock,
        desk::{Desk, Pile},
        duties::Duties,
        session::Session,
        shelf::Shelf,
        telling::{self, Told, Tone},
    },
    ui::{
        head::page,
        icon::{Icon, icon},
        link::link,
        notice::notice,
        row::rows,
    },
};
use leptos::prelude::*;

/// How many of the latest records show.
const LATEST: usize = 3;

/// What the page looks at.
#[derive(Clone, Copy)]
pub struct Home {
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

/// The home page.
pub fn home(lang: Lang, at: Home) -> AnyView {
    let w = words(lang);
    let today = at.clock.today_untracked();
    at.asks.ask(Ask::Refresh(today.year()));
    let begin = move || {
        at.duties.kinds().first().map(|kind| {
            let inside = view! { {icon(Icon::Plus)} {w.log_one} };
            link(Route::New(kind.id().clone()), "go", false, inside)
        })
    };
    let pile = move |title: &'static str, pile: Pile| {
        move || {
            section(
                title,
                at.desk
                    .pile(pile)
                    .iter()
                    .map(|row| telling::item(lang, at.duties, row))
                    .collect(),
            )
        }
    };
    let inside = view! {
        {waiting(lang, at)}
        {begin}
        {move || latest_line(lang, at)}
        {pile(w.waiting_for_me, Pile::Needing)}
        {move || returned(lang, at)}
        {pile(w.drafts, Pile::Draft)}
        {pile(w.waiting_to_go, Pile::Going)}
        {move || latest(lang, at)}
    };
    let date = view! { <small>{move || intl::day(lang, at.clock.today())}</small> };
    page(w.today, date, inside)
}

/// What is stuck, as a sentence with its way out.
fn waiting(lang: Lang, at: Home) -> AnyView {
    let w = words(lang);
    let going = Memo::new(move |_| at.desk.pile(Pile::Going).len());
    let said = move || {
        let n = going.get();
        let count = n.to_string();
        let values = [("n", count.as_str())];
        if at.session.expired.get() {
            let action = link(Route::SignIn, "", false, w.sign_in);
            let text = if n == 0 {
                w.sign_in_again.to_owned()
            } else {
                fill(w.unsent_sign_in, &values)
            };
            return Some(notice(Tone::Due, text, Some(action)));
        }
        if n == 0 {
            return None;
        }
        if at.desk.upgrade.get() {
            return Some(notice(Tone::Due, fill(w.unsent_upgrade, &values), None));
        }
        let press = move |_| at.asks.ask(Ask::SendNow);
        let name = move || {
            if at.desk.sending.get() {
                w.send_now_busy
            } else {
                w.send_now
            }
        };
        let action = view! { <button type={"button"} on:click={press}>{name}</button> };
        Some(notice(
            Tone::Wait,
            fill(w.unsent, &values),
            Some(action.into_any()),
        ))
    };
    let unreadable = move || {
        let n = at.desk.unreadable.get();
        (n > 0).then(|| {
            notice(
                Tone::Due,
                fill(w.unreadable, &[("n", &n.to_string())]),
                None,
            )
        })
    };
    let update = move || {
        at.session.update.get().then(|| {
            let press = move |_| at.asks.ask(Ask::Update);
            let action = view! { <button type={"button"} on:click={press}>{w.update_go}</button> };
            notice(Tone::Plain, w.update_ready, Some(action.into_any()))
        })
    };
    view! { <div role={"status"}>{said} {unreadable} {update}</div> }.into_any()
}

fn latest_line(lang: Lang, at: Home) -> AnyView {
    let w = words(lang);
    let last = at.shelf.latest(1).into_iter().next();
    let text = match last {
        Some(record) => {
            let title = telling::name(
                lang,
                at.duties.kind(&record.kind).as_ref(),
                &record.kind,
                &record.answers,
            );
            fill(
                w.last_logged,
                &[("day", &intl::day(lang, record.day)), ("title", &title)],
            )
        }
        None if at.desk.rows.with(Vec::is_empty) => w.first_use.to_owned(),
        None => return ().into_any(),
    };
    view! { <p class={"lately"}>{text}</p> }.into_any()
}

fn returned(lang: Lang, at: Home) -> AnyView {
    let returned = at.shelf.returned();
    section(
        words(lang).state_returned,
        returned
            .iter()
            .map(|row| telling::record(lang, at.duties, row))
            .collect(),
    )
}

fn latest(lang: Lang, at: Home) -> AnyView {
    let w = words(lang);
    let arrived = at.desk.pile(Pile::Arrived);
    let mut found: Vec<Told> = arrived
        .iter()
        .map(|row| telling::item(lang, at.duties, row))
        .collect();
    let known = |record: &&Record| {
        arrived
            .iter()
            .all(|row| row.item.client_ref != record.client_ref)
    };
    let records = at.shelf.latest(LATEST);
    found.extend(
        records
            .iter()
            .filter(known)
            .map(|record| telling::record(lang, at.duties, record)),
    );
    found.truncate(LATEST);
    if found.is_empty() {
        return ().into_any();
    }
    let all = link(Route::Records, "", false, w.all_records);
    view! { <h2 class={"sec"}>{w.latest} {all}</h2> {rows(found)} }.into_any()
}

fn section(title: &'static str, found: Vec<Told>) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    view! { <h2 class={"sec"}>{title}</h2> {rows(found)} }.into_any()
}
