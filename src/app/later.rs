//! What the first module does not carry: the later pages, parts of its own pages, the English words.

use super::{Handles, Screen, at, fetching::fetched};
use crate::{
    domain::{lang::Lang, member::Member},
    i18n::{self, words},
    pages::{
        aloud, asked, checkup, choose, district, doctor, draft, events, guide, help, home, me,
        notices, outbox, passphrase, privacy, record, records, set_password, share,
        sign_in::PassphraseField, style, year,
    },
    route::Route,
    state::{
        ask::Asks,
        duties::{Duties, FormsFile},
        settings::Settings,
    },
    ui::tree::View,
};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::rc::Rc;

/// Fetches the modules of the later pages ahead, so that they open without a network too. Where that fails, opening one of
/// them tries again.
pub async fn fetch_ahead() {
    let _ = fetch_later().await;
    let _ = fetch_year().await;
}

/// Every page of the second module, by one way in: each way costs the first module its own code.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_later))]
pub(super) fn later_screen(
    handles: Handles,
    lang: Lang,
    screen: Screen,
) -> Result<View, SplitLoaderError> {
    let Handles {
        asks,
        desk,
        session,
        settings,
        ..
    } = handles;
    Ok(untrack(|| match screen {
        Screen::Unlock => passphrase::unlock(lang, session, asks),
        Screen::SetPassword => set_password::set_password(lang, session, asks),
        Screen::Page(Route::Choose, _) => choose::choose(lang, at(handles)),
        Screen::Page(Route::Records, _) => records::records(lang, at(handles)),
        Screen::Page(Route::Record(id), _) => record::record(lang, at(handles), id),
        Screen::Page(Route::Notices, _) => notices::notices(lang, at(handles)),
        Screen::Page(Route::Outbox, _) => outbox::outbox(lang, at(handles)),
        Screen::Page(Route::Doctor, _) => {
            let at = at(handles);
            doctor::doctor(lang, at, checkup::checkup(lang, at))
        }
        Screen::Page(Route::Events(month), member) => {
            events::events(lang, at(handles), &member, month)
        }
        Screen::Page(Route::Event(id), member) => events::event(lang, at(handles), &member, id),
        Screen::Page(Route::CheckIn(id), _) => events::check_in(lang, at(handles), id),
        Screen::Page(Route::Approvals, _) => events::approvals(lang, at(handles)),
        Screen::Page(Route::Year(of), member) => {
            let make = move || year_screen(handles, lang, member.clone(), of, false);
            fetched(words(lang), Some("year"), make)
        }
        Screen::Page(Route::Report(of), member) => {
            let make = move || year_screen(handles, lang, member.clone(), Some(of), true);
            fetched(words(lang), Some("report"), make)
        }
        Screen::Page(Route::District, _) => district::district(lang, asks),
        Screen::Page(Route::Me, member) => {
            let at = me::At {
                session,
                desk,
                settings,
                asks,
            };
            me::me(lang, at, member)
        }
        Screen::Anyone(Route::Help) | Screen::Page(Route::Help, _) => {
            let at = at(handles);
            help::help(lang, at, doctor::read_out(lang, at))
        }
        Screen::Anyone(Route::Privacy) | Screen::Page(Route::Privacy, _) => {
            privacy::privacy(lang, at(handles))
        }
        Screen::Anyone(Route::Guide) | Screen::Page(Route::Guide, _) => guide::again(lang, asks),
        Screen::Anyone(Route::Style) | Screen::Page(Route::Style, _) => {
            let make = move || style_screen(lang, asks, settings);
            fetched(words(lang), Some("style"), make)
        }
        Screen::Page(Route::Share, _) => share::share(lang, at(handles)),
        Screen::Welcome(_) => guide::first(lang, asks),
        // Pages of the first module.
        Screen::Starting
        | Screen::Broken(_)
        | Screen::SignIn
        | Screen::Unknown
        | Screen::Anyone(_)
        | Screen::Page(
            Route::Home
            | Route::SignIn
            | Route::SetPassword
            | Route::New(_)
            | Route::Draft(_)
            | Route::Unknown,
            _,
        ) => View::none(),
    }))
}

/// The year and the rules that score it, which no other page needs.
#[wasm_split(year, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_year))]
fn year_screen(
    handles: Handles,
    lang: Lang,
    member: Member,
    of: Option<u16>,
    on_paper: bool,
) -> Result<View, SplitLoaderError> {
    Ok(untrack(|| match of {
        Some(of) if on_paper => year::report(lang, at(handles), &member, of),
        Some(_) | None => year::year(lang, at(handles), &member, of),
    }))
}

/// Every component; few open it.
#[wasm_split(year, wasm_split_path = ::leptos::wasm_split, fallible)]
fn style_screen(lang: Lang, asks: Asks, settings: Settings) -> Result<View, SplitLoaderError> {
    Ok(untrack(|| style::style(lang, asks, settings)))
}

pub(super) fn passphrase_field(handles: Handles, lang: Lang) -> PassphraseField {
    Rc::new(move |value, tried| part(handles, lang, Part::Passphrase(value, tried)))
}

/// A part of a page of the first module that the second one draws.
#[derive(Clone)]
pub(super) enum Part {
    Passphrase(RwSignal<String>, RwSignal<bool>),
    /// What the office asks, the events, and what arrived last, on the home page.
    Home,
    /// 读给我听, above every page of 长辈模式.
    Aloud,
    /// What a form draws of it.
    Form(Box<draft::Later>),
}

/// What the second module draws in a form.
pub(super) fn rest(handles: Handles, lang: Lang) -> draft::Rest {
    Rc::new(move |what| part(handles, lang, Part::Form(Box::new(what))))
}

pub(super) fn part(handles: Handles, lang: Lang, part: Part) -> View {
    let make = move || later_part(handles, lang, part.clone());
    fetched(words(lang), None, make)
}

#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn later_part(handles: Handles, lang: Lang, part: Part) -> Result<View, SplitLoaderError> {
    Ok(untrack(|| match part {
        Part::Passphrase(value, tried) => passphrase::field(lang, value, tried),
        Part::Home => home_part(handles, lang),
        Part::Aloud => {
            let Handles {
                address,
                asks,
                session,
                settings,
                ..
            } = handles;
            aloud::aloud(lang, settings, address, session, asks)
        }
        Part::Form(what) => match *what {
            draft::Later::About(kind, event) => events::about(lang, at(handles), &kind, event),
            draft::Later::Field(writing, field) => draft::field(lang, at(handles), writing, &field),
            draft::Later::Carried(writing, from) => {
                draft::carried(lang, at(handles), writing, from)
            }
            draft::Later::Asked(writing, checked, alike) => {
                draft::asked(lang, at(handles), writing, checked, alike)
            }
            draft::Later::Versions(writing) => draft::versions(lang, at(handles), writing),
            draft::Later::Steps(writing, moved) => {
                draft::steps(lang, at(handles), writing, moved, &rest(handles, lang))
            }
            draft::Later::Far(writing, history) => {
                draft::far(lang, at(handles), writing, &history, &rest(handles, lang))
            }
        },
    }))
}

fn home_part(handles: Handles, lang: Lang) -> View {
    let held = handles.session.holds_events;
    let events = move || {
        let section = || untrack(|| events::section(lang, at(handles)));
        held.get().then(section).into()
    };
    View::all([
        share::waiting(lang, at(handles)),
        asked::asked(lang, at(handles)),
        records::asked(lang, at(handles)),
        View::live(events),
        home::latest(lang, at(handles)),
    ])
}

/// Reads a catalog whole; false where it can't be used.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn read_forms(duties: Duties, file: FormsFile) -> Result<bool, SplitLoaderError> {
    Ok(duties.read(file))
}

/// Brings the English words, where they are not here yet; false where they can't be fetched.
pub async fn bring_english() -> bool {
    i18n::is_here(Lang::En) || english().await.is_ok()
}

#[wasm_split(english, wasm_split_path = ::leptos::wasm_split, fallible)]
fn english() -> Result<(), SplitLoaderError> {
    i18n::english_came();
    Ok(())
}
