//! 我的: who I am, how I like to read, what is on this phone, and the way out.

use crate::{
    domain::{lang::Lang, member::Member},
    i18n::{fill, intl, words},
    state::{
        ask::{Ask, Asks, Unsent},
        desk::Desk,
        session::{Keeping, Session},
        settings::{Settings, TextSize},
    },
    ui::{
        dialog::dialog,
        field::Marks,
        head::page,
        segment::{Pick, segment},
    },
};
use leptos::prelude::*;

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
pub fn me(lang: Lang, at: At, member: Member) -> AnyView {
    let w = words(lang);
    at.asks.ask(Ask::Measure);
    let facts = [
        (w.me_number, member.number.clone()),
        (w.me_sector, member.sector.clone()),
        (w.me_committee, member.committee.clone()),
        (w.me_villages, member.villages.join(", ")),
    ];
    let facts: Vec<AnyView> = facts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| fact(label, text))
        .collect();
    let inside = view! {
        <dl class={"facts"}>{facts}</dl>
        <h2 class={"sec"}>{w.settings}</h2>
        {text_size(lang, at)}
        {language(lang, at)}
        <h2 class={"sec"}>{w.on_this_phone}</h2>
        <dl class={"facts"}>
            {fact(w.storage, move || keeping(lang, at.session.keeping.get()))}
            {fact(w.unsent_count, move || fill(w.count_n, &[("n", &at.desk.unsent().to_string())]))}
            {move || space(lang, at).map(|text| fact(w.space, text))}
            {fact(w.version, env!("CARGO_PKG_VERSION"))}
        </dl>
        {move || at.session.update.get().then(|| {
            view! {
                <p>{w.update_ready} {" · "} {w.update_later}</p>
                <button type={"button"} class={"btn"} on:click={move |_| at.asks.ask(Ask::Update)}>{w.update_go}</button>
            }
        })}
        {sign_out(lang, at)}
    };
    page(member.name, (), inside)
}

fn fact(label: &'static str, text: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{text.into_any()}</dd></div> }.into_any()
}

fn keeping(lang: Lang, keeping: Keeping) -> &'static str {
    let w = words(lang);
    match keeping {
        Keeping::Kept => w.storage_kept,
        Keeping::Locked => w.storage_locked,
        Keeping::Visit => w.storage_visit,
    }
}

fn space(lang: Lang, at: At) -> Option<String> {
    let (used, free) = at.session.space.get()?;
    let (used, free) = (intl::bytes(used), intl::bytes(free));
    Some(fill(
        words(lang).space_told,
        &[("used", &used), ("free", &free)],
    ))
}

fn choice(
    id: &str,
    label: &'static str,
    picks: Vec<(&'static str, &'static str)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let marks = Marks {
        id: id.to_owned(),
        label: label.to_owned(),
        optional: None,
        hint: None,
        fault: Signal::stored(None),
    };
    let picks = picks
        .into_iter()
        .map(|(value, label)| Pick {
            value: value.to_owned(),
            label: label.to_owned(),
        })
        .collect();
    segment(marks, picks, chosen, choose)
}

fn text_size(lang: Lang, at: At) -> AnyView {
    let w = words(lang);
    let picks = vec![
        ("", w.size_normal),
        ("large", w.size_large),
        ("largest", w.size_largest),
    ];
    let size = at.settings.text_size;
    let chosen = Signal::derive(move || size.get().attribute().unwrap_or_default().to_owned());
    choice("size", w.text_size, picks, chosen, move |value| {
        size.set(TextSize::parse(&value))
    })
}

fn language(lang: Lang, at: At) -> AnyView {
    let picks = vec![
        (Lang::ZhCn.tag(), words(Lang::ZhCn).own_name),
        (Lang::En.tag(), words(Lang::En).own_name),
    ];
    let chosen = Signal::derive(move || at.settings.lang.get().tag().to_owned());
    choice("lang", words(lang).language, picks, chosen, move |value| {
        at.settings.lang.set(if value == Lang::En.tag() {
            Lang::En
        } else {
            Lang::ZhCn
        });
    })
}

/// Signing out asks what becomes of what was not sent; erasing asks twice.
fn sign_out(lang: Lang, at: At) -> AnyView {
    let w = words(lang);
    let asking = RwSignal::new(false);
    let erasing = RwSignal::new(false);
    let unsent = Memo::new(move |_| at.desk.unsent());
    let out = move |unsent: Unsent| {
        move |_| {
            asking.set(false);
            erasing.set(false);
            at.asks.ask(Ask::SignOut(unsent));
        }
    };
    let act = move |class: &'static str, name: &'static str, unsent: Unsent| {
        view! { <button type={"button"} class={class} on:click={out(unsent)}>{name}</button> }
    };
    let acts = move || {
        if unsent.get() == 0 {
            return act("btn danger", w.sign_out, Unsent::Keep).into_any();
        }
        view! {
            {act("go", w.sign_out_send, Unsent::Send)}
            {act("btn", w.sign_out_keep, Unsent::Keep)}
            <button type={"button"} class={"btn danger"} on:click={move |_| {
                asking.set(false);
                erasing.set(true);
            }}>{w.sign_out_erase}</button>
        }
        .into_any()
    };
    let title = move || match unsent.get() {
        0 => w.sign_out_plain.to_owned(),
        n => fill(w.sign_out_ask, &[("n", &n.to_string())]),
    };
    let all = view! {
        {acts}
        <button type={"button"} class={"quiet"} on:click={move |_| asking.set(false)}>{w.cancel}</button>
    };
    let ask = dialog("sign-out", asking.into(), title, (), all, move || {
        asking.set(false)
    });
    let really = view! {
        {act("btn danger", w.sign_out_erase, Unsent::Erase)}
        <button type={"button"} class={"go"} on:click={move |_| erasing.set(false)}>{w.cancel}</button>
    };
    let body = view! { <p>{w.sign_out_erase_ask}</p> };
    let erase = dialog(
        "erase",
        erasing.into(),
        w.sign_out_erase,
        body,
        really,
        move || erasing.set(false),
    );
    view! {
        <p class={"acts"}>
            <button type={"button"} class={"btn danger"} on:click={move |_| asking.set(true)}>{w.sign_out}</button>
        </p>
        {ask}
        {erase}
    }
    .into_any()
}
