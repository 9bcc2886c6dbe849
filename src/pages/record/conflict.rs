//! What both sides changed: their owner chooses, field by field, and sends the whole on.

use super::{gallery_of, standing::STANDING};
use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        held::{DAY, Held, PHOTOS, pictures},
        lang::Lang,
        record::Entry,
    },
    forms::{answers::Answers, widget::Widget},
    i18n::{fill, intl, later, words},
    outbox::item::State,
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::Outlook,
        told,
    },
    ui::{
        field::{Marks, fieldset},
        tree::{El, View, button, el, focus_on, live},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The fields that clash, and what stands on each side.
#[derive(Clone, PartialEq)]
struct Clash {
    fields: Vec<String>,
    mine: Arc<Entry>,
    theirs: Held,
}

/// The choice, while there is one to make.
pub(super) fn conflict(lang: Lang, at: At, look: RwSignal<Outlook>, id: ClientRef) -> View {
    let clash = {
        let id = id.clone();
        Memo::new(move |_| clash(at, &id))
    };
    View::live(move || {
        let clash = clash.get();
        clash
            .map(|clash| untrack(|| choice(lang, at, look, id.clone(), clash)))
            .into()
    })
}

fn clash(at: At, id: &ClientRef) -> Option<Clash> {
    let row = at.desk.row(id)?;
    let State::Conflict { fields, .. } = row.item.state else {
        return None;
    };
    let theirs = row.update?.theirs.clone()?;
    Some(Clash {
        fields,
        mine: row.entry,
        theirs,
    })
}

fn choice(lang: Lang, at: At, look: RwSignal<Outlook>, id: ClientRef, clash: Clash) -> View {
    let l = later(lang);
    let kind = at.duties.kind(&clash.mine.kind);
    let of_day = kind.and_then(|kind| kind.form().day_field().map(str::to_owned));
    // Where a field of the form tells the day, choosing that one chooses the day.
    let follows = of_day.filter(|of| of != DAY && clash.fields.contains(of));
    let mut asked: Vec<String> = Vec::new();
    for field in &clash.fields {
        if !asked.contains(field) && (field != DAY || follows.is_none()) {
            asked.push(field.clone());
        }
    }
    // Whether the owner's own side is taken, by field; nothing is chosen for anybody.
    let chosen = RwSignal::new(vec![None::<bool>; asked.len()]);
    let tried = RwSignal::new(false);
    let groups: Vec<View> = asked
        .iter()
        .enumerate()
        .map(|(place, field)| group(lang, at, &clash, place, field, chosen, tried))
        .collect();
    let send = move || {
        tried.set(true);
        let chosen = chosen.get_untracked();
        if let Some(open) = chosen.iter().position(Option::is_none) {
            return focus_on(&place_of(open));
        }
        let mine = asked.iter().zip(chosen);
        let mine = mine.filter(|(_, mine)| *mine == Some(true));
        let mut mine: Vec<String> = mine.map(|(field, _)| field.clone()).collect();
        if follows.as_ref().is_some_and(|of| mine.contains(of)) {
            mine.push(DAY.to_owned());
        }
        let id = id.clone();
        at.asks
            .ask(Ask::Outbox(OutboxAsk::Resolve { id, mine }, look));
        focus_on(STANDING);
    };
    View::all([
        el("h2").class("sec").child(l.clash).into(),
        el("p").class("hint").child(l.clash_lead).into(),
        View::all(groups),
        el("p")
            .class("acts")
            .child(button("go", l.clash_send, send))
            .into(),
    ])
}

/// One field: what its owner wrote and what the office made of it, each a radio button.
fn group(
    lang: Lang,
    at: At,
    clash: &Clash,
    place: usize,
    field: &str,
    chosen: RwSignal<Vec<Option<bool>>>,
    tried: RwSignal<bool>,
) -> View {
    let (w, l) = (words(lang), later(lang));
    let of = move || chosen.with(|chosen| chosen.get(place).copied().flatten());
    let fault = live(move || (tried.get() && of().is_none()).then(|| w.choose.to_owned()));
    let marks = Marks::new(&place_of(place), &label(lang, at, clash, field), fault);
    let side = |mine: bool, name: &'static str, Side { text, photos }: Side| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &marks.id)
            .maybe("id", mine.then_some(marks.id.as_str()))
            .prop("checked", move || (of() == Some(mine)).into())
            .on("change", move |_| {
                chosen.update(|chosen| {
                    if let Some(chosen) = chosen.get_mut(place) {
                        *chosen = Some(mine);
                    }
                });
            });
        let text = el("span").class("prose").attr("dir", "auto").child(text);
        let text = el("span").child(el("small").child(name)).child(text);
        let label = el("label").class("check").child(input).child(text);
        View::all([label.into(), gallery_of(lang, at, photos)])
    };
    let (mine, theirs) = sides(lang, at, clash, field);
    let both: El =
        el("div")
            .child(side(true, l.clash_mine, mine))
            .child(side(false, l.clash_theirs, theirs));
    fieldset(&marks, both)
}

fn place_of(place: usize) -> String {
    format!("clash-{place}")
}

/// The form's label, where the field is one of the form.
fn label(lang: Lang, at: At, clash: &Clash, field: &str) -> String {
    let l = later(lang);
    let kind = at.duties.kind(&clash.mine.kind);
    let label = kind.and_then(|kind| Some(kind.form().field(field)?.label(lang).to_owned()));
    label.unwrap_or_else(|| match field {
        DAY => l.record_day.to_owned(),
        PHOTOS => l.record_photos.to_owned(),
        _ => field.to_owned(),
    })
}

/// What stands on one side, as people write it.
struct Side {
    text: String,
    photos: Vec<ClientRef>,
}

fn sides(lang: Lang, at: At, clash: &Clash, field: &str) -> (Side, Side) {
    let Clash { mine, theirs, .. } = clash;
    let keys = |photos: Vec<ClientRef>| Side {
        text: fill(
            later(lang).clash_photos,
            &[("n", &photos.len().to_string())],
        ),
        photos,
    };
    let text = |text: Option<String>| Side {
        text: text.unwrap_or_else(|| later(lang).clash_empty.to_owned()),
        photos: Vec::new(),
    };
    let day = |day: Option<Day>| text(day.map(|day| intl::day_long(lang, day)));
    let kind = at.duties.kind(&mine.kind);
    let known = kind.as_ref().and_then(|kind| kind.form().field(field));
    let answer = |answers: &Answer| {
        let answers = Answers::from(answers.clone());
        let answer = answers.get(field);
        text(answer.and_then(|answer| match known {
            Some(field) if field.widget() == Widget::Files => Some(told::names(lang, answer)),
            Some(field) => told::told(lang, field, answer),
            None => told::plain(lang, answer),
        }))
    };
    match field {
        DAY => (day(mine.day), day(theirs.day)),
        PHOTOS => (
            keys(pictures(photo_keys(mine), &mine.answers)),
            keys(pictures(theirs.photos.clone(), &theirs.answers)),
        ),
        _ => (answer(&mine.answers), answer(&theirs.answers)),
    }
}

fn photo_keys(entry: &Entry) -> Vec<ClientRef> {
    entry.photos.iter().map(|photo| photo.id.clone()).collect()
}
