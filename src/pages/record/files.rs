//! Files of a record, to be handed out.

use crate::{
    domain::{file::File, lang::Lang},
    i18n::files::files as file_words,
    state::{
        ask::{Ask, FileAsk, OutboxAsk},
        at::At,
        attached,
        outlook::Outlook,
        telling::Tone,
    },
    ui::{
        files::{Acts, list},
        notice::notice,
        tree::{View, el, live},
    },
};
use leptos::prelude::*;
use std::rc::Rc;

/// The files of a record under their heading.
pub(super) fn files(lang: Lang, at: At, look: RwSignal<Outlook>, files: Vec<File>) -> View {
    if files.is_empty() {
        return View::none();
    }
    let head = el("h2").class("sec").child(file_words(lang).title);
    View::all([head.into(), listed(lang, at, look, files)])
}

/// Name and size of each; what can't be had now is said below.
pub(super) fn listed(lang: Lang, at: At, look: RwSignal<Outlook>, files: Vec<File>) -> View {
    let sized = files.into_iter().map(|file| {
        let size = attached::size(file.size);
        (file, size)
    });
    let sized: Vec<(File, String)> = sized.collect();
    let acts = Acts {
        hand: Rc::new(move |file| {
            let ask = OutboxAsk::File(Rc::new(FileAsk::Hand(file)));
            at.asks.ask(Ask::Outbox(ask, look));
        }),
        remove: None,
    };
    let refused = Memo::new(move |_| look.with(|look| attached::refused(lang, &look.attaching, 0)));
    let said = move || {
        let said = refused.get();
        said.map(|said| notice(Tone::Due, said, None)).into()
    };
    View::all([
        list(lang, live(move || sized.clone()), acts),
        el("div").attr("role", "status").live(said).into(),
    ])
}
