//! What a person fills in.

use super::{Look, Sheet};
use crate::{
    domain::client_ref::ClientRef,
    i18n::{fill, style::style, words},
    ui::{
        combo::{Choice, Offer, combo},
        field::{Marks, Text, Typing, area, fieldset, line, picker, select},
        photos::{Album, Shown, album, gallery},
        segment::{Pick, segment},
        tree::{Live, View, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

pub(super) const SHEETS: &[Sheet] = &[
    ("line, area", texts),
    ("combo", combos),
    ("select, picker", lists),
    ("segment, fieldset", choices),
    ("album, gallery", photos),
];

fn marks(look: Look, id: &str, label: &str, fault: Option<String>) -> Marks {
    Marks::new(&look.id(id), label, live(move || fault.clone()))
}

/// A control that keeps what is typed.
fn text(marks: Marks, value: &str, placeholder: &str, below: View) -> Text {
    let held = RwSignal::new(value.to_owned());
    Text {
        marks,
        value: live(move || held.get()),
        placeholder: placeholder.to_owned(),
        below,
        typed: Rc::new(move |text| held.set(text)),
    }
}

fn texts(look: Look) -> View {
    let (w, own) = (words(look.lang), style(look.lang));
    let plain = || live(|| Typing::TEXT);
    let wrong = fill(w.rule_required, &[("label", own.book)]);
    let hinted = Marks {
        optional: Some(w.optional),
        hint: Some(own.author_hint.to_owned()),
        ..marks(look, "hinted", own.author, None)
    };
    let secret = Typing {
        kind: "password",
        ..Typing::TEXT
    };
    let written = own.thoughts_value;
    let count = [
        ("n", &*written.chars().count().to_string()),
        ("most", "10000"),
    ];
    let count = el("p").class("count").child(fill(w.counter, &count)).into();
    let filled = marks(look, "filled", own.book, None);
    let wrong = marks(look, "wrong", own.book, Some(wrong));
    let minutes = marks(look, "minutes", own.minutes, None);
    let secret_marks = marks(look, "secret", w.password, None);
    let thoughts = marks(look, "thoughts", own.thoughts, None);
    View::all([
        line(
            text(filled, own.book_value, "", View::none()),
            plain(),
            None,
        ),
        line(text(hinted, "", own.author, View::none()), plain(), None),
        line(text(wrong, "", "", View::none()), plain(), None),
        line(
            text(minutes, "90", "", View::none()),
            plain(),
            Some(own.minutes_unit),
        ),
        line(
            text(secret_marks, own.book_value, "", View::none()),
            live(move || secret),
            None,
        ),
        area(text(thoughts, written, "", count)),
    ])
}

fn combos(look: Look) -> View {
    let own = style(look.lang);
    let books = [own.book_value, own.book_other];
    let find = move |typed: &str| {
        let fit = books.iter().filter(|book| book.contains(typed));
        let options = fit.map(|book| Choice {
            value: (*book).to_owned(),
            label: (*book).to_owned(),
        });
        Offer {
            options: options.collect(),
            said: String::new(),
        }
    };
    let marks = marks(look, "combo", own.book, None);
    combo(text(marks, "", "", View::none()), find)
}

fn lists(look: Look) -> View {
    let own = style(look.lang);
    let books = || [own.book_value, own.book_other].map(|book| (book.to_owned(), book.to_owned()));
    let chosen = RwSignal::new(own.book_other.to_owned());
    let marks = marks(look, "select", own.book, None);
    let list = select(
        marks,
        books().into(),
        live(move || chosen.get()),
        move |book| chosen.set(book),
    );
    let filter = el("div").class("filter");
    let filter = filter.child(picker(own.book, books().into(), |_| {}));
    View::all([list, filter.into()])
}

fn choices(look: Look) -> View {
    let (w, own) = (words(look.lang), style(look.lang));
    let picks = || {
        let pick = |(value, label): (&str, &str)| Pick {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        [("online", own.online), ("in-person", own.in_person)].map(pick)
    };
    let segment = |id, value: &str, fault: Option<String>| {
        let chosen = RwSignal::new(value.to_owned());
        let choose = Rc::new(move |value| chosen.set(value));
        let marks = marks(look, id, own.where_from, fault);
        segment(marks, picks().into(), live(move || chosen.get()), choose)
    };
    let wrong = fill(w.rule_choose, &[("label", own.where_from)]);
    let tick = el("input").attr("type", "checkbox");
    let said = el("span")
        .child(own.own_phone)
        .child(el("small").child(w.keep_hint));
    let check = el("label").class("check").child(tick).child(said);
    View::all([
        segment("segment", "in-person", None),
        segment("segment-wrong", "", Some(wrong)),
        fieldset(&marks(look, "set", w.keep, None), check),
    ])
}

/// One that is here, one that is not, and one that is being prepared.
fn photos(look: Look) -> View {
    let (w, own) = (words(look.lang), style(look.lang));
    let shown = || {
        let photo = |(n, address): (u8, Option<&str>)| {
            (ClientRef::from_chance([n; 16]), address.map(str::to_owned))
        };
        [(1, Some("/icons/icon-192.png")), (2, None)].map(photo)
    };
    let photos = || -> Live<Vec<Shown>> { live(move || shown().into()) };
    let album_of = Album {
        marks: marks(look, "photos", own.photos, None),
        photos: photos(),
        working: live(|| 1),
        most: 9,
        add: Rc::new(|_| {}),
        remove: Rc::new(|_| {}),
    };
    View::all([album(w, album_of), gallery(w, photos())])
}
