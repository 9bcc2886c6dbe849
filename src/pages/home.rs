//! 首页: the first thing is the thing to do.

use crate::{
    domain::{
        event::Act,
        lang::Lang,
        record::{KindId, Record},
    },
    i18n::{fill, intl, words},
    route::Route,
    state::{
        ask::Ask,
        at::At,
        desk::Pile,
        habit,
        telling::{self, Told, Tone},
    },
    stored::row::ItemRow,
    ui::{
        elder::elder_switch,
        head::page,
        icon::{Icon, icon},
        link::link,
        notice::notice,
        row::rows,
        tree::{View, button, el, live_text},
    },
};
use leptos::prelude::*;

/// How many of the latest records show.
const LATEST: usize = 3;
/// How many kinds stand under 记一笔.
const AGAIN: usize = 2;
/// How many of those that wait show.
const FEW: usize = 5;

/// The home page, with what the later module draws of it.
pub fn home(lang: Lang, at: At, rest: View) -> View {
    let w = words(lang);
    at.asks.ask(Ask::Refresh(at.clock.today_untracked().year()));
    let lately = Memo::new(move |_| habit::lately(at, AGAIN));
    let begin = move || {
        let route = match lately.get().into_iter().next() {
            Some(only) if lately.with(Vec::len) == 1 => Route::New(only),
            Some(_) => Route::Choose,
            None => return View::none(),
        };
        let name = View::all([icon(Icon::Plus), w.log_one.into()]);
        link(route, "go", false, name)
    };
    let pile = |title: &'static str, pile: Pile| {
        View::live(move || {
            section(
                title,
                records(at, pile)
                    .iter()
                    .map(|row| telling::item(lang, at.duties, row))
                    .collect(),
            )
        })
    };
    let inside = View::all([
        waiting(lang, at),
        View::live(begin),
        View::live(move || again(lang, at, &lately.get())),
        View::live(move || latest_line(lang, at)),
        pile(w.waiting_for_me, Pile::Needing),
        View::live(move || returned(lang, at)),
        pile(w.drafts, Pile::Draft),
        View::live(move || going(lang, at)),
        // It comes a moment later, and must not move what a finger is about to press.
        rest,
    ]);
    let day = el("small").live_text(move || intl::day(lang, at.clock.today()));
    let beside = View::all([day.into(), elder_switch(w, at.settings)]);
    page(w.today, beside, inside)
}

/// Straight to the form of what was logged last.
fn again(lang: Lang, at: At, kinds: &[KindId]) -> View {
    let [_, _, ..] = kinds else {
        return View::none();
    };
    let way = |id: &KindId| {
        let kind = at.duties.kind(id)?;
        let name = fill(words(lang).log_kind, &[("kind", kind.label(lang))]);
        Some(link(Route::New(id.clone()), "btn", false, name))
    };
    let ways: Vec<View> = kinds.iter().filter_map(way).collect();
    el("div").class("pair again").child(ways).into()
}

/// The rows of a pile that are about no event: those stand with their events.
fn records(at: At, pile: Pile) -> Vec<ItemRow> {
    let mut rows = at.desk.pile(pile);
    rows.retain(|row| pile == Pile::Draft || Act::of(&row.entry.kind).is_none());
    rows
}

/// The newest of what goes by itself; the outbox page has all of it.
fn going(lang: Lang, at: At) -> View {
    let w = words(lang);
    let waiting = records(at, Pile::Going);
    if waiting.is_empty() {
        return View::none();
    }
    let told = waiting.iter().take(FEW);
    let told = told
        .map(|row| telling::item(lang, at.duties, row))
        .collect();
    let heading = el("h2").class("sec").child(w.waiting_to_go).child(link(
        Route::Outbox,
        "",
        false,
        w.outbox,
    ));
    View::all([heading.into(), rows(told)])
}

/// What is stuck, as a sentence with its way out.
fn waiting(lang: Lang, at: At) -> View {
    let w = words(lang);
    let going = Memo::new(move |_| at.desk.pile(Pile::Going).len());
    let said = move || stuck(lang, at, going.get()).into();
    let unreadable = move || {
        let n = at.desk.unreadable.get();
        (n > 0)
            .then(|| {
                notice(
                    Tone::Due,
                    fill(w.unreadable, &[("n", &n.to_string())]),
                    None,
                )
            })
            .into()
    };
    let overdue = move || {
        let n = at.desk.overdue(at.clock.0.get());
        let way = || link(Route::Outbox, "", false, w.outbox);
        (n > 0)
            .then(|| {
                let text = fill(w.overdue, &[("n", &n.to_string())]);
                notice(Tone::Wait, text, Some(way()))
            })
            .into()
    };
    let others = move || {
        let n = at.session.others.get();
        (n > 0)
            .then(|| {
                notice(
                    Tone::Wait,
                    fill(w.others_unsent, &[("n", &n.to_string())]),
                    None,
                )
            })
            .into()
    };
    let update = move || {
        let go = || button("", w.update_go, move || at.asks.ask(Ask::Update));
        at.session
            .update
            .get()
            .then(|| notice(Tone::Plain, w.update_ready, Some(go().into())))
            .into()
    };
    el("div")
        .attr("role", "status")
        .live(said)
        .live(overdue)
        .live(unreadable)
        .live(others)
        .live(update)
        .into()
}

fn stuck(lang: Lang, at: At, n: usize) -> Option<View> {
    let w = words(lang);
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
    if at.desk.is_too_old() {
        return Some(notice(Tone::Due, fill(w.unsent_upgrade, &values), None));
    }
    let name = live_text(move || at.desk.send_now(w).to_owned());
    let action = button("", name, move || at.asks.ask(Ask::SendNow));
    let said = match at.desk.is_held() {
        true => w.unsent_held,
        false => w.unsent,
    };
    Some(notice(Tone::Wait, fill(said, &values), Some(action.into())))
}

fn latest_line(lang: Lang, at: At) -> View {
    let w = words(lang);
    let last = at.shelf.latest(1).into_iter().next();
    let text = match last {
        Some(record) => {
            let title = telling::name(lang, at.duties.kind(&record.kind).as_ref(), &record.answers);
            fill(
                w.last_logged,
                &[("day", &intl::day(lang, record.day)), ("title", &title)],
            )
        }
        None if at.desk.rows.with(Vec::is_empty) => w.first_use.to_owned(),
        None => return View::none(),
    };
    el("p").class("lately").child(text).into()
}

fn returned(lang: Lang, at: At) -> View {
    let returned = at.shelf.returned();
    section(
        words(lang).state_returned,
        returned
            .iter()
            .map(|row| telling::record(lang, at.duties, row))
            .collect(),
    )
}

/// What arrived last; below the events, so not before they are known.
pub fn latest(lang: Lang, at: At) -> View {
    let known = at.events_known(at.clock.today_untracked().year());
    View::live(move || match known.get() {
        true => latest_rows(lang, at),
        false => View::none(),
    })
}

fn latest_rows(lang: Lang, at: At) -> View {
    let w = words(lang);
    let arrived = records(at, Pile::Arrived);
    let mut found: Vec<Told> = arrived
        .iter()
        .take(LATEST)
        .map(|row| telling::item(lang, at.duties, row))
        .collect();
    let returned = at.shelf.returned();
    // What was returned stands above already, what arrived just now stands here as an item.
    let known = |record: &&Record| {
        let item = |row: &ItemRow| row.item.client_ref == record.client_ref;
        !returned.contains(record) && !arrived.iter().any(item)
    };
    let records = at.shelf.latest(LATEST + returned.len());
    found.extend(
        records
            .iter()
            .filter(known)
            .map(|record| telling::record(lang, at.duties, record)),
    );
    found.truncate(LATEST);
    if found.is_empty() {
        return View::none();
    }
    let heading =
        el("h2")
            .class("sec")
            .child(w.latest)
            .child(link(Route::Records, "", false, w.all_records));
    View::all([heading.into(), rows(found)])
}

fn section(title: &str, found: Vec<Told>) -> View {
    if found.is_empty() {
        return View::none();
    }
    View::all([el("h2").class("sec").child(title).into(), rows(found)])
}
