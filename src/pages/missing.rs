//! Screens that show that something is not there.

use crate::{
    i18n::{Words, fill},
    route::Route,
    state::telling::Tone,
    ui::{head::page, icon::rings, link::link, notice::notice},
};
use leptos::prelude::*;

/// An address that names no screen.
pub fn unknown(words: &'static Words) -> AnyView {
    let inside = view! {
        <div class={"empty"}>
            {rings()}
            <p>{words.not_found_body}</p>
            {link(Route::Home, "go", false, words.go_home)}
        </div>
    };
    page(words.not_found, (), inside)
}

/// The settings could not be had.
pub fn broken(words: &'static Words, detail: String) -> AnyView {
    let text = fill(words.fault_backend, &[("detail", &detail)]);
    let inside = view! {
        {notice(Tone::Due, words.fault_start, None)}
        <p class={"hint"}>{text}</p>
        <p><a class={"go"} href={""}>{words.retry}</a></p>
    };
    page(words.app_name, (), inside)
}

/// The page's module could not be fetched; what was written is not touched by that.
pub fn not_fetched(words: &'static Words, again: impl Fn() + 'static) -> AnyView {
    let retry =
        view! { <button type={"button"} on:click={move |_| again()}>{words.retry}</button> };
    let text = notice(Tone::Due, words.module_failed, Some(retry.into_any()));
    view! { <main class={"page"} id={"main"} role={"alert"}>{text}</main> }.into_any()
}

/// Before anything is known: the shell's own skeleton.
pub fn starting(words: &'static Words) -> AnyView {
    view! {
        <main class={"page"} id={"main"} aria-busy={"true"}>
            <header class={"head brand"}><h1>{words.app_name}</h1></header>
            <p class={"vh"} role={"status"}>{words.loading}</p>
            <div aria-hidden={"true"}>
                <span class={"skel big"}></span>
                <span class={"skel"}></span>
                <span class={"skel half"}></span>
            </div>
        </main>
    }
    .into_any()
}
