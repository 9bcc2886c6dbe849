//! What everything is made of: colours, sizes of type, drawings, presses, states.

use super::{Look, Sheet};
use crate::{
    i18n::{style::style, words},
    route::Route,
    state::telling::Tone,
    ui::{
        elder::elder_switch,
        head::bones,
        icon::{Icon, icon, mark, rings},
        link::link,
        notice::{notice, tag},
        tree::{View, button, el, svg},
    },
};

pub(super) const SHEETS: &[Sheet] = &[
    ("--paper …", colours),
    (".lead .prose small .hint", letters),
    ("icon, mark, rings", drawings),
    (".go .btn .quiet .danger", presses),
    ("link, elder_switch", ways),
    ("tag", tags),
    ("notice", notices),
    (".skel .empty", missing),
];

/// Every colour of `style/tokens.css`, by its name.
const COLOURS: [&str; 16] = [
    "paper",
    "sheet",
    "sunk",
    "rule",
    "edge",
    "ink",
    "ink-2",
    "ink-3",
    "seal",
    "seal-text",
    "seal-wash",
    "moss",
    "moss-wash",
    "amber",
    "amber-wash",
    "indigo",
];

fn colours(_: Look) -> View {
    let colour = |name: &str| {
        // A style attribute is nothing that the page's policy lets through.
        let square = svg("rect")
            .attr("width", "24")
            .attr("height", "24")
            .attr("rx", "4")
            .attr("fill", &format!("var(--{name})"))
            .attr("stroke", "currentColor");
        let picture = svg("svg")
            .attr("class", "icon")
            .attr("viewBox", "-1 -1 26 26")
            .attr("aria-hidden", "true")
            .child(square);
        el("li")
            .child(picture)
            .child(el("span").child(format!(" --{name}")))
            .into()
    };
    let all = COLOURS.map(colour);
    el("ul").class("colours").child(View::all(all)).into()
}

fn letters(look: Look) -> View {
    let w = style(look.lang);
    View::all([
        el("p").class("lead").child(w.book_value).into(),
        el("p").class("prose").child(w.thoughts_value).into(),
        el("p").child(el("small").child(w.place)).into(),
        el("p").class("hint").child(w.author_hint).into(),
    ])
}

fn drawings(_: Look) -> View {
    let all = [
        Icon::House,
        Icon::Sheet,
        Icon::Person,
        Icon::Clock,
        Icon::Alert,
        Icon::Tick,
        Icon::Plus,
        Icon::Back,
        Icon::Forth,
        Icon::Camera,
        Icon::Cross,
        Icon::Calendar,
        Icon::Rings,
    ];
    let drawn = View::all(all.map(icon));
    View::all([
        el("p").child(mark()).child(drawn).into(),
        el("p").child(rings()).into(),
    ])
}

fn presses(look: Look) -> View {
    let w = words(look.lang);
    let plain = |class, name| button(class, name, || {});
    el("div")
        .class("stack")
        .child(plain("go", w.submit))
        .child(plain("go", w.send_now_busy).attr("aria-disabled", "true"))
        .child(
            el("div")
                .class("pair")
                .child(plain("btn", w.cancel))
                .child(plain("btn", w.retry).attr("disabled", "")),
        )
        .child(
            el("div")
                .class("pair")
                .child(plain("btn danger", w.discard_go))
                .child(plain("quiet danger", w.discard)),
        )
        .child(plain("quiet", w.cancel))
        .child(el("p").class("chips").child(plain("chip", w.lately)))
        .into()
}

fn ways(look: Look) -> View {
    let w = words(look.lang);
    View::all([
        link(Route::Help, "quiet", false, w.help),
        elder_switch(w, look.settings),
    ])
}

fn tags(look: Look) -> View {
    let w = words(look.lang);
    let all = [
        (Tone::Plain, w.state_draft),
        (Tone::Wait, w.state_queued),
        (Tone::Done, w.state_received),
        (Tone::Due, w.state_needs_fix),
    ];
    el("p").class("chips").child(View::all(all.map(tag))).into()
}

fn notices(look: Look) -> View {
    let w = words(look.lang);
    let act = |name| Some(button("", name, || {}).into());
    View::all([
        notice(Tone::Plain, w.update_ready, act(w.update_go)),
        notice(Tone::Wait, w.say_queued, act(w.send_now)),
        notice(Tone::Due, w.module_failed, act(w.retry)),
        notice(Tone::Done, w.say_received_plain, None),
    ])
}

fn missing(look: Look) -> View {
    let empty = el("div")
        .class("empty")
        .child(rings())
        .child(el("p").child(style(look.lang).nothing))
        .child(link(Route::Choose, "go", false, words(look.lang).log_one));
    View::all([bones(), empty.into()])
}
