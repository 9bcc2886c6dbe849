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
    let day = row.day.map(|(day, below)| {
        el("span")
            .class("day")
            .child(day)
            .child(el("small").child(below))
    });
    let text = el("span")
        .class("t")
        .child(row.title)
        .child(el("small").child(row.detail));
    let what = el("span").class("what").child(text).child(tag(row.tag));
    let inside = View::all([day.into(), what.into()]);
    link(row.route, "row", false, inside)
}
