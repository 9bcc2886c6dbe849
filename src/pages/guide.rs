//! 怎么用: three screens for the first time, which can be left at any moment.

use crate::{
    domain::lang::Lang,
    i18n::{fill, help::help, privacy::privacy},
    route::Route,
    state::ask::{Ask, Asks, SheetAsk},
    ui::{
        head::page,
        icon::{Icon, icon},
        link::link,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The way out, by its id.
const SKIP: &str = "skip";
/// How many screens there are.
const STEPS: usize = 3;

/// At a member's first sign-in on this phone: first what becomes of what they write.
pub fn first(lang: Lang, asks: Asks) -> View {
    let w = help(lang);
    let told = RwSignal::new(false);
    let leave = move || asks.ask(Ask::Sheet(SheetAsk::Guided));
    View::live(move || match told.get() {
        false => untrack(|| notice(lang, told, leave)),
        true => untrack(|| steps(lang, [w.skip, w.start], leave)),
    })
}

/// What is kept where, and who reads it.
fn notice(lang: Lang, told: RwSignal<bool>, leave: impl Fn() + 'static) -> View {
    let own = privacy(lang);
    let texts = [own.notice_phone, own.notice_office, own.notice_rights];
    let texts = texts.map(|text| el("p").class("prose").child(text).into());
    let inside = View::all([
        View::all(texts),
        el("div")
            .class("stack acts")
            .child(button("go", own.notice_go, move || told.set(true)))
            .child(button("btn", own.notice_skip, leave).attr("id", SKIP))
            .child(link(Route::Privacy, "quiet", false, own.notice_more))
            .into(),
    ]);
    page(own.notice, View::none(), inside)
}

/// Once more, from the page of help.
pub fn again(lang: Lang, asks: Asks) -> View {
    let w = help(lang);
    steps(lang, [w.close, w.close], move || {
        asks.ask(Ask::Go(Route::Help))
    })
}

/// The screens; `leaving` names the way out of the earlier ones and of the last.
fn steps(lang: Lang, leaving: [&'static str; 2], leave: impl Fn() + 'static) -> View {
    let at = RwSignal::new(0_usize);
    let leave: Rc<dyn Fn()> = Rc::new(leave);
    View::live(move || {
        let step = at.get();
        untrack(|| screen(lang, at, step, leaving, Rc::clone(&leave)))
    })
}

/// One screen: its title takes the focus, so that a screen reader reads on from there.
fn screen(
    lang: Lang,
    at: RwSignal<usize>,
    step: usize,
    [skip, start]: [&'static str; 2],
    leave: Rc<dyn Fn()>,
) -> View {
    let w = help(lang);
    let (drawing, title, texts) = match step {
        0 => (Icon::Plus, w.log, vec![w.log_body, w.log_offline]),
        1 => (Icon::Tick, w.arrived, vec![w.arrived_body]),
        _ => (Icon::Rings, w.more, vec![w.more_body]),
    };
    let last = step + 1 == STEPS;
    let values = [("n", &*(step + 1).to_string()), ("all", &STEPS.to_string())];
    let place = el("small").child(fill(w.step_n, &values));
    let texts: Vec<View> = texts
        .into_iter()
        .map(|text| el("p").class("prose").child(text).into())
        .collect();
    let go = Rc::clone(&leave);
    let onward = match last {
        true => button("go", start, move || go()),
        false => button("go", w.next, move || at.set(step + 1)),
    };
    let back = (step > 0).then(|| button("quiet", w.before, move || at.set(step - 1)));
    let out = (!last).then(|| button("quiet", skip, move || leave()).attr("id", SKIP));
    let inside = View::all([
        el("div").class("sign").child(icon(drawing)).into(),
        View::all(texts),
        el("div")
            .class("stack acts")
            .child(onward)
            .child(el("div").class("pair").child(back).child(out))
            .into(),
    ]);
    page(title, place, inside)
}
