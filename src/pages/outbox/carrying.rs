//! Taking what has not arrived away from this phone, and bringing it back.

use crate::{
    domain::lang::Lang,
    i18n::{
        fill,
        outbox::{OutboxWords, outbox},
        words,
    },
    state::{
        ask::{Ask, OutboxAsk},
        at::At,
        outlook::{Exporting, Importing, Outlook},
        rules::save_fault,
        telling::Tone,
    },
    stored::export::{ImportError, TakenIn},
    ui::{
        copying::{copied, held},
        notice::notice,
        photos::chosen,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the exported text stands.
const TEXT: &str = "exported";
/// Where a text to import is pasted.
const PASTE: &str = "paste";

/// Export and import.
pub(super) fn carrying(lang: Lang, at: At, look: RwSignal<Outlook>) -> View {
    let w = outbox(lang);
    let ask = move |ask: OutboxAsk| at.asks.ask(Ask::Outbox(ask, look));
    let ways = el("div")
        .class("pair")
        .child(button("btn", w.export_file, move || {
            ask(OutboxAsk::ExportFile(None))
        }))
        .child(button("btn", w.export_text, move || {
            ask(OutboxAsk::ExportText)
        }));
    let export = Memo::new(move |_| look.with(|it| it.export.clone()));
    let import = Memo::new(move |_| look.with(|it| it.import.clone()));
    View::all([
        el("h2").class("sec").child(w.keep_safe).into(),
        el("p").class("hint").child(w.keep_safe_hint).into(),
        el("div")
            .class("stack acts")
            .child(ways)
            .child(
                el("div")
                    .attr("role", "status")
                    .live(move || exported(lang, &export.get())),
            )
            .live(move || to_copy(lang, at, look, export.get()))
            .child(bring_back(lang, at, look))
            .child(
                el("div")
                    .attr("role", "status")
                    .live(move || imported(lang, &import.get())),
            )
            .into(),
    ])
}

fn exported(lang: Lang, export: &Exporting) -> View {
    let w = outbox(lang);
    match export {
        Exporting::Idle => View::none(),
        Exporting::Busy => notice(Tone::Plain, w.export_busy, None),
        Exporting::Nothing => notice(Tone::Plain, w.export_nothing, None),
        Exporting::Saved { files, lost } => {
            let mut said = vec![w.export_saved.to_owned()];
            if *files > 1 {
                said.push(counted(w.export_parts, *files));
            }
            if *lost > 0 {
                said.push(counted(w.export_lost, *lost));
            }
            notice(Tone::Done, sentences(lang, &said), None)
        }
        Exporting::Text {
            photos,
            alone: true,
            ..
        } => {
            let photos = (*photos > 0).then(|| counted(w.alone_photos, *photos));
            let said = std::iter::once(w.alone.to_owned()).chain(photos);
            notice(Tone::Wait, sentences(lang, &said.collect::<Vec<_>>()), None)
        }
        Exporting::Text { photos, .. } if *photos > 0 => {
            notice(Tone::Plain, counted(w.text_photos, *photos), None)
        }
        Exporting::Text { .. } => View::none(),
        Exporting::Failed => notice(Tone::Due, w.export_failed, None),
    }
}

/// The text, and the press that copies it.
fn to_copy(lang: Lang, at: At, look: RwSignal<Outlook>, export: Exporting) -> View {
    let w = outbox(lang);
    let Exporting::Text { text, .. } = export else {
        return View::none();
    };
    let shown = text.clone();
    let copy = move || {
        at.asks.ask(Ask::Outbox(
            OutboxAsk::Copy {
                text: text.clone(),
                shown_by: TEXT,
            },
            look,
        ))
    };
    let field = held(TEXT, w.text_label, shown).child(el("p").class("hint").child(w.text_hint));
    View::all([
        field.into(),
        button("btn", w.copy, copy).into(),
        copied(lang, look).into(),
    ])
}

fn bring_back(lang: Lang, at: At, look: RwSignal<Outlook>) -> View {
    let w = outbox(lang);
    let ask = move |ask: OutboxAsk| at.asks.ask(Ask::Outbox(ask, look));
    let text = RwSignal::new(String::new());
    let file = el("input")
        .attr("type", "file")
        .attr("accept", ".json,application/json,text/plain")
        .on("change", move |event| {
            for file in chosen(&event) {
                ask(OutboxAsk::ImportFile(file));
            }
        });
    let area = el("textarea")
        .class("in low")
        .attr("id", PASTE)
        .attr("autocomplete", "off")
        .on("input", move |event| text.set(event_target_value(&event)));
    let paste = el("div")
        .class("field")
        .child(el("label").attr("for", PASTE).child(w.import_text))
        .child(area);
    let go = move || {
        let given = text.get_untracked();
        if !given.trim().is_empty() {
            ask(OutboxAsk::ImportText(given));
        }
    };
    View::all([
        el("label")
            .class("btn pick")
            .child(w.import_file)
            .child(file)
            .into(),
        paste.into(),
        button("btn", w.import_go, go).into(),
    ])
}

fn imported(lang: Lang, import: &Importing) -> View {
    let w = outbox(lang);
    match import {
        Importing::Idle => View::none(),
        Importing::Busy => notice(Tone::Plain, w.import_busy, None),
        Importing::Done(told) => notice(Tone::Done, sentences(lang, &taken_in(w, *told)), None),
        Importing::Refused(fault) => notice(Tone::Due, refusal(w, *fault), None),
        Importing::Failed(why) => {
            let why = save_fault(words(lang), *why);
            notice(Tone::Due, fill(w.import_failed, &[("why", why)]), None)
        }
    }
}

fn taken_in(w: &OutboxWords, told: TakenIn) -> Vec<String> {
    let TakenIn {
        added,
        here,
        received,
        photos_missing,
        unreadable,
    } = told;
    let more = [
        (w.import_here, here),
        (w.import_received, received),
        (w.import_photos, photos_missing),
        (w.import_unreadable, unreadable),
    ];
    let more = more.into_iter().filter(|(_, n)| *n > 0);
    std::iter::once((w.import_done, added))
        .chain(more)
        .map(|(pattern, n)| counted(pattern, n))
        .collect()
}

fn refusal(w: &OutboxWords, fault: ImportError) -> &'static str {
    match fault {
        ImportError::TooLong => w.import_long,
        ImportError::Damaged => w.import_damaged,
        ImportError::Newer => w.import_newer,
        ImportError::Foreign => w.import_foreign,
    }
}

fn counted(pattern: &str, n: usize) -> String {
    fill(pattern, &[("n", &n.to_string())])
}

/// Sentences after one another.
fn sentences(lang: Lang, said: &[String]) -> String {
    said.join(match lang {
        Lang::ZhCn => "；",
        Lang::En => "; ",
    })
}
