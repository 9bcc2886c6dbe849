//! The head of a page.

use super::{
    icon::{Icon, icon},
    link::link,
};
use crate::route::Route;
use leptos::{html, prelude::*};

/// A page: its title takes the focus when the page opens, so that a screen reader says where one is.
pub fn page(
    title: impl IntoView + 'static,
    beside: impl IntoView + 'static,
    inside: impl IntoView + 'static,
) -> AnyView {
    frame(
        "head",
        None,
        title.into_any(),
        beside.into_any(),
        inside.into_any(),
    )
}

/// A page below another one.
pub fn page_below(
    above: (Route, &'static str),
    title: impl IntoView + 'static,
    beside: impl IntoView + 'static,
    inside: impl IntoView + 'static,
) -> AnyView {
    let (route, name) = above;
    let inside_link = view! { {icon(Icon::Back)} {name} };
    let back = link(route, "back", false, inside_link);
    frame(
        "head",
        Some(back),
        title.into_any(),
        beside.into_any(),
        inside.into_any(),
    )
}

fn frame(
    class: &'static str,
    back: Option<AnyView>,
    title: AnyView,
    beside: AnyView,
    inside: AnyView,
) -> AnyView {
    let heading = NodeRef::<html::H1>::new();
    heading.on_load(|heading| {
        // An engine that can't focus a heading leaves the focus where it was.
        let _ = heading.focus();
    });
    view! {
        <main class={"page"} id={"main"}>
            <header class={class}>
                {back}
                <h1 tabindex={"-1"} node_ref={heading}>{title}</h1>
                {beside}
            </header>
            {inside}
        </main>
    }
    .into_any()
}
