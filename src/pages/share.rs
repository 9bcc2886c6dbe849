//! 分享来的照片: whoever is signed in is asked whose they are; nothing of them shows before.

use crate::{
    domain::lang::Lang,
    forms::{catalog::Kind, widget::Widget},
    i18n::{fill, intl, share::share as own, words},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        habit,
        sharing::{ShareAsk, Shared},
        telling::Tone,
    },
    ui::{
        dialog::{Question, dialog},
        head::page_below,
        icon::{Icon, icon},
        link::link,
        notice::notice,
        tree::{View, button, el, live},
    },
};
use leptos::prelude::*;

/// How many kinds stand first, as they were logged last.
const FEW: usize = 3;

/// On the home page, where some wait.
pub fn waiting(lang: Lang, at: At) -> View {
    let shared = looked_for(at);
    View::live(move || match shared.get().photos {
        None | Some(0) => View::none(),
        Some(n) => {
            let text = fill(own(lang).home, &[("n", &n.to_string())]);
            let way = link(Route::Share, "", false, own(lang).home_go);
            notice(Tone::Plain, text, Some(way))
        }
    })
}

/// The page.
pub fn share(lang: Lang, at: At) -> View {
    let (w, own) = (words(lang), own(lang));
    // Kinds that need the whole reading are offered too.
    at.asks.ask(Ask::Forms);
    let shared = looked_for(at);
    let body = move || {
        let it = shared.get();
        match it.photos {
            None => el("p").class("hint").child(w.loading).into(),
            Some(0) => View::all([
                el("p").class("hint").child(own.none).into(),
                link(Route::Home, "btn", false, w.go_home),
            ]),
            Some(n) => untrack(|| some(lang, at, shared, n, it)),
        }
    };
    let inside = el("div").live(body);
    page_below((Route::Home, w.tab_home), own.title, View::none(), inside)
}

fn looked_for(at: At) -> RwSignal<Shared> {
    let shared = RwSignal::new(Shared::default());
    at.asks
        .ask(Ask::Sheet(SheetAsk::Share(ShareAsk::Look, shared)));
    shared
}

fn some(lang: Lang, at: At, shared: RwSignal<Shared>, n: usize, it: Shared) -> View {
    let (w, own) = (words(lang), own(lang));
    let number = n.to_string();
    let told = [("n", number.as_str()), ("time", &intl::moment(lang, it.at))];
    let ask = move |what: ShareAsk| at.asks.ask(Ask::Sheet(SheetAsk::Share(what, shared)));
    let asking = RwSignal::new(false);
    let failed = it.failed.then(|| notice(Tone::Due, own.failed, None));
    let way = |kind: Kind| {
        let name = el("span").class("what").child(kind.label(lang).to_owned());
        let id = kind.id().clone();
        let press = move || ask(ShareAsk::Take(id.clone()));
        el("li")
            .child(button(
                "row",
                View::all([name.into(), icon(Icon::Forth)]),
                press,
            ))
            .into()
    };
    let ways: Vec<View> = kinds(at).into_iter().map(way).collect();
    let question = fill(own.discard_ask, &[("n", &number)]);
    let sure = dialog(Question {
        id: "discard-shared",
        open: live(move || asking.get()),
        title: live(move || question.clone()),
        body: View::none(),
        acts: View::all([
            button("btn danger", own.discard, move || {
                asking.set(false);
                ask(ShareAsk::Discard);
            })
            .into(),
            button("go", w.cancel, move || asking.set(false)).into(),
        ]),
        close: live(move || asking.set(false)),
    });
    View::all([
        el("div").attr("role", "status").child(failed).into(),
        el("p").class("lead").child(fill(own.told, &told)).into(),
        el("p").class("hint").child(own.whose).into(),
        el("h2").class("sec").child(own.into).into(),
        el("ul").class("rows").child(ways).into(),
        el("div")
            .class("pair acts")
            .child(link(Route::Home, "btn", false, own.leave))
            .child(button("quiet danger", own.discard, move || {
                asking.set(true)
            }))
            .into(),
        sure,
    ])
}

/// Those that take photos; what was logged last first.
fn kinds(at: At) -> Vec<Kind> {
    let takes = |kind: &Kind| {
        let mut fields = kind.form().fields().iter();
        fields.any(|field| matches!(field.widget(), Widget::Photos))
    };
    let mut ids = habit::lately(at, FEW);
    for kind in at.duties.kinds() {
        if !ids.contains(kind.id()) {
            ids.push(kind.id().clone());
        }
    }
    let known = ids.iter().filter_map(|id| at.duties.kind(id));
    known.filter(takes).collect()
}
