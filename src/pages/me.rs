//! 我的: who I am, how I like to read, what is on this phone, and the way out.

mod reports;

use crate::{
    domain::{lang::Lang, member::Member},
    i18n::{
        district::district, fill, intl, later, news::news, outbox::outbox, privacy::privacy, words,
        year::year,
    },
    route::Route,
    state::{
        ask::{Ask, Asks, SheetAsk, Unsent},
        desk::Desk,
        news::Newsletter,
        session::Session,
        settings::{Settings, TextSize},
        telling,
    },
    ui::{
        dialog::{Question, dialog},
        field::Marks,
        head::page,
        icon::{Icon, icon},
        link::link,
        segment::{Pick, segment},
        tree::{View, button, el, live, live_text, once_painted},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// What the page looks at.
#[derive(Clone, Copy)]
pub struct At {
    /// The session.
    pub session: Session,
    /// What is not received.
    pub desk: Desk,
    /// How the person likes to read.
    pub settings: Settings,
    /// The way to ask.
    pub asks: Asks,
}

/// The page.
pub fn me(lang: Lang, at: At, member: Member) -> View {
    let (w, l) = (words(lang), later(lang));
    at.asks.ask(Ask::Measure);
    let facts = [
        (l.me_number, member.number),
        (l.me_sector, member.sector),
        (l.me_committee, member.committee),
        (l.me_villages, member.villages.join(", ")),
    ];
    let known = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let facts: Vec<View> = known.map(|(label, text)| fact(label, text)).collect();
    // The line is there before it is measured, so that nothing moves under a finger.
    let space =
        live_text(move || space(lang, at).unwrap_or_else(|| outbox(lang).unknown.to_owned()));
    let phone = el("dl")
        .class("facts")
        .child(fact(
            l.storage,
            live_text(move || telling::keeping(lang, at.session.keeping.get()).to_owned()),
        ))
        .child(fact(
            l.unsent_count,
            live_text(move || fill(l.count_n, &[("n", &at.desk.unsent().to_string())])),
        ))
        .child(fact(l.space, space))
        .child(fact(l.version, env!("CARGO_PKG_VERSION")));
    let update = move || {
        let text = || {
            el("p")
                .child(w.update_ready)
                .child(" · ")
                .child(l.update_later)
                .into()
        };
        let go = || button("btn", w.update_go, move || at.asks.ask(Ask::Update)).into();
        if at.session.update.get() {
            View::all([text(), go()])
        } else {
            View::none()
        }
    };
    let letter = RwSignal::new(Newsletter::default());
    at.asks.ask(Ask::Sheet(SheetAsk::Notices(letter, false)));
    let heading = |text: &str| el("h2").class("sec").child(text).into();
    let inside = View::all([
        el("dl").class("facts").child(facts).into(),
        el("ul")
            .class("rows")
            .live(move || {
                let held = at.session.holds_notices.get();
                held.then(|| told(lang, letter)).into()
            })
            .child(way(Route::Year(None), year(lang).title))
            .child(way(Route::District, district(lang).title))
            .into(),
        heading(l.settings),
        text_size(lang, at),
        language(lang, at),
        reports::reports(lang, at.asks),
        heading(l.on_this_phone),
        phone.into(),
        el("ul")
            .class("rows")
            .child(way(Route::Outbox, w.outbox))
            .child(way(Route::Doctor, w.check))
            .child(way(Route::Help, w.help))
            .child(way(Route::Privacy, privacy(lang).title))
            .into(),
        View::live(update),
        sign_out(lang, at),
    ]);
    page(member.name, View::none(), inside)
}

/// The way to 通知, with how many are new; it stays the same, and keeps the focus, when that is heard.
fn told(lang: Lang, letter: RwSignal<Newsletter>) -> View {
    let own = news(lang);
    let name = move || match letter.with(|it| it.kept.as_ref().map(|_| it.fresh())) {
        None => own.title.to_owned(),
        Some(0) => [own.title, own.none_new].join(" · "),
        Some(n) => [own.title, &fill(own.count, &[("n", &n.to_string())])].join(" · "),
    };
    way(Route::Notices, live_text(name))
}

/// A way to a page below this one.
fn way(route: Route, name: impl Into<View>) -> View {
    let name = el("span").class("what").child(name);
    let inside = View::all([name.into(), icon(Icon::Forth)]);
    el("li").child(link(route, "row", false, inside)).into()
}

fn fact(label: &str, text: impl Into<View>) -> View {
    el("div")
        .child(el("dt").child(label))
        .child(el("dd").child(text))
        .into()
}

fn space(lang: Lang, at: At) -> Option<String> {
    let (used, free) = at.session.space.get()?;
    let (used, free) = (intl::bytes(used), intl::bytes(free));
    Some(fill(
        later(lang).space_told,
        &[("used", &used), ("free", &free)],
    ))
}

fn choice(
    id: &str,
    label: &str,
    picks: &[(&str, &str)],
    chosen: impl Fn() -> String + 'static,
    choose: impl Fn(String) + 'static,
) -> View {
    let pick = |(value, label): &(&str, &str)| Pick {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
    };
    let marks = Marks::new(id, label, live(|| None));
    segment(
        marks,
        picks.iter().map(pick).collect(),
        live(chosen),
        Rc::new(choose),
    )
}

fn text_size(lang: Lang, at: At) -> View {
    let (w, l) = (words(lang), later(lang));
    let picks = [
        ("", l.size_normal),
        ("large", l.size_large),
        ("largest", l.size_largest),
        ("elder", w.elder_on),
    ];
    let size = at.settings.text_size;
    let chosen = move || size.get().attribute().unwrap_or_default().to_owned();
    choice("size", l.text_size, &picks, chosen, move |value| {
        size.set(TextSize::parse(&value))
    })
}

fn language(lang: Lang, at: At) -> View {
    let picks = [Lang::ZhCn, Lang::En].map(|lang| (lang.tag(), later(lang).own_name));
    let chosen = move || at.settings.lang.get().tag().to_owned();
    choice("lang", later(lang).language, &picks, chosen, move |value| {
        let lang = match value == Lang::En.tag() {
            true => Lang::En,
            false => Lang::ZhCn,
        };
        once_painted(move || at.settings.speak(lang));
    })
}

/// Signing out asks what becomes of what was not sent; erasing asks twice.
fn sign_out(lang: Lang, at: At) -> View {
    let (w, l) = (words(lang), later(lang));
    let asking = RwSignal::new(false);
    let erasing = RwSignal::new(false);
    // What can't be read is not received either.
    let unsent = Memo::new(move |_| at.desk.unsent() + at.desk.unreadable.get());
    let out = move |class: &str, name: &str, unsent: Unsent| {
        button(class, name, move || {
            asking.set(false);
            erasing.set(false);
            at.asks.ask(Ask::SignOut(unsent));
        })
    };
    let ways = move || {
        if unsent.get() == 0 {
            return out("btn danger", l.sign_out, Unsent::Keep).into();
        }
        let erase = move || {
            asking.set(false);
            erasing.set(true);
        };
        View::all([
            out("go", l.sign_out_send, Unsent::Send).into(),
            out("btn", l.sign_out_keep, Unsent::Keep).into(),
            button("btn danger", l.sign_out_erase, erase).into(),
        ])
    };
    let title = move || match unsent.get() {
        0 => l.sign_out_plain.to_owned(),
        n => fill(l.sign_out_ask, &[("n", &n.to_string())]),
    };
    let ask = dialog(Question {
        id: "sign-out",
        open: live(move || asking.get()),
        title: live(title),
        body: View::none(),
        acts: View::all([
            View::live(ways),
            button("quiet", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    let erase = dialog(Question {
        id: "erase",
        open: live(move || erasing.get()),
        title: live(move || l.sign_out_erase.to_owned()),
        body: el("p").child(l.sign_out_erase_ask).into(),
        acts: View::all([
            out("btn danger", l.sign_out_erase, Unsent::Erase).into(),
            button("go", w.cancel, move || erasing.set(false)).into(),
        ]),
        close: live(move || erasing.set(false)),
    });
    let begin = el("p")
        .class("acts")
        .child(button("btn danger", l.sign_out, move || asking.set(true)));
    View::all([begin.into(), ask, erase])
}
