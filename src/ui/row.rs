//! A line of a list: the day, what it was, how it stands.

use super::{
    link::link,
    notice::tag,
    tree::{View, el},
};
use crate::state::telling::Told;

/// Draws the rows of a list.
pub fn rows(rows: Vec<Told>) -> View {
    el("ul")
        .class("rows")
        .child(rows.into_iter().map(row).collect::<Vec<View>>())
        .into()
}

fn row(row: Told) -> View {
    el("li").child(told(row)).into()
}

/// What a row shows and where it leads, without the row.
pub fn told(row: Told) -> View {
    let inside = inside(row.day, row.title, row.detail, tag(row.tag));
    link(row.route, "row", false, inside)
}

/// The inside of a row: the day, what it was, how it stands.
pub fn inside(day: Option<(String, String)>, title: String, detail: String, beside: View) -> View {
    let day = day.map(|(day, below)| {
        el("span")
            .class("day")
            .child(day)
            .child(el("small").child(below))
    });
    let text = el("span")
        .class("t")
        .child(title)
        .child(el("small").child(detail));
    let what = el("span").class("what").child(text).child(beside);
    View::all([day.into(), what.into()])
}
