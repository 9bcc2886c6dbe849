//! Screens that show that something is not there.

use crate::{
    i18n::Words,
    route::Route,
    state::telling::Tone,
    ui::{
        head::{bones, page},
        icon::rings,
        link::link,
        notice::notice,
        tree::{El, View, button, el},
    },
};

/// An address that names no screen.
pub fn unknown(words: &'static Words) -> View {
    let way = link(Route::Home, "go", false, words.go_home);
    let inside = el("div")
        .class("empty")
        .child(rings())
        .child(el("p").child(words.not_found_body))
        .child(way)
        .child(link(Route::Help, "quiet", false, words.help));
    page(words.not_found, View::none(), inside)
}

/// The settings have a mistake, which this line names.
pub fn broken(words: &'static Words, detail: &str) -> View {
    let again = again(words).class("go");
    let inside = View::all([
        notice(Tone::Due, words.fault_start, None),
        el("p").class("hint").child(detail.to_owned()).into(),
        el("p").child(again).into(),
        link(Route::Help, "quiet", false, words.help),
    ]);
    page(words.app_name, View::none(), inside)
}

/// Opens the same page anew.
fn again(words: &'static Words) -> El {
    el("a").attr("href", "").child(words.retry)
}

/// The page's module could not be fetched; what was written is not touched by that.
pub fn not_fetched(words: &'static Words, again: impl Fn() + 'static) -> View {
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("role", "alert")
        .child(part_not_fetched(words, again))
        .into()
}

/// The same, where only a part of the page is missing.
pub fn part_not_fetched(words: &'static Words, again: impl Fn() + 'static) -> View {
    notice(
        Tone::Due,
        words.module_failed,
        Some(button("", words.retry, again).into()),
    )
}

/// Said beside the skeleton where that stands for long: another page may hold the store.
pub fn slow(words: &'static Words) -> View {
    notice(Tone::Wait, words.loading_slow, Some(again(words).into()))
}

/// Before anything is known: the shell's own skeleton.
pub fn starting(words: &'static Words, slow: impl Fn() -> View + 'static) -> View {
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("aria-busy", "true")
        .child(
            el("header")
                .class("head brand")
                .child(el("h1").child(words.app_name)),
        )
        .child(
            el("p")
                .class("vh")
                .attr("role", "status")
                .child(words.loading),
        )
        .child(bones())
        .child(el("div").attr("role", "status").live(slow))
        .into()
}
