//! A line of a list: the day, what it was, how it stands.

use super::{link::link, notice::tag};
use crate::state::telling::Told;
use leptos::prelude::*;

/// Draws the rows of a list.
pub fn rows(rows: Vec<Told>) -> AnyView {
    let items: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! { <ul class={"rows"}>{items}</ul> }.into_any()
}

fn row(row: Told) -> AnyView {
    let day = row
        .day
        .map(|(day, below)| view! { <span class={"day"}>{day} <small>{below}</small></span> });
    let inside = view! {
        {day}
        <span class={"what"}>
            <span class={"t"}>{row.title} <small>{row.detail}</small></span>
            {tag(row.tag)}
        </span>
    };
    view! { <li>{link(row.route, "row", false, inside)}</li> }.into_any()
}
