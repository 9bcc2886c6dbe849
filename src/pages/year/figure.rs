//! A picture with its text and its table.

use crate::{
    i18n::{fill, year::YearWords},
    ui::tree::{El, View, el, svg},
};
use leptos::{ev, prelude::*};

/// The frame of a drawing; `name` says all of it in words.
pub(super) fn drawing(class: &str, view_box: &str, name: &str) -> El {
    svg("svg")
        .class(class)
        .attr("viewBox", view_box)
        .attr("role", "img")
        .attr("aria-label", name)
}

/// A heading, a drawing with lines of text, and behind a press the same as a table, which is made when it is first opened or
/// printed: a year of rows that nobody sees would hold up the page.
pub(super) fn figure(
    own: &'static YearWords,
    id: &'static str,
    title: &'static str,
    drawn: View,
    lines: Vec<String>,
    table: impl Fn() -> View + 'static,
) -> View {
    let open = RwSignal::new(false);
    let made = RwSignal::new(false);
    let printing = window_event_listener(ev::beforeprint, move |_| made.set(true));
    on_cleanup(move || printing.remove());
    let made = Memo::new(move |_| made.get() || open.get());
    let act = move || {
        if open.get() {
            own.table_hide
        } else {
            own.table_show
        }
    };
    let press = el("button")
        .attr("type", "button")
        .class("quiet")
        .attr("aria-controls", id)
        .bind("aria-expanded", move || Some(open.get().to_string()))
        .bind("aria-label", move || {
            Some(fill(own.table_of, &[("act", act()), ("of", title)]))
        })
        .live_text(move || act().to_owned())
        .press(move || open.update(|open| *open = !*open));
    let folded = el("div")
        .attr("id", id)
        .bind("class", move || {
            Some(if open.get() { "" } else { "folded" }.to_owned())
        })
        .child(View::live(move || {
            made.get().then(|| untrack(&table)).into()
        }));
    let text = |line: String| el("p").class("hint").child(line).into();
    View::all([
        el("h2").class("sec").child(title).child(press).into(),
        el("figure")
            .child(drawn)
            .child(lines.into_iter().map(text).collect::<Vec<View>>())
            .into(),
        folded.into(),
    ])
}

/// A table: its heads, and rows that each begin with what they are about.
pub(super) fn table(heads: &[&str], rows: Vec<(View, Vec<View>)>) -> View {
    table_of("sums", heads, rows)
}

/// The same, of another class.
pub(super) fn table_of(class: &str, heads: &[&str], rows: Vec<(View, Vec<View>)>) -> View {
    let head = |name: &&str| el("th").attr("scope", "col").child(*name).into();
    let row = |(first, cells): (View, Vec<View>)| {
        let cell = |cell: View| el("td").child(cell).into();
        el("tr")
            .child(el("th").attr("scope", "row").child(first))
            .child(cells.into_iter().map(cell).collect::<Vec<View>>())
            .into()
    };
    let heads: Vec<View> = heads.iter().map(head).collect();
    let rows: Vec<View> = rows.into_iter().map(row).collect();
    el("table")
        .class(class)
        .child(el("thead").child(el("tr").child(heads)))
        .child(el("tbody").child(rows))
        .into()
}
