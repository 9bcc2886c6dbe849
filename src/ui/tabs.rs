//! The tabs: the ways to the main pages, in the thumb's reach.

use super::{
    icon::{Icon, icon},
    link::link,
    tree::{View, el},
};
use crate::{i18n::Words, route::Route};

/// The tab bar; `here` is the page that is open. The backend may hold no events.
pub fn tabs(words: &'static Words, here: &Route, holds_events: bool) -> View {
    let records = matches!(here, Route::Records | Route::Record(_));
    let tab = |route: Route, drawing: Icon, name: &'static str, current: bool| {
        link(route, "", current, View::all([icon(drawing), name.into()]))
    };
    el("nav")
        .class("tabs")
        .attr("aria-label", words.tabs)
        .child(tab(
            Route::Home,
            Icon::House,
            words.tab_home,
            *here == Route::Home,
        ))
        .child(tab(Route::Records, Icon::Sheet, words.tab_records, records))
        .child(holds_events.then(|| {
            tab(
                Route::Events(None),
                Icon::Calendar,
                words.tab_events,
                here.is_of_events(),
            )
        }))
        .child(tab(
            Route::Year(None),
            Icon::Rings,
            words.tab_year,
            matches!(here, Route::Year(_) | Route::Report(_)),
        ))
        .child(tab(
            Route::Me,
            Icon::Person,
            words.tab_me,
            *here == Route::Me,
        ))
        .into()
}
