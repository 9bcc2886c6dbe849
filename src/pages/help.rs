//! 帮助: whom to call, what to read out to them, and what is often asked.

use crate::{
    domain::{lang::Lang, office::Office},
    forms::link::tel,
    i18n::{fill, help::help as own, privacy::privacy, words},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        helper::Helper,
    },
    ui::{
        head::page_below,
        icon::{Icon, icon},
        link::link,
        tree::{View, el},
    },
};
use leptos::prelude::*;

/// The page; `checked` is what this phone has to say of itself.
pub fn help(lang: Lang, at: At, checked: View) -> View {
    let (w, own) = (words(lang), own(lang));
    let office = RwSignal::new(Helper::default());
    at.asks.ask(Ask::Sheet(SheetAsk::Office(office)));
    let heading = |text: &str| el("h2").class("sec").child(text).into();
    let questions = [
        (own.sent_ask, own.sent),
        (own.offline_ask, own.offline),
        (own.mistake_ask, own.mistake),
        (own.password_ask, own.password),
        (own.other_phone_ask, own.other_phone),
        (own.small_ask, own.small),
    ];
    let questions = questions.map(|(asked, said)| fold(asked, el("p").child(said)));
    let way = |route: Route, name: &str| {
        let name = el("span").class("what").child(name);
        let inside = View::all([name.into(), icon(Icon::Forth)]);
        el("li").child(link(route, "row", false, inside))
    };
    let inside = View::all([
        heading(own.office),
        // Its place is there before it is known, so that nothing moves under a finger.
        el("div")
            .class("office")
            .live(move || office.with(|office| told(lang, office)))
            .into(),
        fold(
            own.read_out,
            View::all([
                el("p").class("hint").child(own.read_out_lead).into(),
                checked,
            ]),
        ),
        heading(own.questions),
        View::all(questions),
        el("ul")
            .class("rows acts")
            .child(way(Route::Guide, own.again))
            .child(way(Route::Privacy, privacy(lang).title))
            .into(),
    ]);
    let above = match at.session.is_open() {
        true => (Route::Me, w.me),
        false => (Route::Home, w.sign_in),
    };
    page_below(above, w.help, View::none(), inside)
}

/// A question, which opens by a press or a key.
fn fold(title: &str, inside: impl Into<View>) -> View {
    el("details")
        .class("fold")
        .child(el("summary").child(title))
        .child(el("div").child(inside))
        .into()
}

fn told(lang: Lang, office: &Helper) -> View {
    let own = own(lang);
    let hint = |text: String| el("p").class("hint").child(text).into();
    match office {
        Helper::Asking => hint(words(lang).loading.to_owned()),
        Helper::Unknown => hint(own.no_office.to_owned()),
        Helper::Is(Office { name, phone, hours }) => {
            let name = name.as_ref().map(|name| name.get(lang).to_owned());
            let call = el("a")
                .class("go")
                .maybe("href", tel(phone).as_deref())
                .child(fill(own.call, &[("phone", phone)]));
            let hours = hours.as_ref().map(|hours| {
                let told = fill(own.hours, &[("hours", hours.get(lang))]);
                el("p").class("hint").child(told)
            });
            View::all([
                name.map(|name| el("p").class("lead").child(name)).into(),
                call.into(),
                hours.into(),
            ])
        }
    }
}
