//! 记什么: the kind of duty, by what is logged most, by group, or by a word of it.

use crate::{
    domain::{lang::Lang, record::KindId},
    forms::catalog::{Category, Kind},
    i18n::{later, words},
    route::Route,
    state::{ask::Ask, at::At, habit},
    ui::{
        head::page_below,
        icon::{Icon, icon},
        link::link,
        tree::{View, el, live_text},
    },
};
use leptos::prelude::*;

/// How many of those that are logged most stand first.
const MOST: usize = 3;

/// A kind and its name.
type Named = (KindId, String);

/// The page.
pub fn choose(lang: Lang, at: At) -> View {
    let (w, l) = (words(lang), later(lang));
    // Read whole while one looks for the kind: its form opens without a wait then.
    at.asks.ask(Ask::Forms);
    let sought = RwSignal::new(String::new());
    let search = el("input")
        .class("in")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("placeholder", l.log_search_hint)
        .on("input", move |event| {
            sought.set(event_target_value(&event).trim().to_owned())
        });
    let search = el("label")
        .class("field")
        .child(el("span").child(l.log_search))
        .child(search);
    // Drawn again when it differs alone: what is read meanwhile must not take the focus from a way.
    let searching = Memo::new(move |_| !sought.with(String::is_empty));
    let found = Memo::new(move |_| sought.with(|sought| matching(lang, at, sought)));
    let often = Memo::new(move |_| often(lang, at));
    let groups = Memo::new(move |_| groups(lang, at));
    let first = move || {
        if searching.get() {
            return View::none();
        }
        group(l.log_often, often.get())
    };
    let rest = move || {
        if searching.get() {
            return ways(found.get());
        }
        let groups = groups.get().into_iter();
        View::all(groups.map(|(name, kinds)| group(&name, kinds)))
    };
    let none = move || {
        let missing = searching.get() && found.with(Vec::is_empty);
        if missing { l.log_none } else { "" }.to_owned()
    };
    let said = el("p").attr("role", "status").child(live_text(none));
    page_below(
        (Route::Home, w.tab_home),
        l.log_what,
        View::none(),
        View::all([
            search.into(),
            said.into(),
            View::live(first),
            View::live(rest),
        ]),
    )
}

fn often(lang: Lang, at: At) -> Vec<Named> {
    let ids = habit::often(at, MOST).into_iter();
    let named = |id: KindId| {
        let name = at.duties.kind(&id)?.label(lang).to_owned();
        Some((id, name))
    };
    ids.filter_map(named).collect()
}

/// The catalog's groups with their names; all in one where it has none.
fn groups(lang: Lang, at: At) -> Vec<(String, Vec<Named>)> {
    at.duties.logged.with(|catalog| {
        let Some(catalog) = catalog else {
            return Vec::new();
        };
        let group_of = |(category, kinds): (&Category, Vec<&Kind>)| {
            (category.label(lang).to_owned(), named(lang, kinds))
        };
        let groups: Vec<_> = catalog.groups().map(group_of).collect();
        if groups.is_empty() {
            return vec![(later(lang).log_all.to_owned(), named(lang, catalog.kinds()))];
        }
        groups
    })
}

/// The kinds whose name in either language holds the words.
fn matching(lang: Lang, at: At, sought: &str) -> Vec<Named> {
    // By bytes: `str::contains` and Unicode's capitals are 6 kB (brotli).
    let sought = sought.as_bytes();
    let holds_in = |kind: &Kind, lang| {
        let mut parts = kind.label(lang).as_bytes().windows(sought.len().max(1));
        parts.any(|part| part.eq_ignore_ascii_case(sought))
    };
    let holds = |kind: &&Kind| holds_in(kind, Lang::ZhCn) || holds_in(kind, Lang::En);
    at.duties.logged.with(|catalog| {
        let kinds = catalog.iter().flat_map(|catalog| catalog.kinds());
        named(lang, kinds.filter(holds))
    })
}

fn named<'a>(lang: Lang, kinds: impl IntoIterator<Item = &'a Kind>) -> Vec<Named> {
    let named = |kind: &Kind| (kind.id().clone(), kind.label(lang).to_owned());
    kinds.into_iter().map(named).collect()
}

fn group(name: &str, kinds: Vec<Named>) -> View {
    if kinds.is_empty() {
        return View::none();
    }
    View::all([el("h2").class("sec").child(name).into(), ways(kinds)])
}

fn ways(kinds: Vec<Named>) -> View {
    let way = |(id, name): Named| {
        let name = el("span").class("what").child(name);
        let inside = View::all([name.into(), icon(Icon::Forth)]);
        el("li")
            .child(link(Route::New(id), "row", false, inside))
            .into()
    };
    let ways: Vec<View> = kinds.into_iter().map(way).collect();
    el("ul").class("rows").child(ways).into()
}
