//! 待我审批: who asks leave, from what and why; 准假 or 不准, with words.

use super::facts::heading;
use crate::{
    domain::{
        answer::Answer,
        event::{Act, LeaveState, Request},
        lang::Lang,
    },
    i18n::{
        events::{EventWords, events},
        fill, intl, later, words,
    },
    outbox::item::State,
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        desk::{Pile, pile_of},
        telling::{self, Tone, isolated},
        telling_acts,
    },
    stored::row::ItemRow,
    ui::{
        each::each,
        head::page_below,
        icon::rings,
        notice::notice,
        photos::gallery,
        tree::{El, View, button, el, live},
    },
};
use leptos::prelude::*;

/// The page.
pub fn approvals(lang: Lang, at: At) -> View {
    let own = events(lang);
    at.asks.ask(Ask::Event(EventAsk::Requests));
    let dates = at.calendar.dates();
    let list = Memo::new(move |_| dates.requests.get().map(|list| list.requests));
    let ids = move |open: bool| {
        Memo::new(move |_| {
            let requests = list.get().unwrap_or_default();
            let of = |it: &Request| (it.state == LeaveState::Pending) == open;
            let found = requests.into_iter().filter(of).map(|it| it.id);
            found.collect::<Vec<String>>()
        })
    };
    let (open, done) = (ids(true), ids(false));
    let nothing = move || {
        let none = list.with(Option::is_some) && open.with(Vec::is_empty);
        let text = || el("p").child(own.approvals_none);
        none.then(|| el("div").class("empty").child(rings()).child(text()))
            .into()
    };
    let of = move |ids: Memo<Vec<String>>| {
        each(
            "rows",
            move || ids.get(),
            move |id| draw(lang, at, list, id),
        )
    };
    let decided = move || {
        let any = done.with(|done| !done.is_empty());
        any.then(|| heading(own.approvals_done)).into()
    };
    let inside = View::all([
        View::live(move || fresh(lang, at)),
        View::live(nothing),
        of(open),
        View::live(decided),
        of(done),
    ]);
    page_below(
        (Route::Events(None), own.home),
        own.approvals,
        View::none(),
        inside,
    )
}

fn fresh(lang: Lang, at: At) -> View {
    let dates = at.calendar.dates();
    let as_of = dates
        .requests
        .with(|list| list.as_ref().map(|list| list.as_of));
    let never = events(lang).approvals_never;
    let text = telling::as_of(lang, dates.asking.get(), as_of, never);
    el("p").class("hint").child(text).into()
}

fn draw(lang: Lang, at: At, list: Memo<Option<Vec<Request>>>, id: String) -> El {
    let request = Memo::new(move |_| {
        let found = list.get().unwrap_or_default();
        found.into_iter().find(|it| it.id == id)
    });
    let words = RwSignal::new(String::new());
    let body = move || {
        let Some(it) = request.get() else {
            return View::none();
        };
        untrack(|| View::all([asked(lang, at, &it), answer(lang, at, it, words)]))
    };
    el("li").class("item request").live(body)
}

/// Who asks, from what and why.
fn asked(lang: Lang, at: At, it: &Request) -> View {
    let own = events(lang);
    let who = if it.sector.is_empty() {
        isolated(&it.who)
    } else {
        format!("{} · {}", isolated(&it.who), isolated(&it.sector))
    };
    let of = fill(
        own.approvals_event,
        &[
            ("title", &isolated(&it.title)),
            ("time", &intl::moment_of_week(lang, it.starts)),
        ],
    );
    let line = |name: &str, text: String| {
        let text = el("dd").class("prose").attr("dir", "auto").child(text);
        el("div").child(el("dt").child(name)).child(text).into()
    };
    let mut facts = vec![line(
        own.approvals_reason,
        reason(own, &it.reason).to_owned(),
    )];
    if !it.text.is_empty() {
        facts.push(line(own.approvals_text, it.text.clone()));
    }
    View::all([
        el("h2").child(who).into(),
        el("p").class("hint").child(of).into(),
        el("dl").class("facts").child(facts).into(),
        photos(lang, at, it),
    ])
}

fn photos(lang: Lang, at: At, it: &Request) -> View {
    if it.photos.is_empty() {
        return View::none();
    }
    let keys = it.photos.clone();
    for key in &keys {
        at.asks.ask(Ask::ShowPhoto(key.clone()));
    }
    let photos = live(move || {
        let shown = at.shelf.photos.get();
        let address = |id| shown.get(id).cloned().flatten();
        keys.iter().map(|id| (id.clone(), address(id))).collect()
    });
    View::all([
        heading(later(lang).record_photos),
        gallery(words(lang), photos),
    ])
}

/// A reason by its id in the form.
fn reason<'a>(own: &EventWords, id: &'a str) -> &'a str {
    match id {
        "official" => own.reason_official,
        "health" => own.reason_health,
        "travel" => own.reason_travel,
        "family" => own.reason_family,
        "other" => own.reason_other,
        id => id,
    }
}

/// What was decided, or the presses that decide.
fn answer(lang: Lang, at: At, it: Request, words: RwSignal<String>) -> View {
    let own = events(lang);
    let id = it.id.clone();
    let noted = Memo::new(move |_| {
        at.desk
            .rows
            .with(|rows| rows.iter().rfind(|row| decides(row, &id)).cloned())
    });
    let said = move || match (it.state, noted.get()) {
        (LeaveState::Granted, _) => notice(Tone::Done, own.granted, None),
        (LeaveState::Refused, _) => notice(Tone::Plain, own.refused, None),
        (LeaveState::Withdrawn, _) => notice(Tone::Plain, own.withdrawn, None),
        (LeaveState::Pending, None) => decide(lang, at, &it, words),
        (LeaveState::Pending, Some(row)) => waits(lang, at, &row),
    };
    el("div").attr("role", "status").live(said).into()
}

fn waits(lang: Lang, at: At, row: &ItemRow) -> View {
    let own = events(lang);
    if pile_of(&row.item.state) == Pile::Needing {
        let text = telling_acts::sentence(lang, at.duties, row);
        let id = row.item.client_ref.clone();
        let read = button("", own.read_it, move || {
            at.asks.ask(Ask::Event(EventAsk::Dismiss(id.clone())))
        });
        return notice(Tone::Due, text, Some(read.into()));
    }
    let decision = if grants(row) { own.grant } else { own.refuse };
    if matches!(row.item.state, State::Done { .. }) {
        return notice(Tone::Done, decision, None);
    }
    let text = fill(own.decision_noted, &[("decision", decision)]);
    notice(Tone::Wait, text, None)
}

fn decides(row: &ItemRow, id: &str) -> bool {
    Act::of(&row.entry.kind) == Some(Act::Decide) && Act::leave_of(&row.entry) == Some(id)
}

fn grants(row: &ItemRow) -> bool {
    row.entry.answers.field("grant") == Some(&Answer::Flag(true))
}

fn decide(lang: Lang, at: At, it: &Request, words: RwSignal<String>) -> View {
    let own = events(lang);
    let field = format!("words-{}", it.id);
    // Several may be of one member.
    let whole = |act: &str| {
        let values = [("act", act), ("who", &it.who), ("title", &it.title)];
        fill(own.of_leave, &values)
    };
    let press = |grant: bool, class: &str, name: &str| {
        let (event, leave) = (it.event.clone(), it.id.clone());
        let act = move || {
            at.asks.ask(Ask::Event(EventAsk::Do {
                act: Act::Decide,
                event: event.clone(),
                answers: vec![
                    ("leave", Answer::Text(leave.clone())),
                    ("grant", Answer::Flag(grant)),
                    (
                        "words",
                        Answer::Text(words.get_untracked().trim().to_owned()),
                    ),
                ],
            }))
        };
        button(class, name, act).attr("aria-label", &whole(name))
    };
    let area = el("textarea")
        .class("in low")
        .attr("id", &field)
        .attr("aria-label", &whole(own.approvals_words))
        .attr("autocomplete", "off")
        .prop("value", move || words.get().as_str().into())
        .on("input", move |event| words.set(event_target_value(&event)));
    View::all([
        el("div")
            .class("field")
            .child(el("label").attr("for", &field).child(own.approvals_words))
            .child(area)
            .into(),
        el("div")
            .class("pair acts")
            .child(press(false, "btn", own.refuse))
            .child(press(true, "btn", own.grant))
            .into(),
    ])
}
