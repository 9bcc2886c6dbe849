//! The head of a page.

use super::{
    icon::{Icon, icon},
    link::link,
    tree::{View, el, focus_if_here},
};
use crate::route::Route;

/// A page: its title takes the focus when the page opens, so that a screen reader says where one is.
pub fn page(title: impl Into<View>, beside: impl Into<View>, inside: impl Into<View>) -> View {
    frame(None, title.into(), beside.into(), inside.into())
}

/// A page below another one.
pub fn page_below(
    above: (Route, &'static str),
    title: impl Into<View>,
    beside: impl Into<View>,
    inside: impl Into<View>,
) -> View {
    let (route, name) = above;
    let back = link(
        route,
        "back",
        false,
        View::all([icon(Icon::Back), name.into()]),
    );
    frame(Some(back), title.into(), beside.into(), inside.into())
}

/// What stands where nothing is known yet.
pub fn bones() -> View {
    let bone = |class: &str| el("span").class(class).into();
    let bones = View::all(["skel big", "skel", "skel half"].map(bone));
    el("div").attr("aria-hidden", "true").child(bones).into()
}

fn frame(back: Option<View>, title: View, beside: View, inside: View) -> View {
    let heading = el("h1").attr("tabindex", "-1").child(title);
    focus_if_here(heading.element());
    let head = el("header")
        .class("head")
        .child(back)
        .child(heading)
        .child(beside);
    el("main")
        .class("page")
        .attr("id", "main")
        .child(head)
        .child(inside)
        .into()
}
