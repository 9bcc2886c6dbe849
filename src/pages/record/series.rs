//! 每周都有: a draft for each week that its owner chooses.

use crate::{
    domain::{answer::Answer, day::Day, lang::Lang},
    forms::{answers::Answers, catalog::Kind},
    i18n::{fill, intl, later, words},
    state::{
        ask::Ask,
        at::At,
        series::{MOST_WEEKS, Stands, weeks},
    },
    ui::{
        dialog::{Question, dialog},
        tree::{El, View, button, el, live, live_text},
    },
};
use leptos::{prelude::*, wasm_bindgen::JsValue};

/// The press and what it opens, where weeks have gone by since that day.
pub(super) fn series(lang: Lang, at: At, kind: Kind, earlier: Answers, of: Option<Day>) -> View {
    let today = at.clock.today_untracked();
    let of = of.filter(|day| kind.is_series() && !day.weeks_until(today, MOST_WEEKS).is_empty());
    of.map(|first| weekly(lang, at, kind, earlier, first))
        .into()
}

fn weekly(lang: Lang, at: At, kind: Kind, earlier: Answers, first: Day) -> View {
    let l = later(lang);
    let open = RwSignal::new(false);
    let left_out = RwSignal::new(Vec::<Day>::new());
    let of = StoredValue::new((kind, earlier));
    let days = Memo::new(move |_| match open.get() {
        true => of.with_value(|(kind, earlier)| weeks(at, kind, earlier, first)),
        false => Vec::new(),
    });
    let chosen = move || {
        let mut chosen: Vec<Day> = Vec::new();
        days.with(|days| {
            let free = days.iter().filter(|(_, stands)| *stands == Stands::Nothing);
            chosen.extend(free.map(|(day, _)| *day));
        });
        left_out.with(|left_out| chosen.retain(|day| !left_out.contains(day)));
        chosen
    };
    let way = button("btn", l.weekly, move || {
        // What was logged that year may not have been read yet.
        at.asks.ask(Ask::Refresh(first.year()));
        left_out.set(Vec::new());
        open.set(true);
    });
    let list = move || {
        let rows = days.get().into_iter();
        let rows = rows.map(|(day, stands)| row(lang, day, stands, left_out).into());
        View::all(rows)
    };
    let list = el("fieldset")
        .class("field")
        .child(el("legend").class("vh").child(l.weekly_days))
        .child(el("div").live(list));
    let go = move || {
        let chosen = untrack(chosen);
        if chosen.is_empty() {
            return;
        }
        open.set(false);
        of.with_value(|(kind, earlier)| {
            let draft = |day| Answer::from(kind.form().again(earlier, day));
            let drafts = chosen.into_iter().map(draft).collect();
            at.asks.ask(Ask::Again(kind.id().clone(), drafts));
        });
    };
    let count = move || fill(l.weekly_go, &[("n", &chosen().len().to_string())]);
    let go = button("go", live_text(count), go)
        .bind("disabled", move || chosen().is_empty().then(String::new));
    let question = dialog(Question {
        id: "weekly",
        open: live(move || open.get()),
        title: live(move || l.weekly.to_owned()),
        body: View::all([el("p").child(l.weekly_lead).into(), list.into()]),
        acts: View::all([
            button("btn", words(lang).cancel, move || open.set(false)).into(),
            go.into(),
        ]),
        close: live(move || open.set(false)),
    });
    View::all([way.into(), question])
}

/// One day; where something stands already nothing can be chosen.
fn row(lang: Lang, day: Day, stands: Stands, left_out: RwSignal<Vec<Day>>) -> El {
    let l = later(lang);
    let stood = match stands {
        Stands::Nothing => None,
        Stands::Draft => Some(l.weekly_draft),
        Stands::Logged => Some(l.weekly_logged),
    };
    let free = stands == Stands::Nothing;
    let is_chosen = move || free && left_out.with(|left_out| !left_out.contains(&day));
    let choose = move |chosen: bool| {
        left_out.update(|left_out| match chosen {
            true => left_out.retain(|other| *other != day),
            false => left_out.push(day),
        });
    };
    let input = el("input")
        .attr("type", "checkbox")
        .maybe("disabled", (!free).then_some(""))
        .prop("checked", move || JsValue::from_bool(is_chosen()))
        .on("change", move |event| choose(event_target_checked(&event)));
    let told = el("span")
        .child(intl::day_long(lang, day))
        .child(stood.map(|stood| el("small").child(stood)));
    el("label").class("check").child(input).child(told)
}
