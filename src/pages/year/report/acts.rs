//! 打印, 保存长图, 复制文字.

use crate::{
    domain::lang::Lang,
    i18n::{
        fill,
        report::{ReportWords, report as words_of_report},
    },
    report::{
        page::Report,
        picture::{WIDTH, pictures},
        text::text,
    },
    state::{
        ask::{Ask, SheetAsk},
        at::At,
        making::{Drawing, Making, Pictures, ReportAsk},
        telling::Tone,
    },
    ui::{
        copying::copying,
        notice::notice,
        tree::{View, button, el},
    },
};
use leptos::prelude::*;

/// Where the text of the report stands.
const TEXT: &str = "report-text";

/// The presses, and what comes of each.
pub(super) fn acts(
    lang: Lang,
    at: At,
    year: u16,
    made: Memo<Report>,
    making: RwSignal<Making>,
) -> View {
    let w = words_of_report(lang);
    let ask = move |ask| at.asks.ask(Ask::Sheet(SheetAsk::Report(ask, making)));
    on_cleanup(move || forget(at, making));
    let print = button("btn", w.print, move || ask(ReportAsk::Print));
    let draw = move || {
        forget(at, making);
        let part =
            |n: usize, of: usize| fill(w.part, &[("n", &n.to_string()), ("of", &of.to_string())]);
        let drawing = |it: crate::report::picture::Picture| Drawing {
            svg: it.svg,
            width: WIDTH,
            height: it.height,
        };
        let all = made.with_untracked(|report| pictures(report, part));
        ask(ReportAsk::Draw(all.into_iter().map(drawing).collect()));
    };
    let printed = Memo::new(move |_| making.with(|making| making.printed));
    let drawn = Memo::new(move |_| making.with(|making| making.pictures.clone()));
    let said = move || match (printed.get(), drawn.get()) {
        (_, Pictures::Busy) => notice(Tone::Plain, w.picture_busy, None),
        (_, Pictures::Failed) => notice(Tone::Due, w.picture_failed, None),
        (_, Pictures::Are(_)) => notice(Tone::Done, w.picture_hint, None),
        (Some(true), Pictures::None) => notice(Tone::Done, w.print_opened, None),
        (Some(false), Pictures::None) => notice(Tone::Wait, w.print_not, None),
        (None, Pictures::None) => View::none(),
    };
    let shown = move || match drawn.get() {
        Pictures::Are(addresses) => shown(w, year, made, &addresses),
        Pictures::None | Pictures::Busy | Pictures::Failed => View::none(),
    };
    let words = (TEXT, w.copy, w.copy_label);
    let colon = fill(w.colon, &[("name", "")]);
    el("div")
        .class("leave")
        .child(
            el("div")
                .class("pair")
                .child(print)
                .child(button("btn", w.picture, draw)),
        )
        .child(el("div").attr("role", "status").live(said))
        .live(shown)
        .child(copying(lang, at.asks, words, move || {
            made.with(|report| text(report, &colon))
        }))
        .into()
}

/// The pictures, each with the way to a file of it.
fn shown(w: &'static ReportWords, year: u16, made: Memo<Report>, addresses: &[String]) -> View {
    let title = made.with_untracked(|report| report.title.clone());
    let file = fill(w.file_report, &[("year", &year.to_string())]);
    let one = |(place, address): (usize, &String)| {
        let n = (place + 1).to_string();
        let (name, file, save) = if addresses.len() == 1 {
            (
                title.clone(),
                format!("{file}.png"),
                w.picture_file.to_owned(),
            )
        } else {
            (
                format!("{title} {n}"),
                format!("{file}-{n}.png"),
                fill(w.picture_file_n, &[("n", &n)]),
            )
        };
        let picture = el("img").attr("src", address).attr("alt", &name);
        let save = el("a")
            .class("btn")
            .attr("href", address)
            .attr("download", &file)
            .child(save);
        el("div")
            .class("stack acts")
            .child(picture)
            .child(save)
            .into()
    };
    let all = addresses.iter().enumerate().map(one);
    all.collect::<Vec<View>>().into()
}

/// Takes the pictures out of the page's memory.
fn forget(at: At, making: RwSignal<Making>) {
    let old = making.try_update(|making| std::mem::take(&mut making.pictures));
    if let Some(Pictures::Are(addresses)) = old {
        let ask = ReportAsk::Forget(addresses);
        at.asks.ask(Ask::Sheet(SheetAsk::Report(ask, making)));
    }
}
