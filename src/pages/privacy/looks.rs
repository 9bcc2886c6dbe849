//! Who of the office looked.

use crate::{
    domain::{
        lang::Lang,
        look::{Look, Seen},
    },
    i18n::{fill, intl, privacy::privacy as own, words},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        looks::Looks,
        telling,
    },
    ui::{
        link::link,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// How many lines show before a press.
const FEW: usize = 10;

/// The section, with a line for each of them.
pub(super) fn looks(lang: Lang, at: At) -> View {
    let own = own(lang);
    let known = RwSignal::new(Looks::default());
    let ask = move || at.asks.ask(Ask::Sheet(SheetAsk::Looks(known)));
    ask();
    let whole = RwSignal::new(false);
    let hint = |text: &str| el("p").class("hint").child(text);
    let list = move || {
        let all = whole.get();
        known.with(|known| match known {
            Looks::Asking => hint(words(lang).loading).into(),
            Looks::Absent => hint(own.looks_absent).into(),
            Looks::Failed => View::all([
                hint(own.looks_failed).into(),
                button("btn", own.looks_again, ask).into(),
            ]),
            Looks::Are(looks) if looks.is_empty() => hint(own.looks_none).into(),
            Looks::Are(looks) => {
                let most = if all { looks.len() } else { FEW };
                let lines: Vec<View> = looks
                    .iter()
                    .take(most)
                    .map(|look| untrack(|| line(lang, at, look)))
                    .collect();
                let rest = (looks.len() > most).then(|| {
                    let name = fill(own.looks_more, &[("n", &looks.len().to_string())]);
                    button("quiet", name, move || whole.set(true))
                });
                View::all([
                    hint(own.looks_lead).into(),
                    el("ul")
                        .class("rows")
                        .attr("id", "looks")
                        .child(lines)
                        .into(),
                    rest.into(),
                ])
            }
        })
    };
    View::all([
        el("h2").class("sec").child(own.looks).into(),
        el("div").live(list).into(),
    ])
}

fn line(lang: Lang, at: At, look: &Look) -> View {
    let own = own(lang);
    let by = match look.by.as_str() {
        "" => own.somebody,
        by => by,
    };
    let values = [
        ("by", by),
        ("time", &intl::moment(lang, look.at)),
        ("n", &look.times.to_string()),
    ];
    let pattern = if look.times > 1 {
        own.look_times
    } else {
        own.look_once
    };
    let (what, to) = told(lang, at, look);
    let inside = el("span")
        .class("what")
        .child(el("span").class("t").child(what))
        .child(el("small").child(fill(pattern, &values)));
    let inside = match to {
        Some(route) => link(route, "row", false, inside),
        None => el("span").class("row").child(inside).into(),
    };
    el("li").child(inside).into()
}

/// What it was, in words, and the way to it.
fn told(lang: Lang, at: At, look: &Look) -> (String, Option<Route>) {
    let own = own(lang);
    let plain = match look.seen {
        Seen::Record => own.seen_record,
        Seen::Records => own.seen_records,
        Seen::Photo => own.seen_photo,
        Seen::Personal => own.seen_personal,
        Seen::Points => own.seen_points,
        Seen::Events => own.seen_events,
        Seen::Export => own.seen_export,
        Seen::Other => own.seen_other,
    };
    let record = look.record.as_ref().and_then(|key| at.shelf.record(key));
    match record.filter(|_| look.seen == Seen::Record) {
        Some(record) => {
            let kind = at.duties.kind(&record.kind);
            let name = telling::name(lang, kind.as_ref(), &record.answers);
            let told = fill(own.seen_record_of, &[("name", &name)]);
            (told, Some(Route::Record(record.client_ref)))
        }
        None => (plain.to_owned(), None),
    }
}
