//! 自检: what the office asks a member to read out.

use crate::{
    domain::lang::Lang,
    i18n::{
        fill, intl, later,
        outbox::{OutboxWords, outbox},
        words,
    },
    outbox::item::State,
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::{Contact, Health, Outlook, Version},
        telling::{self, Tone},
        waiting::span,
    },
    ui::{
        head::page_below,
        notice::notice,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the text stands that could not be copied.
const TEXT: &str = "checked";

/// The page; `more` stands below.
pub fn doctor(lang: Lang, at: At, more: View) -> View {
    let (w, own) = (words(lang), outbox(lang));
    let look = RwSignal::new(Outlook::default());
    let examine = move || at.asks.ask(Ask::Outbox(OutboxAsk::Examine, look));
    examine();
    let found = Memo::new(move |_| {
        let health = look.with(|it| it.health.clone());
        health.map(|health| facts(lang, at, &health))
    });
    let list = move || {
        let Some(found) = found.get() else {
            return el("p").class("hint").child(w.loading).into();
        };
        let fact = |(label, text): (&str, String)| {
            el("div")
                .child(el("dt").child(label))
                .child(el("dd").child(text))
                .into()
        };
        let facts: Vec<View> = found.into_iter().map(fact).collect();
        el("dl").class("facts").child(facts).into()
    };
    let text = move || {
        let lines = found.get().unwrap_or_default().into_iter();
        let lines = lines.map(|(label, text)| fill(own.of, &[("act", label), ("title", &text)]));
        lines.collect::<Vec<String>>().join("\n")
    };
    let copy = move || {
        at.asks.ask(Ask::Outbox(
            OutboxAsk::Copy {
                text: untrack(text),
                shown_by: TEXT,
            },
            look,
        ))
    };
    let copied = Memo::new(move |_| look.with(|it| it.copied));
    let said = move || match copied.get() {
        None => View::none(),
        Some(true) => notice(Tone::Done, own.copied, None),
        Some(false) => notice(Tone::Wait, own.copy_by_hand, None),
    };
    let by_hand = move || {
        let area = || {
            el("textarea")
                .class("in")
                .attr("id", TEXT)
                .attr("readonly", "")
                .attr("autocomplete", "off")
                .attr("aria-label", own.check_text)
                .prop("value", move || text().into())
        };
        (copied.get() == Some(false)).then(area).into()
    };
    let inside = View::all([
        el("p").class("hint").child(own.check_lead).into(),
        el("div").live(list).into(),
        el("div")
            .class("stack acts")
            .child(button("go", own.check_copy, copy))
            .child(el("div").attr("role", "status").live(said))
            .live(by_hand)
            .child(button("btn", own.check_again, examine))
            .into(),
        more,
    ]);
    page_below((Route::Me, w.me), w.check, View::none(), inside)
}

/// Label and value, nothing of a record and nobody's name among them.
fn facts(lang: Lang, at: At, health: &Health) -> Vec<(&'static str, String)> {
    let (l, own) = (later(lang), outbox(lang));
    let count = |n: usize| fill(l.count_n, &[("n", &n.to_string())]);
    let unknown = || own.unknown.to_owned();
    let drafts = at.desk.rows.with(|rows| {
        let drafts = rows.iter().filter(|row| row.item.state == State::Draft);
        drafts.count()
    });
    let space = health.space.map(|(used, free)| {
        let (used, free) = (intl::bytes(used), intl::bytes(free));
        fill(l.space_told, &[("used", &used), ("free", &free)])
    });
    let persisted = match health.persisted {
        Some(true) => own.persisted_yes,
        Some(false) => own.persisted_no,
        None => own.unknown,
    };
    let either = |is: bool, yes: &str, no: &str| if is { yes } else { no }.to_owned();
    vec![
        (
            own.keeping,
            telling::keeping(lang, at.session.keeping.get()).to_owned(),
        ),
        (l.space, space.unwrap_or_else(unknown)),
        (own.persisted, persisted.to_owned()),
        (own.unsent, unsent(lang, at)),
        (own.drafts, count(drafts)),
        (own.sealed, count(at.desk.unreadable.get())),
        (own.contact, contact(lang, health.contact)),
        (own.clock, clock(own, health.contact)),
        (
            own.network,
            either(health.online, own.network_on, own.network_off),
        ),
        (
            own.worker,
            either(health.worker, own.worker_on, own.worker_off),
        ),
        (l.version, env!("CARGO_PKG_VERSION").to_owned()),
        (
            own.backend,
            match &health.backend {
                Version::Asking => own.asking.to_owned(),
                Version::Told(version) => version.clone(),
                Version::Unknown => unknown(),
            },
        ),
    ]
}

fn unsent(lang: Lang, at: At) -> String {
    let waited = at.desk.waited(at.clock.0.get());
    let n = waited.len().to_string();
    match waited.into_iter().flatten().max() {
        Some(oldest) => {
            let own = outbox(lang);
            let time = span(own, oldest);
            fill(own.unsent_oldest, &[("n", &n), ("time", &time)])
        }
        None => fill(later(lang).count_n, &[("n", &n)]),
    }
}

fn contact(lang: Lang, contact: Option<Contact>) -> String {
    let w = outbox(lang);
    let Some(contact) = contact else {
        return w.contact_never.to_owned();
    };
    let time = intl::moment(lang, contact.at);
    match contact.status {
        Some(status) => {
            let status = status.to_string();
            fill(w.contact_answer, &[("time", &time), ("status", &status)])
        }
        None => fill(w.contact_silent, &[("time", &time)]),
    }
}

/// How far the phone's clock is from the backend's; a minute is the least that is told.
fn clock(w: &OutboxWords, contact: Option<Contact>) -> String {
    let Some(ahead) = contact.and_then(|contact| contact.ahead_ms) else {
        return w.unknown.to_owned();
    };
    let off = ahead.unsigned_abs();
    if off < 60_000 {
        return w.clock_right.to_owned();
    }
    let pattern = if ahead > 0 {
        w.clock_fast
    } else {
        w.clock_slow
    };
    fill(pattern, &[("time", &span(w, off))])
}
