//! The root: the router, the frame, and the page that is open.

mod fetching;
mod later;

pub use self::later::{bring_english, fetch_ahead, read_forms};

use self::{
    fetching::{fetched, mark_ready},
    later::{Part, later_screen, part, passphrase_field, rest},
};
use crate::{
    domain::{lang::Lang, member::Member},
    i18n::{fill, words},
    pages::{draft, home, missing, sign_in},
    route::Route,
    state::{
        address::Address,
        ask::Asks,
        at::At,
        calendar::Calendar,
        clock::Clock,
        desk::Desk,
        duties::Duties,
        session::{Phase, Session},
        settings::Settings,
        shelf::Shelf,
        status::Status,
    },
    ui::{
        tabs::tabs,
        toast::toast,
        tree::{View, el},
    },
};
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*, web_sys::Element};
use leptos_router::location::{BrowserUrl, LocationProvider};

/// Everything that the pages are given.
#[derive(Clone, Copy)]
pub struct Handles {
    /// The screen that is open.
    pub address: Address,
    /// The way to ask.
    pub asks: Asks,
    /// What is held.
    pub calendar: Calendar,
    /// The clock.
    pub clock: Clock,
    /// Drafts and the queue.
    pub desk: Desk,
    /// The kinds of duty.
    pub duties: Duties,
    /// Who is here.
    pub session: Session,
    /// How the person likes to read.
    pub settings: Settings,
    /// What was received.
    pub shelf: Shelf,
    /// What just happened.
    pub status: Status,
}

/// What is shown: a page is built anew only when this changes.
#[derive(Clone, PartialEq)]
enum Screen {
    Starting,
    Broken(String),
    SignIn,
    Unlock,
    SetPassword,
    Unknown,
    /// A page that needs no member.
    Anyone(Route),
    /// The first time of this member on this phone.
    Welcome(Member),
    Page(Route, Member),
}

/// The stand-alone app: the frame in its place, and the address bar, which the router reads.
///
/// Its `Router` would answer presses on every link of the page too; ours go through a guard of our own (decision 22).
pub fn app(handles: Handles, place: &Element) {
    frame(handles).put_into(place);
    let address = handles.address.0;
    window_event_listener_untyped("popstate", move |_| {
        // A browser that hides its address leaves the screen as it is.
        if let Ok(url) = BrowserUrl::current() {
            address.set(Route::parse(url.path()));
        }
    });
}

/// The frame of any host: the page, the line that says what happened, the tabs.
pub fn frame(handles: Handles) -> View {
    provide_context(handles.asks);
    let settings = handles.settings;
    reflect_settings(settings, handles.asks);
    let screen = Memo::new(move |_| screen(handles));
    let open = move || {
        let (screen, lang) = (screen.get(), settings.lang.get());
        untrack(|| page(handles, lang, screen))
    };
    let dock = move || {
        let (w, here) = (settings.words(), screen.get().route());
        let class = if here.as_ref().is_none_or(is_form) {
            "dock bare"
        } else {
            "dock"
        };
        el("div")
            .class(class)
            .child(toast(w, handles.status))
            .child(here.map(|here| tabs(w, &here, handles.session.holds_events.get())))
            .into()
    };
    let elder = Memo::new(move |_| settings.is_elder());
    let aloud = move || {
        let (elder, lang) = (elder.get(), settings.lang.get());
        elder
            .then(|| untrack(|| part(handles, lang, Part::Aloud)))
            .into()
    };
    let skip = el("a")
        .class("skip")
        .attr("href", "#main")
        .live_text(move || settings.words().skip_to_content.to_owned());
    el("div")
        .class("frame")
        .child(skip)
        .live(aloud)
        .live(open)
        .live(dock)
        .into()
}

impl Screen {
    /// The tab's page, where there are tabs.
    fn route(self) -> Option<Route> {
        match self {
            Self::Page(route, _) => Some(route),
            Self::Starting
            | Self::Broken(_)
            | Self::SignIn
            | Self::Unlock
            | Self::SetPassword
            | Self::Unknown
            | Self::Anyone(_)
            | Self::Welcome(_) => None,
        }
    }
}

fn is_form(route: &Route) -> bool {
    matches!(
        route,
        Route::New(_) | Route::Draft(_) | Route::Event(_) | Route::CheckIn(_)
    )
}

/// A page that needs no member.
fn is_anyones(route: &Route) -> bool {
    matches!(
        route,
        Route::Help | Route::Guide | Route::Privacy | Route::Style
    )
}

fn screen(handles: Handles) -> Screen {
    let route = handles.address.0.get();
    let expired = handles.session.expired.get();
    match (handles.session.phase.get(), route) {
        (Phase::Starting, _) => Screen::Starting,
        (Phase::Open(member), Route::Home) if handles.session.new_here.get() => {
            Screen::Welcome(member)
        }
        (Phase::Open(member), route) if is_anyones(&route) => Screen::Page(route, member),
        (_, route) if is_anyones(&route) => Screen::Anyone(route),
        (Phase::Broken { detail }, _) => Screen::Broken(detail),
        (_, Route::Unknown) => Screen::Unknown,
        (_, Route::SetPassword) => Screen::SetPassword,
        (Phase::SignedOut { .. }, _) | (Phase::Locked { .. }, Route::SignIn) => Screen::SignIn,
        (Phase::Locked { .. }, _) => Screen::Unlock,
        (Phase::Open(_), Route::SignIn) if expired => Screen::SignIn,
        (Phase::Open(member), Route::SignIn) => Screen::Page(Route::Home, member),
        (Phase::Open(member), route) => Screen::Page(route, member),
    }
}

fn page(handles: Handles, lang: Lang, screen: Screen) -> View {
    let Handles {
        asks,
        session,
        settings,
        ..
    } = handles;
    let w = words(lang);
    let later = |name: &'static str| {
        let screen = screen.clone();
        let make = move || later_screen(handles, lang, screen.clone());
        fetched(w, Some(name), make)
    };
    let slow = move || match session.slow.get() {
        true => missing::slow(w),
        false => View::none(),
    };
    let (title, view) = match &screen {
        Screen::Starting => (w.app_name, missing::starting(w, slow)),
        Screen::Broken(detail) => (w.app_name, at_once("broken", missing::broken(w, detail))),
        Screen::Unknown => (w.not_found, at_once("unknown", missing::unknown(w))),
        Screen::SignIn => (
            w.sign_in,
            at_once(
                "sign-in",
                sign_in::sign_in(w, session, settings, asks, passphrase_field(handles, lang)),
            ),
        ),
        Screen::Unlock => (w.app_name, later("unlock")),
        Screen::Welcome(_) => (w.app_name, welcome(handles, lang, screen.clone())),
        Screen::Anyone(Route::Style) => (w.app_name, later("fetching")),
        Screen::Anyone(route) => (w.help, later(route.name())),
        Screen::SetPassword => (w.set_password, later("set-password")),
        Screen::Page(route, _) => {
            let name = route.name();
            let rest = rest(handles, lang);
            match route {
                Route::Choose | Route::Share => (w.log_one, later(name)),
                Route::New(kind) => {
                    let kind = kind.clone();
                    (
                        w.log_one,
                        at_once(name, draft::new(lang, at(handles), kind, rest)),
                    )
                }
                Route::Draft(id) => (
                    w.log_one,
                    at_once(name, draft::draft(lang, at(handles), id, rest)),
                ),
                Route::Records | Route::Record(_) => (w.records, later(name)),
                Route::Outbox => (w.outbox, later(name)),
                Route::Doctor => (w.check, later(name)),
                Route::Help | Route::Guide => (w.help, later(name)),
                Route::Me | Route::Notices | Route::District | Route::Privacy => {
                    (w.me, later(name))
                }
                // Its own module says when it is there.
                Route::Year(_) | Route::Report(_) => (w.tab_year, later("fetching")),
                Route::Style => (w.app_name, later("fetching")),
                Route::Events(_) | Route::Event(_) | Route::CheckIn(_) | Route::Approvals => {
                    (w.tab_events, later(name))
                }
                Route::Home | Route::SignIn | Route::SetPassword | Route::Unknown => {
                    let rest = part(handles, lang, Part::Home);
                    let home = home::home(lang, at(handles), rest);
                    (w.today, at_once(name, home))
                }
            }
        }
    };
    asks.entitle(&fill(w.page_title, &[("page", title)]));
    view
}

/// What is said at a first sign-in; where that can't be had the home page stands in its place, and it comes another time.
fn welcome(handles: Handles, lang: Lang, screen: Screen) -> View {
    let make = move || {
        let made = later_screen(handles, lang, screen.clone());
        async move {
            let made = made.await;
            if made.is_err() {
                handles.session.new_here.set(false);
            }
            made
        }
    };
    fetched(words(lang), Some("welcome"), make)
}

/// What a page about duties is given.
fn at(handles: Handles) -> At {
    let Handles {
        asks,
        calendar,
        clock,
        desk,
        duties,
        session,
        settings,
        shelf,
        ..
    } = handles;
    At {
        session,
        desk,
        shelf,
        duties,
        calendar,
        clock,
        settings,
        asks,
    }
}

/// A page of the first module.
fn at_once(name: &'static str, view: View) -> View {
    mark_ready(use_context(), name);
    view
}

/// Language and text size are attributes of the root, where styles and screen readers look for them.
fn reflect_settings(settings: Settings, asks: Asks) {
    Effect::new(move |_| {
        let (lang, size) = (settings.lang.get(), settings.text_size.get());
        let root = asks.root();
        // A name and a value that are fixed here are never refused.
        let _ = root.set_attribute("lang", lang.tag());
        let _ = match size.attribute() {
            Some(value) => root.set_attribute("data-text-size", value),
            None => root.remove_attribute("data-text-size"),
        };
    });
}
