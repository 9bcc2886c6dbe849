//! 签到: my code to be scanned or read out, and the venue's code to be typed or scanned.

use super::{
    detail::{dismiss, look_for, missing},
    facts,
    seen::{self, Seen},
    told,
};
use crate::{
    agenda::codes::{self, Scanned},
    chart::qr::{Qr, qr},
    domain::{
        answer::Answer,
        event::{Act, EventId},
        lang::Lang,
    },
    i18n::{events::events, fill, intl},
    route::Route,
    state::{
        ask::{Ask, EventAsk, Scan},
        at::At,
        attending::Presence,
        telling::Tone,
    },
    ui::{
        field::{Marks, Text, Typing, line},
        head::page_below,
        notice::notice,
        tree::{El, View, button, el, live, live_text, svg},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// A venue's code has so many signs.
const SIGNS: usize = 6;

/// The page.
pub fn check_in(lang: Lang, at: At, id: EventId) -> View {
    let own = events(lang);
    let seen = seen::follow(at, id.clone());
    look_for(at, seen);
    let there = Memo::new(move |_| seen.with(Option::is_some));
    let title = move || {
        seen.with(|seen| {
            seen.as_ref()
                .map_or_else(String::new, |seen| seen.event.title.clone())
        })
    };
    let code = Memo::new(move |_| {
        seen.with(|seen| seen.as_ref().map(|it| it.event.mine.code.clone()))
            .unwrap_or_default()
    });
    let time = move || {
        seen.get()
            .map(|seen| facts::times(lang, &seen.event))
            .unwrap_or_default()
    };
    let known = Memo::new(move |_| seen.with(|seen| seen.as_ref().map(|it| it.presence.clone())));
    let event = id.clone();
    let body = move || {
        if !there.get() {
            return missing(lang, at);
        }
        let (event, mine) = (event.clone(), event.clone());
        View::all([
            el("p")
                .class("lead")
                .attr("dir", "auto")
                .live_text(title)
                .into(),
            el("p").class("hint").live_text(time).into(),
            el("div")
                .attr("role", "status")
                .live(move || state(lang, at, seen.get()))
                .into(),
            View::live(move || my_code(lang, &mine, &code.get())),
            View::live(move || {
                let open = matches!(known.get(), Some(Presence::None | Presence::Refused(_)));
                open.then(|| untrack(|| venue(lang, at, event.clone())))
                    .into()
            }),
        ])
    };
    page_below(
        (Route::Event(id), own.home_one),
        live_text(move || own.check_in.to_owned()),
        View::none(),
        View::live(body),
    )
}

fn state(lang: Lang, at: At, seen: Option<Seen>) -> View {
    let own = events(lang);
    match seen.map(|seen| seen.presence) {
        None | Some(Presence::None) => View::none(),
        Some(Presence::Noted { at }) => {
            let time = at.map(|at| intl::time(lang, at)).unwrap_or_default();
            let text = fill(own.checked_noted, &[("time", &time)]);
            notice(Tone::Wait, text, None)
        }
        Some(Presence::In(at)) => notice(Tone::Done, told::checked_in(lang, at), None),
        Some(Presence::Refused(it)) => {
            let text = told::refused(lang, at.duties, &it);
            notice(Tone::Due, text, Some(dismiss(lang, at, &it)))
        }
    }
}

/// The code as a drawing and as signs, read aloud one by one.
fn my_code(lang: Lang, event: &EventId, code: &str) -> View {
    let own = events(lang);
    if code.is_empty() {
        return notice(Tone::Plain, own.no_code, None);
    }
    let spoken: Vec<String> = code.chars().map(String::from).collect();
    let signs = spoken.iter().map(|sign| {
        el("span")
            .attr("aria-hidden", "true")
            .child(sign.as_str())
            .into()
    });
    let signs: Vec<View> = signs.collect();
    let read = el("span").class("vh").child(spoken.join(" "));
    el("section")
        .class("code")
        .child(el("h2").child(own.my_code))
        .child(drawn(lang, event, code))
        .child(el("p").class("signs").child(read).child(signs))
        .child(el("p").class("hint").child(own.check_in_lead))
        .into()
}

/// The code to be scanned.
fn drawn(lang: Lang, event: &EventId, code: &str) -> Option<El> {
    let text = Scanned::Member {
        event: event.clone(),
        code: code.to_owned(),
    };
    let Qr { side, path } = qr(&text.text())?;
    let name = fill(events(lang).my_code_qr, &[("code", code)]);
    let drawing = svg("svg")
        .attr("viewBox", &format!("0 0 {side} {side}"))
        .attr("role", "img")
        .attr("aria-label", &name)
        .attr("shape-rendering", "crispEdges");
    Some(drawing.child(svg("path").attr("d", &path)))
}

/// The field for the code of the place.
fn venue(lang: Lang, at: At, event: EventId) -> View {
    let own = events(lang);
    let typed = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let fault = live(move || {
        let short = tried.get() && typed.with(|it| codes::typed(it).len() != SIGNS);
        short.then(|| own.venue_short.to_owned())
    });
    let mut marks = Marks::new("venue", own.venue_code, fault);
    marks.hint = Some(own.venue_hint.to_owned());
    let field = line(
        Text {
            marks,
            value: live(move || typed.get()),
            placeholder: String::new(),
            below: View::none(),
            typed: Rc::new(move |text| typed.set(text)),
        },
        live(|| Typing {
            capitals: "characters",
            ..Typing::TEXT
        }),
        None,
    );
    let of = event.clone();
    let submit = move |press: leptos::web_sys::Event| {
        press.prevent_default();
        tried.set(true);
        let code = codes::typed(&typed.get_untracked());
        if code.len() == SIGNS {
            send(at, of.clone(), code);
        }
    };
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", submit)
        .child(field)
        .child(el("button").class("go").child(own.venue_go));
    View::all([scanning(lang, at, event), form.into()])
}

fn send(at: At, event: EventId, code: String) {
    at.asks.ask(Ask::Event(EventAsk::Do {
        act: Act::CheckIn,
        event,
        answers: vec![("code", Answer::Text(code))],
    }));
}

/// The camera looks for the code of the place, where the browser can read one by itself.
fn scanning(lang: Lang, at: At, event: EventId) -> View {
    let own = events(lang);
    let scan = RwSignal::new(Scan::Unable);
    let ask = move || at.asks.ask(Ask::Event(EventAsk::Scan(scan)));
    ask();
    let found = Memo::new({
        let event = event.clone();
        move |_| scan.with(|scan| venue_code(scan, &event))
    });
    Effect::new(move |_| {
        if let Some(code) = found.get() {
            send(at, event.clone(), code);
        }
    });
    let start = move || button("btn", own.scan, ask).into();
    let show = move || match scan.get() {
        Scan::Unable => View::none(),
        Scan::Idle => start(),
        Scan::Looking => View::all([
            el("video")
                .class("scanner")
                .attr("id", "camera")
                .attr("muted", "")
                .attr("playsinline", "")
                .attr("aria-label", own.scanning)
                .into(),
            el("p").class("hint").child(own.scanning).into(),
            button("btn", own.scan_stop, move || scan.set(Scan::Idle)).into(),
        ]),
        Scan::Failed => notice(Tone::Plain, own.scan_failed, Some(start())),
        Scan::Read(_) if found.with(Option::is_some) => View::none(),
        Scan::Read(text) => {
            let said = match Scanned::read(&text) {
                Some(Scanned::Venue { .. }) => own.venue_other,
                Some(Scanned::Member { .. }) | None => own.venue_unreadable,
            };
            notice(Tone::Plain, said, Some(start()))
        }
    };
    el("div")
        .class("stack acts")
        .attr("role", "status")
        .live(show)
        .into()
}

/// The code of this event's place.
fn venue_code(scan: &Scan, event: &EventId) -> Option<String> {
    let Scan::Read(text) = scan else { return None };
    match Scanned::read(text)? {
        Scanned::Venue { event: of, code } if of == *event => Some(code),
        Scanned::Venue { .. } | Scanned::Member { .. } => None,
    }
}
