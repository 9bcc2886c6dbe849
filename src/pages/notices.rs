//! 通知: what others did about the member's records, places and leaves, the newest first. Opening the page is reading them.

use crate::{
    domain::{lang::Lang, news::News},
    i18n::{fill, later, news::news as own_words, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk, SheetAsk},
        at::At,
        news::{Newsletter, line},
        shelf::Reading,
        telling::{self, Tone},
    },
    stored::news::KeptNews,
    ui::{
        head::page_below,
        icon::rings,
        link::link,
        notice::{notice, tag},
        row::inside,
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// The page.
pub fn notices(lang: Lang, at: At) -> View {
    let own = own_words(lang);
    // Their names are those of the records, whose forms say them.
    at.asks.ask(Ask::Refresh(at.clock.today_untracked().year()));
    at.asks.ask(Ask::Event(EventAsk::Forms));
    let letter = RwSignal::new(Newsletter::default());
    let ask = SheetAsk::Notices(letter, true);
    at.asks.ask(Ask::Sheet(ask));
    let kept = Memo::new(move |_| letter.with(|letter| letter.kept.clone()));
    // What was new when the page was opened, or came while it was, stays marked until it is left.
    let fresh = RwSignal::new(BTreeSet::new());
    Effect::new(move |_| {
        let Some(kept) = kept.get() else { return };
        let is_new = |news: &&News| Newsletter::is_fresh(&kept, news);
        let new: Vec<u64> = kept.news.iter().filter(is_new).map(|it| it.seq).collect();
        if let Some(last) = new.iter().max() {
            let ask = SheetAsk::Seen(*last, letter);
            fresh.update(|fresh| fresh.extend(new.iter().copied()));
            at.asks.ask(Ask::Sheet(ask));
        }
    });
    let list = move || {
        let reading = letter.with(|letter| letter.reading);
        match kept.get() {
            Some(kept) if !kept.news.is_empty() => {
                letter.with(|letter| fresh.with(|fresh| lines(lang, at, letter, &kept, fresh)))
            }
            Some(_) if reading != Reading::Busy => nothing(own.empty),
            Some(_) | None => View::none(),
        }
    };
    let inside = View::all([
        View::live(move || as_of(lang, &letter.get())),
        View::live(list),
    ]);
    page_below((Route::Me, words(lang).me), own.title, View::none(), inside)
}

fn nothing(text: &str) -> View {
    let said = el("p").child(text);
    el("div").class("empty").child(rings()).child(said).into()
}

fn lines(
    lang: Lang,
    at: At,
    letter: &Newsletter,
    kept: &Arc<KeptNews>,
    fresh: &BTreeSet<u64>,
) -> View {
    let workflows = letter.workflows.as_deref();
    let lines = kept.news.iter().map(|news| {
        let told = line(lang, at, workflows, news);
        let mark = fresh.contains(&news.seq);
        let mark = mark.then(|| tag((Tone::Wait, own_words(lang).fresh)));
        let shown = inside(None, told.said, told.detail, mark.into());
        let shown = match told.route {
            Some(route) => link(route, "row", false, shown),
            None => el("div").class("row").child(shown).into(),
        };
        el("li").child(shown).into()
    });
    el("ul")
        .class("rows")
        .child(lines.collect::<Vec<View>>())
        .into()
}

/// How fresh the list is, and what of it could not be understood.
fn as_of(lang: Lang, letter: &Newsletter) -> View {
    let kept = letter.kept.as_deref();
    let never = own_words(lang).never;
    let text = telling::as_of(lang, letter.reading, kept.map(|kept| kept.as_of), never);
    let odd = kept.map_or(0, |kept| kept.odd);
    let odd = (odd > 0).then(|| {
        let text = fill(later(lang).list_odd, &[("n", &odd.to_string())]);
        notice(Tone::Due, text, None)
    });
    View::all([el("p").class("hint").child(text).into(), odd.into()])
}
