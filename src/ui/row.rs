//! A line of a list: the day, what it was, how it stands.

use super::{
    link::link,
    near::when_near,
    notice::tag,
    tree::{View, el},
};
use crate::state::telling::Told;
use leptos::prelude::*;
use std::{cell::Cell, ops::Range, sync::Arc};

/// How many rows of a long list are drawn in one frame.
const FEW: usize = 10;

/// Tells the lines of a list at these places.
pub type Tell = Arc<dyn Fn(Range<usize>) -> Vec<Told> + Send + Sync>;

/// Draws the rows of a list.
pub fn rows(rows: Vec<Told>) -> View {
    el("ul")
        .class("rows")
        .child(rows.into_iter().map(row).collect::<Vec<View>>())
        .into()
}

/// Draws the rows of a list of any length, the next few as the reader comes near to the end of those that are there. `drawn` says how far that is;
/// it outlives the list, so that one that is made anew is as long.
pub fn long(count: usize, drawn: RwSignal<usize>, tell: Tell) -> View {
    let list = el("ul").class("rows");
    let (place, owner) = (list.element(), Owner::current().unwrap_or_default());
    let there = Cell::new(0);
    let end = View::live(move || {
        let wanted = (drawn.get() + FEW).min(count);
        while there.get() < wanted {
            let few = there.get()..wanted.min(there.get() + FEW);
            there.set(few.end);
            let tell = Arc::clone(&tell);
            let draw = || {
                let told = Memo::new(move |_| tell(few.clone()));
                View::live(move || View::all(told.get().into_iter().map(row)))
            };
            owner.with(|| untrack(draw)).put_into(&place);
        }
        if wanted == count {
            return View::none();
        }
        let end = el("div");
        when_near(&end.element(), move || drawn.set(wanted));
        end.into()
    });
    View::all([list.into(), end])
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
