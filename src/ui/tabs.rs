//! The tabs: the ways to the main pages, in the thumb's reach.

use super::{
    icon::{Icon, icon},
    link::link,
};
use crate::{i18n::Words, route::Route};
use leptos::prelude::*;

/// The tab bar; `here` is the page that is open.
pub fn tabs(words: &'static Words, here: &Route) -> AnyView {
    let records = matches!(here, Route::Records | Route::Record(_));
    let tab = |route: Route, drawing: Icon, name: &'static str, current: bool| {
        let inside = view! { {icon(drawing)} {name} };
        link(route, "", current, inside)
    };
    view! {
        <nav class={"tabs"} aria-label={words.tabs}>
            {tab(Route::Home, Icon::House, words.tab_home, *here == Route::Home)}
            {tab(Route::Records, Icon::Sheet, words.tab_records, records)}
            {tab(Route::Me, Icon::Person, words.tab_me, *here == Route::Me)}
        </nav>
    }
    .into_any()
}
